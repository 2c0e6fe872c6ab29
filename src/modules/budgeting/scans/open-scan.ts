import { recordAct } from '#commons/audit/record.ts'
import { unseal } from '#kernel/config/seal.ts'
import { transact } from '#kernel/database/transact.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import type { ResourceReply } from '#kernel/http/endpoint.ts'
import { SCAN_PURPOSE } from './attach-scans.ts'
import { type BatchRef, batchToSee } from './scanned-batch.ts'
import { findScan } from './store.ts'

/** A scan for those who may see it; that it was opened is recorded. @throws SignInNeeded, Forbidden, NotFound also when it was deleted */
export async function openScan(ctx: Context, ref: BatchRef & { scan: string }): Promise<ResourceReply> {
  const { by, batch } = await batchToSee(ctx, ref)
  const { id, first, last, type, sha256 } = await findScan(ctx.db, batch.id, ref.scan)
  if (!(await ctx.files.has(sha256))) throw new NotFound()
  await transact(ctx.db, (tx) =>
    recordAct(tx, {
      by,
      act: 'budgeting.open-scan',
      subject: { kind: 'process', id: String(ref.number) },
      data: { batch: batch.position, first, last },
      now: ctx.now,
    }),
  )
  return {
    body: unseal(ctx.secrets.vault, SCAN_PURPOSE, id, await ctx.files.read(sha256)),
    contentType: type,
    fileName: `${batch.position}-${first}-${last}.${type === 'application/pdf' ? 'pdf' : type.slice('image/'.length)}`,
  }
}
