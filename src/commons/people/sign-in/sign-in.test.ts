import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { browserOf, type CookieJar } from '#test/cookies.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

const firefox = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }

test('somebody new signs in with the mailed code, and is led to where they came from', async () => {
  const browser = browserOf(app)
  const refused = await browser.get('/ro/account?x=1')
  assert.equal(refused.statusCode, 303)
  assert.equal(refused.headers.location, '/ro/sign-in?next=%2Fro%2Faccount%3Fx%3D1')
  assert.match((await browser.get(String(refused.headers.location))).body, /name="next" value="\/account\?x=1"/)
  const asked = await browser.post('/ro/sign-in', { email: 'Noua@example.md', next: '/account?x=1' })
  assert.equal(asked.statusCode, 303)
  assert.equal(asked.headers.location, '/ro/sign-in/code?next=%2Faccount%3Fx%3D1')
  assert.match((await browser.get(String(asked.headers.location))).body, /Noua@example\.md/)
  const code = await lastCode('Noua@example.md')
  const entered = await browser.post(
    '/ro/sign-in/code',
    { code: ` ${code.slice(0, 3)} ${code.slice(3)} `, next: '/account?x=1' },
    firefox,
  )
  assert.equal(entered.headers.location, '/ro/account?x=1')
  const account = await browser.get('/ro/account')
  assert.equal(account.statusCode, 200)
  assert.match(account.body, /Noua@example\.md/)
  assert.equal(account.headers['cache-control'], 'private, no-store')
  assert.match((await browser.get('/ro/account/sessions')).body, /Firefox · Linux/)
})

test('the mail tells the code in the reader’s language, and nothing to follow', async () => {
  const browser = browserOf(app)
  await browser.post('/ru/sign-in', { email: 'pismo@example.md' })
  const mail = (await app.mails()).at(-1)
  assert.equal(mail?.subject, 'Ваш код входа на Punte')
  assert.match(mail?.text ?? '', /Ваш код: \d{3} \d{3}/)
  assert.doesNotMatch(mail?.subject ?? '', /\d/)
  assert.doesNotMatch(mail?.text ?? '', /https?:/)
})

test('a code works once, also when it is sent many times at once', async () => {
  const browser = await asked('race@example.md')
  const code = await lastCode('race@example.md')
  const cookie = cookieOf(browser)
  const replies = await Promise.all(
    Array.from({ length: 12 }, () => app.post('/ro/sign-in/code', { code, next: '/account' }, { cookie })),
  )
  const opened = replies.filter((reply) => reply.cookies.some(({ name }) => name === 'punte-session'))
  assert.equal(opened.length, 1)
  assert.deepEqual(replies.map((reply) => reply.statusCode).sort(), [303, ...Array(11).fill(409)])
  assert.equal(
    await number(`SELECT count(*) FROM people.session s JOIN people.account a ON a.id = s.account_id
    JOIN people.mailbox m ON m.id = a.mailbox_id WHERE m.address = 'race@example.md'`),
    1,
  )
})

test('after five wrong tries the right code is dead too, also when they come at once', async () => {
  const browser = await asked('guess@example.md')
  const code = await lastCode('guess@example.md')
  const wrong = code === '000000' ? '111111' : '000000'
  const first = await browser.post('/en/sign-in/code', { code: wrong, next: '/account' })
  assert.equal(first.statusCode, 422)
  assert.match(first.body, /The code is not right\. 4 tries are left\./)
  assert.doesNotMatch(first.body, new RegExp(wrong), 'a code is not shown back')
  const cookie = cookieOf(browser)
  const more = await Promise.all(
    Array.from({ length: 9 }, () => app.post('/en/sign-in/code', { code: wrong, next: '/account' }, { cookie })),
  )
  assert.deepEqual(more.map((reply) => reply.statusCode).sort(), [409, 409, 409, 409, 409, 422, 422, 422, 422])
  const late = await browser.post('/en/sign-in/code', { code, next: '/account' })
  assert.equal(late.statusCode, 409)
  assert.match(late.body, /This code no longer works/)
  assert.ok(!browser.cookies.has('punte-session'))
})

test('another browser cannot use the code, and an old one is dead', async () => {
  const browser = await asked('bound@example.md')
  const code = await lastCode('bound@example.md')
  const stranger = await asked('stranger@example.md')
  await stranger.post('/ro/sign-in/code', { code, next: '/account' })
  assert.ok(!stranger.cookies.has('punte-session'))
  assert.equal((await browserOf(app).post('/ro/sign-in/code', { code })).statusCode, 409)
  app.clock.advance(601)
  assert.equal((await browser.post('/ro/sign-in/code', { code, next: '/account' })).statusCode, 409)
  const json = await app.postJson('/api/v1/sign-in/code', { code })
  assert.equal(json.json().code, 'people.code.dead')
})

test('known and unknown addresses get the same answer and cause the same work', async () => {
  const known = browserOf(app)
  await known.post('/ro/sign-in', { email: 'known@example.md' })
  await known.post('/ro/sign-in/code', { code: await lastCode('known@example.md') })
  assert.ok(known.cookies.has('punte-session'))
  const before = await rows()
  const answers = []
  for (const email of ['known@example.md', 'never@example.md']) {
    const reply = await app.post('/ro/sign-in', { email, next: '/account' })
    const { date: _date, 'set-cookie': cookie, ...headers } = reply.headers
    answers.push({
      status: reply.statusCode,
      body: reply.body,
      headers,
      cookie: String(cookie).replace(/=[^;]+/, '=…'),
    })
    const page = await app.get('/ro/sign-in/code', { cookie: String(cookie).split(';')[0] ?? '' })
    answers.push(page.body.replaceAll(email, '…'))
  }
  assert.deepEqual(answers[0], answers[2])
  assert.deepEqual(answers[1], answers[3])
  const now = await rows()
  assert.deepEqual({ mails: now.mails - before.mails, codes: now.codes - before.codes }, { mails: 2, codes: 2 })
  assert.equal(now.accounts, before.accounts, 'asking makes no account')
})

test('one source can have a mailbox mailed only so often, and is told; strangers elsewhere are not told', async () => {
  app.clock.advance(7200)
  for (let n = 0; n < 5; n++)
    assert.equal((await app.post('/ro/sign-in', { email: 'flood@example.md' })).statusCode, 303)
  const refused = await app.post('/ro/sign-in', { email: 'Flood+x@example.md' })
  assert.equal(refused.statusCode, 303, 'another mailbox where the provider knows no aliases')
  const sixth = await app.post('/ro/sign-in', { email: 'flood@EXAMPLE.md' })
  assert.equal(sixth.statusCode, 429)
  assert.match(sixth.body, /value="flood@EXAMPLE\.md"/)
  assert.ok(Number(sixth.headers['retry-after']) > 0)
})

test('a mailbox is not flooded from many places: the answer stays the same, no more mail leaves', async () => {
  const flooded = await testApp({ env: { PUNTE_TRUST_PROXY: '127.0.0.1' } })
  try {
    const locations = new Set<string>()
    for (let n = 1; n <= 15; n++) {
      const reply = await flooded.post(
        '/ro/sign-in',
        { email: 'flood@example.md' },
        { 'x-forwarded-for': `192.0.2.${n}` },
      )
      assert.equal(reply.statusCode, 303)
      locations.add(String(reply.headers.location))
    }
    assert.equal(locations.size, 1)
    assert.equal((await flooded.mails()).length, 12)
  } finally {
    await flooded.close()
  }
})

test('no address of another site is followed', async () => {
  for (const next of [
    '//evil.example',
    '/\\evil.example',
    '/%2f%2fevil.example',
    'https://evil.example',
    '/\t/evil.example',
  ]) {
    const browser = await asked('next@example.md', next)
    const reply = await browser.post('/ro/sign-in/code', { code: await lastCode('next@example.md'), next })
    assert.equal(reply.headers.location, '/ro/account', next)
    app.clock.advance(3600)
  }
})

test('codes and tokens are stored as hashes only', async () => {
  const browser = await asked('stored@example.md')
  const code = await lastCode('stored@example.md')
  const token = browser.cookies.get('punte-sign-in') as string
  const { rows: stored } = await app.deps.database.pool.query('SELECT s::text AS row FROM people.sign_in s')
  assert.ok(stored.length > 0)
  for (const { row } of stored) {
    assert.ok(!row.includes(code) && !row.includes(token))
    assert.ok(!row.includes(Buffer.from(code).toString('hex')) && !row.includes(Buffer.from(token).toString('hex')))
  }
})

test('a cookie that was there before signing in is worth nothing afterwards', async () => {
  const victim = await asked('fix@example.md')
  await victim.post('/ro/sign-in/code', { code: await lastCode('fix@example.md') })
  const planted = victim.cookies.get('punte-session') as string
  await victim.post('/ro/sign-in', { email: 'fix2@example.md' })
  await victim.post('/ro/sign-in/code', { code: await lastCode('fix2@example.md') })
  assert.notEqual(victim.cookies.get('punte-session'), planted)
  assert.equal((await app.get('/ro/account', { cookie: `punte-session=${planted}` })).statusCode, 303)
})

test('cookies: bound to the host and to https, unseen by scripts, not sent along from other sites', async () => {
  const secure = await testApp({ env: { PUNTE_PUBLIC_URL: 'https://punte.example' } })
  try {
    const browser = browserOf(secure)
    const first = await browser.post('/ro/sign-in', { email: 'https@example.md' })
    assert.match(
      String(first.headers['set-cookie']),
      /^__Host-punte-sign-in=[\w-]{22}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    const code = (await secure.mails()).at(-1)?.text.match(/(\d{3}) (\d{3})/)
    const entered = await browser.post('/ro/sign-in/code', { code: `${code?.[1]}${code?.[2]}` })
    const session = entered.cookies.find(({ name }) => name === '__Host-punte-session')
    assert.ok(
      session?.httpOnly && session.secure && session.sameSite === 'Lax' && session.path === '/' && !session.domain,
    )
    assert.equal(session.maxAge, 180 * 86_400)
    assert.equal((await browser.get('/ro/account')).statusCode, 200)
    const bare = await secure.get('/ro/account', { cookie: `punte-session=${session.value}` })
    assert.equal(bare.statusCode, 303, 'without the prefix the cookie is not believed')
  } finally {
    await secure.close()
  }
})

test('another site cannot sign anybody in or out', async () => {
  const browser = await asked('csrf@example.md')
  const code = await lastCode('csrf@example.md')
  const foreign = await browser.post('/ro/sign-in/code', { code }, { 'sec-fetch-site': 'cross-site' })
  assert.equal(foreign.statusCode, 403)
  await browser.post('/ro/sign-in/code', { code })
  assert.equal((await browser.post('/ro/sign-out', {}, { 'sec-fetch-site': 'cross-site' })).statusCode, 403)
  assert.equal((await browser.get('/ro/account')).statusCode, 200)
})

test('what is typed wrongly is said next to the field, in each language', async () => {
  for (const [lang, email, code] of [
    ['ro', 'Scrieți o adresă de e-mail', 'Codul are exact șase cifre'],
    ['ru', 'Напишите адрес электронной почты', 'В коде ровно шесть цифр'],
    ['en', 'Write an e-mail address', 'The code has exactly six digits'],
  ] as const) {
    const reply = await app.post(`/${lang}/sign-in`, { email: '' })
    assert.equal(reply.statusCode, 422)
    assert.match(reply.body, new RegExp(email))
    app.clock.advance(3600)
    const browser = await asked('typo@example.md')
    const wrong = await browser.post(`/${lang}/sign-in/code`, { code: '12345x' })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, new RegExp(code))
  }
})

async function asked(email: string, next = '/account'): Promise<CookieJar> {
  const browser = browserOf(app)
  assert.equal((await browser.post('/ro/sign-in', { email, next })).statusCode, 303)
  return browser
}

async function lastCode(to: string): Promise<string> {
  const mail = (await app.mails()).filter((one) => one.to.toLowerCase() === to.toLowerCase()).at(-1)
  const code = mail?.text.match(/(\d{3}) (\d{3})/)
  assert.ok(code, 'a code in the mail')
  return `${code[1]}${code[2]}`
}

function cookieOf(browser: CookieJar): string {
  return [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

async function number(query: string): Promise<number> {
  return Number(Object.values((await app.deps.database.pool.query(query)).rows[0])[0])
}

async function rows() {
  return {
    mails: await number('SELECT count(*) FROM kernel.mail'),
    codes: await number('SELECT count(*) FROM people.sign_in'),
    accounts: await number('SELECT count(*) FROM people.account'),
  }
}
