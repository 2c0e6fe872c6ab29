import { sql } from 'kysely'
import { startClock } from '#commons/lifecycle/clocks.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { countEachAgainst } from '#kernel/http/limits.ts'
import { newId } from '#kernel/ids.ts'
import type { Level } from '../petition.ts'
import type { Signing } from '../signing/add-signatures.ts'
import { heldOverDomain, heldOverSource, holdDays } from './settings.ts'

export const HOLD = 'petitions.hold'
const DAY = 86_400
/** A signature over both limits waits in the hold of the first. */
const kinds = ['source', 'domain'] as const

interface Signature {
  petitionId: string
  id: string
  level: Level
  sourceHash?: Buffer | null
  domainHash?: Buffer | null
  /** Readable, kept with the hold while it is open. */
  domain?: string | null
}

/**
 * Decides which of the signatures just added are held: those over the limit of their source or of their mail domain. They stay
 * signatures, but in no count until somebody releases them. A person known by more than a mailbox is never held.
 *
 * @returns ids of those held
 */
export async function holdDecision(ctx: Signing, signatures: Signature[]): Promise<Set<string>> {
  const today = dayOf(ctx.now, ctx.timeZone)
  const limits = {
    source: await ctx.settings.valueOn(heldOverSource, today),
    domain: await ctx.settings.valueOn(heldOverDomain, today),
  }
  const counted = signatures
    .filter(({ level }) => level === 'email')
    .flatMap((signature) =>
      kinds.flatMap((kind) => {
        const hash = kind === 'source' ? signature.sourceHash : signature.domainHash
        return hash ? [{ signature, kind, hash }] : []
      }),
    )
  // Counted beside the act's transaction: the row that everybody of one school counts on is not held until commit.
  const over = await countEachAgainst(
    ctx.db,
    counted.map(({ signature, kind, hash }) => ({
      limit: { name: `petitions.held-over-${kind}`, max: limits[kind], seconds: DAY },
      source: `${signature.petitionId} ${hash.toString('base64')}`,
    })),
    ctx.now,
  )
  const held = new Map<string, { id: string; holdId: string }>()
  for (const { signature, kind, hash } of counted.filter((_, at) => over[at] !== null).toSorted(byHold)) {
    if (held.has(signature.id)) continue
    const holdId = await openHold(ctx, signature, kind, hash)
    if (holdId) held.set(signature.id, { id: signature.id, holdId })
  }
  const rows = [...held.values()]
  if (rows.length > 0)
    await sql`
      UPDATE petitions.signature s SET hold_id = row.hold_id
      FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ holdId }) => holdId)}::uuid[]) AS row (id, hold_id)
      WHERE s.id = row.id AND s.petition_id = ANY(${[...new Set(signatures.map((one) => one.petitionId))]}::uuid[])`.execute(
      ctx.tx,
    )
  return new Set(held.keys())
}

interface Counted {
  signature: Signature
  kind: (typeof kinds)[number]
  hash: Buffer
}

/**
 * Opening a hold locks its row until commit. By petition, kind and hash, whatever the order of the signers: two batches that meet on two
 * holds never wait in a circle.
 */
function byHold(a: Counted, b: Counted): number {
  if (a.signature.petitionId !== b.signature.petitionId) return a.signature.petitionId < b.signature.petitionId ? -1 : 1
  return kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || a.hash.compare(b.hash)
}

/** The open hold of a source or a domain, made when there is none; its clock starts then. Null where a person has released it before. */
async function openHold(
  ctx: Signing,
  signature: Signature,
  kind: Counted['kind'],
  hash: Buffer,
): Promise<string | null> {
  const today = dayOf(ctx.now, ctx.timeZone)
  const id = newId(ctx.now)
  const { rows } = await sql<{ id: string }>`
    INSERT INTO petitions.hold AS h (id, petition_id, kind, hash, domain, opened_at, due_on)
    SELECT ${id}, ${signature.petitionId}::uuid, ${kind}::text, ${hash}::bytea, ${kind === 'domain' ? (signature.domain ?? null) : null}::text,
      ${ctx.now}::timestamptz, ${today}::date
    WHERE NOT EXISTS (SELECT 1 FROM petitions.hold r
      WHERE r.petition_id = ${signature.petitionId} AND r.kind = ${kind} AND r.hash = ${hash} AND r.closed_by = 'released')
    ON CONFLICT (petition_id, kind, hash) WHERE closed_at IS NULL DO UPDATE SET kind = h.kind RETURNING id`.execute(
    ctx.tx,
  )
  const open = rows[0]?.id ?? null
  if (open !== id) return open
  const clock = await startClock(
    ctx.tx,
    ctx.calendar,
    {
      name: 'hold',
      subject: { kind: HOLD, id },
      by: { promisedBy: 'moderation' },
      unit: 'workingDays',
      length: await ctx.settings.valueOn(holdDays, today),
      startsOn: today,
    },
    ctx.now,
  )
  await sql`UPDATE petitions.hold SET due_on = ${clock.deadline.dueOn ?? today} WHERE id = ${id}`.execute(ctx.tx)
  return id
}
