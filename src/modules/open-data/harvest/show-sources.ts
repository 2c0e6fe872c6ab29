import { authoritiesById, currentAuthorities } from '#commons/organisations/authorities.ts'
import { ownOrganisations } from '#commons/processes/own-process.ts'
import type { Waiting } from '#commons/work/workspace.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { readCursor, writeCursor } from '#kernel/http/cursor.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { linesOf } from './log-store.ts'
import { harvestData, institutionsSeen, ownSource } from './permissions.ts'
import type { JobPageView, JobView, NewSourceView, SourceList, SourceView } from './replies.ts'
import { sayFault, sayLine } from './say-line.ts'
import { countStopped, findJob, type Job, jobsOf, type SourceRow, sourceRow, sourceRows } from './store.ts'

const PAGE = 50
const LINES = 200

/** Catalogues that are read for the viewer's institutions, for an administrator for all. */
export async function listSources(ctx: Context, { after }: { after: string | null }): Promise<SourceList> {
  const organisationIds = institutionsSeen(ctx)
  const rows = await sourceRows(ctx.db, {
    organisationIds,
    after: after === null ? null : readCursor(after),
    limit: PAGE + 1,
  })
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
  return {
    everywhere: organisationIds === null,
    items: rows.slice(0, PAGE).map((row) => ({
      ...headOf(ctx, row),
      lastState: row.lastState,
      lastAt: row.lastAt?.toISOString() ?? null,
    })),
    next: last ? writeCursor({ at: last.addedAt, id: last.id }) : null,
  }
}

export async function showNew(ctx: Context): Promise<NewSourceView> {
  const own = institutionsSeen(ctx)
  const institutions = own === null ? await currentAuthorities(ctx.db) : await authoritiesById(ctx.db, own)
  const named = institutions.map(({ id, name }) => ({ id, name: inLang(name, ctx.lang) }))
  return { institutions: named.toSorted((a, b) => a.name.localeCompare(b.name, ctx.lang)) }
}

export async function showSource(
  ctx: Context,
  { source: id }: { source: string },
  { before }: { before: number | null },
): Promise<SourceView> {
  await ownSource(ctx, id)
  const row = (await sourceRow(ctx.db, id)) as SourceRow
  const [newest] = await jobsOf(ctx.db, id, { before: null, limit: 1 })
  const jobs = await jobsOf(ctx.db, id, { before, limit: PAGE + 1 })
  const shown = jobs.slice(0, PAGE)
  return {
    ...headOf(ctx, row),
    licence: row.licence,
    lang: row.lang,
    addedAt: row.addedAt.toISOString(),
    ended: row.endedAt !== null,
    active: newest && newest.endedAt === null ? newest.seq : null,
    jobs: shown.map((job) => jobView(ctx, job)),
    next: jobs.length > PAGE ? (shown.at(-1)?.seq ?? null) : null,
  }
}

export async function showJob(
  ctx: Context,
  { source: id, run }: { source: string; run: number },
  { after }: { after: number | null },
): Promise<JobPageView> {
  await ownSource(ctx, id)
  const row = (await sourceRow(ctx.db, id)) as SourceRow
  const job = await findJob(ctx.db, id, run)
  if (!job) throw new NotFound()
  const lines = await linesOf(ctx.db, job.id, { after: after ?? 0, limit: LINES + 1 })
  const shown = lines.slice(0, LINES)
  const t = ctx.translate(ctx.lang)
  return {
    source: { id, address: row.address, institution: inLang(row.institution, ctx.lang) },
    job: jobView(ctx, job),
    lines: shown.map((line) => ({
      at: line.at.toISOString(),
      code: line.code,
      text: sayLine(t, line),
      dataset: typeof line.said.name === 'string' && line.said.name !== '' ? line.said.name : null,
    })),
    next: lines.length > LINES ? (shown.at(-1)?.seq ?? null) : null,
  }
}

/** Sources that nobody reads until somebody has looked. */
export async function sourcesWaiting(ctx: Context): Promise<Waiting> {
  return { count: await countStopped(ctx.db, ownOrganisations(ctx, harvestData)) }
}

export async function allSourcesWaiting(ctx: Context): Promise<Waiting> {
  return { count: await countStopped(ctx.db, null) }
}

function headOf(ctx: Context, row: SourceRow) {
  const { id, kind, address, datasets, stoppedFor, schedule, nextAt } = row
  return {
    ...{ id, kind, address, datasets, stoppedFor, schedule },
    institution: inLang(row.institution, ctx.lang),
    nextAt: stoppedFor === null ? (nextAt?.toISOString() ?? null) : null,
  }
}

function jobView(ctx: Context, job: Job): JobView {
  const { seq, state, counts, whole, askedAt, startedAt, endedAt, cancelAskedAt, failedFor } = job
  const failure = failedFor && sayFault(ctx.translate(ctx.lang), failedFor, job.fault ?? {})
  return {
    run: seq,
    state,
    failure,
    counts: { new: 0, changed: 0, unchanged: 0, withdrawn: 0, refused: 0, ...counts },
    whole,
    bySchedule: job.bySchedule,
    askedAt: askedAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    cancelAsked: cancelAskedAt !== null,
  }
}
