import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { addPublicTable, publishVersion, sendFile } from '#test/data-files.ts'
import { zipStored } from '../demo/written/zip-stored.ts'
import { readWaiting } from './read-waiting.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

/** An archive with a table for each name, in that order. */
const archive = (names: string[]) =>
  zipStored(names.map((name, at) => ({ name, text: `nr;suma\n${at + 1};10\n${at + 2};20\n` })))

test('sheets that are called otherwise in a new version are so for everybody once it is published, and not before', async () => {
  const files = await addPublicTable(app, archive(['buget.csv', 'note.csv']), { name: 'date.zip' })
  const { dataset, distribution, officer } = files
  const about = async () => (await app.get(`/api/v1/data/${dataset}`)).json().files[0].tables
  const before = await about()
  const note = before[1].id
  const everybody = async () => {
    const [page, table, words, ckan] = [
      await app.get(`/ro/data/tables/${distribution}`),
      await app.get(`/api/v1/data/tables/${note}`),
      await app.get(`/ro/data/${dataset}/schema.jsonld`),
      await app.get(`/api/3/action/package_show?id=${dataset}`),
    ]
    return {
      tables: (await about()).map(({ id, sheet }: { id: string; sheet: string }) => [id, sheet]),
      heading: /<h1[^>]*>([^<]*)/.exec(page.body)?.[1],
      second: table.json().sheet,
      download: (await app.get(`/data/tables/${note}.csv`)).headers['content-disposition'],
      jsonLd: words.json().distribution.map(({ name }: { name: string }) => name),
      resources: ckan.json().result.resources.map(({ id, name }: { id: string; name: string }) => [id, name]),
    }
  }
  const first = await everybody()
  assert.deepEqual(first.tables, [
    [distribution, 'buget.csv'],
    [note, 'note.csv'],
  ])

  await sendFile(app, files, 'date.zip', archive(['observatii.csv', 'buget.csv']))
  await readWaiting(app.services)
  const seen = async (version: number) =>
    (await app.get(`/api/v1${files.path}/versions/${version}`, officer.headers)).json().tables
  assert.deepEqual(
    (await seen(2)).map(({ id, sheet }: { id: string; sheet: string }) => [id, sheet]),
    [
      [note, 'observatii.csv'],
      [distribution, 'buget.csv'],
    ],
  )
  assert.deepEqual(await everybody(), first, 'what was only read changes nothing that everybody sees')

  const { statusCode } = await publishVersion(app, files, 2)
  assert.equal(statusCode, 303)
  const second = await everybody()
  assert.deepEqual(second.tables, [
    [note, 'observatii.csv'],
    [distribution, 'buget.csv'],
  ])
  assert.equal(second.second, 'observatii.csv')
  assert.match(String(second.download), /observatii/)
  assert.match(JSON.stringify([second.jsonLd, second.resources]), /observatii\.csv.*observatii\.csv/)
  assert.doesNotMatch(JSON.stringify(second), /note\.csv/)
  // The older version is shown as it was read.
  assert.deepEqual(
    (await seen(1)).map(({ sheet, headerRows }: { sheet: string; headerRows: number }) => [sheet, headerRows]),
    [
      ['buget.csv', 1],
      ['note.csv', 1],
    ],
  )
})
