import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import type { Process } from '#commons/processes/process.ts'
import { makeRehearsal, tendRequests } from '#commons/processes/rehearsal/make-rehearsal.ts'
import { rehearsalsOf } from '#commons/processes/rehearsal/store.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { makeBudget } from '#test/budgets.ts'
import { authorityId, officerOf, signedIn, type TestPerson } from '#test/people.ts'
import { madeRehearsal, rehearseWithNothing, requestIn } from '#test/rehearsals.ts'
import { ballotKinds } from '../budget.ts'
import type { Choice } from '../vote/choice.ts'
import { type Mark, readPicks } from '../vote/picks.ts'
import { models, syntheticBallots } from './synthetic-ballots.ts'

let app: TestApp
let doina: TestPerson
let process: Process

before(async () => {
  app = await testApp({ now: '2026-11-24T08:00:00Z' })
  process = await makeBudget(app, {
    projects: [1, 2, 3, 4, 5].map((at) => ({ title: `Proiectul ${at}`, cost: 15_000_000 + at * 5_000_000 })),
  })
  doina = await officerOf(app, 'primaria-chisinau', { name: 'Doina', email: 'doina@example.md' })
})
after(() => app.close())

interface Way {
  path: string
}

let sent = 0
async function rehearse(number: number, fields: Record<string, string> = {}) {
  sent += 1
  const body = { people: '500', turnout: '40', model: 'budgeting.favourites', seed: '7', ...fields }
  return app.post(`/ro/work/processes/${number}/rehearsal`, { ...body, 'idempotency-key': `r-${sent}` }, doina.headers)
}
/** Asks for a rehearsal and lets the worker make it. */
async function made(number: number, fields: Record<string, string> = {}): Promise<number> {
  return madeRehearsal(app, await rehearse(number, fields))
}
const json = async (path: string) => (await app.get(`/api/v1${path}`)).json()
const entries = async () =>
  (await sql<{ count: number }>`SELECT count(*) AS count FROM ledger.entry`.execute(app.services.db)).rows[0]?.count

test('a rehearsal is counted, marked everywhere, in no list, and writes nothing into the public log', async () => {
  const before = await entries()
  const reply = await rehearse(process.number)
  assert.equal(reply.statusCode, 303, reply.body)
  const number = await madeRehearsal(app, reply)
  assert.equal(await entries(), before)
  const result = await json(`/processes/${number}/result`)
  assert.deepEqual(
    [result.state, result.ballots, result.process.rehearsal, result.lot],
    ['provisional', 200, true, null],
  )
  assert.ok(result.envelopes[0].projects.some(({ funded }: { funded: boolean }) => funded))
  assert.equal(result.evaluated, true)
  const { envelopes } = await json(`/processes/${number}/evaluation`)
  assert.ok(envelopes[0].rules.length > 1, 'other rules are compared at once')
  assert.equal(
    result.envelopes[0].spread.reduce((a: number, b: number) => a + b, 0),
    200,
  )
  const shown = await json(`/processes/${number}`)
  assert.match(shown.title, /^Repetiție: /)
  assert.deepEqual([shown.rehearsal.people, shown.rehearsal.turnout, shown.rehearsal.seed], [500, 40, 7])
  for (const page of ['', '/result', '/projects', '/ballots', '/ideas']) {
    const at = page ? String(number) : `${number}-${shown.slug}`
    const html = (await app.get(`/ro/processes/${at}${page}`)).body
    assert.match(html, /Repetiție: aici nimeni nu a votat așa/, page)
    assert.match(html, /noindex/, page)
  }
  const pb = await app.get(`/processes/${number}/envelopes/1/election.pb`)
  assert.match(pb.body, /description;Repetiție: /)
  assert.match(String(pb.headers['content-disposition']), /rehearsal/)
  assert.match((await app.get(`/processes/${number}/ballots.csv`)).body, /,rehearsal\r\n/)
  const { items, total } = await json('/processes')
  assert.ok(!items.some((one: { number: number }) => one.number === number))
  assert.equal(total, items.length)
  assert.equal((await app.get(`/ro/follow/processes/${number}`)).statusCode, 404)
})

test('every page of a rehearsal says so, and none speaks of people who voted or of contesting', async () => {
  const number = await made((await makeBudget(app, { needs: true })).number)
  for (const page of ['result', 'projects', 'ballots', 'needs', 'needs/map', 'delivery', 'statistics']) {
    const html = (await app.get(`/ro/processes/${number}/${page}`)).body
    assert.match(html, /Repetiție: aici nimeni nu a votat așa/, page)
    assert.match(html, /noindex/, page)
    assert.doesNotMatch(html, /oameni au votat|Au votat #|poate fi contestat|până la .*, inclusiv|Cum s-a votat/, page)
  }
  assert.match(
    (await app.get(`/ro/processes/${number}/result`)).body,
    /buletine ale repetiției[\s\S]*din buletine nu au ales/,
  )
  assert.match((await app.get(`/ro/processes/${number}/statistics`)).body, /O repetiție nu are statistică/)
  const desk = (await app.get(`/ro/work/processes/${number}/delivery`, doina.headers)).body
  assert.match(desk, /Într-o repetiție nu se realizează niciun proiect/)
  assert.ok(
    (await json(`/processes/${number}`)).figures.some(({ of }: { of: string }) => of === 'de buletine ale repetiției'),
  )
})

test('a rehearsal leads to what it has: its result and every rule, not to needs, deliveries or how voters are known', async () => {
  const number = await made((await makeBudget(app, { needs: true })).number)
  const { phases } = await json(`/processes/${number}`)
  const ways = phases.flatMap(({ look, more }: { look: Way | null; more: Way[] }) => [look, ...more])
  const ends = ways.flatMap((way: Way | null) => (way ? [way.path.replace(/^\/processes\/[^/]+/, '')] : []))
  assert.deepEqual(ends, ['/ideas', '/ideas', '/projects', '/result', '/evaluation'])
  const page = (await app.get(`/ro/processes/${number}`)).headers.location ?? `/ro/processes/${number}`
  const [, button] = /<a href="([^"]+)" class="[^"]*button/.exec((await app.get(page)).body) ?? []
  assert.match(button ?? '', /\/result$/, 'the first thing to look at')
  const days = (await app.get(page)).body.match(/în procesul real: \d/g)
  assert.equal(days?.length, phases.length, 'no day to come is told as one that is over')
  const evaluation = (await app.get(`/ro/processes/${number}/evaluation`)).body
  assert.match(evaluation, /Votanții acestei repetiții sunt inventați sau au votat în altă parte/)
  assert.doesNotMatch(evaluation, /Alegătorii au votat știind/)
  const desk = (await app.get(`/api/v1/work/processes/${number}`, doina.headers)).json()
  const desks = desk.phases.flatMap((one: { desk: Way | null }) => one.desk?.path.split('/').at(-1) ?? [])
  assert.deepEqual(desks, ['vote', 'result'])
  const vote = (await app.get(`/ro/work/processes/${number}/vote`, doina.headers)).body
  assert.match(vote, /Repetiție: aici nimeni nu a votat așa/)
  assert.doesNotMatch(vote, /id="known"/, 'made-up people have no mailboxes')
  assert.doesNotMatch((await app.get(`/ro/work/processes/${number}/result`, doina.headers)).body, /provizoriu/)
  const delivery = (await app.get(`/ro/work/processes/${number}/delivery`, doina.headers)).body
  assert.match(delivery, /Într-o repetiție nu se realizează niciun proiect/)
  assert.doesNotMatch(delivery, /Niciun proiect nu a fost finanțat/)
})

test('the rules that fund a project are told apart although their names hold commas', async () => {
  const number = await made(process.number, { seed: '11' })
  const page = (await app.get(`/ro/processes/${number}/evaluation`)).body
  const told = [...page.matchAll(/>\d+ din \d+: ([^<]+)</g)].flatMap(([, rules]) => (rules ?? '').split('; '))
  assert.ok(told.length > 1 && told.some((rule) => rule.includes(',')))
  for (const rule of told) assert.ok(page.includes(`>${rule}<`), rule)
})

test('the same seed gives the same rehearsal', async () => {
  const [one, other] = [await made(process.number), await made(process.number)]
  const outcome = async (number: number) => (await json(`/processes/${number}/result`)).envelopes[0].outcome
  assert.deepEqual(await outcome(one), await outcome(other))
})

test('nothing is decided in a rehearsal, nor rehearsed again, and others than its officers make none', async () => {
  const number = await made(process.number)
  const acts = ['result/protocol', 'result/annulment', 'result/count', 'result/dice', 'cancellation', 'rehearsal']
  for (const page of ['result', 'paper']) {
    const desk = (await app.get(`/ro/work/processes/${number}/${page}`, doina.headers)).body
    assert.match(desk, /Repetiție: aici nimeni nu a votat așa/, page)
    assert.doesNotMatch(desk, /<form[^>]*method="post"/, 'no form that is refused')
  }
  const { phases } = (await app.get(`/api/v1/work/processes/${number}`, doina.headers)).json()
  assert.ok(
    !phases.some(({ desk }: { desk: { path: string } | null }) => desk?.path === '/work/ideas'),
    'real ideas are none of it',
  )
  const before = await entries()
  for (const act of acts) {
    const fields = {
      reason: 'De probă, numai de probă.',
      dice: '16243516243516243516',
      people: '10',
      turnout: '10',
      seed: '1',
      model: 'budgeting.even',
      'idempotency-key': act,
    }
    const reply = await app.post(`/ro/work/processes/${number}/${act}`, fields, doina.headers)
    assert.equal(reply.statusCode, 409, act)
  }
  assert.equal(await entries(), before)
  const other = await officerOf(app, 'primaria-balti', { name: 'Ion', email: 'ion@example.md' })
  const foreign = { people: '10', turnout: '10', seed: '1', model: 'budgeting.even', 'idempotency-key': 'x' }
  assert.equal(
    (await app.post(`/ro/work/processes/${process.number}/rehearsal`, foreign, other.headers)).statusCode,
    403,
  )
  assert.equal((await app.post(`/ro/work/processes/${number}/deletion`, {}, other.headers)).statusCode, 403)
})

test('a rehearsal is deleted wholly; a real process is not', async () => {
  const number = await made(process.number)
  assert.equal((await app.post(`/ro/work/processes/${process.number}/deletion`, {}, doina.headers)).statusCode, 404)
  const deleted = await app.post(`/ro/work/processes/${number}/deletion`, {}, doina.headers)
  assert.equal(deleted.statusCode, 303, deleted.body)
  assert.equal((await app.get(`/api/v1/processes/${number}`)).statusCode, 404)
  assert.equal((await app.get(`/api/v1/processes/${process.number}`)).statusCode, 200)
})

test('a draft without ideas is rehearsed with made-up projects', async () => {
  const civil = await makeBudget(app, { blueprint: 'budgeting.civil' })
  const { envelopes } = await json(`/processes/${await made(civil.number)}/result`)
  assert.equal(envelopes.length, 2)
  for (const { projects } of envelopes) assert.equal(projects.length, 12)
  assert.equal((await rehearse(civil.number, { model: 'budgeting.none' })).statusCode, 422)
})

test('who asks for a rehearsal waits on a page that says how far it is', async () => {
  const { number, id } = await makeBudget(app)
  const before = (await rehearsalsOf(app.services.db, id)).length
  const replies = await Promise.all([rehearse(number), rehearse(number)])
  assert.deepEqual(
    replies.map(({ statusCode }) => statusCode),
    [303, 303],
  )
  assert.equal(replies[0]?.headers.location, replies[1]?.headers.location, 'two clicks make one')
  assert.equal((await rehearse(number, { people: '90' })).statusCode, 409, 'another one waits for its turn')
  const request = await requestIn(app, replies[0] as never)
  const look = async () => (await app.get(`/api/v1${request.path}`, doina.headers)).json()
  const waiting = await look()
  assert.deepEqual([waiting.state, waiting.made, waiting.failure], ['waiting', null, null])
  const page = (await app.get(`/ro${request.path}`, doina.headers)).body
  assert.match(page, /<punte-wait[^>]* waiting/)
  assert.match(page, /Verificați din nou/)
  assert.match((await app.get(`/ro/work/processes/${number}`, doina.headers)).body, new RegExp(request.path))
  const stranger = await officerOf(app, 'primaria-balti', { name: 'Vera', email: 'vera@example.md' })
  assert.equal((await app.get(`/ro${request.path}`, stranger.headers)).statusCode, 403)
  assert.equal(
    (await app.get(`/ro/work/processes/${process.number}/rehearsals/${request.number}`, doina.headers)).statusCode,
    404,
  )
  await Promise.allSettled([makeRehearsal(app.services, request.id), makeRehearsal(app.services, request.id)])
  await makeRehearsal(app.services, request.id)
  assert.equal((await rehearsalsOf(app.services.db, id)).length, before + 1, 'two workers make one')
  const shown = await look()
  assert.equal(shown.state, 'made')
  assert.ok(shown.steps.every(({ beganAt }: { beganAt: string | null }) => beganAt))
  const done = (await app.get(`/ro${request.path}`, doina.headers)).body
  assert.match(done, new RegExp(`/ro/processes/${shown.made}/result`))
  assert.doesNotMatch(done, /<punte-wait[^>]* waiting/)
})

test('a rehearsal whose maker died is said to have failed, and is never made afterwards', async () => {
  const { number, id } = await makeBudget(app)
  const now = app.clock.now()
  const request = await requestIn(app, await rehearse(number))
  await tendRequests(app.services)
  assert.equal((await app.get(`/api/v1${request.path}`, doina.headers)).json().state, 'waiting')
  app.clock.set(new Date(now.getTime() + 16 * 60_000).toISOString())
  await tendRequests(app.services)
  const shown = (await app.get(`/api/v1${request.path}`, doina.headers)).json()
  assert.equal(shown.state, 'failed')
  assert.match(shown.failure ?? '', /stopped|oprit/)
  await makeRehearsal(app.services, request.id)
  assert.equal((await rehearsalsOf(app.services.db, id)).length, 0)
  app.clock.set(now.toISOString())
  assert.equal((await rehearse(number)).statusCode, 303, 'one can ask again')
})

test('what goes wrong while a rehearsal is made leaves nothing and is said', async () => {
  const { number, id } = await makeBudget(app)
  const request = await requestIn(app, await rehearse(number))
  await rehearseWithNothing(app, request.id)
  await makeRehearsal(app.services, request.id)
  const shown = (await app.get(`/api/v1${request.path}`, doina.headers)).json()
  assert.deepEqual([shown.state, shown.made], ['failed', null])
  assert.equal((await rehearsalsOf(app.services.db, id)).length, 0)
  assert.match((await app.get(`/ro${request.path}`, doina.headers)).body, /Repetiția nu s-a făcut/)
})

test('made-up ballots keep to the limits of each envelope', () => {
  const envelopes = [
    { position: 1, minPicks: 2, maxPicks: 3 },
    { position: 2, minPicks: 0, maxPicks: 1 },
  ].map((one) => ({ ...one, amount: 5, ballotKind: 'approval' as const, points: null, maxPoints: null }))
  const projects = Array.from({ length: 12 }, (_, at) => ({
    number: at + 1,
    envelope: 1 + (at % 2),
    placeKey: `p${at % 3}`,
    cost: 1,
  }))
  for (const model of models) {
    const ballots = syntheticBallots(model, 5, 300, envelopes, projects)
    assert.equal(ballots.length, 300)
    for (const picks of ballots)
      for (const { position, minPicks, maxPicks } of envelopes) {
        const chosen = picks[position] as number[] | undefined
        if (!chosen) continue
        assert.ok(chosen.length >= Math.max(1, minPicks) && chosen.length <= maxPicks)
        assert.deepEqual(
          chosen,
          [...new Set(chosen)].sort((a, b) => a - b),
        )
        assert.ok(chosen.every((number) => 1 + ((number - 1) % 2) === position))
      }
  }
})

test('made-up ballots of every kind are ballots that voters could cast', () => {
  const limits = { position: 1, amount: 100, minPicks: 0, maxPicks: 3, points: 5, maxPoints: 4 }
  const projects = Array.from({ length: 8 }, (_, at) => ({
    number: at + 1,
    envelope: 1,
    placeKey: 'p',
    cost: 20 + at * 5,
  }))
  for (const ballotKind of ballotKinds) {
    const envelopes = [{ ...limits, ballotKind }]
    const onBallot = projects.map((one) => ({ ...one, title: 'Bănci', lang: 'ro' as const, names: {}, voidAt: null }))
    const ballots = syntheticBallots('budgeting.even', 5, 200, envelopes, projects)
    assert.equal(ballots.length, 200)
    for (const picks of ballots) {
      const marks = (picks[1] as Choice).map((one, at): Mark => {
        if (typeof one !== 'number') return { project: one[0], as: 'points', value: one[1] }
        return ballotKind === 'ranking'
          ? { project: one, as: 'place', value: at + 1 }
          : { project: one, as: 'tick', value: 1 }
      })
      assert.deepEqual(readPicks(marks, envelopes, onBallot, 'MDL'), { picks })
    }
  }
})

test('an idea of a rehearsal can be hidden: the log hears nothing of it, and the rehearsal is deleted whole', async () => {
  const number = await made(process.number)
  const { items } = await json(`/processes/${number}/ideas`)
  const roles = [{ name: 'moderator' as const, placeKey: 'md' }]
  const elena = await signedIn(app, { name: 'Elena', email: 'elena@example.md', roles })
  const before = await entries()
  const hidden = await app.post(
    `/ro/work/published-ideas/${items[0].number}`,
    { reason: 'Jignește pe cineva.' },
    elena.headers,
  )
  assert.equal(hidden.statusCode, 303, hidden.body)
  assert.equal(await entries(), before)
  const deleted = await app.post(`/ro/work/processes/${number}/deletion`, {}, doina.headers)
  assert.equal(deleted.statusCode, 303, deleted.body)
  assert.equal((await app.get(`/api/v1/ideas/${items[0].number}`)).statusCode, 404)
})

test('who rehearses a draft is told who sees the rehearsal', async () => {
  const facts = { titleRo: 'Bugetul de la anul', summaryRo: 'Locuitorii propun și aleg pe ce se cheltuie banii.' }
  const at = { blueprint: 'budgeting.town', organisation: await authorityId(app, 'primaria-chisinau'), place: 'md-cu' }
  const begun = await app.post(
    '/ro/work/processes',
    { ...at, ...facts, firstDay: '2027-03-01', 'idempotency-key': 'draft' },
    doina.headers,
  )
  const draft = Number(/processes\/(\d+)$/.exec(String(begun.headers.location))?.[1])
  const form = async (number: number) => (await app.get(`/ro/work/processes/${number}/rehearsal`, doina.headers)).body
  assert.match(await form(draft), /Procesul nu este încă public/)
  assert.match(await form(draft), /De la 10 la 20\.000/)
  assert.doesNotMatch(await form(process.number), /nu este încă public/)
})
