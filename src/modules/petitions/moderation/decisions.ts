import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Context } from '#kernel/http/context.ts'
import { readCursor, writeCursor } from '#kernel/http/cursor.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { type PetitionState, publicStates } from '../petition.ts'
import type { Decision, DecisionReason } from './reasons.ts'
import type { DecisionList } from './replies.ts'

const PAGE = 30

export interface DecisionRow {
  decision: Decision
  reason: DecisionReason | null
  text: string | null
  at: Date
}

/** Decisions on a petition, oldest first. */
export async function decisionsOf(db: Db | Tx, petitionId: string): Promise<DecisionRow[]> {
  const { rows } = await sql<DecisionRow>`
    SELECT decision, reason, text, decided_at AS at FROM petitions.moderation_decision
    WHERE petition_id = ${petitionId} ORDER BY decided_at, id`.execute(db)
  return rows
}

/** The newest decision by which a petition went back to its starter, and when the term to send it again began. */
export async function lastReturn(db: Db | Tx, petitionId: string): Promise<(DecisionRow & { termFrom: Date }) | null> {
  const { rows } = await sql<DecisionRow & { termFrom: Date }>`
    SELECT decision, reason, text, decided_at AS at, coalesce(term_from, decided_at) AS "termFrom" FROM petitions.moderation_decision
    WHERE petition_id = ${petitionId} AND decision = 'returned' ORDER BY decided_at DESC, id DESC LIMIT 1`.execute(db)
  return rows[0] ?? null
}

/** What the public reads of a decision: advice on a text that was returned is between the moderator and its writer. */
export function publicDecision({ decision, reason, text, at }: DecisionRow) {
  return { decision, reason, text: decision === 'returned' ? null : text, at: at.toISOString() }
}

interface ListedRow extends DecisionRow {
  id: string
  number: number
  slug: string
  title: string
  lang: Lang
  state: PetitionState
}

/** All decisions, newest first, with how many were made for which reason. A petition that is not public is not named. */
export async function listDecisions(
  ctx: Context,
  query: { reason: DecisionReason | null; after: string | null },
): Promise<DecisionList> {
  const after = query.after === null ? null : readCursor(query.after)
  const [{ rows }, byReason, total] = await Promise.all([
    sql<ListedRow>`
      SELECT d.id, d.decision, d.reason, d.text, d.decided_at AS at, p.number, p.slug, p.title, p.lang, p.state
      FROM petitions.moderation_decision d JOIN petitions.petition p ON p.id = d.petition_id
      WHERE true ${query.reason === null ? sql`` : sql`AND d.reason = ${query.reason}`}
        ${after ? sql`AND (d.decided_at, d.id) < (${after.at}, ${after.id}::uuid)` : sql``}
      ORDER BY d.decided_at DESC, d.id DESC LIMIT ${PAGE + 1}`.execute(ctx.db),
    countsByReason(ctx.db),
    countOf(ctx.db, query.reason),
  ])
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => {
      const isPublic = (publicStates as readonly string[]).includes(row.state)
      const { number, slug, title, lang } = row
      return {
        ...publicDecision(row),
        ...(!isPublic && { text: null }),
        petition: isPublic ? { number, slug, title, lang } : null,
      }
    }),
    total,
    next: rows.length > PAGE && last ? writeCursor(last) : null,
    byReason,
    reason: query.reason,
  }
}

async function countsByReason(db: Db): Promise<DecisionList['byReason']> {
  const { rows } = await sql<{ reason: DecisionReason; decisions: number }>`
    SELECT reason, count(*) AS decisions FROM petitions.moderation_decision WHERE reason IS NOT NULL
    GROUP BY reason ORDER BY 2 DESC, 1`.execute(db)
  return rows
}

async function countOf(db: Db, reason: DecisionReason | null): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n FROM petitions.moderation_decision ${reason === null ? sql`` : sql`WHERE reason = ${reason}`}`.execute(
    db,
  )
  return rows[0]?.n ?? 0
}
