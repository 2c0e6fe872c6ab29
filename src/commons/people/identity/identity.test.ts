import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { browserOf, type CookieJar } from '#test/cookies.ts'
import { signedIn } from '#test/people.ts'
import { madeUpNumber } from '../demo/made-up-number.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

const number = '2002500081628'

test('the stand-in raises the session under a new token, and the number is kept nowhere', async () => {
  const browser = await as('strong@example.md')
  const before = browser.cookies.get('punte-session') as string
  const eid = await browser.get(await startOf(browser))
  assert.match(eid.body, /Aceasta nu este o identificare adevărată/)
  const reply = await browser.post('/ro/demo/eid', {
    state: stateIn(eid.body),
    number: '2002 5000 81628',
    name: 'Ana Rusu',
    level: 'strong',
  })
  assert.equal(reply.headers.location, '/ro/account/identity')
  assert.notEqual(browser.cookies.get('punte-session'), before)
  assert.equal((await app.get('/ro/account', { cookie: `punte-session=${before}` })).statusCode, 303)
  const account = (await browser.get('/api/v1/account')).json()
  assert.deepEqual([account.level, account.identified, account.name], ['strong', true, 'Ana Rusu'])
  const { rows } = await app.deps.database.pool.query('SELECT a::text AS row FROM people.account a')
  for (const { row } of rows) assert.ok(!row.includes(number) && !row.includes(Buffer.from(number).toString('hex')))
  const other = await as('strong@example.md')
  assert.equal(
    (await other.get('/api/v1/account')).json().level,
    'email',
    'the level is the session’s, not the account’s',
  )
})

test('one number, one account: also when two ask at once; and one account, one number', async () => {
  const [one, two] = [await as('one@example.md'), await as('two@example.md')]
  const mine = madeUpNumber('somebody')
  const forms = await Promise.all(
    [one, two].map(async (browser) => ({
      browser,
      state: stateIn((await browser.get(await startOf(browser))).body),
    })),
  )
  const replies = await Promise.all(
    forms.map(({ browser, state }) =>
      browser.post('/ro/demo/eid', { state, number: mine, name: 'Ion Ceban', level: 'signed' }),
    ),
  )
  assert.deepEqual(replies.map((reply) => reply.statusCode).sort(), [303, 409])
  assert.match(replies.find((reply) => reply.statusCode === 409)?.body ?? '', /este deja legat de alt cont/)
  const winner = replies[0]?.statusCode === 303 ? one : two
  const state = stateIn((await winner.get(await startOf(winner))).body)
  const other = await winner.post('/ro/demo/eid', {
    state,
    number: madeUpNumber('else'),
    name: 'Ion Ceban',
    level: 'strong',
  })
  assert.equal(other.statusCode, 409)
  assert.match(other.body, /legat de identitatea altei persoane/)
  assert.equal((await winner.get('/api/v1/account')).json().level, 'signed')
  const again = await winner.post('/ro/demo/eid', { state, number: mine, name: 'Ion Ceban', level: 'strong' })
  assert.equal(again.statusCode, 303)
  assert.equal((await winner.get('/api/v1/account')).json().level, 'signed', 'a level never falls')
})

test('a number that does not add up is said next to the field; an answer for another session is refused', async () => {
  const browser = await as('typo@example.md')
  const state = stateIn((await browser.get(await startOf(browser))).body)
  const typo = await browser.post('/en/demo/eid', { state, number: '2002500081629', name: 'Ana', level: 'strong' })
  assert.equal(typo.statusCode, 422)
  assert.match(typo.body, /The digits do not add up/)
  assert.match(typo.body, /value="2002500081629"/)
  const stranger = await as('victim@example.md')
  const forged = await stranger.post('/ro/demo/eid', { state, number: madeUpNumber('x'), name: 'Ana', level: 'strong' })
  assert.equal(forged.statusCode, 409)
  assert.match(forged.body, /nu aparține acestei sesiuni/)
})

test('outside the demo there is no stand-in and no demo person, and the page says so', async () => {
  const real = await testApp({ env: { PUNTE_DEMO: 'off' } })
  try {
    const person = await signedIn(real, { name: 'Ana', email: 'ana@example.md' })
    assert.match(
      (await real.get('/ro/account/identity', person.headers)).body,
      /nu este încă legată la această platformă/,
    )
    for (const path of ['/demo/eid', '/demo/people']) {
      assert.equal((await real.get(`/ro${path}`, person.headers)).statusCode, 404)
      assert.equal((await real.get(`/api/v1${path}`, person.headers)).statusCode, 404)
    }
    const body = { state: 'x', number, name: 'Ana Rusu', level: 'strong' }
    assert.equal((await real.post('/ro/demo/eid', body, person.headers)).statusCode, 404)
    const be = await real.post('/ro/demo/people', { person: 'radu' })
    assert.equal(be.statusCode, 404)
    assert.equal(be.headers['set-cookie'], undefined)
    const { rows } = await real.deps.database.pool.query('SELECT count(*)::integer AS n FROM people.account WHERE demo')
    assert.equal(rows[0].n, 0)
  } finally {
    await real.close()
  }
})

async function as(email: string): Promise<CookieJar> {
  const person = await signedIn(app, { name: 'Cineva', email })
  const browser = browserOf(app)
  browser.cookies.set('punte-session', person.headers.cookie.split('=')[1] as string)
  return browser
}

async function startOf(browser: CookieJar): Promise<string> {
  const { start } = (await browser.get('/api/v1/account/identity')).json()
  return `/ro${start}`
}

function stateIn(body: string): string {
  const state = body.match(/name="state" value="([\w-]+)"/)?.[1]
  assert.ok(state)
  return state
}
