import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { browserOf, type CookieJar } from '#test/cookies.ts'
import { moderatorOf } from '#test/people.ts'
import { forgetOld } from '../forget-old.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

test('name, language and place are changed and kept; what is wrong is said', async () => {
  const browser = await signIn('profile@example.md')
  const wrong = await browser.post('/ro/account/profile', { name: 'http://spam.example', lang: 'xx', place: 'nowhere' })
  assert.equal(wrong.statusCode, 422)
  assert.match(wrong.body, /Numele nu poate conține o adresă/)
  const unknown = await browser.post('/ro/account/profile', { name: 'Ana Rusu', lang: 'ru', place: 'nowhere' })
  assert.equal(unknown.statusCode, 422)
  assert.equal(
    (await browser.post('/ro/account/profile', { name: 'Ana Rusu', lang: 'ru', place: 'md-or' })).statusCode,
    303,
  )
  const account = (await browser.get('/api/v1/account')).json()
  assert.equal(account.name, 'Ana Rusu')
  assert.equal(account.lang, 'ru')
  assert.equal(account.place.key, 'md-or')
  assert.match((await browser.get('/ro/account')).body, /lang="ru">Русский</, 'a language is named in itself')
  await browser.post('/ro/account/profile', { name: '', lang: 'ru', place: '' })
  const emptied = (await browser.get('/api/v1/account')).json()
  assert.equal(emptied.name, null)
  assert.equal(emptied.place, null)
})

test('sessions are listed and ended, one or all others; nobody ends a stranger’s', async () => {
  const [here, there, third] = [
    await signIn('many@example.md'),
    await signIn('many@example.md'),
    await signIn('many@example.md'),
  ]
  const listed = (await here.get('/api/v1/account/sessions')).json().items
  assert.equal(listed.length, 3)
  assert.equal(listed.filter((one: { here: boolean }) => one.here).length, 1)
  const thereId = (await there.get('/api/v1/account/sessions'))
    .json()
    .items.find((one: { here: boolean }) => one.here).id

  const stranger = await signIn('stranger@example.md')
  await stranger.post(`/ro/account/sessions/${thereId}/ending`, {})
  assert.equal((await there.get('/ro/account')).statusCode, 200, 'a stranger ends nothing')

  await here.post(`/ro/account/sessions/${thereId}/ending`, {})
  assert.equal((await there.get('/ro/account')).statusCode, 303)
  await here.post('/ro/account/sessions/others/ending', {})
  assert.equal((await third.get('/ro/account')).statusCode, 303)
  assert.equal((await here.get('/ro/account')).statusCode, 200)
  assert.equal((await here.post('/ro/account/sessions/not-a-uuid/ending', {})).statusCode, 303)
})

test('signing out ends the session, not only the cookie', async () => {
  const browser = await signIn('out@example.md')
  const token = browser.cookies.get('punte-session')
  browser.cookies.set('punte-typed', 'half of a key')
  assert.equal((await browser.get('/ro/sign-out')).headers.location, '/ro/sign-in')
  assert.equal((await browser.get('/ro/account')).statusCode, 200, 'a link signs nobody out')
  assert.equal((await browser.post('/ro/sign-out', {})).headers.location, '/ro/')
  assert.ok(!browser.cookies.has('punte-session'))
  assert.ok(!browser.cookies.has('punte-typed'), 'what was typed here does not open for who comes next')
  assert.equal((await app.get('/ro/account', { cookie: `punte-session=${token}` })).statusCode, 303)
})

test('an unused session ends after 30 days, a used one after 180; use is written once an hour', async () => {
  const browser = await signIn('idle@example.md')
  const seen = async () => (await browser.get('/api/v1/account/sessions')).json().items[0].seenAt
  const first = await seen()
  app.clock.advance(1800)
  assert.equal(await seen(), first)
  app.clock.advance(1801)
  assert.notEqual(await seen(), first)
  for (let month = 0; month < 6; month++) {
    app.clock.advance(29 * 86_400)
    assert.equal((await browser.get('/ro/account')).statusCode, 200)
  }
  app.clock.advance(7 * 86_400)
  assert.equal((await browser.get('/ro/account')).statusCode, 303, 'absolute')
  const unused = await signIn('idle@example.md')
  app.clock.advance(30 * 86_400 + 3600)
  assert.equal((await unused.get('/ro/account')).statusCode, 303, 'idle')
})

test('an official’s unused session ends after 12 hours', async () => {
  const browser = browserOf(app)
  await browser.post('/ro/demo/people', { person: 'elena' })
  app.clock.advance(11 * 3600)
  assert.equal((await browser.get('/ro/account')).statusCode, 200)
  app.clock.advance(12 * 3600 + 1)
  assert.equal((await browser.get('/ro/account')).statusCode, 303)
})

test('the account page says who one is and leads on', async () => {
  const citizen = await signIn('links@example.md')
  const page = (await citizen.get('/ru/account')).body
  for (const path of [
    '/account/signatures',
    '/account/petitions',
    '/account/data',
    '/account/sessions',
    '/account/tokens',
  ])
    assert.match(page, new RegExp(`href="/ru${path}"`))
  assert.doesNotMatch(page, /href="\/ru\/work"/)
  const official = await moderatorOf(app, 'md-cu', { name: 'Ion', email: 'ion@example.md' })
  const work = (await app.get('/ru/account', official.headers)).body
  assert.match(work, /Модератор: Кишин/)
  assert.match(work, /href="\/ru\/work"/)
})

test('pages of the account are nobody’s without a session', async () => {
  for (const path of [
    '',
    '/profile',
    '/sessions',
    '/tokens',
    '/data',
    '/data/erasure',
    '/data/export',
    '/identity',
    '/second-factor',
  ]) {
    const reply = await app.get(`/ro/account${path}`)
    assert.equal(reply.statusCode, 303, path)
    assert.match(String(reply.headers.location), /^\/ro\/sign-in\?next=/)
    const json = await app.get(`/api/v1/account${path}`)
    assert.equal(json.statusCode, 401, path)
    assert.equal(json.json().code, 'kernel.sign-in-needed')
  }
})

test('what is over is forgotten', async () => {
  const gone = await signIn('forget@example.md')
  await gone.post('/ro/sign-out', {})
  const kept = await signIn('kept@example.md')
  app.clock.advance(29 * 86_400)
  await kept.get('/ro/account')
  app.clock.advance(2 * 86_400)
  await forgetOld(app.services)
  const { rows } = await app.deps.database.pool.query(
    `SELECT (SELECT count(*) FROM people.sign_in)::integer AS codes,
      (SELECT count(*) FROM people.session WHERE ended_at IS NOT NULL)::integer AS ended`,
  )
  assert.deepEqual(rows[0], { codes: 0, ended: 0 })
  assert.equal((await kept.get('/ro/account')).statusCode, 200)
})

async function signIn(email: string): Promise<CookieJar> {
  const browser = browserOf(app)
  await browser.post('/ro/sign-in', { email })
  const code = (await app.mails()).at(-1)?.text.match(/(\d{3}) (\d{3})/)
  await browser.post('/ro/sign-in/code', { code: `${code?.[1]}${code?.[2]}` })
  assert.ok(browser.cookies.has('punte-session'))
  return browser
}
