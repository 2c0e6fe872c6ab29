import { InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { CleanFile } from '#kernel/files/clean-file.ts'
import { cleanUpload } from '#kernel/files/clean-upload.ts'
import { sendKeptFile } from '#kernel/files/send-kept-file.ts'
import { smallPicture } from '#kernel/files/small-picture.ts'
import type { UploadedFile } from '#kernel/files/uploads-field.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import type { ResourceReply } from '#kernel/http/endpoint.ts'
import { newId } from '#kernel/ids.ts'
import type { IdeaState } from '../idea.ts'
import { type IdeaRow, isHidden } from '../idea-store.ts'
import { processRef } from '../process-ref.ts'
import { linkOf } from './idea-in-list.ts'
import { findWrittenIdea, lockWrittenIdea } from './own-idea.ts'
import {
  addPicture,
  findPublicPicture,
  hasPicture,
  type Picture,
  type PictureSize,
  picturePath,
  picturesOf,
  removePicture,
} from './picture-store.ts'
import { processOf } from './process-of.ts'
import type { OwnPictures } from './replies.ts'

export const MAX_PICTURES = 4
export const MAX_PICTURE_BYTES = 8_000_000

const illustrated: readonly IdeaState[] = ['proposed', 'review']
/** Until it is decided: then offices and people have judged what they saw. */
export const mayIllustrate = (idea: IdeaRow) => illustrated.includes(idea.state) && !isHidden(idea)

/** How replies name a picture; the address holds no language. */
export const pictureView = (number: number, { id, description, width, height }: Picture) => ({
  id,
  path: picturePath(number, id, 'whole'),
  description,
  width,
  height,
})

/** Pictures for those who wrote the idea. @throws SignInNeeded, NotFound */
export async function showOwnPictures(ctx: Context, { number }: { number: number }): Promise<OwnPictures> {
  const idea = await findWrittenIdea(ctx, number)
  const pictures = await picturesOf(ctx.db, idea.id)
  return {
    idea: linkOf(ctx, idea),
    process: processRef(ctx, await processOf(ctx.db, idea)),
    pictures: isHidden(idea) ? [] : pictures.map((one) => pictureView(number, one)),
    open: mayIllustrate(idea),
    full: pictures.length >= MAX_PICTURES,
  }
}

/** Adds a picture, drawn anew, with words for those who do not see it. The same one twice is there once. @throws InvalidInput, RuleBroken */
export async function addIdeaPicture(
  ctx: WriteContext,
  number: number,
  { file: [file], description }: { file: UploadedFile[]; description: string },
): Promise<{ number: number }> {
  const idea = await lockWrittenIdea(ctx, number)
  if (!mayIllustrate(idea)) throw new RuleBroken('budgeting.changed-meanwhile')
  if (!file) throw new InvalidInput([{ field: 'file', text: { key: 'budgeting.ideas.pictures.missing' } }])
  if (!file.type.startsWith('image/'))
    throw new InvalidInput([{ field: 'file', text: { key: 'budgeting.ideas.pictures.no-picture' } }])
  const whole = await cleanUpload(file, 'file')
  const kept = await keep(ctx, whole)
  if (await hasPicture(ctx.tx, idea.id, kept)) return { number }
  if ((await picturesOf(ctx.tx, idea.id)).length >= MAX_PICTURES)
    throw new InvalidInput([{ field: 'file', text: { key: 'kernel.file.too-many', args: { max: MAX_PICTURES } } }])
  const small = await smallPicture(whole)
  await addPicture(ctx.tx, { id: newId(ctx.now), ideaId: idea.id, description, now: ctx.now }, [
    { size: 'whole', sha256: kept, file: whole },
    { size: 'small', sha256: await keep(ctx, small), file: small },
  ])
  return { number }
}

/** @throws SignInNeeded, NotFound, RuleBroken budgeting.changed-meanwhile */
export async function removeIdeaPicture(ctx: WriteContext, number: number, id: string): Promise<{ number: number }> {
  const idea = await lockWrittenIdea(ctx, number)
  if (!mayIllustrate(idea)) throw new RuleBroken('budgeting.changed-meanwhile')
  await removePicture(ctx.tx, idea.id, id)
  return { number }
}

/** A picture as everybody sees it. @throws NotFound */
export async function sendPicture(
  ctx: Context,
  { number, id, name }: { number: number; id: string; name: PictureSize },
): Promise<ResourceReply> {
  const found = await findPublicPicture(ctx.db, number, id, name)
  if (!found) throw new NotFound()
  return sendKeptFile(ctx, { ...found, name })
}

async function keep(ctx: WriteContext, file: CleanFile): Promise<string> {
  return (await ctx.files.put(file.bytes)).sha256
}
