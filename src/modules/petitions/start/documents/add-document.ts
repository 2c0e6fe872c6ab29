import { sql } from 'kysely'
import { InvalidInput } from '#kernel/errors.ts'
import { keepFile } from '#kernel/files/keep-file.ts'
import type { UploadedFile } from '#kernel/files/uploads-field.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { ownDraftHeld } from '../draft/open-draft.ts'
import { draftDocuments } from '../draft/store.ts'

export const MAX_DOCUMENTS = 5
export const MAX_DOCUMENT_BYTES = 8_000_000

/** Adds a cleaned picture or PDF to a draft. The same file twice is there once. @throws InvalidInput on `file` */
export async function addDocument(
  ctx: WriteContext,
  draftId: string,
  upload: { file: UploadedFile; description: string },
): Promise<void> {
  await ownDraftHeld(ctx, draftId)
  const { sha256, size, type, width, height } = await keepFile(ctx, upload.file, 'file')
  const there = await draftDocuments(ctx.tx, draftId)
  if (there.some((one) => one.sha256 === sha256)) return
  if (there.length >= MAX_DOCUMENTS)
    throw new InvalidInput([{ field: 'file', text: { key: 'kernel.file.too-many', args: { max: MAX_DOCUMENTS } } }])
  await sql`
    INSERT INTO petitions.draft_document (draft_id, id, sha256, name, type, size, width, height, description, added_at)
    VALUES (${draftId}, ${newId(ctx.now)}, ${sha256}, ${upload.file.name}, ${type}, ${size}, ${width}, ${height},
      ${upload.description}, ${ctx.now})`.execute(ctx.tx)
}

export async function removeDocument(ctx: WriteContext, draftId: string, documentId: string): Promise<void> {
  await ownDraftHeld(ctx, draftId)
  await sql`DELETE FROM petitions.draft_document WHERE draft_id = ${draftId} AND id = ${documentId}`.execute(ctx.tx)
}
