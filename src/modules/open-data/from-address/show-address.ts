import { permit } from '#commons/access/permit.ts'
import { ownOrganisations } from '#commons/processes/own-process.ts'
import type { Waiting } from '#commons/work/workspace.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { type DistributionRef, ownDistribution, uploadData } from '../ingest/permissions.ts'
import { whoseOf } from '../ingest/show-files.ts'
import { fetchesOf } from './fetch-log-store.ts'
import { countWaiting, sourcesOf, waitingOf } from './list-store.ts'
import type { AddressList, AddressView, SourceState } from './replies.ts'
import { type FileSource, findSource } from './store.ts'

const PAGE = 50
const MOST_WAITING = 50

/** Where the file of a distribution is fetched from and how that went, for the officers of its owner. */
export async function showAddress(
  ctx: Context,
  ref: DistributionRef,
  { before }: { before: string | null },
): Promise<AddressView> {
  const own = await ownDistribution(ctx, ref)
  const source = await findSource(ctx.db, own.distribution.id)
  const lines = source ? await fetchesOf(ctx.db, own.distribution.id, { before, limit: PAGE + 1 }) : []
  return {
    ...whoseOf(ctx, own),
    outside: own.distribution.url,
    source: source ? sourceView(ctx, source) : null,
    log: lines.slice(0, PAGE).map(({ id, beganAt, endedAt, seq, outcome, reason, status, bytes }) => ({
      ...{ id, outcome, reason, status, bytes, version: seq },
      at: beganAt.toISOString(),
      seconds: Math.max(0, Math.round((endedAt.getTime() - beganAt.getTime()) / 1000)),
    })),
    next: lines.length > PAGE ? (lines[PAGE - 1]?.id ?? null) : null,
  }
}

/** All addresses of the viewer's institutions, and what came from them that needs an officer. */
export async function listAddresses(
  ctx: Context,
  _params: unknown,
  { after }: { after: string | null },
): Promise<AddressList> {
  permit(ctx, uploadData)
  const institutions = ownOrganisations(ctx, uploadData)
  const waiting = after === null ? await waitingOf(ctx.db, institutions, MOST_WAITING) : []
  const sources = await sourcesOf(ctx.db, institutions, { after, limit: PAGE + 1 })
  const placed = (one: (typeof sources)[number] | (typeof waiting)[number]) => ({
    dataset: { name: one.dataset, title: inLang(one.datasetTitle, ctx.lang) },
    distribution: { id: one.distributionId, title: inLang(one.title, ctx.lang) },
  })
  return {
    waiting: waiting.map((one) => ({
      ...placed(one),
      version: one.seq,
      why: one.waits,
      since: one.since.toISOString(),
    })),
    waits: await countWaiting(ctx.db, institutions),
    items: sources.slice(0, PAGE).map((one) => ({ ...placed(one), ...sourceView(ctx, one) })),
    next: sources.length > PAGE ? (sources[PAGE - 1]?.distributionId ?? null) : null,
  }
}

/** What came by itself and needs an officer of the viewer's institutions. */
export async function addressesWaiting(ctx: Context): Promise<Waiting> {
  return { count: await countWaiting(ctx.db, ownOrganisations(ctx, uploadData)) }
}

function sourceView(ctx: Context, source: FileSource) {
  const { url, schedule, publishes, nextAt, failures } = source
  return { url, schedule, publishes, failures, state: stateOf(source, ctx.now), nextAt: nextAt?.toISOString() ?? null }
}

function stateOf({ running, stoppedAt, nextAt }: FileSource, now: Date): SourceState {
  if (stoppedAt) return 'stopped'
  if (running) return 'fetching'
  if (!nextAt) return 'done'
  return nextAt <= now ? 'due' : 'going'
}
