import { canMove } from '#commons/lifecycle/lifecycle.ts'
import { InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { CleanFile } from '#kernel/files/clean-file.ts'
import { cleanUpload } from '#kernel/files/clean-upload.ts'
import { sendKeptFile } from '#kernel/files/send-kept-file.ts'
import { smallPicture } from '#kernel/files/small-picture.ts'
import type { UploadedFile } from '#kernel/files/uploads-field.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import type { ResourceReply } from '#kernel/http/endpoint.ts'
import { permitReview, permitReviewing } from '../permissions.ts'
import { lockOwnReuse, ownReuse } from '../propose-reuse.ts'
import { type Reuse, reuseLife } from '../reuse.ts'
import { datasetsOfReuses, findReuse, touchReuse } from '../store.ts'
import { type PictureSize, pictureFile, removePicture, setPicture } from './store.ts'

export const MAX_PICTURE_BYTES = 8_000_000

interface Ref {
  number: number
}

/** Its author gives a reuse a picture, drawn anew, in place of the one before; not once it is listed. @throws InvalidInput, RuleBroken, NotFound */
export async function keepPicture(
  ctx: WriteContext,
  { number }: Ref,
  { file: [file], description }: { file: UploadedFile[]; description: string },
): Promise<void> {
  const reuse = await lockToIllustrate(ctx, number)
  if (!file) throw new InvalidInput([{ field: 'file', text: { key: 'open-data.around.picture.missing' } }])
  if (!file.type.startsWith('image/'))
    throw new InvalidInput([{ field: 'file', text: { key: 'open-data.around.picture.no-picture' } }])
  const whole = await cleanUpload(file, 'file')
  const small = await smallPicture(whole)
  const keep = async (one: CleanFile) => (await ctx.files.put(one.bytes)).sha256
  await setPicture(ctx.tx, reuse.id, description, [
    { size: 'whole', sha256: await keep(whole), file: whole },
    { size: 'small', sha256: await keep(small), file: small },
  ])
  await touchReuse(ctx.tx, reuse.id, ctx.now)
}

/** @throws SignInNeeded, NotFound, RuleBroken open-data.around.not-now */
export async function takeOutPicture(ctx: WriteContext, { number }: Ref): Promise<void> {
  const reuse = await lockToIllustrate(ctx, number)
  await removePicture(ctx.tx, reuse.id)
  await touchReuse(ctx.tx, reuse.id, ctx.now)
}

async function lockToIllustrate(ctx: WriteContext, number: number): Promise<Reuse> {
  const { reuse } = await lockOwnReuse(ctx, number)
  if (!canMove(reuseLife, reuse.state, 'proposeAgain', 'author')) throw new RuleBroken('open-data.around.not-now')
  return reuse
}

/** As everybody sees it, once it is listed. @throws NotFound */
export async function sendPublicPicture(
  ctx: Context,
  { number, name }: Ref & { name: PictureSize },
): Promise<ResourceReply> {
  const found = await pictureFile(ctx.db, number, name)
  if (found?.state !== 'listed') throw new NotFound()
  return sendKeptFile(ctx, { ...found, name })
}

/** For its author, also before it is listed. @throws SignInNeeded, NotFound */
export async function sendOwnPicture(ctx: Context, { number }: Ref): Promise<ResourceReply> {
  await ownReuse(ctx, number)
  return sendWhole(ctx, number)
}

/** For whoever decides on it. @throws SignInNeeded, Forbidden, NotFound */
export async function sendPictureForWork(ctx: Context, { number }: Ref): Promise<ResourceReply> {
  permitReviewing(ctx)
  const reuse = await findReuse(ctx.db, number)
  permitReview(ctx, await datasetsOfReuses(ctx.db, [reuse.id]))
  return sendWhole(ctx, number)
}

async function sendWhole(ctx: Context, number: number): Promise<ResourceReply> {
  const found = await pictureFile(ctx.db, number, 'whole')
  if (!found) throw new NotFound()
  return sendKeptFile(ctx, { ...found, name: 'whole' })
}
