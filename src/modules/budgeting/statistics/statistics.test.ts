import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { transact } from '#kernel/database/transact.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addIdea, deliverAll, goToPhase, makeBudget } from '#test/budgets.ts'
import { signedIn } from '#test/people.ts'
import { lockIdea } from '../idea-store.ts'
import { hideWords } from '../ideas/hiding-store.ts'
import { setNames } from '../names.ts'
import { addHanded } from '../paper/store.ts'
import { projectsOf } from '../store.ts'
import { castMany } from '../vote/cast-many.ts'
import { median } from './figures.ts'
import { refreshStatistics } from './refresh-statistics.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

const statistics = async (number: number) => {
  await refreshStatistics(app.services)
  return (await app.get(`/api/v1/processes/${number}/statistics`)).json()
}

test('few people are not told apart, and a channel of few looks like none', async () => {
  app.clock.set('2026-11-22T10:00:00Z')
  const process = await makeBudget(app, { projects: [{ title: 'Bănci în parc', cost: 5_000_000 }] })
  const { pool } = app.deps.database
  const idea = await addIdea(app, process, { title: 'Felinare noi', state: 'refused-finally' })
  const support = async (from: number, to: number) => {
    for (let at = from; at < to; at++) {
      const { mailboxId } = await signedIn(app, { name: 'Ana Lungu', email: `ana${at}@example.md` })
      await pool.query('INSERT INTO budgeting.idea_support VALUES ($1, $2, $3)', [idea.id, mailboxId, app.clock.now()])
    }
  }
  await support(0, 9)
  let reply = await statistics(process.number)
  assert.equal(reply.k, 10)
  assert.equal(reply.people.supporters, null, 'nine are fewer than k')
  await support(9, 12)
  reply = await statistics(process.number)
  assert.equal(reply.people.supporters, null, 'fewer than k came since the version before')
  await support(12, 25)
  assert.equal((await statistics(process.number)).people.supporters, 25)
  await support(25, 29)
  assert.equal((await statistics(process.number)).people.supporters, 25, 'four more would be told apart')

  await goToPhase(app, process, 'vote')
  const ballots = Array.from({ length: 37 }, (_, at) => ({ voterKey: Buffer.alloc(32, at + 1), picks: { 1: [1] } }))
  await transact(app.services.db, (tx) => castMany(tx, process, ballots, app.clock.now()))
  await transact(app.services.db, (tx) => addHanded(tx, process.id, '2026-12-01', 'counter', 6))
  reply = await statistics(process.number)
  assert.equal(reply.channels, null, 'not while people vote')
  assert.deepEqual(
    [reply.turnout.ballots, reply.turnout.counts, reply.turnout.paper],
    [43, 'cast-or-given', null],
    'nor how many ballots of paper were given out',
  )
  await goToPhase(app, process, 'result')
  reply = await statistics(process.number)
  assert.deepEqual(reply.channels, { cells: [{ channel: 'online', atLeast: 20 }], elsewhere: 23 })
  assert.deepEqual(reply.turnout.paper, { given: 6, valid: null, notValid: null })
  for (const lang of ['ro', 'ru', 'en']) {
    assert.equal((await app.get(`/${lang}/processes/${process.number}/statistics`)).statusCode, 200)
    assert.equal((await app.get(`/${lang}/processes/statistics`)).statusCode, 200)
  }
  const { items } = (await app.get('/processes/statistics/budgets.json')).json()
  assert.deepEqual(
    [items[0].process, items[0].ideas, items[0].ballots, items[0].paper_given],
    [process.number, 2, 43, 6],
  )
  assert.match((await app.get('/processes/statistics/budgets.csv')).body, /process,title,place_name,currency,ideas/)
})

test('what was delivered is called as it is now, in the language of who reads', async () => {
  const process = await makeBudget(app, { projects: [{ title: 'Bănci în parc', cost: 5_000_000 }] })
  const { db } = app.services
  await goToPhase(app, process, 'delivery')
  await deliverAll(app, process)
  await app.deps.database.pool.query(
    "UPDATE budgeting.delivery SET state = 'done', done_on = '2026-12-20' WHERE process_id = $1",
    [process.id],
  )
  await refreshStatistics(app.services)
  const idea = (await projectsOf(db, process.id))[0]
  await transact(db, (tx) => setNames(tx, idea?.ideaId ?? '', { ru: 'Скамейки в парке' }))
  const inRussian = async () => (await app.get(`/ru/processes/${process.number}/statistics`)).body
  assert.match(
    await inRussian(),
    /<span lang="ru">Скамейки в парке<\/span> <span class="soft" lang="ro">\(Bănci în parc\)/,
  )
  await transact(db, async (tx) => hideWords(tx, await lockIdea(tx, idea?.idea.number ?? 0), 'Acuză o persoană.'))
  assert.doesNotMatch(await inRussian(), /Скамейки|Bănci/, 'not as the numbers were last made')
})

test('the middle of some days', () => {
  assert.equal(median([]), null)
  assert.equal(median([9, 1, 5]), 5)
  assert.equal(median([4, 1]), 2.5)
})
