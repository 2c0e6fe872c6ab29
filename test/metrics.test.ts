import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { readConfig } from '#kernel/config/config.ts'
import { RequestHistogram } from '#kernel/metrics/metrics.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { signedIn } from '#test/people.ts'

const TOKEN = 'a-token-of-some-length'
let app: TestApp
let folder: string
before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'punte-metrics-'))
  writeFileSync(path.join(folder, 'token'), `${TOKEN}\n`)
  app = await testApp({ env: { PUNTE_METRICS_TOKEN_FILE: path.join(folder, 'token') } })
})
after(async () => {
  rmSync(folder, { recursive: true, force: true })
  await app?.close()
})

const metrics = (options: { headers?: Record<string, string>; remoteAddress?: string } = {}) =>
  app.server.inject({ method: 'GET', url: '/metrics', ...options })
const figure = (text: string, name: string) => Number(text.match(new RegExp(`^${name} (\\S+)$`, 'm'))?.[1] ?? 'missing')

test('buckets are cumulative and labels escaped', () => {
  const histogram = new RequestHistogram()
  histogram.observe({ method: 'GET', route: '/a"b\\c', status: 200 }, 0.02)
  histogram.observe({ method: 'GET', route: '/a"b\\c', status: 204 }, 9)
  const text = histogram.text()
  assert.match(
    text,
    /^punte_http_request_seconds_bucket\{method="GET",route="\/a\\"b\\\\c",status="2xx",le="0\.01"\} 0$/m,
  )
  assert.match(text, /le="0\.025"\} 1$/m)
  assert.match(text, /le="5"\} 1$/m)
  assert.match(text, /le="\+Inf"\} 2$/m)
  assert.match(text, /_count\{[^}]*\} 2$/m)
  assert.match(text, /_sum\{[^}]*\} 9\.02$/m)
})

test('this machine reads the metrics; others, and whoever comes through a proxy, need the token', async () => {
  assert.equal((await metrics()).statusCode, 200)
  assert.equal((await metrics({ remoteAddress: '::ffff:127.0.0.1' })).statusCode, 200)
  assert.equal((await metrics({ remoteAddress: '203.0.113.7' })).statusCode, 404)
  assert.equal((await metrics({ headers: { 'x-forwarded-for': '127.0.0.1' } })).statusCode, 404)
  assert.equal((await metrics({ headers: { 'x-real-ip': '203.0.113.7' } })).statusCode, 404)
  const away = { remoteAddress: '203.0.113.7' }
  assert.equal((await metrics({ ...away, headers: { authorization: `Bearer ${TOKEN}` } })).statusCode, 200)
  assert.equal((await metrics({ ...away, headers: { authorization: 'Bearer a-token-of-some-other' } })).statusCode, 404)
  assert.equal((await metrics({ ...away, headers: { authorization: 'Bearer ' } })).statusCode, 404)
})

test('requests are counted by route pattern, never by address', async () => {
  await app.get('/ro/authorities/primaria-balti?who=somebody')
  const text = (await metrics()).body
  assert.match(text, /_count\{method="GET",route="\/ro\/authorities\/:slug",status="2xx"\} \d+/)
  assert.ok(!text.includes('primaria-balti'))
})

test('what waits and what failed can be read', async () => {
  const { db } = app.services
  const ago = (seconds: number) => new Date(app.clock.now().getTime() - seconds * 1000)
  await sql`
    INSERT INTO kernel.mail (id, to_address, subject, text, html, created_at, due_at, failed_at) VALUES
      (gen_random_uuid(), 'a@x.md', '', '', '', ${ago(120)}, ${ago(120)}, NULL),
      (gen_random_uuid(), 'b@x.md', '', '', '', ${ago(60)}, ${ago(60)}, NULL),
      (gen_random_uuid(), 'c@x.md', '', '', '', ${ago(900)}, ${ago(900)}, ${ago(1)})`.execute(db)
  await sql`INSERT INTO petitions.fold (folded_at) VALUES (${ago(42)}) ON CONFLICT (single) DO UPDATE SET folded_at = excluded.folded_at`.execute(
    db,
  )
  const text = (await metrics()).body
  assert.equal(figure(text, 'punte_mails_unsent'), 2)
  assert.equal(figure(text, 'punte_mails_failed'), 1)
  assert.equal(figure(text, 'punte_outbox_oldest_seconds'), 120)
  assert.equal(figure(text, 'punte_petitions_fold_lag_seconds'), 42)
  assert.equal(figure(text, 'punte_jobs_failed'), 0)
  assert.ok(figure(text, 'punte_ledger_next_index') >= 0)
  assert.ok(figure(text, 'punte_pool_connections') > 0)
  assert.ok(figure(text, 'punte_event_loop_delay_max_seconds') >= 0)
  assert.match(text, /^# TYPE punte_mails_unsent gauge$/m)
})

test('an administrator sees the same on a page', async () => {
  const admin = await signedIn(app, { name: 'Ana', email: 'ana@admin.example', roles: [{ name: 'administrator' }] })
  const health = (await app.get('/api/v1/work/health', admin.headers)).json()
  assert.deepEqual(
    [
      health.migrated,
      health.unsentMails,
      health.oldestMailSeconds,
      health.failedMails,
      health.mailTrap,
      health.failedJobs,
    ],
    [true, 2, 120, 1, true, 0],
  )
  assert.ok(health.diskFree > 0 && health.diskTotal >= health.diskFree)
  assert.match((await app.get('/ro/work/health', admin.headers)).body, /SMTP_URL nu este pus/)
})

test('a token file that is missing or holds too little stops the start', () => {
  writeFileSync(path.join(folder, 'short'), 'short')
  for (const name of ['short', 'missing'])
    assert.throws(() => readConfig({ PUNTE_METRICS_TOKEN_FILE: path.join(folder, name) }), /PUNTE_METRICS_TOKEN_FILE/)
})

test('without a database the process lives but is not ready', async () => {
  assert.equal((await app.get('/readyz')).statusCode, 200)
  await app.deps.database.close()
  assert.equal((await app.get('/livez')).statusCode, 200)
  assert.equal((await app.get('/readyz')).statusCode, 503)
  const text = (await metrics()).body
  assert.ok(Number.isNaN(figure(text, 'punte_mails_unsent')))
  app.deps.database.close = async () => {}
})
