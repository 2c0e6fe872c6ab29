import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { goToPhase, makeBudget } from '#test/budgets.ts'
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
  assert.deepEqual(await standings(), ['open', 'coming', 'coming', 'coming'])
  await goToPhase(app, process, 'review')
  assert.deepEqual(await standings(), ['closed', 'open', 'coming', 'coming'])
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
