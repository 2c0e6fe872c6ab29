import { uploads } from '#kernel/files/uploads-field.ts'
import { choice, form, noFields, text } from '#kernel/forms/fields.ts'
import { numberInPath } from '#kernel/forms/path-fields.ts'
import { action, resource } from '#kernel/http/endpoint.ts'
import { byNumber } from '../fields.ts'
import { showMine } from '../own-endpoints.ts'
import { ReuseRef } from '../replies.ts'
import {
  keepPicture,
  MAX_PICTURE_BYTES,
  sendOwnPicture,
  sendPictureForWork,
  sendPublicPicture,
  takeOutPicture,
} from './keep-picture.ts'
import { pictureSizes } from './store.ts'

const ONE = '/data/reuses/:number'
const bySize = form({ number: numberInPath(), name: choice(pictureSizes, 'kernel.not-found') })
const pictureForm = form({
  file: uploads({ max: 1, maxBytes: MAX_PICTURE_BYTES }),
  description: text({ max: 200, min: 5, missing: 'open-data.around.picture.description.missing' }),
})

const postPicture = action({
  name: 'addReusePicture',
  path: `${ONE}/picture`,
  params: byNumber,
  audience: 'personal',
  multipart: true,
  // A program sends base64, a third more.
  bodyLimit: Math.ceil(MAX_PICTURE_BYTES * 1.34) + 100_000,
  body: pictureForm,
  reply: ReuseRef,
  async run(ctx, ref, body) {
    await keepPicture(ctx, ref, body)
    return ref
  },
  form: showMine,
  done: ({ number }) => `/data/reuses/${number}/mine`,
})

const postRemoval = action({
  name: 'removeReusePicture',
  path: `${ONE}/picture-removal`,
  params: byNumber,
  audience: 'personal',
  body: noFields,
  reply: ReuseRef,
  async run(ctx, ref) {
    await takeOutPicture(ctx, ref)
    return ref
  },
  form: showMine,
  done: ({ number }) => `/data/reuses/${number}/mine`,
})

const sendOne = resource({
  name: 'sendReusePicture',
  path: `${ONE}/pictures/:name`,
  params: bySize,
  contentType: 'application/octet-stream',
  load: sendPublicPicture,
})

const sendMine = resource({
  name: 'sendOwnReusePicture',
  path: `${ONE}/mine/picture`,
  params: byNumber,
  audience: 'personal',
  contentType: 'application/octet-stream',
  load: sendOwnPicture,
})

const sendForWork = resource({
  name: 'sendReusePictureForWork',
  path: '/work/data-reuses/:number/picture',
  params: byNumber,
  audience: 'personal',
  contentType: 'application/octet-stream',
  load: sendPictureForWork,
})

export const pictureEndpoints = [postPicture, postRemoval, sendOne, sendMine, sendForWork]
