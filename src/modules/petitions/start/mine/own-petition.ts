import { sql } from 'kysely'
import { personOf } from '#commons/access/permit.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import type { PetitionState } from '../../petition.ts'

export interface OwnPetition {
  id: string
  number: number
  slug: string
  state: PetitionState
  lang: Lang
  title: string
  why: string
  version: number
  needed: number
  supporters: number
  createdAt: Date
  publishedAt: Date | null
  closesOn: string | null
}

const columns = sql`p.id, p.number, p.slug, p.state, p.lang, p.title, p.why_markdown AS why, p.text_version AS version,
  p.supporters_needed AS needed, p.created_at AS "createdAt", p.published_at AS "publishedAt", p.closes_on AS "closesOn",
  (SELECT count(*) FROM petitions.supporter s WHERE s.petition_id = p.id AND s.version = p.text_version) AS supporters`

/** A petition of the person who asks. @throws NotFound for others: nobody learns who started what */
export async function ownPetition(ctx: Context, number: number): Promise<OwnPetition> {
  const { mailboxId } = personOf(ctx)
  const { rows } = await sql<OwnPetition>`
    SELECT ${columns} FROM petitions.petition p WHERE p.number = ${number} AND p.starter_mailbox_id = ${mailboxId}`.execute(
    ctx.db,
  )
  if (!rows[0]) throw new NotFound()
  return rows[0]
}

/** The same, held for a change. Not FOR UPDATE: signatures go on referring to it meanwhile. */
export async function ownPetitionHeld(ctx: WriteContext, number: number): Promise<OwnPetition> {
  const { mailboxId } = personOf(ctx)
  const { rows } = await sql<OwnPetition>`
    SELECT ${columns} FROM petitions.petition p WHERE p.number = ${number} AND p.starter_mailbox_id = ${mailboxId} FOR NO KEY UPDATE OF p`.execute(
    ctx.tx,
  )
  if (!rows[0]) throw new NotFound()
  return rows[0]
}

export async function petitionsOf(db: Db | Tx, mailboxId: string): Promise<(OwnPetition & { total: number })[]> {
  const { rows } = await sql<OwnPetition & { total: number }>`
    SELECT ${columns}, coalesce(c.total, 0) AS total FROM petitions.petition p
    LEFT JOIN petitions.signature_count c ON c.petition_id = p.id
    WHERE p.starter_mailbox_id = ${mailboxId} ORDER BY p.created_at DESC, p.id DESC LIMIT 200`.execute(db)
  return rows
}
