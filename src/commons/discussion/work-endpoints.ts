import { noFields } from '#kernel/forms/fields.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { decideAppeal } from './appeal-hiding.ts'
import { afterQuery, appealDecisionForm, byId, hidingForm } from './fields.ts'
import { hideComment, leaveComment } from './moderate-comment.ts'
import { CommentDeskPage } from './pages/comment-desk-page.tsx'
import { QUEUE, QueuePage } from './pages/queue-page.tsx'
import { CommentDeskView, DecidedRef, QueueView } from './replies.ts'
import { showCommentDesk, showQueue } from './show-queue.ts'

const showWaiting = page({
  name: 'listCommentsForWork',
  path: QUEUE,
  audience: 'personal',
  query: afterQuery,
  reply: QueueView,
  load: (ctx, _params, query) => showQueue(ctx, query),
  html: (reply, view) => QueuePage({ reply, view }),
  unlisted: true,
})

const showOne = page({
  name: 'showCommentForWork',
  path: `${QUEUE}/:comment`,
  params: byId,
  audience: 'personal',
  reply: CommentDeskView,
  load: showCommentDesk,
  html: (reply, view, form) => CommentDeskPage({ reply, view, form }),
  unlisted: true,
})

const postHiding = action({
  name: 'hideComment',
  path: `${QUEUE}/:comment/hiding`,
  params: byId,
  audience: 'personal',
  body: hidingForm,
  reply: DecidedRef,
  async run(ctx, { comment }, { reason }) {
    await hideComment(ctx, comment, reason)
    return { comment }
  },
  form: showOne,
  done: () => QUEUE,
})

const postLeaving = action({
  name: 'leaveComment',
  path: `${QUEUE}/:comment/leaving`,
  params: byId,
  audience: 'personal',
  body: noFields,
  reply: DecidedRef,
  async run(ctx, { comment }) {
    await leaveComment(ctx, comment)
    return { comment }
  },
  form: showOne,
  done: () => QUEUE,
})

const postAppeal = action({
  name: 'decideCommentAppeal',
  path: `${QUEUE}/:comment/appeal`,
  params: byId,
  audience: 'personal',
  body: appealDecisionForm,
  reply: DecidedRef,
  async run(ctx, { comment }, { decision }) {
    await decideAppeal(ctx, comment, decision)
    return { comment }
  },
  form: showOne,
  done: () => QUEUE,
})

export const workEndpoints = [showWaiting, showOne, postHiding, postLeaving, postAppeal]
