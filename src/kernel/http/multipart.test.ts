import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { h } from 'preact'
import Type from 'typebox'
import { Forbidden } from '#kernel/errors.ts'
import { arrivedFile } from '#kernel/files/arrived-file.ts'
import { uploads } from '#kernel/files/uploads-field.ts'
import { form as fields, optional, text } from '#kernel/forms/fields.ts'
import { type Mounted, mounted } from '#test/mounted.ts'
import { action, page } from './endpoint.ts'

const empty = page({
  name: 'form',
  path: '/form',
  reply: Type.Object({}),
  load: async () => ({}),
  html: (_reply, _view, { values, errors, problem }) => h('p', {}, JSON.stringify({ values, errors, problem })),
})
const send = action({
  name: 'send',
  path: '/form',
  form: empty,
  body: fields({ note: optional(text({ max: 90_000, lines: true })), files: uploads({ max: 2, maxBytes: 5_000 }) }),
  multipart: true,
  bodyLimit: 80_000,
  reply: Type.Object({ note: Type.Union([Type.String(), Type.Null()]), files: Type.Array(Type.String()) }),
  run: async (_ctx, _params, { note, files }) => ({ note, files: files.map(({ name }) => name) }),
  done: () => '/form',
})

let admitted = true
const keep = action({
  name: 'keep',
  path: '/file',
  form: empty,
  body: fields({
    note: optional(text({ max: 100 })),
    file: arrivedFile({ maxBytes: 200_000, missing: 'kernel.form.missing' }),
  }),
  multipart: true,
  async admit() {
    if (!admitted) throw new Forbidden()
  },
  reply: Type.Object({ name: Type.String(), size: Type.Integer(), place: Type.String(), text: Type.String() }),
  async run(_ctx, _params, { file: { name, size, place } }) {
    return { name, size, place, text: readFileSync(place, 'utf8').slice(0, 20) }
  },
  done: () => '/form',
})

let app: Mounted
before(async () => {
  app = await mounted([empty, send, keep])
})
after(() => app.close())

const post = (body: string | Buffer, boundary = 'b', url = '/api/v1/form') =>
  app.server.inject({
    method: 'POST',
    url,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: body,
  })
/** The same as a browser sends it. */
const form = (body: string) =>
  app.server.inject({
    method: 'POST',
    url: '/ro/form',
    headers: { 'content-type': 'multipart/form-data; boundary=b', 'sec-fetch-site': 'same-origin' },
    payload: body,
  })
const shownIn = (reply: { body: string }) =>
  JSON.parse((/<p>(.*)<\/p>/s.exec(reply.body)?.[1] ?? '').replaceAll('&quot;', '"'))
const part = (disposition: string, value: string, more = '') =>
  `--b\r\nContent-Disposition: form-data; ${disposition}\r\n${more}\r\n${value}\r\n`

test('texts and files arrive as they were sent', async () => {
  const reply = await post(
    `${part('name="note"', 'ș și ж')}${part('name="files"; filename="a.pdf"', '%PDF-1.7')}--b--\r\n`,
  )
  assert.equal(reply.statusCode, 200, reply.body)
  assert.deepEqual(reply.json(), { note: 'ș și ж', files: ['a.pdf'] })
})

test('a text longer than is read is refused, never cut', async () => {
  assert.equal((await post(`${part('name="note"', 'a'.repeat(65_000))}--b--\r\n`)).json().note.length, 65_000)
  assert.equal((await post(`${part('name="note"', 'a'.repeat(70_000))}--b--\r\n`)).statusCode, 413)
})

test('a file that is too large is named, and the texts around it stay', async () => {
  const file = (name: string, bytes: number) => part(`name="files"; filename="${name}"`, `%PDF-${'x'.repeat(bytes)}`)
  const sent = (files: string) => form(`${part('name="note"', 'înainte')}${files}--b--\r\n`)
  for (const [files, error, args] of [
    [file('mare.pdf', 6_000), 'kernel.file.too-large', { megabytes: 0, name: 'mare.pdf' }],
    [file('uriaș.pdf', 30_000_000), 'kernel.file.too-large', { megabytes: 0, name: 'uriaș.pdf' }],
    [
      file('a.pdf', 4_000) + file('b.pdf', 60_000) + file('c.pdf', 60_000),
      'kernel.file.too-large',
      { megabytes: 0, name: 'b.pdf' },
    ],
  ] as const) {
    const reply = await sent(files)
    assert.equal(reply.statusCode, 422, reply.body)
    assert.deepEqual(shownIn(reply), {
      values: { note: 'înainte' },
      errors: [{ field: 'files', text: { key: error, args } }],
    })
  }
  const after = await form(`${file('mare.pdf', 200_000)}${part('name="note"', 'după')}--b--\r\n`)
  assert.equal(shownIn(after).values.note, 'după')
})

test('files that are too large only together are said to be, and a body beyond everything shows what came first', async () => {
  const files = (count: number) => part('name="files"; filename="a.pdf"', '%PDF-'.padEnd(4_900, 'x')).repeat(count)
  const together = await form(`${part('name="note"', 'x')}${files(19)}--b--\r\n`)
  assert.equal(together.statusCode, 422)
  assert.equal(shownIn(together).errors[0].text.key, 'kernel.file.all-too-large')
  const tooMany = await form(`${part('name="note"', 'x')}${files(25)}--b--\r\n`)
  assert.equal(tooMany.statusCode, 413)
  assert.equal(shownIn(tooMany).values.note, 'x')
  const endless = await form(
    `${part('name="note"', 'înainte')}${part('name="files"; filename="a.pdf"', 'x'.repeat(70_000_000))}--b--\r\n`,
  )
  assert.equal(endless.statusCode, 413)
  assert.deepEqual(shownIn(endless).values, { note: 'înainte' })
  assert.equal(shownIn(endless).problem.key, 'kernel.file.all-too-large')
  const long = await form(`${part('name="note"', 'a'.repeat(70_000))}--b--\r\n`)
  assert.equal(long.statusCode, 413)
  assert.ok(shownIn(long).values.note.length >= 60_000)
})

test('a part that is JSON, a name of the language, too many parts and an unfinished body are refused', async () => {
  const json = 'Content-Type: application/json\r\n'
  for (const value of ['{"toString":1}', '[]', '1', 'null'])
    assert.equal((await post(`${part('name="note"', value, json)}--b--\r\n`)).statusCode, 415)
  assert.equal((await post(`${part('name="note"', '{', json)}--b--\r\n`)).statusCode, 406)
  for (const name of ['__proto__', 'constructor', 'toString'])
    assert.equal((await post(`${part(`name="${name}"`, 'x')}--b--\r\n`)).statusCode, 400, name)
  assert.equal((await post(`${part('name="a"', 'x').repeat(300)}--b--\r\n`)).statusCode, 413)
  assert.equal((await post(part('name="note"', 'x'))).statusCode, 400)
  assert.equal((await post(`${part('name="note"', 'x').repeat(2)}--b--\r\n`)).statusCode, 422)
})

test('no mixture of the pieces of such a body is more than refused', async () => {
  const piece = fc.constantFrom(
    '--b',
    '--',
    '\r\n',
    '\r\n\r\n',
    'Content-Disposition: form-data',
    '; name="note"',
    '; name="files"',
    '; filename="x"',
    "; filename*=UTF-8''%ff%00",
    'Content-Type: application/json',
    'Content-Transfer-Encoding: base64',
    '%PDF-',
    '{"a":',
    '"',
    '\0',
    'é',
    ':',
  )
  const boundary = fc.constantFrom('b', '', '"', 'é'.normalize('NFD'), 'b; charset=x')
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 25 }), boundary, async (pieces, named) => {
      const reply = await post(pieces.join(''), named)
      assert.ok(
        [200, 400, 406, 413, 415, 422].includes(reply.statusCode),
        `${reply.statusCode} ${JSON.stringify(pieces.join(''))}`,
      )
    }),
    { numRuns: 200 },
  )
})

const coming = async () => {
  const folder = await app.files.newFolder()
  const all = path.dirname(folder)
  const others = readdirSync(all).filter((name) => name !== path.basename(folder))
  await app.files.forgetFolders(new Date(Date.now() + 60_000))
  return others
}

test('a large file goes to the disk as it comes, and away when the act is over', async () => {
  const file = `ș${'x'.repeat(150_000)}`
  const reply = await post(
    `${part('name="note"', 'a')}${part('name="file"; filename="a.csv"', file)}--b--\r\n`,
    'b',
    '/api/v1/file',
  )
  assert.equal(reply.statusCode, 200, reply.body)
  const { name, size, place, text: begins } = reply.json()
  assert.deepEqual([name, size, begins], ['a.csv', Buffer.byteLength(file), file.slice(0, 20)])
  assert.ok(!existsSync(place))
  assert.deepEqual(await coming(), [])
})

test('a file beyond its limit, an empty one, a second one, half a body, and a place said in JSON are no file', async () => {
  const of = (...parts: string[]) => post(`${parts.join('')}--b--\r\n`, 'b', '/api/v1/file')
  const large = await of(part('name="file"; filename="a.csv"', 'x'.repeat(200_001)))
  assert.deepEqual([large.statusCode, large.json().errors[0].code], [422, 'kernel.file.too-large'])
  const nothing = await of(part('name="file"; filename=""', ''))
  assert.deepEqual([nothing.statusCode, nothing.json().errors[0].code], [422, 'kernel.form.missing'])
  const empty = await of(part('name="file"; filename="a.csv"', ''))
  assert.deepEqual([empty.statusCode, empty.json().errors[0].code], [422, 'kernel.file.empty'])
  const twice = part('name="file"; filename="a.csv"', 'x')
  assert.equal((await of(twice, twice)).statusCode, 422)
  assert.equal(
    (await post(part('name="file"; filename="a.csv"', 'x').slice(0, -10), 'b', '/api/v1/file')).statusCode,
    400,
  )
  const said = await app.server.inject({
    method: 'POST',
    url: '/api/v1/file',
    headers: { 'content-type': 'application/json' },
    payload: { file: { name: 'a', place: '/etc/passwd', size: 10, cut: false } },
  })
  assert.equal(said.statusCode, 422)
  assert.deepEqual(await coming(), [])
})

test('who may not send a large file is refused before it is read', async () => {
  admitted = false
  const reply = await post(`${part('name="file"; filename="a.csv"', 'x')}--b--\r\n`, 'b', '/api/v1/file')
  admitted = true
  assert.equal(reply.statusCode, 403)
  assert.deepEqual(await coming(), [])
})
