import { open, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { permit } from '#commons/access/permit.ts'
import { NotFound, RuleBroken } from '#kernel/errors.ts'
import type { ArrivedFile } from '#kernel/files/arrived-file.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { type DistributionRef, uploadData } from '../permissions.ts'
import { keepSent, mayUpload } from '../send-file.ts'
import { endUpload, keepReceived, lockUpload } from './store.ts'

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
 * nothing and is answered as it was. Where the last one failed after the file was moved away, the file is sent from the beginning.
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
  if (!upload || upload.distributionId !== ref.distribution) throw new NotFound()
  if (upload.version !== null) return { received: upload.size, version: upload.version }
  const end = offset + file.size
  const folder = await ctx.files.newFolder(upload.id)
  const place = path.join(folder, 'file')
  const received = (await bytesIn(place)) < upload.received ? 0 : upload.received
  if (end <= received) return { received, version: null }
  if (offset !== received || end > upload.size)
    throw new RuleBroken('open-data.ingest.wrong-offset', { offset: received })
  await writeAt(place, offset, await readFile(file.place))
  if (end < upload.size) {
    await keepReceived(ctx.tx, upload.id, end)
    return { received: end, version: null }
  }
  const kept = await ctx.files.putFile(place)
  await rm(folder, { recursive: true, force: true })
  const version = await keepSent(ctx, ref, { fileName: upload.fileName, ...kept })
  await endUpload(ctx.tx, upload, version.id, ctx.now)
  return { received: end, version: version.seq }
}

async function bytesIn(place: string): Promise<number> {
  const { size } = await stat(place).catch(() => ({ size: 0 }))
  return size
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
