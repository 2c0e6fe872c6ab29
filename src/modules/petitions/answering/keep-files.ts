import { sql } from 'kysely'
import { cleanUpload } from '#kernel/files/clean-upload.ts'
import type { UploadedFile } from '#kernel/files/uploads-field.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'

/** Keeps the files of an answer or a follow-up, cleaned of metadata. @throws InvalidInput when one cannot be read */
export async function keepFiles(
  ctx: WriteContext,
  files: UploadedFile[],
  of: { caseId: string; answerId?: string; followUpId?: string },
): Promise<void> {
  for (const file of files) {
    const { bytes, type } = await cleanUpload(file, 'files', 'petitions.answering.file-unreadable')
    const { sha256, size } = await ctx.files.put(bytes)
    await sql`
      INSERT INTO petitions.case_file (id, case_id, answer_id, follow_up_id, name, type, sha256, size)
      VALUES (${newId(ctx.now)}, ${of.caseId}, ${of.answerId ?? null}, ${of.followUpId ?? null}, ${file.name}, ${type}, ${sha256}, ${size})`.execute(
      ctx.tx,
    )
  }
}
