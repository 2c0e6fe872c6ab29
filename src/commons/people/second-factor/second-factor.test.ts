import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import { transact } from '#kernel/database/transact.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { browserOf, type CookieJar } from '#test/cookies.ts'
import { signedIn } from '#test/people.ts'
import { signInPath } from '../sign-in-path.ts'
import { resetSecondFactor } from './reset-second-factor.ts'
import { seal, unseal } from './sealed-secret.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

const moderator = [{ name: 'moderator' as const, placeKey: 'md' }]

test('an official is led from the code to the second factor, sets it up and acts from then on', async () => {
  const official = await newOfficial('set-up@example.md')
  const shown = await official.browser.get('/ro/sign-in/second-factor?next=/work')
  assert.match(shown.body, /nu este încă configurat/)
  assert.match(shown.body, /\/ro\/account\/second-factor\?next=%2Fwork/)
  await official.browser.post('/ro/account/second-factor', { next: '/work' })
  const page = await official.browser.get('/ro/account/second-factor?next=/work')
  const secret = secretIn(page.body)
  assert.match(page.body, /<svg class="qr-code"[^>]*role="img"/)
  assert.match(page.headers['cache-control'] as string, /no-store/)
  const before = official.browser.cookies.get('punte-session') as string
  const wrong = await official.browser.post('/ro/account/second-factor/confirmation', { code: '000000', next: '/work' })
  assert.equal(wrong.statusCode, 422)
  assert.match(wrong.body, /nu este corect sau a fost deja folosit/)
  assert.match(wrong.body, new RegExp(secretWords(secret)), 'the secret is still shown to be scanned')
  const confirmed = await official.browser.post('/ro/account/second-factor/confirmation', {
    code: totp(secret),
    next: '/work',
  })
  assert.equal(confirmed.headers.location, '/ro/work')
  assert.notEqual(official.browser.cookies.get('punte-session'), before, 'a new session token')
  assert.equal(
    (await app.get('/ro/account', { cookie: `punte-session=${before}` })).statusCode,
    303,
    'the old one is dead',
  )
  assert.equal((await app.mails()).at(-1)?.subject, 'Al doilea factor a fost activat')
  const again = await official.browser.get('/ro/account/second-factor')
  assert.doesNotMatch(again.body, new RegExp(secretWords(secret)), 'never shown again')
  assert.equal((await official.browser.post('/ro/account/second-factor', {})).statusCode, 409)
})

test('a code of the authenticator works once, also when it is sent twice at once', async () => {
  const { browser, secret } = await ready('once@example.md')
  app.clock.advance(60)
  const cookie = cookieOf(browser)
  const code = totp(secret)
  const replies = await Promise.all(
    [1, 2, 3].map(() => app.post('/ro/sign-in/second-factor', { code, next: '/account' }, { cookie })),
  )
  const rose = replies.filter((reply) => reply.cookies.some(({ name }) => name === 'punte-session'))
  assert.equal(rose.length, 1)
})

test('a code of one step ago is taken, of three steps ago not', async () => {
  const { browser, secret } = await ready('steps@example.md')
  app.clock.advance(120)
  const old = totp(secret)
  app.clock.advance(90)
  assert.equal((await browser.post('/ro/sign-in/second-factor', { code: old })).statusCode, 422)
  const last = totp(secret)
  app.clock.advance(30)
  assert.equal((await browser.post('/ro/sign-in/second-factor', { code: last })).statusCode, 303)
})

test('five wrong codes make one wait, twenty need an administrator, who resets and is recorded', async () => {
  const { browser, secret, accountId } = await ready('locked@example.md')
  for (let round = 0; round < 4; round++) {
    app.clock.advance(901)
    for (let n = 0; n < 5; n++)
      assert.equal((await browser.post('/ro/sign-in/second-factor', { code: '000000' })).statusCode, 422)
    const waiting = await browser.post('/ro/sign-in/second-factor', { code: totp(secret) })
    assert.equal(waiting.statusCode, round < 3 ? 429 : 409)
  }
  app.clock.advance(10_000)
  const blocked = await browser.post('/ro/sign-in/second-factor', { code: totp(secret) })
  assert.match(blocked.body, /blocat până îl anulează un administrator/)

  const administrator = await signedIn(app, {
    name: 'Admin',
    email: 'admin@example.md',
    roles: [{ name: 'administrator' }],
  })
  await transact(app.services.db, (tx) => resetSecondFactor(as(administrator, tx, true), accountId))
  assert.equal((await browser.get('/ro/account')).statusCode, 303, 'all sessions have ended')
  assert.equal((await app.mails()).at(-1)?.to, 'locked@example.md')
  const { rows } = await app.deps.database.pool.query(
    `SELECT count(*)::integer AS n FROM audit.act WHERE act = 'people.reset-second-factor' AND account_id = $1 AND subject_id = $2`,
    [administrator.accountId, accountId],
  )
  assert.equal(rows[0].n, 1)
  await assert.rejects(
    transact(app.services.db, (tx) => resetSecondFactor(as(administrator, tx, false), accountId)),
    /access\.second-factor-needed/,
  )
})

test('a refusal for want of the second factor leads to it, any other to sign-in', () => {
  assert.equal(signInPath('access.second-factor-needed'), '/sign-in/second-factor')
  assert.equal(signInPath('kernel.sign-in-needed'), '/sign-in')
})

test('who has no role sets up nothing, who is nobody signs in first', async () => {
  const citizen = await signedIn(app, { name: 'Ana', email: 'citizen@example.md' })
  assert.equal((await app.post('/ro/account/second-factor', {}, citizen.headers)).statusCode, 403)
  assert.equal(
    (await app.get('/ro/sign-in/second-factor')).headers.location,
    '/ro/sign-in?next=%2Fro%2Fsign-in%2Fsecond-factor',
  )
})

test('a sealed secret opens only with its key and for its account', () => {
  const key = Buffer.alloc(32, 1)
  const sealed = seal(key, 'account', Buffer.from('secret'))
  assert.equal(unseal(key, 'account', sealed).toString(), 'secret')
  assert.ok(!sealed.includes('secret'))
  assert.throws(() => unseal(key, 'other', sealed))
  assert.throws(() => unseal(Buffer.alloc(32, 2), 'account', sealed))
  sealed[sealed.length - 1] = (sealed.at(-1) as number) ^ 1
  assert.throws(() => unseal(key, 'account', sealed))
})

async function newOfficial(email: string): Promise<{ browser: CookieJar; accountId: string }> {
  const person = await signedIn(app, { name: 'Oficial', email, roles: moderator, secondFactor: false })
  const browser = browserOf(app)
  browser.cookies.set('punte-session', person.headers.cookie.split('=')[1] as string)
  return { browser, accountId: person.accountId }
}

/** Has a second factor, in a session that has not shown it. */
async function ready(email: string): Promise<{ browser: CookieJar; accountId: string; secret: string }> {
  const first = await newOfficial(email)
  await first.browser.post('/ro/account/second-factor', {})
  const secret = secretIn((await first.browser.get('/ro/account/second-factor')).body)
  const reply = await first.browser.post('/ro/account/second-factor/confirmation', { code: totp(secret) })
  assert.equal(reply.statusCode, 303)
  return { ...(await newOfficial(email)), secret }
}

function secretIn(body: string): string {
  const secret = body.match(/<code class="secret">([A-Z2-7 ]+)<\/code>/)?.[1]
  assert.ok(secret)
  return secret.replaceAll(' ', '')
}

const secretWords = (secret: string) => (secret.match(/.{4}/g) ?? []).join(' ')

function totp(secret: string): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: app.clock.now().getTime() })
}

function cookieOf(browser: CookieJar): string {
  return [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

function as(
  person: { accountId: string; mailboxId: string },
  tx: WriteContext['tx'],
  secondFactor: boolean,
): WriteContext {
  return {
    ...app.services,
    now: app.clock.now(),
    lang: 'ro',
    source: '127.0.0.1',
    viewer: {
      accountId: person.accountId,
      mailboxId: person.mailboxId,
      roles: [{ name: 'administrator', placeKey: null, organisationId: null }],
      secondFactor,
    },
    tx,
    cookies: { get: () => undefined, set: () => {}, clear: () => {} },
  }
}
