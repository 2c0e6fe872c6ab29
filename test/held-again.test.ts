import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { publishNews } from '#commons/ledger/publish-news.ts'
import type { Process } from '#commons/processes/process.ts'
import { findProcess } from '#commons/processes/store.ts'
import { transact } from '#kernel/database/transact.ts'
import { newId } from '#kernel/ids.ts'
import type { Envelope } from '#modules/budgeting/budget.ts'
import { addEnvelope, envelopesOf } from '#modules/budgeting/store.ts'
import { type TestApp, testApp } from './app.ts'
import { addIdea, goToPhase, makeBudget } from './budgets.ts'
import { authorityId, signedIn, type TestPerson } from './people.ts'
import { type Changes, type LogEntry, recountBudgets } from './recount-budgets.ts'

const DICE = '16243516243516243516'
const REASON = 'O urnă nu a fost sigilată la închidere.'

let app: TestApp
let doina: TestPerson
let people: TestPerson[]
/** Held again as a whole, without one project; and one envelope of it alone. */
let whole: [Process, Process]
let part: [Process, Process]
/** An envelope with money of the one before it, given up; then all of it. */
let rest: [Process, Process, Process]
/** The first and the third envelope, between which one stands. */
let gap: [Process, Process]
let entries: LogEntry[]

before(async () => {
  app = await testApp({ listen: true })
  app.clock.set('2026-11-22T10:00:00Z')
  const roles = [{ name: 'officer' as const, organisationId: await authorityId(app, 'primaria-chisinau') }]
  doina = await signedIn(app, { name: 'Doina', email: 'doina@example.md', roles })
  people = []
  for (let at = 0; at < 3; at++) people.push(await signedIn(app, { name: 'Ana', email: `ana${at}@example.md` }))
  const costs = [30_000_000, 50_000_000, 60_000_000]
  const projects = costs.map((cost, at) => ({ title: `Proiectul ${at + 1}`, cost, envelope: 1 }))
  const town = await makeBudget(app, { projects })
  const civil = await makeBudget(app, {
    blueprint: 'budgeting.civil',
    projects: projects.map((one, at) => ({ ...one, envelope: at < 2 ? 1 : 2 })),
  })
  const others = projects.map((one, at) => ({ ...one, envelope: at < 2 ? 1 : 2 }))
  const passing = await makeBudget(app, { blueprint: 'budgeting.civil', projects: others })
  const between = await makeBudget(app, { blueprint: 'budgeting.civil', projects: others })
  await passOn(passing)
  await passOn(between)
  await withThird(between)
  await voted(town, [['1', '2'], ['1'], ['3']])
  await voted(civil, [['1', '3'], ['1']])
  await voted(passing, [['1', '3'], ['1']])
  await voted(between, [['2', '3', '4']])
  for (const process of [town, civil, passing, between]) await counted(process)
  const off = { off: ['3'], change: 'Terenul a fost vândut.' }
  whole = [town, await heldAgain(town, '0', { opensOn: '2027-05-03', closesOn: '2027-05-16', ...off })]
  part = [civil, await heldAgain(civil, '1', { opensOn: '2027-05-03', closesOn: '2027-05-23' })]
  const again = { reason: REASON, opensOn: '2027-05-03', closesOn: '2027-05-23' }
  const more = await heldAgain(passing, '2', again)
  await act(between, 'result/annulment', { envelope: '1', reason: REASON })
  gap = [between, await heldAgain(between, '3', again)]
  await voted(gap[1], [['1', '4']])
  await voted(more, [['3']])
  await act(more, 'cancellation', { reason: REASON })
  rest = [passing, more, await heldAgain(passing, '0', { ...again, opensOn: '2027-05-04' })]
  await voted(whole[1], [['2'], ['2'], ['1']])
  await voted(part[1], [['2'], ['2']])
  await voted(rest[2], [['1', '3']])
  await counted(whole[1])
  for (const process of [part[1], gap[1], rest[2]]) await counted(process)
  const { rows } = await app.deps.database.pool.query('SELECT body FROM ledger.entry ORDER BY index')
  entries = rows.map(({ body }) => JSON.parse(body.toString()))
})
after(() => app?.close())

/** What the first envelope leaves goes to the second one; the second project takes all of it. */
async function passOn(process: Process): Promise<void> {
  const { pool } = app.deps.database
  await pool.query(
    "UPDATE budgeting.envelope SET leftovers = 'next-envelope', amount = 50000000 WHERE process_id = $1 AND position = 1",
    [process.id],
  )
}

async function withThird(process: Process): Promise<void> {
  const { db } = app.services
  const second = (await envelopesOf(db, process.id))[1] as Envelope
  const id = newId(app.clock.now())
  await transact(db, (tx) => addEnvelope(tx, { ...second, id, position: 3, leftovers: 'return' }))
  const idea = await addIdea(app, process, { title: 'Proiectul 4', state: 'on-ballot' })
  await app.deps.database.pool.query(
    `INSERT INTO budgeting.project (id, process_id, envelope_id, idea_id, number, title, lang, cost)
    VALUES ($1, $2, $3, $4, 4, 'Proiectul 4', 'ro', 40000000)`,
    [newId(app.clock.now()), process.id, id, idea.id],
  )
}

async function act(process: Process, path: string, fields: Record<string, string | string[]>) {
  const reply = await app.post(`/ro/work/processes/${process.number}/${path}`, fields, doina.headers)
  assert.equal(reply.statusCode, 303, reply.body)
  return String(reply.headers.location)
}

/** Each list is a person's ballot. */
async function voted(process: Process, ballots: string[][]): Promise<void> {
  await goToPhase(app, process, 'vote')
  for (const [person, picks] of ballots.entries()) {
    const form = { picks, place: 'md-cu-botanica', oldEnough: 'yes' }
    const reply = await app.post(`/ro/processes/${process.number}/ballot`, form, people[person]?.headers)
    assert.equal(reply.statusCode, 303, reply.body)
  }
}

async function counted(process: Process): Promise<void> {
  await goToPhase(app, process, 'result')
  await act(process, 'result/dice', { dice: DICE })
  await publishNews(app.services)
  await act(process, 'result/count', {})
}

async function heldAgain(process: Process, envelope: string, form: Record<string, string | string[]>) {
  await act(process, 'result/annulment', { envelope, reason: REASON })
  const location = await act(process, 'again', { reason: REASON, ...form })
  return findProcess(app.services.db, Number(location.split('/').at(-1)))
}

const amountOf = ({ amount }: { amount: number }) => amount
const of = (all: LogEntry[], process: Process, kind: string) =>
  all.find((entry) => entry.kind === `budgeting.${kind}` && entry.process === process.number) as LogEntry

async function differences(process: Process, options: Changes): Promise<string> {
  const { code, said } = await recountBudgets(app, entries, options, String(process.number), '--json')
  assert.deepEqual([code, said.votes[0].verdict], [1, 'DIFFERS'])
  return said.votes[0].differences.join('\n')
}
const changed = (process: Process, change: (all: LogEntry[]) => void) => differences(process, { change })

test('both votes are proved, each from its own ballots, and each names the other', async () => {
  const { code, said } = await recountBudgets(app, entries, {}, '--json')
  const all = [...whole, ...part, ...rest, ...gap].toSorted((a, b) => a.number - b.number)
  assert.deepEqual(
    said.votes.map(({ process, verdict, differences: found }: Record<string, unknown>) => [process, verdict, found]),
    all.map(({ number }) => [number, number === rest[1].number ? 'GIVEN UP' : 'PROVED', []]),
  )
  assert.equal(code, 0)
  const told = (process: Process) => said.votes.find((vote: { process: number }) => vote.process === process.number)
  assert.deepEqual(told(whole[1]).again, { of: whole[0].number, envelopes: [1], off: [3] })
  assert.deepEqual(told(whole[0]).heldAgainIn, [whole[1].number])
  assert.deepEqual([told(part[0]).state, told(part[0]).annulled], ['provisional', [1]])
  assert.deepEqual(
    told(part[1]).envelopes.map(({ envelope, selected }: Record<string, unknown>) => [envelope, selected]),
    [[1, [2]]],
  )
  const spoken = await recountBudgets(app, entries, {}, String(whole[1].number))
  assert.match(spoken.output, new RegExp(`Holds vote ${whole[0].number} again, in envelope 1\\.`))
})

test('a vote that was given up is held once more, and what it had of another envelope is not there twice', async () => {
  const [first, second, third] = rest
  assert.deepEqual(of(entries, second, 'ballot-defined').envelopes.map(amountOf), [320_000_000])
  assert.deepEqual(of(entries, third, 'ballot-defined').envelopes.map(amountOf), [50_000_000, 300_000_000])
  assert.match(
    await changed(third, (all) => {
      const over = all.findIndex(({ kind, process }) => kind === 'processes.cancelled' && process === second.number)
      all.splice(over, 1)
    }),
    new RegExp(`holds envelope 2 of vote ${first.number} again a second time`),
  )
})

test('a vote that was given up is reported as such, and takes nothing afterwards', async () => {
  const [first, second] = rest
  const { output } = await recountBudgets(app, entries, {}, String(second.number))
  assert.match(output, /GIVEN UP/)
  assert.match(
    (await recountBudgets(app, entries, {}, String(first.number))).output,
    new RegExp(`Was to be held again as vote ${second.number}, which was given up\\.`),
  )
  assert.match(
    await changed(second, (all) => {
      const cast = all.find(({ kind, process }) => kind === 'budgeting.ballot-cast' && process === second.number)
      all.push({ ...structuredClone(cast), record: Buffer.alloc(32, 7).toString('base64url') } as LogEntry)
    }),
    /casts a ballot after the vote was given up/,
  )
})

test('what an envelope leaves does not go past one that stands', async () => {
  const [, second] = gap
  const results = entries.filter(({ kind, process }) => kind === 'budgeting.result' && process === second.number)
  assert.deepEqual(
    results.map(({ envelope, cost, received }) => [envelope, cost, received ?? 0]),
    [
      [1, 30_000_000, 0],
      [3, 40_000_000, 0],
    ],
  )
  assert.match(
    await changed(second, (all) => {
      of(all, second, 'ballot-defined').envelopes[0].leftovers = 'next-envelope'
    }),
    /its envelopes are not those of vote/,
  )
})

test('a second vote on something else than the first one is found', async () => {
  const [, second] = part
  assert.match(
    await changed(second, (all) => {
      of(all, second, 'ballot-defined').projects[0].cost -= 1
    }),
    /its projects are not those of vote \d+, which it holds again/,
  )
  assert.match(
    await changed(second, (all) => {
      of(all, second, 'ballot-defined').envelopes[0].amount += 1
    }),
    /its envelopes are not those of vote/,
  )
  assert.match(
    await changed(whole[1], (all) => all.splice(all.indexOf(of(all, whole[1], 'project-void')), 1)),
    /project 3 was to be left out, and was not/,
  )
})

test('what was not annulled, or is held again already, is not held again; and an annulled vote is not counted once it is', async () => {
  const [first, second] = whole
  assert.match(
    await changed(second, (all) => all.splice(all.indexOf(of(all, first, 'result-annulled')), 1)),
    /holds envelope 1 of vote \d+ again, whose result stands/,
  )
  assert.match(
    await changed(part[1], (all) => {
      of(all, part[1], 'held-again').envelopes = [1, 2]
    }),
    /holds envelope 2 of vote \d+ again, whose result stands/,
  )
  assert.match(
    await changed(part[1], (all) => {
      Object.assign(of(all, part[1], 'held-again'), { of: first.number })
    }),
    /holds envelope 1 of vote \d+ again a second time/,
  )
  assert.match(
    await changed(first, (all) => all.push(structuredClone(of(all, first, 'lot-drawn')))),
    /counts again what is voted on again/,
  )
})

test('a site that does not say so is found', async () => {
  const reply = (process: Process, change: (reply: any) => void) =>
    differences(process, { reply: (path, body) => (path.endsWith('/result') ? change(body) : undefined) })
  assert.match(
    await reply(whole[0], (body) => {
      body.rounds.in = []
    }),
    /votes that hold it again: the site shows \[\], the recount gives \[\d+\]/,
  )
  assert.match(
    await reply(rest[0], (body) => {
      for (const round of body.rounds.in) round.cancelled = null
    }),
    /given up: the site shows \[\], the recount gives \[\d+\]/,
  )
  assert.match(
    await reply(rest[1], (body) => {
      Object.assign(body, { voteClosed: false, cancelled: null })
    }),
    /closed: the site shows false, the recount gives true[\s\S]*given up: the site shows false, the recount gives true/,
  )
  assert.match(
    await reply(part[0], (body) => {
      body.envelopes[0].annulled = null
    }),
    /envelope 1, annulled: the site shows false, the recount gives true/,
  )
})
