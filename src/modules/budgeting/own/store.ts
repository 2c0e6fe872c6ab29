import { sql } from 'kysely'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Process } from '#commons/processes/process.ts'
import { phaseWith, processesWhere } from '#commons/processes/store.ts'
import type { Context } from '#kernel/http/context.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import type { Project } from '../budget.ts'
import { resultsOf } from '../result/store.ts'
import { budgetOf, envelopesOf, projectsOf } from '../store.ts'
import { weightsIn } from '../vote/choice.ts'
import { areListed } from '../vote/open-ballots.ts'
import { ballotsAfter } from '../vote/store.ts'

export interface PhaseRow {
  process: number
  title: Localised
  state: string
  placeKey: string
  authority: string
  phase: number
  method: string
  opensOn: PlainDay
  closesOn: PlainDay
}

const BATCH = 200
const READ_AT_ONCE = 2_000

/** Phases of public processes, without rehearsals. */
export async function* phasesOfProcesses({ db }: Context): AsyncGenerator<PhaseRow> {
  for (let after = 0; ; ) {
    const { rows } = await sql<PhaseRow>`
      SELECT r.number AS process, r.title, r.state, r.place_key AS "placeKey", o.slug AS authority, f.position AS phase, f.method,
        f.opens_on::text AS "opensOn", f.closes_on::text AS "closesOn"
      FROM (SELECT * FROM processes.process WHERE number > ${after} AND published_at IS NOT NULL AND rehearsal_of IS NULL
        ORDER BY number LIMIT ${BATCH}) r
      JOIN processes.phase f ON f.process_id = r.id JOIN organisations.organisation o ON o.id = r.organisation_id
      ORDER BY r.number, f.position`.execute(db)
    yield* rows
    const last = rows.at(-1)?.process
    if (last === undefined) return
    after = last
  }
}

export interface ProjectResult {
  process: number
  currency: string
  envelope: number
  project: Pick<Project, 'number' | 'title' | 'lang' | 'names' | 'cost'>
  votes: number
  points: number | null
  chosen: boolean
}

/** Every project of every vote that was counted. */
export async function* projectResults({ db }: Context): AsyncGenerator<ProjectResult> {
  for await (const process of budgetProcesses(db)) {
    const outcomes = await resultsOf(db, process.id)
    if (outcomes.length === 0) continue
    const { currency, resultState } = await budgetOf(db, process.id)
    if (resultState === 'annulled') continue
    const projects = await projectsOf(db, process.id)
    for (const { envelope, outcome } of outcomes.filter(({ annulledReason }) => annulledReason === null))
      for (const project of projects.filter((one) => one.envelope === envelope && !one.voidAt)) {
        const id = String(project.number)
        yield {
          ...{ process: process.number, currency, envelope, project },
          ...{ votes: outcome.votes[id] ?? 0, points: outcome.scores?.[id] ?? null },
          chosen: outcome.selected.includes(id),
        }
      }
  }
}

export interface BallotMark {
  process: number
  /** Its commitment, as in the public log. */
  ballot: string
  envelope: number
  project: number
  weight: number
}

/** What is marked on every ballot that was cast online and opened after the close, in the order of commitments. */
export async function* ballotMarks({ db }: Context): AsyncGenerator<BallotMark> {
  for await (const process of budgetProcesses(db)) {
    const phase = await phaseWith(db, process.id, 'budgeting.vote')
    if (!phase || !(await areListed(db, process, phase))) continue
    const envelopes = await envelopesOf(db, process.id)
    for (let after: Buffer | null = null; ; ) {
      const batch: Awaited<ReturnType<typeof ballotsAfter>> = await ballotsAfter(db, process.id, after, READ_AT_ONCE)
      for (const { commitment, picks } of batch)
        for (const { position, ballotKind, maxPicks } of envelopes)
          for (const [project, weight] of weightsIn(picks[position] ?? [], ballotKind, maxPicks))
            yield {
              ...{ process: process.number, ballot: commitment.toString('base64url') },
              ...{ envelope: position, project, weight },
            }
      if (batch.length < READ_AT_ONCE) break
      after = batch.at(-1)?.commitment ?? null
    }
  }
}

/** Those that are public, without rehearsals, by number. */
async function* budgetProcesses(db: Context['db']): AsyncGenerator<Process> {
  const { rows } = await sql<{ id: string }>`
    SELECT r.id FROM processes.process r JOIN budgeting.budget b ON b.process_id = r.id
    WHERE r.published_at IS NOT NULL AND r.rehearsal_of IS NULL ORDER BY r.number`.execute(db)
  for (const { id } of rows) yield* await processesWhere(db, sql`p.id = ${id}`)
}
