import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Process } from '#commons/processes/process.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { makeBudget } from '#test/budgets.ts'
import { lacksIdentity } from './one-ballot-each.ts'
import { levelWithoutRoll } from './settings.ts'

let app: TestApp
let process: Process
before(async () => {
  app = await testApp()
  process = await makeBudget(app)
})
after(() => app.close())

const lacks = (one: Process) => lacksIdentity(app.services, app.services.db, one, app.clock.now())

test('where the authority asks for it, a budget waits for a roll or for people who are known surely', async () => {
  assert.deepEqual(await lacks(process), [], 'nobody asked')
  // The value that an administrator would set: other tests see to the form.
  const { settings } = app.services
  const usual = settings.valueOn.bind(settings)
  settings.valueOn = (async (definition: { key: string }, ...rest: [string]) =>
    definition.key === levelWithoutRoll.key ? 'strong' : usual(definition as never, ...rest)) as typeof usual
  assert.deepEqual(await lacks(process), [{ key: 'budgeting.vote.lacks-identity' }])
  assert.deepEqual(await lacks({ ...process, level: 'strong' }), [])
  assert.deepEqual(await lacks({ ...process, level: 'signed' }), [])
  const withRoll = await makeBudget(app, {
    roll: { source: 'document', eligibleOn: '2026-11-01', correctionsUntil: '2026-11-30' },
  })
  assert.deepEqual(await lacks(withRoll), [])
})
