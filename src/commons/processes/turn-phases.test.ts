import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { goToPhase, makeBudget, putOnBallot } from '#test/budgets.ts'
import { standingOf } from './process.ts'
import { eventsOf, findProcess, phasesOf } from './store.ts'
import { turnPhases } from './turn-phases.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

test('phases open on their first day and close after their last, once', async () => {
  const process = await makeBudget(app)
  const standings = async () => (await phasesOf(app.services.db, [process.id])).map(standingOf)
  assert.deepEqual(await standings(), ['open', 'coming', 'coming', 'coming', 'coming'])
  await goToPhase(app, process, 'review')
  assert.deepEqual(await standings(), ['closed', 'open', 'coming', 'coming', 'coming'])
  await turnPhases(app.services)
  const kinds = (await eventsOf(app.services.db, process.id)).map(({ kind }) => kind)
  assert.deepEqual(kinds, [
    'processes.published',
    'processes.phase-opened',
    'processes.phase-closed',
    'processes.phase-opened',
  ])
})

test('when the last phase is over the process has ended, and its acts go on in their rooms', async () => {
  const process = await makeBudget(app, { projects: [{ title: 'Bănci', cost: 100 }] })
  // Delivery waits for the council's decision, which is no matter of this room: here the result is the last.
  await app.deps.database.pool.query(
    "DELETE FROM processes.phase WHERE process_id = $1 AND method = 'budgeting.delivery'",
    [process.id],
  )
  for (const phase of ['review', 'vote', 'result'] as const) await goToPhase(app, process, phase)
  assert.equal((await findProcess(app.services.db, process.number)).state, 'running')
  await goToPhase(app, process, 'over')
  app.clock.advance(86_400)
  await turnPhases(app.services)
  await turnPhases(app.services)
  const { state, endedAt } = await findProcess(app.services.db, process.number)
  assert.equal(state, 'ended')
  assert.ok(endedAt)
  const kinds = (await eventsOf(app.services.db, process.id)).map(({ kind }) => kind)
  assert.equal(kinds.filter((kind) => kind === 'processes.ended').length, 1)
})

test('a phase whose days went by before it could open is not opened and closed at once, and the next waits with it', async () => {
  app.clock.set('2026-11-22T10:00:00Z')
  const process = await makeBudget(app)
  await goToPhase(app, process, 'over')
  const phases = async () => (await app.get(`/api/v1/processes/${process.number}`)).json().phases
  const standings = async () => (await phases()).map(({ standing }: { standing: string }) => standing)
  assert.deepEqual(await standings(), ['closed', 'closed', 'coming', 'coming', 'coming'])
  const [, , vote] = await phases()
  assert.match(String(vote.waits), /Zilele etapei au trecut/)
  await putOnBallot(app, process, [{ title: 'Bănci', cost: 100 }])
  const { pool } = app.deps.database
  await turnPhases(app.services)
  assert.deepEqual(await standings(), ['closed', 'closed', 'coming', 'coming', 'coming'], 'its days are still over')
  await pool.query(
    "UPDATE processes.phase SET closes_on = $2::date + 7 WHERE process_id = $1 AND method = 'budgeting.vote'",
    [process.id, app.clock.now()],
  )
  await turnPhases(app.services)
  assert.deepEqual((await standings()).slice(0, 3), ['closed', 'closed', 'open'])
})
