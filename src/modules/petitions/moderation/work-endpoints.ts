import { form } from '#kernel/forms/fields.ts'
import { action, page, resource } from '#kernel/http/endpoint.ts'
import { byNumber } from '../fields.ts'
import { decideItem } from './decide-item.ts'
import { byItem, byItemDocument, byMask, decisionForm, maskForm, queueQuery, replyForm } from './fields.ts'
import { holdItem, releaseItem } from './hold-item.ts'
import { liftMask, recordReply } from './lift-mask.ts'
import { listQueue } from './list-queue.ts'
import { maskPart } from './mask-part.ts'
import { showMaskOf, showMasks } from './masks.ts'
import { ItemPage } from './pages/item-page.tsx'
import { MasksPage } from './pages/masks-page.tsx'
import { QUEUE, QueuePage } from './pages/queue-page.tsx'
import { ItemDecided, ItemHeld, ItemView, MaskDone, MasksView, QueueView } from './replies.ts'
import { showItem } from './show-item.ts'
import { sendToModerator } from './submission.ts'

const showQueue = page({
  name: 'listModerationItems',
  path: QUEUE,
  audience: 'personal',
  query: queueQuery,
  reply: QueueView,
  load: (ctx, _params, query) => listQueue(ctx, query),
  html: (reply, view) => QueuePage({ reply, view }),
  unlisted: true,
})

const showModerationItem = page({
  name: 'showModerationItem',
  path: `${QUEUE}/:item`,
  params: byItem,
  audience: 'personal',
  reply: ItemView,
  load: showItem,
  html: (reply, view, form) => ItemPage({ reply, view, form }),
  unlisted: true,
})

const sendModeratedDocument = resource({
  name: 'sendModeratedDocument',
  path: `${QUEUE}/:item/documents/:document/:name`,
  params: byItemDocument,
  audience: 'personal',
  contentType: 'application/octet-stream',
  load: sendToModerator,
})

const ofItem = (_reply: unknown, { item }: { item: string }) => `${QUEUE}/${item}`

const postHold = action({
  name: 'holdModerationItem',
  path: `${QUEUE}/:item/hold`,
  params: byItem,
  audience: 'personal',
  body: form({}),
  reply: ItemHeld,
  run: (ctx, { item }) => holdItem(ctx, item),
  form: showModerationItem,
  done: ofItem,
})

const postRelease = action({
  name: 'releaseModerationItem',
  path: `${QUEUE}/:item/release`,
  params: byItem,
  audience: 'personal',
  body: form({}),
  reply: ItemHeld,
  run: (ctx, { item }) => releaseItem(ctx, item),
  form: showModerationItem,
  done: () => QUEUE,
})

const postDecision = action({
  name: 'decideModerationItem',
  path: `${QUEUE}/:item/decision`,
  params: byItem,
  audience: 'personal',
  body: decisionForm,
  reply: ItemDecided,
  run: (ctx, { item }, body) => decideItem(ctx, item, body),
  form: showModerationItem,
  done: () => QUEUE,
  repeat: 'key',
})

const showPetitionMasks = page({
  name: 'listMasks',
  path: `${QUEUE}/petitions/:number/masks`,
  params: byNumber,
  audience: 'personal',
  reply: MasksView,
  load: showMasks,
  html: (reply, view, form) => MasksPage({ reply, view, form }),
  unlisted: true,
})

const ofMask = ({ petition }: { petition: number }) => `${QUEUE}/petitions/${petition}/masks`

const postMask = action({
  name: 'maskPart',
  path: `${QUEUE}/petitions/:number/masks`,
  params: byNumber,
  audience: 'personal',
  body: maskForm,
  reply: MaskDone,
  status: 201,
  run: (ctx, { number }, body) => maskPart(ctx, number, body),
  form: showPetitionMasks,
  done: ofMask,
  repeat: 'key',
})

const showMask = page({
  name: 'showMask',
  path: `${QUEUE}/masks/:mask`,
  params: byMask,
  audience: 'personal',
  reply: MasksView,
  load: showMaskOf,
  html: (reply, view, form) => MasksPage({ reply, view, form }),
  unlisted: true,
})

const postLifting = action({
  name: 'liftMask',
  path: `${QUEUE}/masks/:mask/lifting`,
  params: byMask,
  audience: 'personal',
  body: form({}),
  reply: MaskDone,
  run: (ctx, { mask }) => liftMask(ctx, mask),
  form: showMask,
  done: ofMask,
})

const postReply = action({
  name: 'recordMaskReply',
  path: `${QUEUE}/masks/:mask/reply`,
  params: byMask,
  audience: 'personal',
  body: replyForm,
  reply: MaskDone,
  run: (ctx, { mask }, body) => recordReply(ctx, mask, body),
  form: showMask,
  done: ofMask,
})

/** The moderators' workspace. */
export const workEndpoints = [
  showQueue,
  showModerationItem,
  sendModeratedDocument,
  postHold,
  postRelease,
  postDecision,
  showPetitionMasks,
  postMask,
  showMask,
  postLifting,
  postReply,
]
