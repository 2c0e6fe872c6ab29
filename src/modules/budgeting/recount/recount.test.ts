import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { publishNews } from '#commons/ledger/publish-news.ts'
import { newToTell } from '#commons/notices/told.ts'
import type { Process } from '#commons/processes/process.ts'
import { transact } from '#kernel/database/transact.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addIdea, goToPhase, makeBudget } from '#test/budgets.ts'
import { officerOf, signedIn, type TestPerson } from '#test/people.ts'
import { loseEntry, rewordEntries } from '#test/tampering.ts'
import { toldOfAgain } from '../told-keys.ts'
import { forgetOldVoters } from '../vote/forget-voters.ts'
import { forgetVoters } from '../vote/store.ts'
import { checkAfterNews, checkBudgets, checkBudgetsJob } from './check-budgets.ts'

let app: TestApp
let administrator: TestPerson
/** Gathers ideas. */
let gathering: Process
/** Is voted on, and later counted. */
let voted: Process
let other: Process
let idea = 0
let ideaPage = ''

before(async () => {
  app = await testApp({ now: '2026-11-22T10:00:00Z' })
  const projects = [
    { title: 'Bănci în parc', cost: 30_000_000 },
    { title: 'Teren de joacă', cost: 60_000_000 },
  ]
  voted = await makeBudget(app, { projects })
  other = await makeBudget(app, { projects })
  await goToPhase(app, voted, 'vote')
  await cast('ana', ['1'])
  await cast('ana', ['2'])
  await cast('ion', ['1', '2'])
  await cast('eva', ['1'], other)
  gathering = await makeBudget(app, { blueprint: 'budgeting.civil' })
  const added = await addIdea(app, gathering)
  idea = added.number
  ideaPage = `/ro/ideas/${idea}-${added.slug}`
  for (const name of ['ana', 'ion']) {
    const { headers } = await person(name)
    const said = { residence: 'md-cu-botanica', oldEnough: 'yes' }
    assert.equal((await app.post(`/ro/ideas/${idea}/support`, said, headers)).statusCode, 303)
  }
  administrator = await person('ad', [{ name: 'administrator' }])
})
after(() => app.close())

const person = (name: string, roles: { name: 'administrator' }[] = []) =>
  signedIn(app, { name: `${name} Test`, email: `${name}@example.md`, roles })
async function cast(name: string, picks: string[], process = voted): Promise<void> {
  const form = { picks, place: 'md-cu-botanica', oldEnough: 'yes' }
  const reply = await app.post(`/ro/processes/${process.number}/ballot`, form, (await person(name)).headers)
  assert.equal(reply.statusCode, 303, reply.body)
}

const run = async (query: string) => (await app.deps.database.pool.query(query)).rows
const api = async (path: string) => (await app.get(`/api/v1${path}`)).json()
const markOf = async (process = voted, page = 'projects') => (await api(`/processes/${process.number}/${page}`)).mark
const alarms = async () => (await app.get('/readyz')).json().alarms
const desk = async () => (await app.get('/api/v1/work/budget-recount', administrator.headers)).json()
const open = async () =>
  (await desk()).open.map((one: { process: { number: number }; idea: { number: number } | null; place: string }) => [
    one.process.number,
    one.idea?.number ?? null,
    one.place,
  ])

test('before a check nothing is called recounted; after it the mark says when, how many, and from how many entries', async () => {
  assert.deepEqual(await markOf(), { recounted: null, disagrees: null })
  assert.match((await app.get(`/ro/processes/${voted.number}/projects`)).body, /Nu s-a renumărat încă/)
  await checkAfterNews(app.services)
  const [{ next_index: entries }] = await run('SELECT next_index FROM ledger.log')
  const { recounted, disagrees } = await markOf()
  assert.deepEqual(
    [recounted.index, recounted.ballots, recounted.commitments, disagrees],
    [Number(entries), 2, 3, null],
  )
  const page = (await app.get(`/ro/processes/${voted.number}/projects`)).body
  assert.match(page, /codurile tuturor celor 3 buletine depuse/)
  assert.match((await app.get(ideaPage)).body, /Numărat din evidența noastră, comparat cu ea la/)
  assert.deepEqual((await desk()).checked.index, Number(entries))
  const figures = (await api(`/processes/${voted.number}`)).figures
  assert.deepEqual(figures.at(-1).recounted, { at: recounted.at, index: recounted.index })
})

test('a ballot that came since is not called recounted, and is after the next check', async () => {
  await cast('dan', ['2'])
  await checkAfterNews(app.services)
  assert.equal((await markOf()).recounted.ballots, 2, 'not more often than every few minutes')
  const page = (await app.get(`/en/processes/${voted.number}/projects`)).body
  assert.match(page, /Recounted from the public log on [^:]*:[^:]*: 2 ballots/)
  app.clock.advance(300)
  await checkAfterNews(app.services)
  assert.equal((await markOf()).recounted.ballots, 3)
})

test('the mark says when the numbers were read, not when comparing them was over', async () => {
  const hold = await app.deps.database.pool.connect()
  const began = app.clock.now().toISOString()
  await hold.query('BEGIN')
  await hold.query('LOCK TABLE budgeting.recount_difference IN SHARE MODE')
  const check = checkBudgets(app.services)
  const waits = "SELECT FROM pg_locks WHERE relation = 'budgeting.recount_difference'::regclass AND NOT granted"
  while ((await run(waits)).length === 0) await sleep(20)
  app.clock.advance(60)
  await hold.query('COMMIT')
  hold.release()
  await check
  assert.equal((await markOf()).recounted.at, began)
})

const ballot = () =>
  `(SELECT id FROM budgeting.ballot WHERE process_id = '${voted.id}' AND replaced_at IS NULL ORDER BY id LIMIT 1)`

/** Each is found, named, told on the page, and healed. */
async function isFound(
  place: string,
  process: Process,
  ofIdea: number | null,
  path: string,
  edit: string,
  heal: string,
) {
  await run(edit)
  await checkBudgets(app.services)
  assert.deepEqual(await open(), [[process.number, ofIdea, place]], edit)
  assert.match((await app.get(path)).body, /Numerele nu se potrivesc/)
  assert.equal((await markOf(other)).disagrees, null)
  assert.deepEqual(await alarms(), ['budgeting.count-differs'])
  assert.match((await app.get('/metrics')).body, /punte_budgeting_recount_differences 1\n/)
  const health = await app.get('/ro/work/health', administrator.headers)
  assert.match(health.body, new RegExp(`Bugetul ${process.number}: numerele nu se potrivesc`))
  await run(heal)
  await checkBudgets(app.services)
  assert.deepEqual(await open(), [], heal)
  assert.doesNotMatch((await app.get(path)).body, /Numerele nu se potrivesc/)
  assert.deepEqual(await alarms(), [])
}

test('a number of supporters edited by hand is found', async () => {
  const set = (change: string) => `UPDATE budgeting.idea SET supports = supports ${change} WHERE number = ${idea}`
  await isFound('supports', gathering, idea, ideaPage, set('+ 1'), set('- 1'))
})

test('an edited choice no longer fits the code of its ballot', async () => {
  const [{ id, picks }] = await run(`SELECT id, picks FROM budgeting.ballot WHERE id = ${ballot()}`)
  const set = (value: unknown) => `UPDATE budgeting.ballot SET picks = '${JSON.stringify(value)}' WHERE id = '${id}'`
  await isFound('choices', voted, null, `/ro/processes/${voted.number}/projects`, set({ 1: [1, 2, 3] }), set(picks))
})

test('a ballot slipped in, and one taken out, have no counterpart in the log', async () => {
  const path = `/ro/processes/${voted.number}/projects`
  const slipped = `INSERT INTO budgeting.ballot (process_id, id, voter_key, seq, channel, picks, nonce, commitment, cast_at)
    SELECT process_id, gen_random_uuid(), 'x', 1, channel, picks, nonce, 'x', cast_at FROM budgeting.ballot WHERE id = ${ballot()}`
  await run(slipped)
  await checkBudgets(app.services)
  assert.deepEqual((await open()).map((one: unknown[]) => one[2]).sort(), ['ballots', 'choices'])
  await run("DELETE FROM budgeting.ballot WHERE voter_key = 'x'")
  await checkBudgets(app.services)
  assert.deepEqual(await open(), [])
  const [kept] = await run(`SELECT * FROM budgeting.ballot WHERE id = ${ballot()}`)
  const hex = (bytes: Buffer) => `\\x${bytes.toString('hex')}`
  const row = JSON.stringify({
    ...kept,
    voter_key: hex(kept.voter_key),
    nonce: hex(kept.nonce),
    commitment: hex(kept.commitment),
  })
  await isFound(
    'ballots',
    voted,
    null,
    path,
    `DELETE FROM budgeting.ballot WHERE id = '${kept.id}'`,
    `INSERT INTO budgeting.ballot SELECT (jsonb_populate_record(NULL::budgeting.ballot, '${row}')).*`,
  )
})

test('a commitment lost from the log is found', async () => {
  const putBack = await loseEntry(app, 'budgeting.ballot-cast')
  await checkBudgets(app.services)
  assert.deepEqual(await open(), [[voted.number, null, 'ballots']])
  await putBack()
  await checkBudgets(app.services)
  assert.deepEqual(await open(), [])
})

test('after the close: opened ballots, what was counted of ideas, and the result', async () => {
  await goToPhase(app, voted, 'result')
  const page = `/ro/processes/${voted.number}/ballots`
  assert.match(
    (await app.get(page)).body,
    /Nu s-a renumărat încă/,
    'what was recounted before the close says nothing now',
  )
  await checkBudgets(app.services)
  assert.match((await app.get(page)).body, /Renumărat din registrul public la [^:]*:[^:]*: 3 buletine/)
  administrator = await person('ad2', [{ name: 'administrator' }])
  const replace = (value: string) => `UPDATE budgeting.ballot SET replaced_at = ${value} WHERE id = '${one.id}'`
  const [one] = await run(`SELECT id FROM budgeting.ballot WHERE id = ${ballot()}`)
  await isFound('opened', voted, null, page, replace('cast_at'), replace('NULL'))

  const doina = await officerOf(app, 'primaria-chisinau', { name: 'Doina Plămădeală', email: 'doina@example.md' })
  const dice = { dice: '16243516243516243516' }
  const work = `/ro/work/processes/${voted.number}/result`
  assert.equal((await app.post(`${work}/dice`, dice, doina.headers)).statusCode, 303)
  await publishNews(app.services)
  const counted = await app.post(`${work}/count`, {}, doina.headers)
  assert.equal(counted.statusCode, 303, counted.body)
  app.clock.advance(1)
  await checkBudgets(app.services)
  const path = `/ro/processes/${voted.number}/result`
  assert.match((await app.get(path)).body, /cel a cărui amprentă se află în registrul public/)
  const votes = (number: number) =>
    `UPDATE budgeting.result SET outcome = jsonb_set(outcome, '{votes,1}', '${number}') WHERE process_id = '${voted.id}'`
  const [{ number }] = await run(
    `SELECT outcome->'votes'->'1' AS number FROM budgeting.result WHERE process_id = '${voted.id}' LIMIT 1`,
  )
  await isFound('result', voted, null, path, votes(number + 1), votes(number))
})

test('what was opened is read from the log once: at the next check only where a ballot differs, or an administrator asks', async () => {
  // The signed tree would tell; here it shows whether the entries are read.
  const putBack = await rewordEntries(app, 'budgeting.ballots-opened', '"ballots":', '"reworded":')
  await checkBudgets(app.services)
  assert.deepEqual(await open(), [], 'it was not read again')
  await checkBudgetsJob.run(app.services, { anew: true })
  assert.deepEqual(
    (await open()).sort(),
    [voted, other].map(({ number }) => [number, null, 'opened']),
  )
  await putBack()
  await checkBudgets(app.services)
  assert.deepEqual(await open(), [], 'where something differs all is read')
})

test('what the log says of supporters is held against the ideas once gathering has ended', async () => {
  await goToPhase(app, gathering, 'review')
  administrator = await person('ad3', [{ name: 'administrator' }])
  await checkBudgets(app.services)
  assert.deepEqual(await open(), [])
  assert.match((await app.get(ideaPage)).body, /acolo se află același număr/)
  const set = (change: string) => `UPDATE budgeting.idea SET supports = supports ${change} WHERE number = ${idea}`
  await isFound('support-counted', gathering, idea, ideaPage, set('+ 1'), set('- 1'))
  // Who has their data erased afterwards stays counted.
  await run('DELETE FROM budgeting.idea_support')
  await checkBudgets(app.services)
  assert.deepEqual(await open(), [])
})

test('ballots that are made nobody’s sixty days after the close still agree', async () => {
  const keys = async () => {
    const rows = await run(`SELECT voter_key AS key FROM budgeting.ballot WHERE process_id = '${voted.id}' ORDER BY id`)
    return rows.map(({ key }) => key.toString('hex'))
  }
  const before = await keys()
  const now = app.clock.now()
  const [{ closed }] = await run(
    `SELECT closed_at AS closed FROM processes.phase WHERE process_id = '${voted.id}' AND method = 'budgeting.vote'`,
  )
  const daysLater = async (days: number) => {
    app.clock.set(new Date(closed.getTime() + days * 86_400_000).toISOString())
    await forgetOldVoters(app.services)
  }
  // That somebody was told of the vote says that they voted.
  const { mailboxId } = await person('spus')
  const isNew = () =>
    transact(app.services.db, (tx) => newToTell(tx, mailboxId, [toldOfAgain(voted.number)], app.clock.now()))
  assert.equal((await isNew()).size, 1)
  await daysLater(59)
  assert.deepEqual(await keys(), before, 'not yet')
  assert.equal((await isNew()).size, 0)
  await forgetVoters(app.services.db, new Date(closed.getTime() + 1), 1)
  const after = await keys()
  assert.equal(after.length, before.length)
  assert.ok(before.every((key) => !after.includes(key)))
  await daysLater(400)
  assert.deepEqual(await keys(), after, 'once is enough')
  assert.equal((await isNew()).size, 1, 'also where nothing ran for long')
  const sayNoMoment = async () => {
    const times = await run(`SELECT id, cast_at AS at FROM budgeting.ballot WHERE process_id = '${voted.id}'`)
    for (const { id, at } of times) assert.match(`${id} ${at.toISOString()}`, /^.{14}4.* .*T00:00:00\.000Z$/)
  }
  await sayNoMoment()
  // Ballots that were forgotten while their moments still stayed are forgotten whole.
  await run(`UPDATE budgeting.ballot SET cast_at = cast_at + interval '9 hours' WHERE process_id = '${voted.id}'`)
  await run(readFileSync('migrations/20261205090500_budgeting_forget_whole.sql', 'utf8'))
  await forgetOldVoters(app.services)
  await sayNoMoment()
  await checkBudgets(app.services)
  app.clock.set(now.toISOString())
  assert.deepEqual(await open(), [])
})

test('an administrator asks for the check, nobody else', async () => {
  const citizen = await person('radu')
  assert.equal((await app.get('/ro/work/budget-recount', citizen.headers)).statusCode, 403)
  assert.equal((await app.post('/ro/work/budget-recount/checks', {}, citizen.headers)).statusCode, 403)
  assert.equal((await app.post('/ro/work/budget-recount/checks', {}, administrator.headers)).statusCode, 303)
  const jobs = await run("SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'budgeting.check-counts'")
  assert.equal(jobs.length, 1)
  for (const lang of ['ro', 'ru', 'en'])
    assert.match(
      (await app.get(`/${lang}/work/budget-recount`, administrator.headers)).body,
      new RegExp(`${voted.number}\\. `),
    )
})

test('a vote that closes later is read beside those that are known', async () => {
  const late = await makeBudget(app, { projects: [{ title: 'Bănci în curte', cost: 30_000_000 }] })
  await goToPhase(app, late, 'vote')
  await cast('late', ['1'], late)
  await goToPhase(app, late, 'result')
  await checkBudgets(app.services)
  administrator = await person('ad4', [{ name: 'administrator' }])
  assert.deepEqual(await open(), [])
  const set = (value: string) =>
    run(`UPDATE budgeting.ballot SET replaced_at = ${value} WHERE process_id = '${late.id}'`)
  await set('cast_at')
  await checkBudgets(app.services)
  assert.deepEqual(await open(), [[late.number, null, 'opened']])
  await set('NULL')
  await checkBudgets(app.services)
  assert.deepEqual(await open(), [])
})
