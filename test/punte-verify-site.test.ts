import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from './app.ts'
import { listed } from './listed.ts'
import { type PublicLog, publicLog, type Site, serveSite } from './public-log.ts'
import { maria, signByMail } from './signatures.ts'
import { verify } from './verifying.ts'

let app: TestApp
let site: Site
let log: PublicLog
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
