import { dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { findPublicProcess } from '#commons/processes/store.ts'
import { InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import { keepPicture } from '#kernel/files/keep-file.ts'
import { sendKeptFile } from '#kernel/files/send-kept-file.ts'
import type { UploadedFile } from '#kernel/files/uploads-field.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import type { ResourceReply } from '#kernel/http/endpoint.ts'
import { newId } from '#kernel/ids.ts'
import { lockOwnDelivery, type ProjectRef } from './permissions.ts'
import { addPicture, picturesOf, removePicture } from './plan-store.ts'
import type { Moment } from './project.ts'
import { findDelivery } from './store.ts'
import { tellAct } from './tell.ts'

const MOST = 20
export const MAX_PICTURE_BYTES = 8_000_000

/** Shows how it was, goes or is now. The same picture twice is there once. @throws InvalidInput, RuleBroken budgeting.delivery.enough */
export async function showPicture(
  ctx: WriteContext,
  ref: ProjectRef,
  form: { file: UploadedFile[]; moment: Moment; takenOn: PlainDay; description: string },
): Promise<void> {
  const own = await lockOwnDelivery(ctx, ref)
  const { moment, takenOn, description } = form
  if (takenOn > dayOf(ctx.now, ctx.timeZone))
    throw new InvalidInput([{ field: 'takenOn', text: { key: 'budgeting.delivery.day.future' } }])
  const { projectId } = own.delivery
  const kept = await keepPicture(ctx, form.file, 'file')
  const there = await picturesOf(ctx.tx, projectId)
  if (there.some(({ sha256 }) => sha256 === kept.sha256)) return
  if (there.length >= MOST) throw new RuleBroken('budgeting.delivery.enough')
  const id = newId(ctx.now)
  await addPicture(ctx.tx, { ...kept, id, projectId, moment, takenOn, description, lang: ctx.lang }, ctx.now)
  await tellAct(ctx, own, 'picture', { data: { picture: id, moment } })
}

/** Takes a picture away, as one that shows a person who does not want it. @throws NotFound */
export async function withdrawPicture(ctx: WriteContext, ref: ProjectRef & { picture: string }): Promise<void> {
  const own = await lockOwnDelivery(ctx, ref)
  if (!(await removePicture(ctx.tx, own.delivery.projectId, ref.picture))) throw new NotFound()
  await tellAct(ctx, own, 'remove-picture', { data: { picture: ref.picture } })
}

/** @throws NotFound */
export async function sendPicture(ctx: Context, ref: ProjectRef & { picture: string }): Promise<ResourceReply> {
  const process = await findPublicProcess(ctx.db, ref.number)
  const { projectId } = await findDelivery(ctx.db, process.id, ref.project)
  const picture = (await picturesOf(ctx.db, projectId)).find(({ id }) => id === ref.picture)
  if (!picture) throw new NotFound()
  return sendKeptFile(ctx, { ...picture, name: picture.id })
}
