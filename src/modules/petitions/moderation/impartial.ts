import { sql } from 'kysely'
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
  const served = await organisationsServed(db, person.accountId, after(now, -YEAR_SECONDS))
  const { rows } = await sql<Record<Bar, boolean>>`
    SELECT
      EXISTS (SELECT 1 FROM petitions.addressee WHERE petition_id = ${about.petitionId} AND organisation_id = ANY(${served}::uuid[]))
        OR EXISTS (SELECT 1 FROM petitions.case WHERE petition_id = ${about.petitionId} AND organisation_id = ANY(${served}::uuid[])) AS addressee,
      EXISTS (SELECT 1 FROM petitions.petition WHERE id = ${about.petitionId} AND starter_mailbox_id = ${person.mailboxId}) AS starter,
      EXISTS (SELECT 1 FROM petitions.signature WHERE petition_id = ${about.petitionId} AND mailbox_id = ${person.mailboxId}
        AND ended_at IS NULL)
        OR EXISTS (SELECT 1 FROM petitions.supporter WHERE petition_id = ${about.petitionId} AND mailbox_id = ${person.mailboxId}) AS supporter,
      CASE ${about.kind ?? ''}
        WHEN 'appeal' THEN EXISTS (SELECT 1 FROM petitions.moderation_decision WHERE petition_id = ${about.petitionId}
          AND account_id = ${person.accountId} AND decision IN ('refused', 'taken-down'))
        WHEN 'mask-appeal' THEN EXISTS (SELECT 1 FROM petitions.mask WHERE id = ${about.maskId ?? null}::uuid
          AND masked_by = ${person.accountId})
        ELSE false END AS refuser`.execute(db)
  return bars.find((bar) => rows[0]?.[bar]) ?? null
}

/** @throws Refusal 403 with the reason */
export async function assertImpartial(...[db, person, about, now]: Parameters<typeof barOf>): Promise<void> {
  const bar = await barOf(db, person, about, now)
  if (bar) throw new Refusal(403, { key: `petitions.moderation.barred.${bar}` })
}
