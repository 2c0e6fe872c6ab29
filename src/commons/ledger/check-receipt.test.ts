import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { transact } from '#kernel/database/transact.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { appendEntries } from './append-entry.ts'
import { makeReceipt } from './make-receipt.ts'
import { publishNews } from './publish-news.ts'
import { readEntries } from './store.ts'

let app: TestApp
let first: number
before(async () => {
  app = await testApp()
  await transact(app.services.db, async (tx) =>
    appendEntries(
      tx,
      Array.from({ length: 300 }, (_, n) => ({ kind: 'petitions.archived', v: 1, n, day: '2026-11-22' })),
      app.clock.now(),
    ),
  )
  first = (await publishNews(app.services)) - 300
})
after(() => app.close())

const receiptOf = async (index: number) => {
  const [entry] = await readEntries(app.services.db, index, 1)
  assert.ok(entry)
  const receipt = await makeReceipt(app.services.db, app.services.ledger, entry)
  assert.ok(receipt)
  return receipt.toString()
}
const check = async (receipt: string) =>
  (await app.postJson('/api/v1/ledger/receipt-check', { receipt }, { 'sec-fetch-site': 'same-origin' })).json()

test('a receipt is good, wherever its entry stands, and says which entry it is of', async () => {
  for (const index of [first, first + 1, first + 255, first + 256, first + 299]) {
    const checked = await check(await receiptOf(index))
    assert.equal(checked.good, true, JSON.stringify(checked))
    assert.equal(checked.index, index)
    assert.equal(JSON.parse(checked.entry).n, index - first)
    assert.equal(checked.day, '2026-11-22')
  }
})

test('pasted into the form of a page, with the line ends of forms, it is as good', async () => {
  const receipt = (await receiptOf(first + 7)).trimEnd().replaceAll('\n', '\r\n')
  const page = await app.post('/ru/ledger/receipt-check', { receipt })
  assert.equal(page.statusCode, 200)
  assert.match(page.body, /Квитанция верна/)
  assert.match(page.body, /22\u00a0ноября 2026/)
})

test('a receipt that was changed is refused, with the reason', async () => {
  const receipt = await receiptOf(first + 7)
  const other = await receiptOf(first + 8)
  const extra = /^extra .*$/m
  const changes: [string, string][] = [
    [receipt.replace(extra, (extra.exec(other) as RegExpExecArray)[0]), 'proof.wrong'],
    [receipt.replace(/^index (\d+)$/m, (_, n) => `index ${Number(n) + 1}`), 'proof.wrong'],
    [receipt.replace(/^index \d+$/m, 'index 007'), 'proof.index'],
    [receipt.replace(extra, 'extra x'), 'proof.extra'],
    [receipt.replace(/^extra .*\n/m, ''), 'proof.extra'],
    [receipt.replace('—', '-'), 'note.signature-line'],
    [
      receipt.replace(/\n\n(.*)\n(\d+)\n/, (_, origin, size) => `\n\n${origin}\n${Number(size) + 1}\n`),
      'note.bad-signature',
    ],
    ['nothing of the kind', 'proof.header'],
  ]
  for (const [changed, reason] of changes) {
    assert.notEqual(changed, receipt)
    assert.deepEqual([(await check(changed)).good, (await check(changed)).reason], [false, reason])
  }
  const page = await app.post('/ro/ledger/receipt-check', { receipt: 'altceva' })
  assert.match(page.body, /Dovada nu este bună/)
  const empty = await app.post('/en/ledger/receipt-check', { receipt: ' ' })
  assert.equal(empty.statusCode, 422)
  assert.match(empty.body, /Put in the text of the receipt/)
})

test('there is no receipt before a checkpoint holds the entry', async () => {
  await transact(app.services.db, async (tx) =>
    appendEntries(tx, [{ kind: 'petitions.archived', v: 1 }], app.clock.now()),
  )
  const [entry] = await readEntries(app.services.db, first + 300, 1)
  assert.ok(entry)
  assert.equal(await makeReceipt(app.services.db, app.services.ledger, entry), null)
})

test('the page of the log says what is acknowledged and what is signed', async () => {
  const { size, waiting, latest, byDay, origin } = (await app.get('/api/v1/ledger')).json()
  assert.equal(size, first + 300)
  assert.equal(waiting, 1)
  assert.equal(latest[0].index, size - 1)
  assert.equal(latest[0].kind, 'petitions.archived')
  assert.deepEqual(byDay.at(-1), { day: '2026-11-22', entries: size })
  for (const lang of ['ro', 'ru', 'en']) {
    const page = await app.get(`/${lang}/ledger`)
    assert.equal(page.statusCode, 200)
    assert.match(page.body, new RegExp(`${size}`))
    assert.ok(!page.body.includes('undefined'))
  }
  assert.match(origin, /ledger-/)
})
