import { sql } from 'kysely'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import type { ResourceReply } from '#kernel/http/endpoint.ts'

/** Whether a petition `p` shows files at all: one that was taken down shows none, neither its own documents nor those of answers. */
export const showsFiles = sql<boolean>`p.published_at IS NOT NULL AND p.state IN ('open', 'closed', 'archived')`

/** Whether a file `f` is hidden, by itself or with all of its answer or follow-up. */
export const fileIsMasked = sql<boolean>`EXISTS (SELECT 1 FROM petitions.mask m
  WHERE m.part_id IN (f.id, f.answer_id, f.follow_up_id) AND m.lifted_at IS NULL AND m.ranges = '[]')`

/** A file of an answer: an attachment that nothing runs in, whatever a browser thinks of it. @throws NotFound also for one that is hidden */
export async function sendAnswerFile(
  ctx: Context,
  { number, file }: { number: number; file: string },
): Promise<ResourceReply> {
  const { rows } = await sql<{ name: string; type: string; sha256: string }>`
    SELECT f.name, f.type, f.sha256 FROM petitions.case_file f JOIN petitions.case c ON c.id = f.case_id
    JOIN petitions.petition p ON p.id = c.petition_id
    WHERE f.id = ${file} AND p.number = ${number} AND ${showsFiles} AND NOT ${fileIsMasked}`.execute(ctx.db)
  const found = rows[0]
  if (!found) throw new NotFound()
  return {
    body: await ctx.files.read(found.sha256),
    contentType: found.type,
    fileName: found.name,
    headers: { 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff' },
  }
}
