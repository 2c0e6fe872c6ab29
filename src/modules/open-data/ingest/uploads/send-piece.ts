import { open, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { permit } from '#commons/access/permit.ts'
import { NotFound, RuleBroken } from '#kernel/errors.ts'
import type { ArrivedFile } from '#kernel/files/arrived-file.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { type DistributionRef, uploadData } from '../permissions.ts'
import { keepSent, mayUpload } from '../send-file.ts'
import { keepReceived, lockUpload } from './store.ts'

export interface UploadRef extends DistributionRef {
  upload: string
}

/** How far an upload has come; `version` once all of it is there. */
export interface Received {
  received: number
  version: number | null
}

/**
 * Takes the next piece of a file. With the last one the file becomes a version. A piece that was sent again, because its answer was lost, changes
 * nothing.
 *
 * @param offset where the piece begins, in bytes
 * @throws SignInNeeded, Forbidden, NotFound, RuleBroken open-data.ingest.wrong-offset
 */
export async function sendPiece(
  ctx: WriteContext,
  ref: UploadRef,
  { offset, file }: { offset: number; file: ArrivedFile },
): Promise<Received> {
  await mayUpload(ctx, ref)
  const { accountId } = permit(ctx, uploadData).person
  const upload = await lockUpload(ctx.tx, ref.upload, accountId)
  if (!upload || upload.ended || upload.distributionId !== ref.distribution) throw new NotFound()
  const end = offset + file.size
  if (end <= upload.received) return { received: upload.received, version: null }
  if (offset !== upload.received || end > upload.size)
    throw new RuleBroken('open-data.ingest.wrong-offset', { offset: upload.received })
  const folder = await ctx.files.newFolder(upload.id)
  const place = path.join(folder, 'file')
  await writeAt(place, offset, await readFile(file.place))
  const isWhole = end === upload.size
  await keepReceived(ctx.tx, upload.id, end, isWhole ? ctx.now : null)
  if (!isWhole) return { received: end, version: null }
  const kept = await ctx.files.putFile(place)
  await rm(folder, { recursive: true, force: true })
  const version = await keepSent(ctx, ref, { fileName: upload.fileName, ...kept })
  return { received: end, version: version.seq }
}

/** A piece that was written and not kept is written again over itself. */
async function writeAt(place: string, offset: number, bytes: Buffer): Promise<void> {
  const file = await open(place, offset === 0 ? 'w' : 'r+', 0o640)
  try {
    await file.write(bytes, 0, bytes.length, offset)
    await file.sync()
  } finally {
    await file.close()
  }
}
