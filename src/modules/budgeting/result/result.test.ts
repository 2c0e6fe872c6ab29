import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { publishNews } from '#commons/ledger/publish-news.ts'
import { sendNews } from '#commons/notices/send-news.ts'
import type { Process } from '#commons/processes/process.ts'
import { transact } from '#kernel/database/transact.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { goToPhase, makeBudget } from '#test/budgets.ts'
import { officerOf, signedIn, type TestPerson } from '#test/people.ts'
import { evaluateDecided } from '../evaluation/evaluate-process.ts'
import { ideaNews } from '../idea-news.ts'
import { budgetOf } from '../store.ts'
import { closingCheckpoint } from './closing-checkpoint.ts'
import { diceThrown } from './ledger-entries.ts'

let app: TestApp
let doina: TestPerson
const DICE = '16243516243516243516'
before(async () => {
  app = await testApp()
  doina = await officerOf(app, 'primaria-chisinau', { name: 'Doina Plămădeală', email: 'doina@example.md' })
})
after(() => app.close())

/** Each list is a person's ballot. */
async function voted(ballots: string[][], blueprint = 'budgeting.town'): Promise<Process> {
  app.clock.set('2026-11-22T10:00:00Z')
  const process = await makeBudget(app, {
    blueprint,
    projects: [
      { title: 'Bănci în parc', cost: 30_000_000 },
      { title: 'Felinare pe alee', cost: 50_000_000 },
      { title: 'Teren de joacă', cost: 60_000_000 },
    ],
  })
  await goToPhase(app, process, 'vote')
  for (const [at, picks] of ballots.entries()) {
    const person = await signedIn(app, { name: 'Ana Lungu', email: `ana${at}@example.md` })
    const form = { picks, place: 'md-cu-botanica', oldEnough: 'yes' }
    const reply = await app.post(`/ro/processes/${process.number}/ballot`, form, person.headers)
    assert.equal(reply.statusCode, 303, reply.body)
  }
  await goToPhase(app, process, 'result')
  return process
}

const act = (process: Process, name: string, fields: Record<string, string> = {}) =>
  app.post(`/ro/work/processes/${process.number}/result/${name}`, fields, doina.headers)
const result = async (process: Process) => (await app.get(`/api/v1/processes/${process.number}/result`)).json()

test('from the closed vote to the council, and each project says why', async () => {
  const process = await voted([['1', '2'], ['1', '2'], ['1'], ['3'], ['3']])
  assert.equal((await act(process, 'count')).statusCode, 409, 'before the dice')
  assert.equal((await act(process, 'dice', { dice: '123' })).statusCode, 422)
  assert.equal((await act(process, 'dice', { dice: `${DICE.slice(0, 10)} ${DICE.slice(10)}` })).statusCode, 303)
  assert.equal((await act(process, 'count')).statusCode, 409, 'before a signed tree holds the dice')
  await publishNews(app.services)
  assert.equal((await act(process, 'dice', { dice: [...DICE].reverse().join('') })).statusCode, 409, 'once')
  const counted = await act(process, 'count')
  assert.equal(counted.statusCode, 303, counted.body)
  const provisional = await result(process)
  assert.equal(provisional.state, 'provisional')
  const contest = /Contestația se depune la[^<]*<a href="\/ro\/authorities\/primaria-chisinau">/
  const page = async () => (await app.get(`/ro/processes/${process.number}/result`)).body
  assert.match(await page(), contest)
  assert.equal(provisional.contestRuns, true)
  const [envelope] = provisional.envelopes
  // 1,000,000 lei among five voters: 200,000 each. Benches (300,000) take 100,000 of three; lights are then short; the playground
  // takes its 600,000 from two who have 400,000. Shares grow until the playground is paid, when benches and it cost 900,000.
  assert.deepEqual(
    envelope.projects.map(({ number, funded, votes }: Record<string, unknown>) => [number, funded, votes]),
    [
      [1, true, 3],
      [3, true, 2],
      [2, false, 2],
    ],
  )
  assert.equal(envelope.cost, 90_000_000)
  assert.ok(envelope.projects[2].why)
  assert.equal(envelope.excluded, 0)
  assert.equal((await act(process, 'count')).statusCode, 409, 'once')
  assert.equal((await act(process, 'protocol')).statusCode, 409, 'the days to contest run')
  app.clock.set('2027-03-30T10:00:00Z')
  assert.equal((await result(process)).contestRuns, false)
  const over = await page()
  assert.doesNotMatch(over, contest, 'the days are over, also before the protocol is signed')
  assert.doesNotMatch(over, /Rezultatul poate fi contestat/)
  assert.match(over, /Termenul de contestare a trecut la[^<]*; urmează procesul-verbal/)
  assert.equal((await act(process, 'protocol')).statusCode, 303)
  assert.equal((await act(process, 'decision', { decision: '3/1', decidedOn: '2028-01-01' })).statusCode, 422)
  const early = await act(process, 'decision', { decision: '3/1', decidedOn: '2026-11-22' })
  assert.equal(early.statusCode, 422, 'a council does not decide before the count')
  const { mailboxId } = await signedIn(app, { name: 'Vera Lungu', email: 'vera@example.md' })
  const { pool } = app.deps.database
  await pool.query('UPDATE budgeting.idea SET author_mailbox_id = $1 WHERE process_id = $2', [mailboxId, process.id])
  assert.equal((await act(process, 'decision', { decision: '3/1', decidedOn: '2027-03-29' })).statusCode, 303)
  const { rows: told } = await pool.query(
    `SELECT n.id, n.kind, p.number FROM notices.announcement n JOIN budgeting.project p ON p.idea_id::text = n.subject_id
     WHERE p.process_id = $1 ORDER BY p.number`,
    [process.id],
  )
  assert.deepEqual(
    told.map(({ number, kind }) => [number, kind]),
    [
      [1, 'funded'],
      [2, 'not-funded'],
      [3, 'funded'],
    ],
    'who wrote what was voted on hears of it',
  )
  await sendNews(app.services, ideaNews, told[1].id)
  assert.match((await app.mails()).at(-1)?.text ?? '', new RegExp(`/ro/processes/${process.number}/result`))
  assert.deepEqual((await result(process)).decision, { number: '3/1', on: '2027-03-29' })
  assert.equal((await act(process, 'annulment', { reason: 'Prea târziu pentru a mai anula ceva.' })).statusCode, 409)
  const { body } = await app.get(`/ru/processes/${process.number}/result`)
  assert.match(body, /утверждён советом/)
})

test('the days to contest stand beside the protocol as what they are', async () => {
  const process = await voted([['1'], ['2']])
  await act(process, 'dice', { dice: DICE })
  await publishNews(app.services)
  await act(process, 'count')
  const desk = async () => (await app.get(`/ro/work/processes/${process.number}/result`, doina.headers)).body
  assert.match(await desk(), /Rezultatul se poate contesta până la/)
  app.clock.set('2027-03-30T10:00:00Z')
  assert.match(await desk(), /Termenul de contestare a trecut la[^<]*: procesul-verbal se poate semna/)
})

test('a vote that was given up asks for no dice, and says why', async () => {
  const process = await voted([['1'], ['2']])
  const reason = 'Consiliul a retras banii acestui buget.'
  const work = `/ro/work/processes/${process.number}`
  assert.equal((await app.post(`${work}/cancellation`, { reason }, doina.headers)).statusCode, 303)
  const desk = (await app.get(`${work}/result`, doina.headers)).body
  assert.match(desk, /nu se numără și nu decide nimic[\s\S]*Consiliul a retras banii/)
  assert.doesNotMatch(desk, /name="dice"/)
  for (const [name, fields] of [
    ['dice', { dice: DICE }],
    ['count', {}],
    ['protocol', {}],
  ] as const) {
    const reply = await act(process, name, fields)
    assert.equal(reply.statusCode, 409)
    assert.match(reply.body, /nu se numără și nu decide nimic/)
  }
})

test('what the council decided stays decided where the process is given up later, and no page says otherwise', async () => {
  const process = await voted([['1'], ['2']])
  await act(process, 'dice', { dice: DICE })
  await publishNews(app.services)
  await act(process, 'count')
  app.clock.set('2027-03-30T10:00:00Z')
  await act(process, 'protocol')
  assert.equal((await act(process, 'decision', { decision: '3/1', decidedOn: '2027-03-29' })).statusCode, 303)
  const { headers } = await signedIn(app, { name: 'Vera Lungu', email: 'vera.l@example.md' })
  const reason = 'Consiliul a retras banii acestui buget.'
  const work = `/ro/work/processes/${process.number}`
  assert.equal((await app.post(`${work}/cancellation`, { reason }, doina.headers)).statusCode, 303)
  for (const [page, says] of [
    ['result', /Consiliul a decis: proiectele de mai jos sunt finanțate/],
    ['ballot', /Votul s-a încheiat\./],
    ['ballots', /cine poate număra din nou/],
    ['paper', null],
    ['evaluation', /Evaluarea devine publică după decizia consiliului/],
    ['delivery', /anulat înainte să înceapă realizarea/],
  ] as const) {
    const { body } = await app.get(`/ro/processes/${process.number}/${page}`, headers)
    assert.match(body, /Consiliul a retras banii/, page)
    if (says) assert.match(body, says)
    assert.doesNotMatch(body, /nu decide nimic/, page)
  }
  assert.doesNotMatch((await app.get(`${work}/result`, doina.headers)).body, /nu decide nimic/)
})

test('the process leads to what came of the vote, and to the other rules once they were compared', async () => {
  const process = await voted([['1'], ['2']])
  const ways = async () => {
    const { phases } = (await app.get(`/api/v1/processes/${process.number}`)).json()
    return phases.flatMap(({ look, more }: { look: { path: string } | null; more: { path: string }[] }) =>
      [look, ...more].flatMap((way) => way?.path ?? []),
    )
  }
  const below = (await ways()).map((path: string) => path.split('/')[3])
  assert.deepEqual(below, ['ideas', 'ideas', 'projects', 'result', 'statistics'])
  await act(process, 'dice', { dice: DICE })
  await publishNews(app.services)
  await act(process, 'count')
  app.clock.set('2027-03-30T10:00:00Z')
  await act(process, 'protocol')
  await act(process, 'decision', { decision: '3/1', decidedOn: '2027-03-29' })
  await evaluateDecided(app.services)
  const all = await ways()
  assert.ok(all.some((path: string) => path.endsWith('/evaluation')))
  for (const path of all) assert.equal((await app.get(`/ro${path}`)).statusCode, 200, path)
})

test('ballots and projects leave as a file that counts to the same', async () => {
  const process = await voted([['1', '2'], ['2', '3'], ['3']])
  const path = `/processes/${process.number}/envelopes/1/election.pb`
  const file = await app.get(path)
  assert.equal(file.statusCode, 200)
  assert.match(file.body, /^META\nkey;value\n/)
  assert.match(file.body, /num_votes;3/)
  assert.match(file.body, /\n1;300000;/)
})

test('an annulled result is counted again', async () => {
  const process = await voted([['1'], ['2']])
  await act(process, 'dice', { dice: DICE })
  await publishNews(app.services)
  await act(process, 'count')
  const reason = 'O urnă de la secția 4 nu a fost sigilată.'
  assert.equal((await act(process, 'annulment', { reason })).statusCode, 303)
  const annulled = await result(process)
  assert.equal(annulled.state, 'annulled')
  assert.equal(annulled.annulledReason, reason)
  assert.deepEqual(annulled.envelopes, [])
  const { lot } = await result(process)
  const again = await act(process, 'dice', { dice: [...DICE].reverse().join('') })
  assert.equal(again.statusCode, 409, 'dice are not thrown until they suit')
  assert.equal((await act(process, 'count')).statusCode, 303)
  assert.deepEqual((await result(process)).lot, lot)
  assert.equal((await result(process)).state, 'provisional')
})

test('the lot of one vote rests on its own entries, whatever else is thrown at that instant', async () => {
  const first = await voted([['1']])
  await act(first, 'dice', { dice: DICE })
  await publishNews(app.services)
  const { lotDiceAt } = await budgetOf(app.services.db, first.id)
  const before = await closingCheckpoint(app.services.db, first.number, lotDiceAt as Date)
  assert.ok(before)
  // Dice of another process are entered at that instant, and their transaction ends after that tree was signed.
  await transact(app.services.db, async (tx) => {
    appendEntries(tx, [diceThrown(first.number + 1_000, DICE, '2026-12-01')], lotDiceAt as Date)
  })
  await publishNews(app.services)
  assert.deepEqual(await closingCheckpoint(app.services.db, first.number, lotDiceAt as Date), before)
})

test('a civil budget counts small and large projects apart', async () => {
  const process = await voted([['1'], ['1']], 'budgeting.civil')
  await act(process, 'dice', { dice: DICE })
  await publishNews(app.services)
  await act(process, 'count')
  const { envelopes } = await result(process)
  assert.equal(envelopes.length, 2)
  assert.deepEqual(envelopes[1].projects, [])
  const { body } = await app.get(`/ro/processes/${process.number}/result`)
  assert.match(body, /Pe niciun buletin nu este ales vreun proiect din acest fond/)
  assert.equal(body.match(/din votanți nu au niciun proiect finanțat/g)?.length, 1, 'no share of nobody')
})
