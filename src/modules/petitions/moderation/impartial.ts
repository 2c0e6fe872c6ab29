import { type RawBuilder, sql } from 'kysely'
import { organisationsServed } from '#commons/access/holders.ts'
import type { Person } from '#commons/access/permit.ts'
import { after } from '#kernel/clock.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { Refusal } from '#kernel/errors.ts'

export const bars = ['addressee', 'starter', 'supporter', 'refuser'] as const
export type Bar = (typeof bars)[number]

/** Who left an addressee less than this ago still may not judge what is asked of it. */
const YEAR_SECONDS = 365 * 86_400

/**
 * Why somebody may not moderate a petition: serves an addressee, also one to which it was redirected, or did within a year; started or supports it, or made the
 * decision that is appealed.
 */
export async function barOf(
  db: Db | Tx,
  person: Person,
  about: { petitionId: string; kind?: string; maskId?: string | null },
  now: Date,
): Promise<Bar | null> {
  const { addressee, starter, supporter, refuser } = await conditions(db, person, now, {
    petitionId: sql`${about.petitionId}::uuid`,
    kind: sql`${about.kind ?? ''}::text`,
    maskId: sql`${about.maskId ?? null}::uuid`,
  })
  const { rows } = await sql<Record<Bar, boolean>>`
    SELECT ${addressee} AS addressee, ${starter} AS starter, ${supporter} AS supporter, ${refuser} AS refuser`.execute(
    db,
  )
  return bars.find((bar) => rows[0]?.[bar]) ?? null
}

/** The same as a condition on the items `i` of the queue: another moderator decides them. */
export async function isAnothers(db: Db | Tx, person: Person, now: Date): Promise<RawBuilder<boolean>> {
  const item = { petitionId: sql`i.petition_id`, kind: sql`i.kind`, maskId: sql`i.mask_id` }
  const { addressee, starter, supporter, refuser } = await conditions(db, person, now, item)
  return sql`(${addressee} OR ${starter} OR ${supporter} OR ${refuser})`
}

async function conditions(
  db: Db | Tx,
  person: Person,
  now: Date,
  { petitionId, kind, maskId }: Record<'petitionId' | 'kind' | 'maskId', RawBuilder<unknown>>,
): Promise<Record<Bar, RawBuilder<boolean>>> {
  const served = await organisationsServed(db, person.accountId, after(now, -YEAR_SECONDS))
  return {
    addressee: sql`(EXISTS (SELECT 1 FROM petitions.addressee WHERE petition_id = ${petitionId} AND organisation_id = ANY(${served}::uuid[]))
      OR EXISTS (SELECT 1 FROM petitions.case WHERE petition_id = ${petitionId} AND organisation_id = ANY(${served}::uuid[])))`,
    starter: sql`EXISTS (SELECT 1 FROM petitions.petition WHERE id = ${petitionId} AND starter_mailbox_id = ${person.mailboxId})`,
    supporter: sql`(EXISTS (SELECT 1 FROM petitions.signature WHERE petition_id = ${petitionId} AND mailbox_id = ${person.mailboxId}
        AND ended_at IS NULL)
      OR EXISTS (SELECT 1 FROM petitions.supporter WHERE petition_id = ${petitionId} AND mailbox_id = ${person.mailboxId}))`,
    refuser: sql`CASE ${kind}
      WHEN 'appeal' THEN EXISTS (SELECT 1 FROM petitions.moderation_decision WHERE petition_id = ${petitionId}
        AND account_id = ${person.accountId} AND decision IN ('refused', 'taken-down'))
      WHEN 'mask-appeal' THEN EXISTS (SELECT 1 FROM petitions.mask WHERE id = ${maskId} AND masked_by = ${person.accountId})
      ELSE false END`,
  }
}

/** @throws Refusal 403 with the reason */
export async function assertImpartial(...[db, person, about, now]: Parameters<typeof barOf>): Promise<void> {
  const bar = await barOf(db, person, about, now)
  if (bar) throw new Refusal(403, { key: `petitions.moderation.barred.${bar}` })
}
