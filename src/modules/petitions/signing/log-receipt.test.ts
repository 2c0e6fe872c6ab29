import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { publishNews } from '#commons/ledger/publish-news.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { signedIn } from '#test/people.ts'
import { maria, openPetition, signByMail } from '#test/signatures.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

const rows = async (text: string, values: unknown[] = []) => (await app.deps.database.pool.query(text, values)).rows
const lastConfirmed = async () =>
  (
    await rows(
      "SELECT index, sha256('\\x00' || body) AS leaf FROM ledger.entry WHERE kind = 'petitions.signature-confirmed' ORDER BY index DESC LIMIT 1",
    )
  )[0]
const entryOf = async (receipt: string) => (await app.get(receipt.replace('/ro/', '/api/v1/'))).json().entry
const proofOf = (receipt: string) => app.get(`${receipt.replace('/ro/', '/')}/receipt.tlog-proof`)
const check = async (receipt: string) => (await app.postJson('/api/v1/ledger/receipt-check', { receipt })).json()

test('a signature is acknowledged with its number, waits, is published, and then there is a receipt', async () => {
  const number = await openPetition(app, 'Cu dovadă')
  const receipt = await signByMail(app, maria, number)
  const { index, leaf } = await lastConfirmed()
  const promised = { index: Number(index), leafHash: leaf.toString('base64'), withinSeconds: 10 }
  assert.deepEqual(await entryOf(receipt), { state: 'acknowledged', ...promised })
  const waiting = await app.get(receipt)
  assert.match(waiting.body, new RegExp(`Scrisă ca înregistrarea ${index}`))
  assert.match(waiting.body, /Cel târziu în 10 secunde/)
  assert.ok(waiting.body.includes(promised.leafHash))
  assert.ok(!waiting.body.includes('tlog-proof"'), 'no link to what is not there yet')
  assert.equal((await proofOf(receipt)).statusCode, 409)

  app.clock.advance(11_000)
  assert.equal((await entryOf(receipt)).state, 'late')
  assert.match((await app.get(receipt)).body, /au trecut mai mult de 10 secunde/)

  await publishNews(app.services)
  assert.deepEqual(await entryOf(receipt), { state: 'published', ...promised })
  const link = /href="([^"]+\.tlog-proof)"/.exec((await app.get(receipt.replace('/ro/', '/ru/'))).body)?.[1]
  const proof = await app.get(String(link))
  assert.equal(proof.statusCode, 200)
  assert.equal(proof.headers['content-type'], 'text/plain; charset=utf-8')
  assert.equal(proof.headers['cache-control'], 'private, no-store')
  assert.match(String(proof.headers['content-disposition']), new RegExp(`"punte-${number}-${index}\\.tlog-proof"`))
  const checked = await check(proof.body)
  assert.deepEqual([checked.good, checked.index], [true, promised.index])
  assert.equal(JSON.parse(checked.entry).petition, number)

  // Taken back, it is still the receipt of what was confirmed.
  await app.post(`${receipt}/withdrawal`, {})
  assert.deepEqual(await entryOf(receipt), { state: 'published', ...promised })
})

test('a held signature has the same promise and receipt as any other', async () => {
  const number = await openPetition(app, 'Una reținută')
  const { settings } = app.services
  const usual = settings.valueOn.bind(settings)
  settings.valueOn = (async (definition: { key: string }, ...rest: [string]) =>
    definition.key === 'petitions.held-over-domain' ? 1 : usual(definition as never, ...rest)) as typeof usual
  const by = (name: string) => signByMail(app, { ...maria, name, email: `${name.slice(4)}@un-domeniu.example` }, number)
  const receipts = [await by('Ana Una'), await by('Ana Doua'), await by('Ana Treia')]
  settings.valueOn = usual
  const outcomes = await Promise.all(
    receipts.map(async (receipt) => (await app.get(receipt.replace('/ro/', '/api/v1/'))).json().outcome),
  )
  assert.deepEqual([outcomes[0], outcomes.at(-1)], ['counted', 'held'])
  await publishNews(app.services)
  for (const receipt of receipts) {
    const { index, state } = await entryOf(receipt)
    assert.equal(state, 'published')
    const checked = await check((await proofOf(receipt)).body)
    assert.deepEqual([checked.good, checked.index], [true, index])
  }
})

test('with an account: the own signature shows it too, and only to its signer', async () => {
  const number = await openPetition(app, 'Din cont')
  const person = await signedIn(app, { name: 'Elena Munteanu', email: 'elena@example.md' })
  const made = await app.postJson(
    `/api/v1/petitions/${number}/my-signature`,
    { name: 'Elena Munteanu', place: maria.place, showName: false, wantsNews: false },
    { ...person.headers, 'sec-fetch-site': 'same-origin' },
  )
  assert.equal(made.statusCode, 200, made.body)
  assert.equal(made.json().signature.entry.state, 'unknown', 'the index is taken last')
  const { index } = await lastConfirmed()
  const mine = (await app.get(`/api/v1/petitions/${number}/my-signature`, person.headers)).json().signature
  assert.deepEqual([mine.entry.state, mine.entry.index], ['acknowledged', Number(index)])
  const file = `/account/signatures/${mine.id}/receipt.tlog-proof`
  assert.equal((await app.get(file, person.headers)).statusCode, 409)
  await publishNews(app.services)
  const proof = await app.get(file, person.headers)
  assert.equal((await check(proof.body)).index, Number(index))
  for (const path of [`/en/account/signatures/${mine.id}`, `/en/petitions/${number}/my-signature`])
    assert.ok((await app.get(path, person.headers)).body.includes(`href="${file}"`), path)
  const stranger = await signedIn(app, { name: 'Ion Popa', email: 'ion@example.md' })
  assert.equal((await app.get(file, stranger.headers)).statusCode, 404)
  const list = (await app.get('/api/v1/account/signatures', person.headers)).json().items
  assert.ok(list.every((item: object) => !('entry' in item)))
})

test('where the key was erased nobody can tell any more which entry it is, and the page says so', async () => {
  const number = await openPetition(app, 'Ștearsă')
  const receipt = await signByMail(app, maria, number)
  await publishNews(app.services)
  await rows(
    'UPDATE petitions.signature SET record_key = NULL WHERE petition_id = (SELECT id FROM petitions.petition WHERE number = $1)',
    [number],
  )
  assert.deepEqual(await entryOf(receipt), { state: 'erased', index: null, leafHash: null, withinSeconds: 10 })
  const page = await app.get(receipt)
  assert.match(page.body, /nimeni nu mai poate spune care este/)
  assert.ok(!page.body.includes('tlog-proof"'))
  assert.equal((await proofOf(receipt)).statusCode, 410)
})

test('a mailbox without a place has nothing in the log', async () => {
  const number = await openPetition(app, 'Plină')
  const names = ['Ana Unu', 'Ana Doi', 'Ana Trei']
  const receipts = []
  for (const name of names) receipts.push(await signByMail(app, { ...maria, name, email: 'plin@example.md' }, number))
  const last = receipts.at(-1) as string
  assert.equal(await entryOf(last), null)
  assert.ok(!(await app.get(last)).body.includes('id="log-entry"'))
  assert.equal((await proofOf(last)).statusCode, 404)
})

test('the receipt comes by mail to who asks: first the promise, then with the file; no more often than three times a day', async () => {
  const number = await openPetition(app, 'Prin poștă')
  const receipt = await signByMail(app, { ...maria, email: 'posta@example.md' }, number)
  const { index, leaf } = await lastConfirmed()
  const page = await app.get(receipt)
  assert.ok(page.body.includes(`action="${receipt}/receipt-mail"`))
  const key = () => ({ 'idempotency-key': randomUUID() })
  const before = (await app.mails()).length

  // Pressed twice, it is one mail.
  const once = key()
  for (const _ of [1, 2]) {
    const asked = await app.post(`${receipt}/receipt-mail`, once)
    assert.deepEqual([asked.statusCode, asked.headers.location], [303, `${receipt}/receipt-mail`])
  }
  assert.match((await app.get(`${receipt}/receipt-mail`)).body, /Dovada este pe drum/)
  const [promise, ...others] = (await app.mails()).slice(before)
  assert.deepEqual([promise?.to, others.length], ['posta@example.md', 0])
  for (const part of [promise?.text, promise?.html]) {
    assert.match(String(part), new RegExp(`ca înregistrarea ${index}\\.`))
    assert.ok(part?.includes(leaf.toString('base64')))
    assert.match(String(part), /În cel mult 10 secunde/)
    assert.ok(part?.includes(`${receipt.replace('/ro/', '/')}/receipt.tlog-proof`))
  }

  await publishNews(app.services)
  await app.post(`${receipt.replace('/ro/', '/ru/')}/receipt-mail`, key())
  const whole = (await app.mails()).at(-1)
  assert.match(String(whole?.text), /Квитанция приложена: punte-/)
  const [attached] = await rows(
    'SELECT a.* FROM kernel.mail_attachment a JOIN kernel.mail m ON m.id = a.mail_id ORDER BY m.created_at DESC, m.id DESC LIMIT 1',
  )
  assert.equal(attached, undefined, 'what has left is not kept')

  assert.equal((await app.post(`${receipt}/receipt-mail`, key())).statusCode, 303)
  const tooMany = await app.post(`${receipt}/receipt-mail`, key())
  assert.equal(tooMany.statusCode, 429)
  app.clock.advance(86_400)
  assert.equal((await app.post(`${receipt}/receipt-mail`, key())).statusCode, 303)
})

test('with an account it goes to the mailbox of the account, for its own signature only; after erasing to nobody', async () => {
  const number = await openPetition(app, 'Prin poștă din cont')
  const person = await signedIn(app, { name: 'Vera Lungu', email: 'vera@example.md' })
  const stranger = await signedIn(app, { name: 'Radu Popa', email: 'radu@example.md' })
  const own = { ...person.headers, 'sec-fetch-site': 'same-origin' }
  const form = { name: 'Vera Lungu', place: maria.place, showName: false, wantsNews: false }
  const made = await app.postJson(`/api/v1/petitions/${number}/my-signature`, form, own)
  assert.equal(made.statusCode, 200, made.body)
  await publishNews(app.services)
  const { id, entry } = (await app.get(`/api/v1/petitions/${number}/my-signature`, person.headers)).json().signature
  const path = `/en/account/signatures/${id}/receipt-mail`
  const ask = (headers: Record<string, string>) => app.post(path, { 'idempotency-key': randomUUID() }, headers)
  for (const page of [`/en/account/signatures/${id}`, `/en/petitions/${number}/my-signature`])
    assert.ok((await app.get(page, person.headers)).body.includes(`action="${path}"`), page)
  assert.equal((await ask(stranger.headers)).statusCode, 404)
  assert.equal((await ask(person.headers)).statusCode, 303)
  assert.equal((await app.get(path, person.headers)).statusCode, 200)
  const mail = (await app.mails()).at(-1)
  assert.equal(mail?.to, 'vera@example.md')
  assert.match(
    String(mail?.text),
    new RegExp(`as entry ${entry.index}\\.[^]*is attached: punte-${number}-${entry.index}\\.tlog-proof`),
  )
  assert.ok(mail?.text.includes(`/en/account/signatures/${id}`))
  assert.ok(!mail?.text.includes('/signatures/undefined'))
  await rows('UPDATE petitions.signature SET record_key = NULL WHERE id = $1', [id])
  assert.equal((await ask(person.headers)).statusCode, 410)
})
