import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import type { LightMyRequestResponse } from 'fastify'
import { h } from 'preact'
import Type from 'typebox'
import { Gone, RuleBroken, SignInNeeded } from '#kernel/errors.ts'
import { form, integer, list, optional, text, token } from '#kernel/forms/fields.ts'
import { RETURNED_FORM } from '#kernel/i18n/view.ts'
import { housekeeping } from '#kernel/jobs/housekeeping.ts'
import { type Mounted, mounted } from '#test/mounted.ts'
import type { Context } from './context.ts'
import { action, page } from './endpoint.ts'
import { forgetOldTyped, KEPT_SECONDS } from './kept-form.ts'

let signedIn = false
let broken = false
let gone = false
const done: unknown[] = []

const enter = (ctx: Context) => {
  if (ctx.viewer.accountId === null) throw new SignInNeeded()
}

const show = page({
  name: 'show',
  path: '/things/:number',
  params: form({ number: integer({ min: 1, max: 9 }) }),
  audience: 'personal',
  query: form({ step: optional(text({ max: 9 })) }),
  reply: Type.Object({ place: Type.String() }),
  load: async (ctx) => {
    enter(ctx)
    return { place: String(ctx.typed?.place ?? '') }
  },
  html: ({ place }, view, { values, errors, key }) =>
    h('form', { ...(view.returned && { id: RETURNED_FORM, action: view.href(view.returned.action) }) } as object, [
      JSON.stringify({
        lang: view.lang,
        values,
        errors,
        place,
        why: view.returned?.why,
        from: view.from,
        key: key !== '',
      }),
    ]),
})
const body = form({
  words: text({ max: 500, lines: true }),
  tags: list(text({ max: 20 }), { max: 5 }),
  place: optional(text({ max: 9 })),
  code: optional(token()),
})
const send = action({
  name: 'send',
  path: '/things/:number/words',
  params: form({ number: integer({ min: 1, max: 9 }) }),
  audience: 'personal',
  body,
  reply: Type.Object({}),
  run: async (ctx, _params, sent) => {
    enter(ctx)
    if (gone) throw new Gone('petitions.link-expired').leadingTo('/things', { key: 'kernel.form.choose' })
    if (broken) throw new RuleBroken('kernel.key-missing')
    done.push(sent)
    return {}
  },
  form: show,
  done: (_reply, { number }) => `/things/${number}`,
})
const vote = action({
  name: 'vote',
  path: '/things/:number/vote',
  params: form({ number: integer({ min: 1, max: 9 }) }),
  audience: 'personal',
  neverKept: true,
  body,
  reply: Type.Object({}),
  run: async (ctx) => {
    enter(ctx)
    if (gone) throw new Gone('petitions.link-expired')
    return {}
  },
  form: show,
  done: () => '/things',
})

let app: Mounted
before(async () => {
  app = await mounted([show, send, vote], {
    identify: async () => ({ accountId: signedIn ? 'somebody' : null }) as never,
  })
})
after(() => app.close())
afterEach(() => {
  signedIn = broken = gone = false
  done.length = 0
})

const words = 'Rânduri lungi\ncu ș și ț'
const typed = { words, tags: ['a', 'b'], place: 'Bălți', code: 'SECRET-CODE' }

async function post(url: string, fields: Record<string, string | string[]>, headers: Record<string, string> = {}) {
  const payload = new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
  )
  return app.server.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
    payload: payload.toString(),
  })
}
const get = (url: string, cookie = '') => app.server.inject({ url, headers: cookie ? { cookie } : {} })
const shownIn = (reply: LightMyRequestResponse) =>
  JSON.parse((/<form[^>]*>(.*)<\/form>/s.exec(reply.body)?.[1] ?? '').replaceAll('&quot;', '"'))
const cookieOf = (reply: LightMyRequestResponse) =>
  reply.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
const nextOf = (reply: LightMyRequestResponse) =>
  new URL(String(reply.headers.location), 'http://punte.test').searchParams.get('next') ?? ''
const rows = async () => (await app.database.pool.query('SELECT k::text AS row, sealed FROM kernel.kept_form k')).rows

test('who has to sign in finds the form as it was typed, and nothing was sent', async () => {
  const refused = await post('/ro/things/1/words', typed, { referer: 'http://punte.test/ro/things/1?step=2' })
  assert.equal(refused.statusCode, 303)
  assert.match(String(refused.headers.location), /^\/ro\/sign-in\?next=/)
  assert.match(nextOf(refused), /^\/ro\/things\/1\?step=2&kept=[0-9a-f-]{36}$/)
  assert.ok(refused.cookies[0]?.httpOnly && refused.cookies[0].maxAge === 3000)

  signedIn = true
  const back = await get(nextOf(refused), cookieOf(refused))
  const { code: _code, ...kept } = typed
  assert.deepEqual(shownIn(back), { lang: 'ro', values: kept, errors: [], place: 'Bălți', why: 'kept', key: true })
  assert.match(back.body, /action="\/ro\/things\/1\/words"/)
  assert.deepEqual(shownIn(await get(nextOf(refused), cookieOf(refused))).values, kept, 'looking again shows it again')
  assert.deepEqual(done, [])

  const sent = await post('/ro/things/1/words', kept, { cookie: cookieOf(refused) })
  assert.equal(sent.statusCode, 303)
  assert.equal(done.length, 1)
  assert.deepEqual(await rows(), [], 'deleted once it was sent')
  assert.deepEqual(shownIn(await get(nextOf(refused), cookieOf(refused))).values, {})
})

test('a form with a mistake in it is kept too', async () => {
  const refused = await post('/ru/things/2/words', { words: 'x'.repeat(501) })
  assert.match(nextOf(refused), /^\/ru\/things\/2\?kept=/)
  signedIn = true
  assert.equal(shownIn(await get(nextOf(refused), cookieOf(refused))).values.words.length, 501)
})

test('what is kept opens only for the browser that typed it, on that page, within an hour', async () => {
  const refused = await post('/ro/things/3/words', typed)
  const [next, cookie] = [nextOf(refused), cookieOf(refused)]
  const stored = await rows()
  for (const { row, sealed } of stored)
    for (const word of ['Rânduri', 'SECRET', cookie.split('=')[1] as string])
      assert.ok(!row.includes(word) && !sealed.includes(word) && !row.includes(Buffer.from(word).toString('hex')), word)
  const other = cookieOf(await post('/ro/things/4/words', typed))
  signedIn = true
  assert.deepEqual(shownIn(await get(next)).values, {})
  assert.deepEqual(shownIn(await get(next, other)).values, {})
  assert.deepEqual(shownIn(await get(next.replace('/things/3', '/things/4'), cookie)).values, {})
  for (const id of ['', 'x', "'", '00000000-0000-7000-8000-000000000000'])
    assert.equal((await get(`/ro/things/3?kept=${encodeURIComponent(id)}`, cookie)).statusCode, 200)
  assert.equal(shownIn(await get(next, cookie)).values.words, words)
  app.clock.advance(3001)
  assert.deepEqual(shownIn(await get(next, cookie)).values, {})
  await forgetOldTyped(app.database.db, app.clock.now())
  assert.deepEqual(await rows(), [])
})

test('nothing is kept longer than an hour, as the page on personal data promises', () => {
  const [, minutes] = /^\*\/(\d+) /.exec(String(housekeeping.find(({ name }) => name.includes('kept'))?.schedule)) ?? []
  assert.ok(KEPT_SECONDS + Number(minutes) * 60 <= 3600)
})

test('a ballot is never kept, nor is anything of a program', async () => {
  const ballot = await post('/ro/things/1/vote', typed, { referer: 'http://punte.test/ro/things/1' })
  assert.equal(ballot.headers.location, '/ro/sign-in?next=%2Fro%2Fthings%2F1')
  const program = await post('/ro/things/1/words', typed, { authorization: 'Bearer x' })
  assert.equal(program.statusCode, 401)
  assert.equal((await post('/ro/things/1/words', { code: 'only-a-code' })).cookies.length, 0)
  assert.deepEqual(await rows(), [])
})

test('one source fills no table', async () => {
  app.clock.advance(7200)
  for (let n = 0; n < 40; n++) assert.equal((await post('/ro/things/1/words', typed)).statusCode, 303)
  assert.equal((await rows()).length, 30)
  await app.database.pool.query('DELETE FROM kernel.kept_form')
})

test('a form asked for in another language comes with all that was typed and with its mistakes, and nothing is done', async () => {
  signedIn = true
  const wrong = await post('/ro/things/1/words', { ...typed, words: '' })
  assert.equal(wrong.statusCode, 422)
  assert.equal(shownIn(wrong).why, 'failed')
  const turned = await post('/ru/things/1/words', { ...typed, words: '', again: 'language' })
  assert.equal(turned.statusCode, 422)
  assert.deepEqual(
    { ...shownIn(turned), errors: shownIn(turned).errors.length },
    { ...shownIn(wrong), lang: 'ru', values: { ...typed, words: '', again: 'language' }, errors: 1, why: 'language' },
  )
  const right = await post('/en/things/1/words', { ...typed, again: 'language' })
  assert.equal(right.statusCode, 200)
  const searched = await post('/en/things/1/words', { place: 'Bal', again: 'search' })
  assert.equal(searched.statusCode, 200)
  assert.deepEqual([shownIn(searched).errors, shownIn(searched).place], [[], 'Bal'])
  const letters = { ...typed, again: 'enter', 'place-search': 'bal' }
  assert.equal(shownIn(await post('/en/things/1/words', letters)).why, 'search', 'Enter in a search')
  const clicked = await post('/en/things/1/words', { ...typed, 'map.x': '12', 'map.y': '7' })
  assert.deepEqual([clicked.statusCode, shownIn(clicked).why, shownIn(clicked).errors], [200, 'image', []])
  assert.deepEqual(done, [])
  for (const fields of [
    { ...typed, again: 'enter' },
    { ...letters, 'place-searched': 'bal' },
  ])
    assert.equal((await post('/en/things/1/words', fields)).statusCode, 303, 'Enter elsewhere')
  assert.equal(done.length, 2)
})

test('a form that is refused for good shows what was typed, to copy it, and where to begin anew', async () => {
  signedIn = gone = true
  const reply = await post('/ro/things/1/words', typed)
  assert.equal(reply.statusCode, 410)
  assert.match(reply.body, /Rânduri lungi/)
  assert.match(reply.body, /\/things/)
  assert.doesNotMatch(reply.body, /SECRET/)
  assert.doesNotMatch((await post('/ro/things/1/vote', typed)).body, /Rânduri/, 'nor is a ballot shown')
})

test('an act leads back to the list as it was left, and never elsewhere', async () => {
  signedIn = true
  const leads = async (from: string) => (await post('/ro/things/1/words', { ...typed, from })).headers.location
  assert.equal(await leads('/things/1?kind=a&after=x'), '/ro/things/1?kind=a&after=x')
  assert.equal(await leads('/things?kind=a'), '/ro/things/1?from=%2Fthings%3Fkind%3Da')
  for (const from of [
    '//evil.example/things',
    'https://evil.example',
    '/other?x=1',
    '/thing',
    '/things/1/\\evil',
    '/\t/x',
  ])
    assert.equal(await leads(from), '/ro/things/1', from)
  assert.equal(shownIn(await get('/ro/things/1?from=%2Fthings%3Fkind%3Da')).from, '/things?kind=a')
  assert.equal(shownIn(await get('/ro/things/1?from=https%3A%2F%2Fevil.example')).from, undefined)
  const failed = await post('/ro/things/1/words', { ...typed, words: '', from: '/things?kind=a' })
  assert.equal(shownIn(failed).from, '/things?kind=a')
})
