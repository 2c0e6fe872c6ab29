import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { publishNews } from '#commons/ledger/publish-news.ts'
import { type TestApp, testApp } from './app.ts'
import { listed } from './listed.ts'
import { type PublicLog, publicLog, type Site, serveSite } from './public-log.ts'
import { maria, signByMail } from './signatures.ts'
import { runWords, verify, verifyReceipt } from './verifying.ts'

let app: TestApp
let site: Site
let log: PublicLog
const folder = mkdtempSync(path.join(tmpdir(), 'punte-receipts-'))
before(async () => {
  app = await testApp({ listen: true })
  log = publicLog()
  site = await serveSite(log, () => ({}))
  site.intercept = (path, response, request) => {
    if (!path.startsWith('/api/')) return false
    app.get(request.url as string).then((reply) => response.writeHead(reply.statusCode).end(reply.rawPayload))
    return true
  }
})
after(async () => {
  await site?.close()
  await app?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The log as it would be published now, and what the verifier says of the site. */
async function check(...words: string[]) {
  const { rows } = await app.deps.database.pool.query(
    'SELECT body FROM ledger.entry WHERE index >= $1 ORDER BY index',
    [log.edge.size],
  )
  log.append(rows.map(({ body }) => body))
  return verify(site, ...words)
}

test('the verifier reads what the site writes and replies, and finds a row that was edited by hand', async () => {
  const { number } = await listed(app, { title: 'De verificat' })
  const receipt = await signByMail(app, maria, number)
  await signByMail(app, { ...maria, name: 'Ion Rusu', email: 'ion@example.md' }, number)
  await app.post(`${receipt}/withdrawal`, {})
  await app.fold()
  const { code, said } = await check()
  assert.deepEqual([said.refused, said.problems, said.petitions.flatMap((one) => one.differences)], [null, [], []])
  assert.equal(code, 0)
  const one = said.petitions.find(({ petition }) => petition === number)
  assert.deepEqual([one?.confirmed, one?.withdrawn, one?.counted], [2, 1, 1])

  const day = (days: number) =>
    app.deps.database.pool.query(
      'UPDATE petitions.day_count SET day = day + $2::integer WHERE petition_id = (SELECT id FROM petitions.petition WHERE number = $1)',
      [number, days],
    )
  await day(1)
  const moved = await check()
  assert.match(moved.said.petitions.flatMap((one) => one.differences).join(), /^by day/)
  await day(-1)

  await app.deps.database.pool.query(
    'UPDATE petitions.signature_count SET email = email + 1 WHERE petition_id = (SELECT id FROM petitions.petition WHERE number = $1)',
    [number],
  )
  const edited = await check()
  assert.equal(edited.code, 1)
  const named = edited.said.petitions.filter(({ differences }) => differences.length > 0)
  assert.deepEqual(
    named.map(({ petition }) => petition),
    [number],
  )
})

test('a receipt of the site is checked offline by its key, or by the key that the site tells; a damaged one is refused', async () => {
  const { number } = await listed(app, { title: 'Cu dovadă' })
  const link = await signByMail(app, { ...maria, name: 'Ana Receipt', email: 'ana@example.md' }, number)
  await publishNews(app.services)
  const receipt = (await app.get(`${link.replace('/ro/', '/')}/receipt.tlog-proof`)).body
  const vkey = (await app.get('/ledger/vkey')).body.trim()
  let files = 0
  const kept = (text: string) => {
    files += 1
    const file = path.join(folder, `${files}.tlog-proof`)
    writeFileSync(file, text)
    return file
  }
  const file = kept(receipt)
  const { code, said } = await verifyReceipt(file, '--vkey', vkey)
  assert.deepEqual([code, said.good, said.refused], [0, true, null])
  const index = Number(/^index (\d+)$/m.exec(receipt)?.[1])
  assert.equal(said.receipt?.index, index)
  assert.equal(JSON.parse(said.receipt?.entry as string).petition, number)
  assert.equal((await verifyReceipt(file, app.origin)).code, 0)

  const spoken = await runWords('--receipt', file, '--vkey', vkey)
  assert.equal(spoken.code, 0)
  assert.match(spoken.output, /^GOOD: .* Not who made it, nor what came later\.$/m)
  assert.equal((await runWords('--receipt', file)).code, 1, 'a key must come from somewhere')

  const policy = kept(`log ${vkey}\nquorum none\n`)
  assert.equal((await verifyReceipt(file, '--policy', policy)).said.cosigned.enough, true)
  const extra = `extra ${Buffer.from('{"kind":"petitions.published"}').toString('base64')}`
  const damaged: [string, string][] = [
    [receipt.replace(/^extra .*$/m, extra), 'not-included'],
    [receipt.replace(/^index \d+$/m, `index ${index - 1}`), 'not-included'],
    [receipt.replace(/^index \d+$/m, 'index 1e3'), 'receipt'],
    [receipt.replace(/\n\S+\n\n/, '\n\n'), 'not-included'],
    [receipt.replace('tlog-proof@v1', 'tlog-proof@v2'), 'receipt'],
    [receipt.slice(0, receipt.indexOf('\n\n')), 'receipt'],
    [receipt.replaceAll('\n', '\r\n'), 'receipt'],
    [
      receipt.replace(/\n\n(.*)\n(\d+)\n/, (_, origin, size) => `\n\n${origin}\n${Number(size) + 1}\n`),
      'bad-signature',
    ],
  ]
  for (const [text, refused] of damaged) {
    assert.notEqual(text, receipt)
    const verdict = await verifyReceipt(kept(text), '--vkey', vkey)
    assert.deepEqual([verdict.code, verdict.said.good, verdict.said.refused?.code], [1, false, refused])
  }
  const foreign = await verifyReceipt(file, '--vkey', log.vkey)
  assert.deepEqual([foreign.code, foreign.said.refused?.code], [1, 'foreign-key'])
})
