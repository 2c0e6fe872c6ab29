import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { connect, type Database } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import { frozenClock } from '#test/clock.ts'
import { testDatabase } from '#test/database.ts'
import { readOutbox } from '../metrics/kernel-gauges.ts'
import { type Mail, queueMails, queueMailWithFiles } from './mail.ts'
import { createMailSender, type MailSender } from './send-waiting.ts'

let database: Database
let drop: () => Promise<void>
let server: SMTPServer
let sender: MailSender
let url: string
let received: { to: string[]; source: string }[] = []
let refuse: (to: string, stage: 'rcpt' | 'data') => number = () => 0
let refuseSender = 0
let pause = 0
const vault = Buffer.alloc(32, 7)
const clock = frozenClock('2026-11-22T10:00:00Z')
const warnings: string[] = []
const log = { warn: (data: object, text: string) => void warnings.push(JSON.stringify(data) + text) }
const refusal = (code: number) => Object.assign(new Error('refused <maria@example.md>'), { responseCode: code })

before(async () => {
  const made = await testDatabase()
  database = connect(made.url, { max: 4 })
  drop = made.close
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onMailFrom(_address, _session, done) {
      done(refuseSender ? refusal(refuseSender) : null)
    },
    onRcptTo(address, _session, done) {
      const code = refuse(address.address, 'rcpt')
      done(code ? refusal(code) : null)
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk) => chunks.push(chunk))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map((one) => one.address)
        const code = refuse(to[0] ?? '', 'data')
        setTimeout(() => {
          if (!code) received.push({ to, source: Buffer.concat(chunks).toString() })
          done(code ? refusal(code) : null)
        }, pause)
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
})
beforeEach(async () => {
  received = []
  refuse = () => 0
  refuseSender = 0
  pause = 0
  warnings.length = 0
  await database.pool.query('TRUNCATE kernel.mail CASCADE')
  sender = createMailSender(database.db, url, 'Punte <no-reply@punte.test>', log, vault)
})
afterEach(() => sender.close())
after(async () => {
  await new Promise<void>((resolve) => server.close(resolve))
  await database.close()
  await drop()
})

const letter: Mail = {
  to: 'maria@example.md',
  subject: 'Confirmă semnătura: „Șoseaua” — Подпишите',
  text: 'Bună, Măria\n.\nLinia de mai sus e un punct.\n',
  html: '<p>Bună, <b>Măria</b></p>',
  headers: { 'list-unsubscribe': '<https://punte.test/x>', 'list-unsubscribe-post': 'List-Unsubscribe=One-Click' },
}
const queue = (...mails: Partial<Mail>[]) =>
  transact(database.db, (tx) =>
    queueMails(
      tx,
      mails.map((mail) => ({ ...letter, ...mail })),
      clock.now(),
    ),
  )
const send = () => sender.sendWaiting(clock.now())
const row = async () => (await database.pool.query('SELECT * FROM kernel.mail')).rows[0]

test('a mail arrives once, both parts and every header whole', async () => {
  await queue({})
  assert.equal(await send(), 1)
  assert.equal(await send(), 0)
  clock.advance(86_400)
  assert.equal(await send(), 0)
  assert.equal(received.length, 1)
  const mail = await PostalMime.parse(received[0]?.source ?? '')
  assert.equal(mail.subject, letter.subject)
  assert.equal(mail.text?.trimEnd().replaceAll('\r\n', '\n'), letter.text.trimEnd())
  assert.equal(mail.html?.trim(), letter.html)
  assert.deepEqual(mail.from, { name: 'Punte', address: 'no-reply@punte.test' })
  assert.deepEqual(
    mail.to?.map((to) => to.address),
    ['maria@example.md'],
  )
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value
  assert.equal(header('list-unsubscribe'), '<https://punte.test/x>')
  assert.equal(header('list-unsubscribe-post'), 'List-Unsubscribe=One-Click')
  assert.equal(header('message-id'), `<${(await row()).id}@punte.test>`)
  assert.match(header('content-type') ?? '', /^multipart\/alternative/)
  assert.doesNotMatch(received[0]?.source ?? '', /[^\0-\x7f]{2}[^\n]*\r\nSubject/)
})

test('a mail leaves only when its act is kept', async () => {
  await assert.rejects(
    transact(database.db, async (tx) => {
      await queueMails(tx, [letter], clock.now())
      throw new Error('no')
    }),
  )
  assert.equal(await send(), 0)
  assert.equal(received.length, 0)
})

test('nothing in a name, subject or address makes another header, part or addressee', async () => {
  await queue({
    subject: 'a\r\nBcc: evil@evil.test\r\n\r\nbody\0',
    headers: { 'x-name': 'a\r\nX-Evil: 1', 'x-bad\r\nX-Evil': '2' },
    text: 'a\0b \ud800',
  })
  await queue({ to: 'a@example.md, evil@evil.test' }, { to: '<evil@evil.test>\r\nRCPT TO:<evil2@evil.test>' })
  await send()
  for (const { to, source } of received) {
    assert.equal(to.length, 1)
    const mail = await PostalMime.parse(source)
    assert.equal(mail.bcc?.length ?? 0, 0)
    assert.equal(
      mail.headers.some(({ key }) => key === 'x-evil' || key === 'bcc'),
      false,
    )
    assert.ok(mail.html?.includes('Măria'))
  }
  const first = received.find(({ to }) => to[0] === 'maria@example.md')
  assert.equal((await PostalMime.parse(first?.source ?? '')).subject, 'a Bcc: evil@evil.test body')
  assert.equal(
    received.some(({ to }) => to.includes('evil2@evil.test')),
    false,
  )
})

test('a server without time is asked again after 1, 2, 4 … minutes, twelve times', async () => {
  await queue({})
  refuse = () => 450
  const waits = []
  for (let n = 0; n < 12; n++) {
    assert.equal(await send(), 0)
    const { due_at, attempts, failed_at } = await row()
    assert.equal(attempts, n + 1)
    assert.equal(failed_at !== null, n === 11)
    const wait = (due_at.getTime() - clock.now().getTime()) / 60_000
    waits.push(wait)
    clock.advance(wait * 60 - 1)
    assert.equal((await row()).attempts, n + 1)
    await send()
    assert.equal((await row()).attempts, n + 1)
    clock.advance(1)
  }
  assert.deepEqual(waits, [1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60, 60])
  refuse = () => 0
  assert.equal(await send(), 0)
  assert.doesNotMatch(warnings.join(), /maria/)
})

test('a mail refused for a moment leaves later, once', async () => {
  await queue({})
  refuse = (_to, stage) => (stage === 'data' ? 451 : 0)
  await send()
  refuse = () => 0
  clock.advance(60)
  assert.equal(await send(), 1)
  assert.equal(received.length, 1)
  assert.ok((await row()).sent_at)
})

test('an addressee or a mail refused for good is given up at once; the others leave', async () => {
  await queue({ to: 'nobody@example.md' }, { to: 'spam@example.md' }, {})
  refuse = (to, stage) =>
    to.startsWith('nobody') && stage === 'rcpt' ? 550 : to.startsWith('spam') && stage === 'data' ? 554 : 0
  assert.equal(await send(), 1)
  const { rows } = await database.pool.query('SELECT to_address, failed_because FROM kernel.mail ORDER BY to_address')
  assert.deepEqual(
    rows.map((one) => one.failed_because),
    [null, 'address', 'mail'],
  )
  clock.advance(30 * 86_400)
  assert.equal(await send(), 0)
  assert.deepEqual([(await row()).attempts, received.length], [1, 1])
  assert.doesNotMatch(warnings.join(), /nobody|spam@/)
  const { refused, failed, unsent } = await readOutbox(database.db, clock.now())
  assert.deepEqual([refused, failed, unsent], [1, 1, 0])
})

test('a server that refuses the sender says nothing of the addressee: the mail leaves once that is mended', async () => {
  await queue({})
  refuseSender = 550
  assert.equal(await send(), 0)
  const { failed_at, failed_because, attempts } = await row()
  assert.deepEqual([failed_at, failed_because, attempts], [null, null, 1])
  refuseSender = 0
  clock.advance(60)
  assert.equal(await send(), 1)
})

test('two workers share a long queue; nobody gets two', async () => {
  const people = Array.from({ length: 90 }, (_, n) => ({ to: `p${n}@example.md` }))
  await queue(...people)
  pause = 5
  const other = createMailSender(database.db, url, 'Punte <no-reply@punte.test>', log, vault)
  const sent = await Promise.all([send(), other.sendWaiting(clock.now())])
  await other.close()
  assert.equal(sent[0] + sent[1], 90)
  assert.deepEqual(received.map(({ to }) => to[0]).sort(), people.map(({ to }) => to).sort())
})

test('a slow server holds no transaction, and closing waits for the batch under way', async () => {
  await queue(...Array.from({ length: 45 }, (_, n) => ({ to: `p${n}@example.md` })))
  pause = 60
  const sending = send()
  await new Promise((resolve) => setTimeout(resolve, 100))
  const { rows } = await database.pool.query(
    "SELECT count(*)::int AS open FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'",
  )
  assert.equal(rows[0].open, 0)
  await sender.close()
  assert.equal(await sending, 20)
  assert.equal(received.length, 20)
})

test('a server that is away costs each mail of one batch one try', async () => {
  await queue(...Array.from({ length: 30 }, (_, n) => ({ to: `p${n}@example.md` })))
  const nowhere = createMailSender(database.db, 'smtp://127.0.0.1:1', 'Punte <no-reply@punte.test>', log, vault)
  assert.equal(await nowhere.sendWaiting(clock.now()), 0)
  await nowhere.close()
  const { rows } = await database.pool.query(
    'SELECT attempts, count(*)::int AS n FROM kernel.mail WHERE failed_at IS NULL GROUP BY 1 ORDER BY 1',
  )
  assert.deepEqual(rows, [
    { attempts: 0, n: 10 },
    { attempts: 1, n: 20 },
  ])
})

test('files lie encrypted until the mail has left, arrive whole, and are gone then', async () => {
  const file = Buffer.from('%PDF-1.7 str. Secretă nr. 7')
  const letter = { to: 'primaria@example.md', subject: 'Petiția', text: 'Alăturat.', html: '<p>Alăturat.</p>' }
  const attachments = [{ fileName: 'petiția-42.pdf', type: 'application/pdf', bytes: file }]
  await transact(database.db, (tx) => queueMailWithFiles(tx, vault, { ...letter, attachments }, clock.now()))
  const stored = await database.pool.query('SELECT sealed FROM kernel.mail_attachment')
  assert.equal(stored.rows.length, 1)
  assert.ok(!stored.rows[0].sealed.includes('Secret'))
  await sender.sendWaiting(clock.now())
  const arrived = await new PostalMime().parse(received[0]?.source ?? '')
  assert.equal(arrived.attachments[0]?.filename, 'petiția-42.pdf')
  assert.deepEqual(Buffer.from(arrived.attachments[0]?.content as ArrayBuffer), file)
  assert.equal((await database.pool.query('SELECT 1 FROM kernel.mail_attachment')).rows.length, 0)
})
