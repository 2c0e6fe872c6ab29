import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { usualLimits } from '../../workbook/limits.ts'
import { inFolder, read } from '../factories.ts'
import { gunzipFile } from './gunzip-file.ts'

const csv = 'oraș;elevi\nBălți;9\nOrhei;12\n'

/** A member with a name and a comment. */
function named(name: string, comment: string, content: string): Buffer {
  const plain = gzipSync(content)
  const head = Buffer.from(plain.subarray(0, 10))
  head[3] = 8 | 16
  return Buffer.concat([head, Buffer.from(`${name}\0${comment}\0`), plain.subarray(10)])
}

const unpack = (bytes: Buffer, limits: Partial<typeof usualLimits> = {}) =>
  inFolder(async (folder) => {
    const path = join(folder, 'x.gz')
    writeFileSync(path, bytes)
    const { path: unpacked, said } = await gunzipFile(path, { ...usualLimits, ...limits })
    return { text: readFileSync(unpacked, 'utf8'), said }
  })

test('a packed text is read as the text itself, whatever it is', async () => {
  const found = await read(gzipSync(csv), {}, 'elevi.csv.gz')
  assert.deepEqual([found.format, found.delimiter, found.rows, found.encoding], ['CSV', ';', 2, 'UTF-8'])
  assert.deepEqual((await read(gzipSync('{"a": 1}\n{"a": 2}\n'))).format, 'NDJSON')
  assert.deepEqual((await read(gzipSync('[{"a": 1}, {"a": 2}]'))).rows, 2)
  const old = Buffer.from('oraº\tnr\nBãlþi\t1\n', 'latin1')
  assert.equal((await read(gzipSync(old), { encoding: 'windows-1250' })).spooled[0]?.[1], 'Bălţi')
})

test('members stand one after the other, and what their heads say is told', async () => {
  const found = await unpack(Buffer.concat([named('a.csv', 'de la Ion', csv), gzipSync('Soroca;3\n')]))
  assert.deepEqual(found, { text: `${csv}Soroca;3\n`, said: ['a.csv', 'de la Ion'] })
  assert.equal((await unpack(gzipSync(''))).text, '')
})

test('what is damaged, what has something behind it, and what is made to do harm is refused', async () => {
  const whole = gzipSync(csv)
  const wrongSum = Buffer.from(whole)
  wrongSum.writeUInt32LE(7, whole.length - 8)
  for (const bytes of [
    wrongSum,
    whole.subarray(0, whole.length - 3),
    whole.subarray(0, 14),
    Buffer.concat([whole, Buffer.from('2002004009132')]),
    Buffer.concat([whole, Buffer.alloc(512)]),
    Buffer.concat([whole.subarray(0, 10), Buffer.from([0xff]), whole.subarray(11)]),
  ])
    await assert.rejects(unpack(bytes), { key: 'open-data.reading.gzip-broken' })
  await assert.rejects(unpack(gzipSync(Buffer.alloc(17 * 2 ** 20))), { key: 'open-data.reading.gzip-bomb' })
  await assert.rejects(unpack(gzipSync(csv), { unpacked: 10 }), { key: 'open-data.workbook.too-large' })
  const many = Buffer.concat([whole, whole, whole])
  await assert.rejects(unpack(many, { parts: 2 }), { key: 'open-data.workbook.too-many-parts' })
})
