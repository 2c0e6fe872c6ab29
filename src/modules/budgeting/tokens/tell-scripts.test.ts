import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { goToPhase, makeBudget } from '#test/budgets.ts'
import { type Script, watchScripts } from './tell-scripts.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

async function told(): Promise<{ scripts: Script[]; day: string }[]> {
  const { rows } = await app.deps.database.pool.query(
    "SELECT body FROM ledger.entry WHERE kind = 'budgeting.ballot-scripts' ORDER BY index",
  )
  return rows.map(({ body }) => JSON.parse(body.toString()))
}
const vote = (ballots: 'account' | 'token') =>
  makeBudget(app, { ballots, projects: [{ title: 'Bănci în parc', cost: 5_000_000 }] })

test('the log names the programs of the ballot page before the first token, and again when they change', async () => {
  const byAccount = await vote('account')
  await goToPhase(app, byAccount, 'vote')
  await watchScripts(app.services)
  assert.deepEqual(await told(), [], 'a vote by account has no such page')

  const secret = await vote('token')
  await goToPhase(app, secret, 'vote')
  const { rows } = await app.deps.database.pool.query(
    "SELECT kind FROM ledger.entry WHERE kind IN ('budgeting.ballot-scripts', 'budgeting.token-issuer') ORDER BY index",
  )
  assert.deepEqual(
    rows.map(({ kind }) => kind),
    ['budgeting.ballot-scripts', 'budgeting.token-issuer'],
  )
  const [first] = await told()
  const page = (await app.get(`/ro/processes/${secret.number}/vote`)).body
  const loaded = [...page.matchAll(/<script type="module" src="([^"]+)"/g)].map(([, src]) => src)
  assert.deepEqual(
    first?.scripts.map(({ path }) => path),
    loaded,
    'whatever the page loads is named',
  )
  for (const { path, sha256 } of first?.scripts ?? []) {
    const { rawPayload } = await app.get(path, { 'accept-encoding': 'identity' })
    assert.equal(createHash('sha256').update(rawPayload).digest('hex'), sha256, path)
    assert.ok(page.includes(sha256), 'the page says it too')
  }
  assert.match(page, /Registrul public numește aceste programe din/)

  await watchScripts(app.services)
  await goToPhase(app, await vote('token'), 'vote')
  assert.equal((await told()).length, 1, 'the same programs are told once')
  await app.deps.database.pool.query('UPDATE budgeting.ballot_scripts SET scripts = $1', [
    JSON.stringify([{ path: '/assets/tokens-old.js', sha256: '0'.repeat(64) }]),
  ])
  assert.match((await app.get(`/ro/processes/${secret.number}/vote`)).body, /nu numește încă aceste programe/)
  await Promise.all([watchScripts(app.services), watchScripts(app.services)])
  assert.equal((await told()).length, 2)
  assert.deepEqual((await told())[1]?.scripts, first?.scripts)
})
