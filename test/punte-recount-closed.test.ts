import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { publishNews } from '#commons/ledger/publish-news.ts'
import type { Process } from '#commons/processes/process.ts'
import { type TestApp, testApp } from './app.ts'
import { goToPhase, makeBudget } from './budgets.ts'
import { countPaperBatch, finishPaper, handPaperBallot } from './paper-votes.ts'
import { officerOf, type TestPerson } from './people.ts'
import { type LogEntry, recountBudgets } from './recount-budgets.ts'

const DICE = '16243516243516243516'
let app: TestApp
let doina: TestPerson
let process: Process
before(async () => {
  app = await testApp({ listen: true })
  doina = await officerOf(app, 'primaria-chisinau', { name: 'Doina', email: 'doina@example.md' })
  const oleg = await officerOf(app, 'primaria-chisinau', { name: 'Oleg', email: 'oleg@example.md' })
  app.clock.set('2026-11-22T10:00:00Z')
  process = await makeBudget(app, {
    projects: [
      { title: 'Bănci', cost: 30_000_000 },
      { title: 'Felinare', cost: 50_000_000 },
    ],
  })
  const rules = { supportsNeeded: '0', contestDays: '0', ballots: 'account', publishing: 'totals' }
  const set = await app.post(`/ro/work/processes/${process.number}/money`, rules, doina.headers)
  assert.equal(set.statusCode, 303, set.body)
  await goToPhase(app, process, 'vote')
  for (let at = 0; at < 24; at++) await handPaperBallot(app, process, doina, at)
  await goToPhase(app, process, 'result')
  const lines = Array.from({ length: 24 }, (_, at) => ['1', '2', '1 2', '0'][at % 4] as string)
  await countPaperBatch(app, process, [doina, oleg], lines)
  await finishPaper(app, process, doina)
  await act('dice', { dice: DICE })
  await publishNews(app.services)
  await act('count', {})
})
after(() => app?.close())

async function act(name: string, fields: Record<string, string>): Promise<void> {
  const { statusCode, body } = await app.post(
    `/ro/work/processes/${process.number}/result/${name}`,
    fields,
    doina.headers,
  )
  assert.equal(statusCode, 303, body)
}

async function logged(): Promise<LogEntry[]> {
  const { rows } = await app.deps.database.pool.query('SELECT body FROM ledger.entry ORDER BY index')
  return rows.map(({ body }) => JSON.parse(body.toString()))
}

test('where single ballots stay closed those of paper do too, in the log, on the page and for programs', async () => {
  assert.deepEqual(
    (await logged()).filter(({ kind }) => kind === 'budgeting.paper-opened'),
    [],
  )
  const paper = (await app.get(`/api/v1/processes/${process.number}/paper`)).json()
  assert.deepEqual([paper.listsBallots, paper.items, paper.next, paper.total], [false, [], null, 18])
  assert.match((await app.get(`/ro/processes/${process.number}/paper`)).body, /nici pe cele de hârtie/)
})

test('the recount says what it can check of them: totals by batch, and no more', async () => {
  const { code, said } = await recountBudgets(app, await logged(), {}, String(process.number), '--json')
  assert.deepEqual([said.votes[0].differences, said.votes[0].paper.ballots], [[], 18])
  // That single ballots are closed is no difference; it says that it cannot count them.
  assert.match(said.votes[0].cannot, /not published/)
  assert.equal(code, 2)
  const changed = async (change: (all: LogEntry[]) => void) =>
    (
      await recountBudgets(app, await logged(), { change }, String(process.number), '--json')
    ).said.votes[0].differences.join('; ')
  const finished = (all: LogEntry[]) => all.find(({ kind }) => kind === 'budgeting.paper-finished') as LogEntry
  assert.match(
    await changed((all) => {
      finished(all).ballots = 17
    }),
    /says 17 ballots of paper, where batches come to 18/,
  )
  assert.match(
    await changed((all) => {
      const at = all.indexOf(finished(all))
      all.splice(at, 0, {
        kind: 'budgeting.paper-opened',
        v: 1,
        process: process.number,
        lot: 1,
        batches: [1],
        ballots: [{ 1: [1] }],
      })
    }),
    /opens paper that was to stay closed/,
  )
})
