import { sql } from 'kysely'
import { permit } from '#commons/access/permit.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { NotFound } from '#kernel/errors.ts'
import { sendKeptFile } from '#kernel/files/send-kept-file.ts'
import type { Context } from '#kernel/http/context.ts'
import type { ResourceReply } from '#kernel/http/endpoint.ts'
import { documentsOf } from '../start/documents/store.ts'
import { assertImpartial } from './impartial.ts'
import { moderatePetitions } from './permissions.ts'
import { findItem } from './store.ts'

/** How many stand behind the text that is to be decided on. */
export async function supportersOf(db: Db | Tx, petitionId: string): Promise<number> {
  const { rows } = await sql<{ supporters: number }>`
    SELECT count(*) AS supporters FROM petitions.supporter s JOIN petitions.petition p ON p.id = s.petition_id AND p.text_version = s.version
    WHERE s.petition_id = ${petitionId}`.execute(db)
  return rows[0]?.supporters ?? 0
}

/** Hides a document or shows it again; its address answers accordingly. @returns false when the petition has no such document */
export async function setDocumentHidden(
  tx: Tx,
  petitionId: string,
  documentId: string,
  hidden: boolean,
): Promise<boolean> {
  const { rows } = await sql`
    UPDATE petitions.document SET hidden = ${hidden} WHERE petition_id = ${petitionId} AND id = ${documentId} RETURNING id`.execute(
    tx,
  )
  return rows.length > 0
}

/** A document for the moderator who decides on it, public or not. */
export async function sendToModerator(
  ctx: Context,
  { item: id, document }: { item: string; document: string },
): Promise<ResourceReply> {
  permit(ctx, moderatePetitions)
  const item = await findItem(ctx.db, id)
  if (!item) throw new NotFound()
  const { person } = permit(ctx, moderatePetitions, { placeKey: item.placeKey })
  await assertImpartial(ctx.db, person, item, ctx.now)
  const found = (await documentsOf(ctx.db, item.petitionId)).find((one) => one.id === document)
  if (!found) throw new NotFound()
  return sendKeptFile(ctx, found)
}
