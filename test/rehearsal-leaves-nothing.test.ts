import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import type { Action } from '#kernel/http/endpoint.ts'
import { OF_IDEAS, OF_PROCESS } from '#modules/budgeting/rehearsal/store.ts'
import { modules } from '#src/modules.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { makeBudget } from '#test/budgets.ts'
import { honestBody } from '#test/honest-body.ts'
import { moderatorOf, officerOf, signedIn, type TestPerson } from '#test/people.ts'
import { madeRehearsal } from '#test/rehearsals.ts'

let app: TestApp
const people: Record<string, TestPerson> = {}
let source: number

before(async () => {
  app = await testApp({ now: '2026-11-24T08:00:00Z' })
  const projects = [1, 2, 3].map((at) => ({ title: `Proiectul ${at}`, cost: 10_000_000 + at }))
  source = (await makeBudget(app, { projects })).number
  people.officer = await officerOf(app, 'primaria-chisinau', { name: 'Doina', email: 'doina@example.md' })
  people.moderator = await moderatorOf(app, 'md', { name: 'Elena', email: 'elena@example.md' })
  people.citizen = await signedIn(app, { name: 'Maria', email: 'maria@example.md' })
})
after(() => app.close())

/** What tells of the acts themselves stays: the record of acts, that an address asked, the request for the rehearsal, mails. */
const OF_ACTS = /^(audit|limits|kernel|notices|people|graphile_worker|changes|_private)\./

async function rows(): Promise<Map<string, number>> {
  const { rows: tables } = await sql<{ name: string }>`
    SELECT schemaname || '.' || tablename AS name FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY name`.execute(app.services.db)
  const counted = new Map<string, number>()
  for (const { name } of tables.filter((table) => !OF_ACTS.test(table.name))) {
    const { rows: found } = await sql<{ count: number }>`SELECT count(*) AS count FROM ${sql.table(name)}`.execute(
      app.services.db,
    )
    counted.set(name, Number(found[0]?.count))
  }
  return counted
}

async function rehearse(): Promise<number> {
  const asked = { people: '100', turnout: '40', model: 'budgeting.even', seed: '7', 'idempotency-key': 'rehearsal' }
  return madeRehearsal(app, await app.post(`/ro/work/processes/${source}/rehearsal`, asked, people.officer?.headers))
}

/** Every act that names a process or an idea, of whatever part: none is forgotten when one is added. */
const acts = modules
  .flatMap((module) => module.endpoints ?? [])
  .filter(
    (endpoint): endpoint is Action =>
      endpoint.kind === 'action' &&
      /^\/(work\/)?(published-)?(ideas|processes|answers|discussions\/:kind|follow\/:kind)\/:(number|subject)/.test(
        endpoint.path,
      ) &&
      endpoint.name !== 'deleteRehearsal',
  )

/** Where one field depends on another, or on what the act is about. */
const BODIES: Record<string, Record<string, unknown>> = {
  proposeIdea: { text: 'Zece bănci cu spătar, patru dintre ele cu umbră.' },
  adaptIdea: { text: 'Zece bănci cu spătar, patru dintre ele cu umbră.' },
  giveOpinion: { checked: ['owner', 'use', 'disputes'] },
  answerIdea: { decision: 'not-taken-up', cost: null },
  compareNeeds: { pair: '1-2-abcdefghijklmnopqrstuv', choice: 'first' },
  importRollList: { how: 'whole', reason: null, file: { name: 'a.csv', content: 'aWRucA==' } },
  throwDice: { dice: '16243516243516243516' },
}

function pathOf(action: Action, rehearsal: number, idea: number): string {
  const ofProcess = action.path.includes('processes/:number')
  const given: Record<string, string> = {
    number: String(ofProcess ? rehearsal : idea),
    subject: String(idea),
    kind: 'ideas',
    aspect: 'land',
    id: '01940000-0000-7000-8000-000000000000',
  }
  return action.path.replaceAll(/:(\w+)/g, (_, name: string) => given[name] ?? '1')
}

test('whatever is done in a rehearsal, the log hears nothing of it and it is deleted whole', async () => {
  assert.ok(acts.length > 60, `only ${acts.length}`)
  const before = await rows()
  const rehearsal = await rehearse()
  const { items } = (await app.get(`/api/v1/processes/${rehearsal}/ideas`)).json()
  const entries = (await rows()).get('ledger.entry')
  const done = new Set<string>()
  for (const action of acts)
    for (const [who, person] of Object.entries(people)) {
      const headers = { ...person.headers, 'sec-fetch-site': 'same-origin', 'idempotency-key': `${action.name}-${who}` }
      const body = honestBody(action.body, BODIES[action.name])
      const reply = await app.postJson(`/api/v1${pathOf(action, rehearsal, items[0].number)}`, body, headers)
      assert.ok(reply.statusCode < 500, `${action.name}: ${reply.statusCode} ${reply.body}`)
      if (reply.statusCode < 300) done.add(action.name)
    }
  assert.deepEqual([...done].sort(), ['hideIdea'])
  assert.equal((await rows()).get('ledger.entry'), entries)
  const deleted = await app.post(`/ro/work/processes/${rehearsal}/deletion`, {}, people.officer?.headers)
  assert.equal(deleted.statusCode, 303, deleted.body)
  assert.deepEqual(Object.fromEntries(await rows()), Object.fromEntries(before))
})

/** Only acts write here that a rehearsal refuses. A new table that leads to a process is emptied with a rehearsal, or stands here. */
const NEVER = [
  ...['age_count', 'held_again', 'idea_answer', 'merge_offer', 'token_issued', 'token_issuer', 'token_proof'],
  ...['delivery', 'delivery_decision', 'delivery_rule', 'done_answer', 'milestone', 'money_line', 'project_event'],
  ...['project_picture', 'scope_change'],
  ...['need', 'need_group', 'need_meeting', 'need_mention', 'need_pair', 'need_pair_count', 'need_pair_ranking'],
  'need_points',
  ...['paper', 'paper_ballot', 'paper_batch', 'paper_counters', 'paper_handed', 'paper_run'],
].map((table) => `budgeting.${table}`)
const NEVER_OF_PROCESSES = ['phase_move', 'roll', 'roll_correction', 'roll_import', 'roll_line'].map(
  (table) => `processes.${table}`,
)

test('every table that leads to a process is emptied with a rehearsal, or none of its rows is ever of one', async () => {
  const { rows: found } = await sql<{ name: string }>`
    WITH RECURSIVE reach AS (
      SELECT 'processes.process'::regclass::oid AS id
      UNION
      SELECT c.conrelid FROM pg_constraint c JOIN reach l ON c.confrelid = l.id WHERE c.contype = 'f' AND c.confdeltype <> 'c')
    SELECT n.nspname || '.' || t.relname AS name
    FROM reach JOIN pg_class t ON t.oid = reach.id JOIN pg_namespace n ON n.oid = t.relnamespace ORDER BY name`.execute(
    app.services.db,
  )
  const emptied = new Set([
    ...[...OF_IDEAS, ...OF_PROCESS].map((table) => `budgeting.${table}`),
    ...['process', 'phase', 'event', 'rehearsal_request'].map((table) => `processes.${table}`),
  ])
  const left = found.map(({ name }) => name).filter((name) => !emptied.has(name))
  assert.deepEqual(left, [...NEVER, ...NEVER_OF_PROCESSES].sort())
})
