import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { findProcess } from '#commons/processes/store.ts'
import { transact } from '#kernel/database/transact.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { checkBudgets } from '../recount/check-budgets.ts'
import { countEnvelope } from '../result/count-envelope.ts'
import { gather, hashOf } from '../result/count-votes.ts'
import { resultsOf } from '../result/store.ts'
import { budgetOf } from '../store.ts'
import { demoIdeas } from './ideas.ts'
import { seedDemoBudgets } from './seed-budgets.ts'

let app: TestApp
before(async () => {
  app = await testApp({ demoPeople: true })
  await seedDemoBudgets(app.services, () => {})
})
after(() => app?.close())

const number = async (query: string) => Number((await app.deps.database.pool.query(query)).rows[0].n)
const reply = async (path: string) => (await app.get(`/api/v1${path}`)).json()

test('one budget is delivered, in one people vote, one gathers ideas and one needs; quick ideas are answered and gathered', async () => {
  const { items } = await reply('/processes')
  assert.deepEqual(
    items.map(({ phase }: { phase: { method: string; standing: string } }) => [phase.method, phase.standing]).sort(),
    [
      ['budgeting.answers', 'open'],
      ['budgeting.delivery', 'open'],
      ['budgeting.ideas', 'open'],
      ['budgeting.ideas', 'open'],
      ['budgeting.needs', 'open'],
      ['budgeting.vote', 'open'],
    ],
  )
  const needs = await reply('/processes/6/needs')
  assert.deepEqual([needs.ranking, needs.open, needs.total], ['pairs', true, 8])
  assert.ok(needs.comparisons > 600)
  assert.equal((await reply('/processes/7/ideas')).total, demoIdeas.quickBalti.length)
  const ways = await Promise.all([8, 9].map(async (step) => (await reply(`/demo/tour/${step}`)).way.path))
  assert.match(ways.join(' '), /\/processes\/6-.+\/needs \/processes\/7-.+\/ideas/)
  const [result, projects, ideas] = [
    await reply('/processes/1/result'),
    await reply('/processes/2/projects'),
    await reply('/processes/3/ideas'),
  ]
  assert.equal(result.state, 'decided')
  assert.deepEqual([result.ballots, result.paperBallots], [3_044, 44])
  assert.deepEqual((await reply('/processes/1/paper')).recheck, { sheets: 20, differing: 0 })
  assert.equal(projects.turnout.ballots, 400)
  assert.equal(projects.envelopes[0].projects.length, 12)
  assert.equal(ideas.total, demoIdeas.orhei.length)
  const rehearsal = await reply('/processes/4/result')
  assert.deepEqual([rehearsal.process.rehearsal, rehearsal.ballots], [true, 600])
  const { owed, waiting, takenUp, notTakenUp, overdue } = await reply('/processes/5/answers')
  assert.deepEqual([owed, waiting, takenUp, notTakenUp, overdue], [5, 1, 3, 1, 0])
  assert.deepEqual(
    (await reply('/processes/5/delivery')).projects.map(({ state, cost }: Record<string, unknown>) => [state, cost]),
    [
      ['done', 1_800_000],
      ['planned', 4_200_000],
      ['planned', 0],
    ],
  )
})

test('the home page offers what one can do now, what closes soonest first, with the days left', async () => {
  const { offers } = await reply('/')
  const { cards } = offers.find(({ name }: { name: string }) => name === 'processes-open')
  assert.deepEqual(
    cards.map(({ title, meta }: { title: string; meta: string }) => [title, meta]),
    [
      ['Bugetul participativ al municipiului Bălți', 'Bălți · încă 11 zile'],
      ['Idei rapide pentru Bălți', 'Bălți · încă 12 zile'],
      ['Bugetul sectorului Botanica', 'Botanica · încă 14 zile'],
    ],
  )
})

test('ballots and the public log tell the same number', async () => {
  // Ballots of a rehearsal are in no log.
  const cast = 'FROM budgeting.ballot WHERE process_id IN (SELECT id FROM processes.process WHERE rehearsal_of IS NULL)'
  const rows = await number(`SELECT count(*) AS n ${cast}`)
  assert.equal(await number("SELECT count(*) AS n FROM ledger.entry WHERE kind = 'budgeting.ballot-cast'"), rows)
  const { rows: opened } = await app.deps.database.pool.query(
    "SELECT body FROM ledger.entry WHERE kind = 'budgeting.ballots-opened'",
  )
  assert.equal(opened.flatMap(({ body }) => JSON.parse(body.toString()).ballots).length, 3_000)
  const replaced = await number(`SELECT count(*) AS n ${cast} AND replaced_at IS NOT NULL`)
  assert.ok(replaced > 0)
  assert.equal(rows - replaced, 3_400)
  const supports = 'SELECT idea_id, count(*)::integer FROM budgeting.idea_support GROUP BY 1'
  const kept = 'SELECT id, supports FROM budgeting.idea WHERE supports > 0'
  assert.equal(
    await number(
      `SELECT count(*) AS n FROM ((${supports} EXCEPT ${kept}) UNION ALL (${kept} EXCEPT ${supports})) other`,
    ),
    0,
  )
})

test('its result is the one that a recount gives, and leaves some unfunded', async () => {
  const { db } = app.services
  const process = await findProcess(db, 1)
  const { lotDice, lotCheckpoint } = await budgetOf(db, process.id)
  const { toCount } = await transact(db, (tx) =>
    gather(tx, process, { dice: lotDice as string, checkpoint: lotCheckpoint as string }),
  )
  const [kept] = await resultsOf(db, process.id)
  assert.ok(kept && toCount[0])
  assert.deepEqual(hashOf(countEnvelope(toCount[0])), hashOf(kept.outcome))
  assert.ok(kept.outcome.selected.length >= 5 && kept.outcome.unfunded.length >= 3)
})

test('a bench and a lamp are done with pictures, one project is late, one gave its place to the next', async () => {
  const { projects, sums } = await reply('/processes/1/delivery')
  const states = projects.map(({ state }: { state: string }) => state)
  assert.equal(states.filter((state: string) => state === 'checked').length, 2)
  assert.equal(states.filter((state: string) => state === 'stopped').length, 1)
  assert.equal(projects.filter(({ overdueDays }: { overdueDays: number }) => overdueDays > 0).length, 1)
  const next = projects.find(({ chosenBy }: { chosenBy: string }) => chosenBy === 'reserve')
  assert.equal(next.state, 'under-way')
  assert.ok(sums.paid > 0 && sums.paid <= sums.contracted)
  for (const one of projects.filter(({ state }: { state: string }) => state === 'checked')) {
    const { pictures, answers } = await reply(one.path)
    assert.equal(pictures.length, 2)
    assert.equal((await app.get(pictures[0].path)).headers['content-type'], 'image/jpeg')
    assert.ok(answers.yes > answers.no)
  }
})

test('telling it twice tells it once', async () => {
  const rows = () =>
    number('SELECT (SELECT count(*) FROM ledger.entry) + (SELECT count(*) FROM budgeting.idea_support) AS n')
  const before = await rows()
  await seedDemoBudgets(app.services, () => {})
  assert.equal(await rows(), before)
})

test('its numbers agree with their rows and with the public log, and its pages say so', async () => {
  await checkBudgets(app.services)
  assert.equal(await number('SELECT count(*) AS n FROM budgeting.recount_difference'), 0)
  const marks = [(await reply('/processes/1/result')).mark, (await reply('/processes/2/projects')).mark]
  assert.deepEqual(
    marks.map(({ recounted }) => [recounted.ballots, recounted.commitments >= recounted.ballots]),
    [
      [3_000, true],
      [400, true],
    ],
  )
  const { rows } = await app.deps.database.pool.query("SELECT body FROM ledger.entry WHERE kind LIKE 'budgeting.%'")
  for (const { body } of rows) assert.doesNotMatch(body.toString(), /\d\d:\d\d|@|"md-[a-z]+[-"]/)
})
