import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { publishNews } from '#commons/ledger/publish-news.ts'
import type { Process } from '#commons/processes/process.ts'
import { findProcess } from '#commons/processes/store.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addForgottenRoll, goToPhase, makeBudget } from '#test/budgets.ts'
import { countPaperBatch, finishPaper, handPaperBallot } from '#test/paper-votes.ts'
import { authorityId, givePersonalNumber, officerOf, signedIn, type TestPerson } from '#test/people.ts'
import { takeToken } from '#test/tokens.ts'
import { refreshStatistics } from '../statistics/refresh-statistics.ts'
import { budgetOf } from '../store.ts'
import { newCode } from '../tokens/browser/recovery-code.ts'
import { toldOfAgain, toldOfGivenUp } from '../told-keys.ts'
import { forgetOldVoters, VOTERS_DAYS } from '../vote/forget-voters.ts'
import { tellGivenUp } from './tell-given-up.ts'
import { tellVoters } from './tell-voters.ts'

const DICE = '16243516243516243516'
const REASON = 'Listele de la două secții de vot au fost pierdute.'
const projects = [
  { title: 'Bănci în parc', cost: 60_000_000 },
  { title: 'Felinare pe alee', cost: 60_000_000 },
]

let app: TestApp
let doina: TestPerson
let oleg: TestPerson
let people: TestPerson[]
before(async () => {
  app = await testApp()
})
after(() => app.close())
// The log takes no clock that goes back: each test has a year of its own, and people who sign in then.
let year = 2025
beforeEach(async () => {
  year += 1
  app.clock.set(`${year}-11-22T10:00:00Z`)
  const roles = [{ name: 'officer' as const, organisationId: await authorityId(app, 'primaria-chisinau') }]
  doina = await signedIn(app, { name: 'Doina Plămădeală', email: `doina${year}@example.md`, roles })
  oleg = await signedIn(app, { name: 'Oleg Cojocaru', email: `oleg${year}@example.md`, roles })
  people = []
  for (const email of [`ana${year}@example.md`, `ion${year}@example.md`])
    people.push(await signedIn(app, { name: 'Ana Lungu', email, level: 'strong' }))
})
/** A day of the year in which the first vote is decided. */
const on = (day: string) => `${year + 1}-${day}`

const work = (process: Process) => `/ro/work/processes/${process.number}`
const step = (process: Process, name: string, fields: Record<string, string> = {}) =>
  app.post(`${work(process)}/result/${name}`, fields, doina.headers)
const result = async (process: Process) => (await app.get(`/api/v1/processes/${process.number}/result`)).json()
const cast = (process: Process, person: number, picks: string[], more: Record<string, string> = {}) =>
  app.post(
    `/ro/processes/${process.number}/ballot`,
    { picks, place: 'md-cu-botanica', oldEnough: 'yes', ...more },
    people[person]?.headers,
  )
async function voted(process: Process, person: number, picks: string[], more = {}): Promise<void> {
  const reply = await cast(process, person, picks, more)
  assert.equal(reply.statusCode, 303, reply.body)
}
const hold = (process: Process, more: Record<string, string | string[]> = {}, by = doina) =>
  app.post(
    `${work(process)}/again`,
    { reason: REASON, opensOn: on('05-03'), closesOn: on('05-16'), ...more },
    by.headers,
  )
async function held(process: Process, more: Record<string, string | string[]> = {}): Promise<Process> {
  const reply = await hold(process, more)
  assert.equal(reply.statusCode, 303, reply.body)
  return findProcess(app.services.db, Number(String(reply.headers.location).split('/').at(-1)))
}
async function counted(process: Process): Promise<void> {
  for (const [name, fields] of [['dice', { dice: DICE }], ['count']] as const) {
    if (name === 'count') await publishNews(app.services)
    const reply = await step(process, name, fields)
    assert.equal(reply.statusCode, 303, reply.body)
  }
}
async function annulled(process: Process, envelope = '0'): Promise<void> {
  const reply = await step(process, 'annulment', { envelope, reason: 'O urnă nu a fost sigilată la închidere.' })
  assert.equal(reply.statusCode, 303, reply.body)
}
async function givenUp(process: Process): Promise<void> {
  const reply = await app.post(`${work(process)}/cancellation`, { reason: REASON }, doina.headers)
  assert.equal(reply.statusCode, 303, reply.body)
}
async function entries(process: Process, kind: string) {
  const { rows } = await app.deps.database.pool.query('SELECT body FROM ledger.entry WHERE kind = $1 ORDER BY index', [
    `budgeting.${kind}`,
  ])
  return rows.map(({ body }) => JSON.parse(body.toString())).filter((entry) => entry.process === process.number)
}

/** Small and large projects, one pick in each; two people voted, it was counted on the first day of the result. */
async function civilVote(leftovers = 'return'): Promise<Process> {
  const large = { title: 'Teren de joacă', cost: 30_000_000, envelope: 2 }
  const process = await makeBudget(app, { blueprint: 'budgeting.civil', projects: [...projects, large] })
  const pass = 'UPDATE budgeting.envelope SET leftovers = $2 WHERE process_id = $1 AND position = 1'
  await app.deps.database.pool.query(pass, [process.id, leftovers])
  await goToPhase(app, process, 'vote')
  await voted(process, 0, ['1', '3'])
  await voted(process, 1, ['1'])
  await goToPhase(app, process, 'result')
  await counted(process)
  return process
}

test('a whole vote is held again: everybody votes once more, and what is funded is what the second vote chose', async () => {
  const first = await civilVote()
  await app.deps.database.pool.query('UPDATE budgeting.budget SET asks_age = true WHERE process_id = $1', [first.id])
  assert.equal((await hold(first)).statusCode, 409, 'while the result stands')
  await annulled(first)
  const second = await held(first)
  assert.equal((await budgetOf(app.services.db, second.id)).asksAge, true, 'the same questions')
  assert.match(second.title.ro, /^Vot repetat: /)
  assert.deepEqual([second.state, second.againOf], ['running', first.number])
  assert.equal((await findProcess(app.services.db, first.number)).state, 'ended')
  assert.equal((await step(first, 'count')).statusCode, 409, 'its ballots are counted no more')
  assert.equal((await hold(first)).statusCode, 409, 'once')
  assert.equal((await cast(second, 0, ['2'])).statusCode, 409, 'not before its day')

  await goToPhase(app, second, 'vote')
  const { envelopes } = (await app.get(`/api/v1/processes/${second.number}/projects`)).json()
  assert.deepEqual(
    envelopes.map((one: { amount: number; projects: { number: number; cost: number }[] }) => [
      one.amount,
      one.projects.map(({ number, cost }) => [number, cost]),
    ]),
    [
      [
        100_000_000,
        [
          [1, 60_000_000],
          [2, 60_000_000],
        ],
      ],
      [300_000_000, [[3, 30_000_000]]],
    ],
    'the same money, projects and costs',
  )
  await voted(second, 0, ['2'])
  await voted(second, 1, ['2', '3'])
  await goToPhase(app, second, 'result')
  await counted(second)
  const now = await result(second)
  assert.deepEqual([now.ballots, now.envelopes[0].outcome.selected, now.rounds.of.number], [2, ['2'], first.number])
  const before = await result(first)
  assert.deepEqual([before.state, before.envelopes], ['annulled', []])
  assert.deepEqual(
    before.rounds.in.map(({ number, reason }: { number: number; reason: string }) => [number, reason]),
    [[second.number, REASON]],
  )
  const old = (await app.get(`/api/v1/processes/${first.number}/ballots`)).json()
  assert.deepEqual([old.opened, old.items.length, old.rounds.in.length], [true, 2, 1], 'void and still public')

  app.clock.set(`${on('05-30')}T10:00:00Z`)
  assert.equal((await step(second, 'protocol')).statusCode, 303)
  assert.equal((await step(second, 'decision', { decision: '5/2', decidedOn: on('05-29') })).statusCode, 303)
  await goToPhase(app, second, 'delivery')
  const delivery = (await app.get(`/api/v1/processes/${second.number}/delivery`)).json()
  assert.deepEqual(
    delivery.projects.map(({ number }: { number: number }) => number),
    [2, 3],
  )
})

test('one envelope is held again, and the results of the others stand', async () => {
  const first = await civilVote()
  assert.equal((await step(first, 'annulment', { reason: REASON })).statusCode, 422, 'which is said')
  assert.equal((await step(first, 'annulment', { envelope: '9', reason: REASON })).statusCode, 422)
  await annulled(first, '1')
  assert.match((await step(first, 'annulment', { envelope: '1', reason: REASON })).body, /deja anulat/)
  assert.match((await step(first, 'annulment', { envelope: '2', reason: REASON })).body, /ultimul rezultat/)
  const desk = (await app.get(`${work(first)}/result`, doina.headers)).body
  assert.match(desk, /Ce s-a anulat, și de ce[\s\S]*Proiecte mici[\s\S]*O urnă nu a fost sigilată/)
  assert.match(desk, /dacă îl anulați, se anulează tot/)
  const shown = await result(first)
  assert.deepEqual(
    shown.envelopes.map(({ annulled }: { annulled: { again: number } | null }) => annulled?.again),
    [null, undefined],
  )
  assert.equal(shown.state, 'provisional')
  const second = await held(first)
  assert.match(second.title.ro, /Proiecte mici/)
  assert.equal((await findProcess(app.services.db, first.number)).state, 'running', 'the rest of it goes on')
  assert.equal((await result(first)).envelopes[0].annulled.again, second.number)

  app.clock.set(`${on('03-20')}T10:00:00Z`)
  assert.equal((await step(first, 'protocol')).statusCode, 303)
  assert.equal((await step(first, 'decision', { decision: '4/1', decidedOn: on('03-19') })).statusCode, 303)
  await goToPhase(app, first, 'delivery')
  const delivered = (await app.get(`/api/v1/processes/${first.number}/delivery`)).json()
  assert.deepEqual(
    delivered.projects.map(({ number }: { number: number }) => number),
    [3],
    'what the annulled envelope chose is not funded',
  )

  await goToPhase(app, second, 'vote')
  assert.equal((await cast(second, 0, ['3'])).statusCode, 422, 'the other envelope is not on the ballot')
  await voted(second, 0, ['2'])
  const [defined] = await entries(second, 'ballot-defined')
  assert.deepEqual(
    [defined.envelopes.map(({ envelope }: { envelope: number }) => envelope), defined.projects.length],
    [[1], 2],
  )
  assert.deepEqual(
    (await entries(second, 'held-again')).map(({ of, envelopes }) => [of, envelopes]),
    [[first.number, [1]]],
  )
})

test('a project is left out of the second ballot only with a reason that stands beside it', async () => {
  const first = await civilVote()
  await annulled(first)
  assert.match((await hold(first, { off: ['1'] })).body, /Spuneți de ce proiectele bifate/)
  assert.match(
    (await hold(first, { off: ['77'], change: 'Terenul a fost vândut.' })).body,
    /nu este|nu există|necunoscut/i,
  )
  assert.match((await hold(first, { off: ['3'], change: 'Terenul a fost vândut.' })).body, /cel puțin un proiect/)
  const second = await held(first, { off: ['1'], change: 'Terenul a fost vândut.' })
  await goToPhase(app, second, 'vote')
  assert.deepEqual(
    (await entries(second, 'project-void')).map(({ project }) => project),
    [1],
  )
  assert.match((await cast(second, 0, ['1'])).body, /scos de la vot/)
  assert.match((await app.get(`/ro/processes/${second.number}/projects`)).body, /Terenul a fost vândut/)
})

test('who may, when, and only one of two at once', async () => {
  const first = await civilVote()
  await annulled(first)
  assert.equal((await hold(first, {}, people[0])).statusCode, 403)
  const elsewhere = await officerOf(app, 'primaria-balti', { name: 'Tudor', email: `tudor${year}@example.md` })
  assert.equal((await hold(first, {}, elsewhere)).statusCode, 403)
  assert.equal((await hold(first, { reason: 'Scurt.' })).statusCode, 422)
  const today = app.clock.now().toISOString().slice(0, 10)
  assert.match((await hold(first, { opensOn: today })).body, /cel mai devreme mâine/)
  assert.equal((await hold(first, { closesOn: on('05-02') })).statusCode, 422)
  const replies = await Promise.all([hold(first), hold(first)])
  assert.deepEqual(replies.map(({ statusCode }) => statusCode).toSorted(), [303, 409])
  const second = await findProcess(app.services.db, (await result(first)).rounds.in[0].number)
  const money = `/api/v1/work/processes/${second.number}/money`
  assert.equal((await app.get(money, doina.headers)).json().mayChange, false, 'the rules are those of the first vote')
})

test('those who voted hear of it once, and so does who follows the first process', async () => {
  const first = await civilVote()
  await annulled(first)
  const second = await held(first)
  const before = (await app.mails()).length
  for (const _ of [1, 2]) await tellVoters.run(app.services, { first: first.number, again: second.number })
  const letters = (await app.mails()).slice(before)
  assert.deepEqual(letters.map(({ to }) => to).toSorted(), [`ana${year}@example.md`, `ion${year}@example.md`])
  assert.match(letters[0]?.text ?? '', /au fost pierdute[\s\S]+votați din nou/)
  assert.doesNotMatch(letters[0]?.text ?? '', /jeto/i, 'people vote from their account')
  assert.match(letters[0]?.text ?? '', /fiindcă\s+ați\s+votat\s+la\s+primul\s+vot\./)
  assert.match(letters[0]?.text ?? '', new RegExp(`/processes/${second.number}\\b`))
  const { events } = (await app.get(`/api/v1/processes/${first.number}`)).json()
  assert.ok(
    events.some(
      ({ kind, text }: { kind: string; text: string }) => kind === 'processes.held-again' && text.includes(REASON),
    ),
  )
})

test('who was written to about a second vote hears once that it was given up', async () => {
  const first = await civilVote()
  await annulled(first)
  const second = await held(first)
  const tell = () => tellVoters.run(app.services, { first: first.number, again: second.number })
  await tell()
  await givenUp(second)
  const { rows } = await app.deps.database.pool.query(
    "SELECT count(*) FROM graphile_worker.jobs WHERE task_identifier = 'budgeting.tell-given-up-again'",
  )
  assert.equal(Number(rows[0].count), 1)
  const before = (await app.mails()).length
  for (const _ of [1, 2]) await tellGivenUp.run(app.services, { again: second.number })
  const letters = (await app.mails()).slice(before)
  assert.deepEqual(letters.map(({ to }) => to).toSorted(), [`ana${year}@example.md`, `ion${year}@example.md`])
  assert.match(letters[0]?.text ?? '', /a renunțat la acest vot\s+repetat[\s\S]+au fost pierdute/)
  const third = await held(first)
  await givenUp(third)
  await tellVoters.run(app.services, { first: first.number, again: third.number })
  assert.equal((await app.mails()).length, before + 2, 'nobody is asked to vote where nobody votes')
  const key = [toldOfAgain(second.number), toldOfGivenUp(second.number)]
  const told = () => app.deps.database.pool.query('SELECT 1 FROM notices.told WHERE key = ANY($1)', [key])
  assert.equal((await told()).rowCount, 4)
  app.clock.advance((VOTERS_DAYS + 1) * 86_400)
  await forgetOldVoters(app.services)
  assert.equal((await told()).rowCount, 0, 'though it never opened, nor closed')
})

test('where one envelope is held again, nobody reads that what stands no longer counts', async () => {
  const first = await civilVote()
  await annulled(first, '1')
  const desk = (await app.get(`${work(first)}/again`, doina.headers)).body
  assert.match(desk, /iar restul rămâne cum este/)
  const second = await held(first)
  const before = (await app.mails()).length
  await tellVoters.run(app.services, { first: first.number, again: second.number })
  const [letter] = (await app.mails()).slice(before)
  assert.match(letter?.text ?? '', /Ce ați ales atunci pentru „Proiecte mici”\s+nu mai contează/)
  assert.match(letter?.text ?? '', /Pentru restul nu se schimbă nimic/)
  assert.doesNotMatch(letter?.text ?? '', /Votul dumneavoastră de atunci/)
  await goToPhase(app, second, 'vote')
  const ballot = (await app.get(`/ro/processes/${second.number}/ballot`, people[0]?.headers)).body
  assert.match(ballot, /pentru ce este pe acest buletin nu mai contează/)
  assert.doesNotMatch(ballot, /buletinele de atunci nu mai contează/)
})

test('a second vote that is given up leaves its envelope to be held once more', async () => {
  const first = await civilVote()
  await annulled(first, '1')
  const second = await held(first)
  assert.equal((await hold(first)).statusCode, 409, 'while it goes on')
  await givenUp(second)
  assert.equal((await result(first)).envelopes[0].annulled.again, null)
  assert.deepEqual(
    (await result(first)).rounds.in.map(({ cancelled }: any) => cancelled),
    [REASON],
  )
  assert.doesNotMatch((await app.get(`/ro/processes/${first.number}/result`)).body, />Se votează din nou</)
  assert.match((await app.get(`/ro/processes/${second.number}/result`)).body, /acest vot nu decide nimic/)
  const ballot = (await app.get(`/ro/processes/${second.number}/ballot`, people[0]?.headers)).body
  assert.doesNotMatch(ballot, /votează încă o dată/, 'nobody votes there any more')
  const third = await held(first)
  assert.equal((await result(first)).envelopes[0].annulled.again, third.number)
  assert.equal((await hold(first)).statusCode, 409, 'once')
})

test('money that went on to an envelope that is held again is there once', async () => {
  const first = await civilVote('next-envelope')
  assert.equal((await result(first)).envelopes[1].received, 40_000_000)
  const available = async (process: Process) => {
    const { rows } = await app.deps.database.pool.query(
      'SELECT figures FROM budgeting.process_statistics WHERE process_id = $1',
      [process.id],
    )
    return rows[0].figures.money.available
  }
  await annulled(first, '2')
  const second = await held(first)
  await refreshStatistics(app.services)
  assert.deepEqual([await available(first), await available(second)], [60_000_000, 340_000_000])
  const whole = () => step(first, 'annulment', { envelope: '0', reason: REASON })
  const refused = await whole()
  assert.equal(refused.statusCode, 422)
  assert.match(refused.body, /numai după ce anulați acel vot repetat/)
  await givenUp(second)
  await refreshStatistics(app.services)
  assert.equal(await available(first), 400_000_000, 'the second vote was given up')
  assert.equal((await whole()).statusCode, 303)
  const third = await held(first)
  assert.equal((await findProcess(app.services.db, first.number)).state, 'ended')
  await refreshStatistics(app.services)
  assert.equal(await available(first), 0, 'counted once more after its end')
  app.clock.set(`${on('05-01')}T10:00:00Z`)
  await refreshStatistics(app.services)
  await givenUp(third)
  await refreshStatistics(app.services)
  assert.equal(await available(first), 400_000_000)
  const { rows } = await app.deps.database.pool.query(
    'SELECT amount FROM budgeting.envelope WHERE process_id = $1 ORDER BY position',
    [third.id],
  )
  assert.deepEqual(
    rows.map(({ amount }) => Number(amount)),
    [100_000_000, 300_000_000],
  )
})

test('the file of an election says of nothing that was annulled that it was chosen', async () => {
  const first = await civilVote()
  const columns = async (envelope: number) => {
    const { body } = await app.get(`/processes/${first.number}/envelopes/${envelope}/election.pb`)
    return /PROJECTS\n(.*)/.exec(body)?.[1] ?? ''
  }
  assert.match(await columns(1), /selected/)
  await annulled(first, '1')
  assert.doesNotMatch(await columns(1), /selected/)
  assert.match(await columns(2), /selected/)
  await annulled(first)
  assert.doesNotMatch(await columns(2), /selected/)
})

test('the form says until when those who voted can be told, and that they no longer can', async () => {
  const first = await civilVote()
  await annulled(first)
  const form = async () => (await app.get(`${work(first)}/again`, doina.headers)).body
  assert.match(await form(), /Cine a votat se știe până la/)
  app.clock.set(`${on('07-01')}T10:00:00Z`)
  assert.match(await form(), /Nu se mai știe cine a votat/)
})

test('a roll whose lines were deleted is not taken over as an empty one', async () => {
  const first = await civilVote()
  await annulled(first)
  await addForgottenRoll(app, first, `${year}-12-01`)
  const form = (await app.get(`${work(first)}/again`, doina.headers)).body
  assert.match(form, /Lista participanților a fost ștearsă/)
  assert.doesNotMatch(form, /name="opensOn/)
  const refused = await hold(first)
  assert.equal(refused.statusCode, 409)
  assert.match(refused.body, /Lista participanților a fost ștearsă/)
})

test('a token of the first vote is no good in the second one, which says so; the same secret code gives a new one', async () => {
  const first = await makeBudget(app, { ballots: 'token', projects })
  await goToPhase(app, first, 'vote')
  const code = newCode()
  const [ana] = people as [TestPerson]
  const old = await takeToken(app, first, ana, code)
  const send = async (process: Process, body: unknown) =>
    app.postJson(`/api/v1/processes/${process.number}/casts`, body)
  assert.equal((await send(first, await old.ballot(1, { 1: [1] }))).statusCode, 201)
  await goToPhase(app, first, 'result')
  await counted(first)
  await annulled(first)
  const second = await held(first)
  await tellVoters.run(app.services, { first: first.number, again: second.number })
  assert.match(
    (await app.mails()).at(-1)?.text ?? '',
    /Jetoanele de atunci nu mai sunt bune[\s\S]+ați\s+luat\s+un\s+jeton/,
  )
  await goToPhase(app, second, 'vote')
  const refused = await send(second, await old.ballot(2, { 1: [1] }))
  assert.equal(refused.statusCode, 422)
  assert.match(refused.body, /of the first vote|al primului vot/)
  assert.equal((await send(first, await old.ballot(2, { 1: [1] }))).statusCode, 409, 'and the first vote is over')
  const fresh = await takeToken(app, second, ana, code)
  assert.notEqual(fresh.pk, old.pk, 'nothing links the two ballots')
  assert.equal((await send(second, await fresh.ballot(1, { 1: [2] }))).statusCode, 201)
  await goToPhase(app, second, 'result')
  await counted(second)
  assert.deepEqual((await result(second)).envelopes[0].outcome.selected, ['2'])
})

test('paper is given out and counted anew: who had a ballot of paper the first time gets one again', async () => {
  const first = await makeBudget(app, { projects })
  await goToPhase(app, first, 'vote')
  await handPaperBallot(app, first, doina, 1)
  await voted(first, 0, ['1'])
  await goToPhase(app, first, 'result')
  await countPaperBatch(app, first, [doina, oleg], ['1'])
  await finishPaper(app, first, doina)
  await counted(first)
  await annulled(first)
  const second = await held(first)
  await goToPhase(app, second, 'vote')
  await handPaperBallot(app, second, doina, 1)
  await goToPhase(app, second, 'result')
  await countPaperBatch(app, second, [doina, oleg], ['2'])
  await finishPaper(app, second, doina)
  await counted(second)
  const now = await result(second)
  assert.deepEqual([now.ballots, now.paperBallots, now.envelopes[0].outcome.selected], [1, 1, ['2']])
})

test('a roll is taken over: the same people vote, others do not, and the log says how many they are', async () => {
  const [ana, ion] = people as [TestPerson, TestPerson]
  await givePersonalNumber(app, ana.accountId, '2002500081628')
  await givePersonalNumber(app, ion.accountId, '1008600038413')
  const roll = { source: 'codes' as const, eligibleOn: `${year}-12-01`, correctionsUntil: on('02-10') }
  const first = await makeBudget(app, { roll, projects })
  const officer = { ...doina.headers, 'sec-fetch-site': 'same-origin' }
  const desk = `/api/v1/work/processes/${first.number}/roll`
  const { codes } = (await app.postJson(`${desk}/codes`, { codes: 2, members: 'residents' }, officer)).json()
  await app.postJson(`${desk}/fixing`, {}, officer)
  await goToPhase(app, first, 'vote')
  await voted(first, 0, ['1'], { code: codes[0] })
  await goToPhase(app, first, 'result')
  await counted(first)
  await annulled(first)
  const second = await held(first)
  await goToPhase(app, second, 'vote')
  assert.equal((await cast(second, 0, ['1'], { code: 'AAAA-BBBB-CCCC' })).statusCode, 422)
  await voted(second, 0, ['2'], { code: codes[0] })
  await voted(second, 1, ['2'], { code: codes[1] })
  const { rows } = await app.deps.database.pool.query(
    "SELECT body FROM ledger.entry WHERE kind = 'processes.roll-fixed'",
  )
  const fixed = rows.map(({ body }) => JSON.parse(body.toString())).find(({ process }) => process === second.number)
  assert.deepEqual([fixed.source, fixed.eligible, fixed.on], ['codes', 2, `${year}-12-01`])
})
