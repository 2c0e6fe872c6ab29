import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { findPetitionRow } from '../store.ts'
import { mayMail } from './mails-to-mailbox.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

const maria = { name: 'Maria Rusu', email: 'maria@example.md', place: 'md-cu-botanica', consent: 'yes' }

test('a signature counts after its mail is confirmed by the button, not by opening the link', async () => {
  const link = await requestAndReadLink(maria)
  const opened = await app.get(link)
  assert.equal(opened.statusCode, 200)
  assert.match(opened.body, /Maria Rusu/)
  assert.equal(await total(), 0)

  const confirmed = await app.post(link, {})
  assert.equal(confirmed.statusCode, 303)
  assert.equal(await total(), 1)
  const receipt = await app.get(String(confirmed.headers.location))
  assert.match(receipt.body, /Semnătura a fost numărată/)

  const again = await app.post(link, {})
  assert.equal(again.headers.location, confirmed.headers.location)
  assert.equal(await total(), 1)
})

test('asking twice gets the same answer, and counts once', async () => {
  const before = await total()
  const first = await ask({ ...maria, email: 'Ma.Ria+x@example.md' })
  const link1 = await lastLink()
  const second = await ask({ ...maria, email: 'ma.ria+x@EXAMPLE.md' })
  const link2 = await lastLink()
  assert.equal(first.headers.location, second.headers.location)
  assert.notEqual(link1, link2)
  await app.post(link1, {})
  const repeated = await app.post(link2, {})
  assert.match((await app.get(String(repeated.headers.location))).body, /Semnătura a fost numărată/)
  assert.equal(await total(), before + 1)
})

test('the second receipt says that it was counted before, and nothing else does', async () => {
  const dan = { ...maria, email: 'dan@example.md', name: 'Dan Lupu' }
  const asked = await ask(dan)
  const first = String((await app.post(await lastLink(), {})).headers.location)
  const early = await requestAndReadLink({ ...dan, name: 'Dana Lupu' })
  app.clock.advance(86_400)
  const askedAgain = await ask(dan)
  const mail = (await app.mails()).at(-1)
  const shape = ({ statusCode, headers, body }: typeof asked) => [statusCode, headers.location, body]
  assert.deepEqual(shape(askedAgain), shape(asked))
  const stranger = await ask({ ...dan, email: 'dinu@example.md' })
  assert.deepEqual(shape(stranger), shape(asked), 'who never signed gets the same answer')
  const otherMail = (await app.mails()).at(-1)
  const withoutLink = (text = '') => text.replace(/signatures\/\S+/, '').replaceAll(/\s+/g, ' ')
  assert.equal(withoutLink(mail?.text), withoutLink(otherMail?.text), 'and the same mail')

  const link = mail?.text.match(/http:\/\/punte\.test(\S+)/)?.[1] as string
  assert.doesNotMatch((await app.get(link)).body, /deja/, 'whoever only opens the link learns nothing')
  const second = String((await app.post(link, {})).headers.location)
  const words = /Ați semnat deja această petiție, la 22\u00a0noiembrie 2026\. Semnătura se numără o singură dată/
  assert.match((await app.get(second)).body, words)
  assert.equal((await app.get(second.replace('/ro/', '/api/v1/'))).json().signedBefore, true)
  assert.match((await app.get(second.replace('/ro/', '/en/'))).body, /You had already signed this petition, on/)
  for (const receipt of [first, String((await app.post(early, {})).headers.location)])
    assert.doesNotMatch((await app.get(receipt)).body, /Ați semnat deja/)

  await app.post(`${second}/withdrawal`, {})
  assert.doesNotMatch((await app.get(second)).body, /se numără o singură dată/)
})

test('one mailbox gives two names, not three', async () => {
  const before = await total()
  const outcomes = []
  for (const name of ['Ion Rusu', 'Ana Rusu', 'Vasile Rusu']) {
    const link = await requestAndReadLink({ ...maria, email: 'familia@example.md', name })
    outcomes.push((await app.get(String((await app.post(link, {})).headers.location))).body)
  }
  assert.equal(await total(), before + 2)
  assert.match(outcomes[2] ?? '', /au semnat deja doi oameni/)
})

test('fifty confirmations at once by one person count once', async () => {
  const before = await total()
  app.clock.advance(7200)
  const links = []
  for (let n = 0; n < 50; n++) {
    if (n % 3 === 0) app.clock.advance(3600)
    links.push(await requestAndReadLink({ ...maria, email: 'sorin@example.md', name: 'Sorin Ceban' }))
  }
  const replies = await Promise.all([...links, ...links].map((link) => app.post(link, {})))
  assert.deepEqual([...new Set(replies.map((reply) => reply.statusCode))], [303])
  assert.equal(await total(), before + 1)
})

test('a signature can be withdrawn and given again', async () => {
  const before = await total()
  const link = await requestAndReadLink({ ...maria, email: 'elena@example.md', name: 'Elena Munteanu' })
  const receipt = String((await app.post(link, {})).headers.location)
  assert.equal(await total(), before + 1)
  await app.post(`${receipt}/withdrawal`, {})
  await app.post(`${receipt}/withdrawal`, {})
  assert.equal(await total(), before)
  assert.match((await app.get(receipt)).body, /Semnătura a fost retrasă/)
  await app.post(await requestAndReadLink({ ...maria, email: 'elena@example.md', name: 'Elena Munteanu' }), {})
  assert.equal(await total(), before + 1)
})

test('what is wrong is said next to the field, and what was typed is kept', async () => {
  const reply = await app.post('/ru/petitions/1/signature-request', {
    name: 'Мария',
    email: 'нет',
    place: '',
    consent: '',
  })
  assert.equal(reply.statusCode, 422)
  assert.match(reply.body, /Напишите и имя, и фамилию/)
  assert.match(reply.body, /value="Мария"/)
  assert.match(reply.body, /Выберите населённый пункт/)
  const json = await app.postJson('/api/v1/petitions/1/signature-request', { name: 'A' }, { 'accept-language': 'en' })
  assert.equal(json.statusCode, 422)
  assert.equal(json.headers['content-type'], 'application/problem+json; charset=utf-8')
  assert.deepEqual(
    json.json().errors.map((error: { field: string }) => error.field),
    ['name', 'email', 'place', 'consent'],
  )
})

test('an old link says so and a stranger cannot be blocked by a pending request', async () => {
  const link = await requestAndReadLink({ ...maria, email: 'late@example.md', name: 'Dan Balan' })
  app.clock.advance(8 * 86_400)
  assert.equal((await app.post(link, {})).statusCode, 410)
  await app.post(await requestAndReadLink({ ...maria, email: 'late@example.md', name: 'Dan Balan' }), {})
})

test('who types the address of another again and again uses up their own mails only', async () => {
  app.clock.advance(7200)
  const dora = { ...maria, email: 'dora@example.md' }
  const sent = async () => (await app.mails()).filter(({ to }) => to === dora.email).length
  for (let n = 0; n < 5; n++) await ask({ ...dora, name: 'Altcineva Necunoscut' })
  assert.equal(await sent(), 3)
  const link = await requestAndReadLink({ ...dora, name: 'Dora Lupu' })
  assert.match((await app.get(link)).body, /Dora Lupu/)
  for (const name of ['Alt Unu', 'Alt Doi', 'Alt Trei', 'Alt Patru']) await ask({ ...dora, name })
  assert.equal(await sent(), 6, 'of one source')

  const petition = await findPetitionRow(app.services.db, 1)
  const mayMailFrom = (source: string, name: string) =>
    mayMail({ ...app.services, now: app.clock.now(), source }, 'confirmation', petition?.id ?? '', { ...dora, name })
  assert.equal(await mayMailFrom('elsewhere', 'Dora Lupu'), true)
  for (let n = 0; n < 10; n++) await mayMailFrom(`place ${n}`, 'Altcineva Necunoscut')
  assert.equal(
    await mayMailFrom('yet elsewhere', 'Dora Lupu'),
    false,
    'a mailbox gets twelve an hour from all together',
  )
  let overAll = 0
  for (let n = 0; n < 25; n++)
    if (
      await mayMail({ ...app.services, now: app.clock.now(), source: 'one place' }, 'confirmation', `petition ${n}`, {
        email: 'eva@example.md',
        name: 'Eva Rusu',
      })
    )
      overAll++
  assert.equal(overAll, 20, 'of one source, whatever the petition')
})

test('counts, ledger and rows agree', async () => {
  const rows = await one('SELECT count(*) AS n FROM petitions.signature WHERE ended_at IS NULL')
  const ledger = await one(
    `SELECT sum(CASE kind WHEN 'petitions.signature-confirmed' THEN 1 WHEN 'petitions.signature-withdrawn' THEN -1 WHEN 'petitions.signature-replaced' THEN -1 ELSE 0 END) AS n FROM ledger.entry`,
  )
  const indexes = await one('SELECT count(*) - max(index) - 1 AS n FROM ledger.entry')
  assert.equal(rows, await total())
  assert.equal(ledger, rows)
  assert.equal(indexes, 0)
})

async function ask(fields: Record<string, string>) {
  const reply = await app.post('/ro/petitions/1/signature-request', fields)
  assert.equal(reply.statusCode, 303, reply.body)
  return reply
}

async function requestAndReadLink(fields: Record<string, string>): Promise<string> {
  await ask(fields)
  return lastLink()
}

async function lastLink(): Promise<string> {
  const mail = (await app.mails()).at(-1)
  const link = mail?.text.match(/http:\/\/punte\.test(\S+)/)?.[1]
  assert.ok(link, 'a link in the mail')
  return link
}

async function total(): Promise<number> {
  await app.fold()
  return (await app.get('/api/v1/petitions/1')).json().count.total
}

async function one(query: string): Promise<number> {
  return Number((await app.deps.database.pool.query(query)).rows[0].n)
}
