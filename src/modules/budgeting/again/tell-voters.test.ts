import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { type TestApp, testApp } from '#test/app.ts'
import { goToPhase, makeBudget } from '#test/budgets.ts'
import { signedIn } from '#test/people.ts'
import { tellVoters } from './tell-voters.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

test('while a second vote is given up nobody is asked to vote in it', async () => {
  const projects = [{ title: 'Bănci în parc', cost: 5_000_000 }]
  const first = await makeBudget(app, { projects })
  await goToPhase(app, first, 'vote')
  const maria = await signedIn(app, { name: 'Maria Rusu', email: 'maria@example.md' })
  const ballot = { picks: ['1'], place: 'md-cu-botanica', oldEnough: 'yes' }
  assert.equal((await app.post(`/ro/processes/${first.number}/ballot`, ballot, maria.headers)).statusCode, 303)
  const second = await makeBudget(app, { projects })
  const tell = () => tellVoters.run(app.services, { first: first.number, again: second.number })
  const before = (await app.mails()).length
  const { pool } = app.deps.database
  const givesUp = await pool.connect()
  await givesUp.query('BEGIN')
  const cancel = "UPDATE processes.process SET state = 'cancelled', ended_at = $2 WHERE id = $1"
  await givesUp.query(cancel, [second.id, app.clock.now()])
  const telling = tell()
  await Promise.race([telling, setTimeout(300)])
  await givesUp.query('COMMIT')
  givesUp.release()
  await telling
  assert.equal((await app.mails()).length, before)
  await pool.query("UPDATE processes.process SET state = 'running', ended_at = NULL WHERE id = $1", [second.id])
  await tell()
  assert.equal((await app.mails()).length, before + 1, 'as long as it goes on, who voted is')
})
