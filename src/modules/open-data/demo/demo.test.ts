import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { readFile } from '../ingest/reader/read-file.ts'
import { demoDatasets } from './datasets.ts'
import type { DemoVersion } from './file.ts'
import { demoFiles, demoLinks } from './files.ts'
import { demoHoldings } from './inventory.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'punte-demo-'))
})
after(() => rm(folder, { recursive: true, force: true }))

const versions = demoFiles.flatMap((file) => file.versions)
const isLarge = ({ becomes }: DemoVersion) => becomes === 'published-by-program'

async function read({ fileName, make }: DemoVersion) {
  const own = path.join(folder, fileName)
  await mkdir(own)
  const file = path.join(own, 'file')
  await writeFile(file, make())
  return readFile({ file, fileName, overrides: {}, folder: own, engineMb: 512, tell() {} })
}

const named = (fileName: string) => versions.find((one) => one.fileName === fileName) as DemoVersion

test('there are forty datasets with names of their own, and files, addresses and inventories are of these', () => {
  const names = demoDatasets.map(({ form }) => form.name)
  assert.ok(names.length >= 40, `${names.length}`)
  assert.deepEqual(names, [...new Set(names)])
  const of = [...demoFiles, ...demoLinks].map(({ dataset }) => dataset)
  const held = demoHoldings.flatMap(({ held }) => held.dataset ?? [])
  assert.deepEqual(
    [...of, ...held].filter((name) => !names.includes(name)),
    [],
  )
})

test('the same files are made each time, and each of them can be read', async () => {
  for (const version of versions.filter((one) => !isLarge(one)))
    assert.ok(version.make().equals(version.make()), version.fileName)
  for (const version of demoFiles.flatMap(({ versions }) => versions.slice(-1)).filter((one) => !isLarge(one))) {
    const { tables } = await read(version)
    assert.ok((tables[0]?.rows ?? 0) >= 5, version.fileName)
    await rm(path.join(folder, version.fileName), { recursive: true })
  }
})

test('what a program sends has half a million rows', () => {
  const [large] = versions.filter(isLarge)
  let lines = 0
  for (const byte of (large as DemoVersion).make()) if (byte === 10) lines++
  assert.equal(lines, 500_001)
})

test('files of offices are as messy as they are: old encodings, titles, totals, broken lines, words among numbers', async () => {
  const said = async (fileName: string) => {
    const { reading, tables } = await read(named(fileName))
    const [table] = tables
    return {
      encoding: reading.encoding,
      rejected: table?.rejected,
      totals: reading.tables[0]?.totals,
      types: table?.columns.map(({ type }) => type).join(' '),
    }
  }
  assert.deepEqual(await said('ACHIZITII.csv'), {
    encoding: 'windows-1250',
    rejected: 2,
    totals: 1,
    types: 'string string string integer number number date',
  })
  assert.deepEqual(await said('отключения.csv'), {
    encoding: 'windows-1251',
    rejected: 1,
    totals: 0,
    types: 'integer date string integer string',
  })
  assert.deepEqual(await said('precipitatii.txt'), {
    encoding: 'UTF-16LE',
    rejected: 0,
    totals: 0,
    types: 'date string number number',
  })
  assert.deepEqual(await said('Probe apă.xlsx'), {
    encoding: null,
    rejected: 1,
    totals: 0,
    types: 'string date number number number string',
  })
})
