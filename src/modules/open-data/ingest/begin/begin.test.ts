import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { sendFile } from '#test/data-files.ts'
import { addDataset } from '#test/datasets.ts'
import { officerOf, signedIn, type TestPerson } from '#test/people.ts'
import { personalNumberOf } from '#test/personal-number.ts'
import { readWaiting } from '../read-waiting.ts'

let app: TestApp
let doina: TestPerson
before(async () => {
  app = await testApp()
  doina = await officerOf(app, 'primaria-chisinau', { name: 'Doina', email: 'doina@example.md' })
})
after(() => app.close())

const CSV = 'strada;lungime\nPușkin;120\nBucurești;300\n'
let sent = 0
const begin = (name: string, content = CSV, officer = doina, key = `key-${++sent}`) =>
  sendFile(app, { path: '/work/data/new/file', officer }, name, content, { 'idempotency-key': key })

test('a file begins a dataset that is called as it is, and is read', async () => {
  const reply = await begin('drumuri_reparate 2026.v2.csv')
  assert.equal(reply.statusCode, 303, reply.body)
  const [, dataset, version] =
    /\/work\/data\/([^/]+)\/files\/([^/]+)\/versions\/1$/.exec(String(reply.headers.location)) ?? []
  assert.equal(dataset, 'drumuri-reparate-2026')
  await readWaiting(app.services)
  const shown = (await app.get(`/api/v1/work/data/${dataset}/files/${version}/versions/1`, doina.headers)).json()
  assert.equal(shown.dataset.title, 'Drumuri reparate 2026')
  assert.equal(shown.tables[0].rows, 2)
  assert.equal((await app.get(`/ro/data/${dataset}`)).statusCode, 404, 'a draft')
  const page = (await app.get(`/ro/work/data/${dataset}/files/${version}/versions/1`, doina.headers)).body
  assert.match(page, new RegExp(`<li><a href="/ro/work/data/${dataset}">Completați descrierea`))
  const again = await begin('drumuri_reparate 2026.csv')
  assert.match(
    String(again.headers.location),
    /\/work\/data\/drumuri-reparate-2026-2\//,
    'never the address of another',
  )
})

test('what says nothing as a title is called a file with data', async () => {
  for (const name of ['1.csv', '__.csv', `Popescu Ion ${personalNumberOf(7)}.csv`, 'new.csv']) {
    const { headers } = await begin(name)
    const [, dataset] = /\/work\/data\/([^/]+)\/files/.exec(String(headers.location)) ?? []
    const { title } = (await app.get(`/api/v1/work/data/${dataset}`, doina.headers)).json()
    assert.equal(title.text, name === 'new.csv' ? 'New' : 'Fișier cu date', name)
    assert.match(String(dataset), /^(fisier-cu-date|new-2)(-\d)?$/)
  }
})

test('a title that is said is the dataset’s, and its file is called as it came', async () => {
  const more = { 'idempotency-key': 'titled', titleRo: 'Drumurile orașului' }
  const { headers } = await sendFile(app, { path: '/work/data/new/file', officer: doina }, 'export (3).csv', CSV, more)
  assert.match(String(headers.location), /\/work\/data\/drumurile-orasului\/files/)
  const { title, files } = (await app.get('/api/v1/work/data/drumurile-orasului', doina.headers)).json()
  assert.deepEqual([title.text, files[0].title.text], ['Drumurile orașului', 'Export (3)'])
})

test('a further file of a dataset is called as it came', async () => {
  await addDataset(app, { name: 'strazi' })
  const path = '/work/data/strazi/new-file'
  assert.match((await app.get(`/ro${path}`, doina.headers)).body, /Trimiteți un fișier/)
  const reply = await sendFile(app, { path, officer: doina }, 'anul 2025.csv', CSV, { 'idempotency-key': 'further' })
  assert.match(String(reply.headers.location), /\/work\/data\/strazi\/files\/[^/]+\/versions\/1$/)
  const { files } = (await app.get('/api/v1/work/data/strazi', doina.headers)).json()
  assert.deepEqual(
    files.map(({ title }: { title: { text: string } }) => title.text),
    ['Anul 2025'],
  )
})

test('a form without a file says so, sent twice it begins one dataset, and nobody else begins any', async () => {
  const nothing = await begin('', '')
  assert.equal(nothing.statusCode, 422)
  assert.match(nothing.body, /href="#f-file"/)
  const citizen = await signedIn(app, { name: 'Maria', email: 'maria@example.md' })
  assert.equal((await begin('date.csv', CSV, citizen)).statusCode, 403)
  const keyed = () => begin('o singură dată.csv', CSV, doina, 'once')
  const [first, second] = [await keyed(), await keyed()]
  assert.equal(first.headers.location, second.headers.location)
})
