import type { Fields, Form, FormValue } from '#kernel/forms/fields.ts'
import { noFields } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { appealHiding } from './appeal-hiding.ts'
import { type At, discussionPath } from './discussable.ts'
import {
  afterQuery,
  answerForm,
  appealForm,
  byComment,
  bySubject,
  commentForm,
  flagForm,
  listQuery,
  textForm,
} from './fields.ts'
import { flagComment } from './flag-comment.ts'
import { listOwnComments } from './list-own.ts'
import { markUseful, unmarkUseful } from './mark-useful.ts'
import { editComment, withdrawComment } from './own-comment.ts'
import { CommentPage } from './pages/comment-page.tsx'
import { DiscussionPage } from './pages/discussion-page.tsx'
import { FlaggedPage, FlagPage } from './pages/flag-page.tsx'
import { MyCommentsPage } from './pages/my-comments-page.tsx'
import { OwnPage } from './pages/own-page.tsx'
import { WritingPage } from './pages/writing-page.tsx'
import {
  CommentRef,
  CommentView,
  CommentWritten,
  DiscussionView,
  FlagView,
  MyComments,
  OwnView,
  WritingView,
} from './replies.ts'
import { showComment, showDiscussion, showFlag } from './show-discussion.ts'
import { showAnswering, showOwn, showWriting } from './show-own.ts'
import { workEndpoints } from './work-endpoints.ts'
import { answerComment, writeComment } from './write-comment.ts'

const SUBJECT = '/discussions/:kind/:number'
const COMMENT = `${SUBJECT}/comments/:comment`
const pathOf = (at: At & { comment: string }) => `${discussionPath(at)}/comments/${at.comment}`

const showList = page({
  name: 'listComments',
  path: SUBJECT,
  params: bySubject,
  query: listQuery,
  reply: DiscussionView,
  load: showDiscussion,
  html: (reply, view) => DiscussionPage({ reply, view }),
  canonical: (reply) => discussionPath(reply.subject),
})

const showOne = page({
  name: 'showComment',
  path: COMMENT,
  params: byComment,
  query: afterQuery,
  reply: CommentView,
  load: showComment,
  html: (reply, view) => CommentPage({ reply, view }),
  unlisted: true,
})

const showCommentForm = page({
  name: 'showCommentForm',
  path: `${SUBJECT}/comment`,
  params: bySubject,
  audience: 'personal',
  reply: WritingView,
  load: showWriting,
  html: (reply, view, form) => WritingPage({ reply, view, form }),
  unlisted: true,
})

const postComment = action({
  name: 'writeComment',
  path: `${SUBJECT}/comment`,
  params: bySubject,
  audience: 'personal',
  body: commentForm,
  repeat: 'key',
  status: 201,
  reply: CommentWritten,
  run: writeComment,
  form: showCommentForm,
  done: (reply) => `${pathOf(reply)}/my-view`,
})

const showAnswerForm = page({
  name: 'showAnswerForm',
  path: `${COMMENT}/answer`,
  params: byComment,
  audience: 'personal',
  reply: WritingView,
  load: showAnswering,
  html: (reply, view, form) => WritingPage({ reply, view, form }),
  unlisted: true,
})

const postAnswer = action({
  name: 'answerComment',
  path: `${COMMENT}/answer`,
  params: byComment,
  audience: 'personal',
  body: answerForm,
  repeat: 'key',
  status: 201,
  reply: CommentWritten,
  run: answerComment,
  form: showAnswerForm,
  done: (reply) => `${pathOf(reply)}/my-view`,
})

const showMine = page({
  name: 'showMyViewOfComment',
  path: `${COMMENT}/my-view`,
  params: byComment,
  audience: 'personal',
  reply: OwnView,
  load: showOwn,
  html: (reply, view, form) => OwnPage({ reply, view, form }),
  unlisted: true,
})

const showOwnList = page({
  name: 'listMyComments',
  path: '/account/comments',
  audience: 'personal',
  query: afterQuery,
  reply: MyComments,
  load: (ctx, _params, query) => listOwnComments(ctx, query),
  html: (reply, view) => MyCommentsPage({ reply, view }),
  unlisted: true,
})

function act<B extends Fields>(
  name: string,
  path: string,
  body: Form<B>,
  run: (ctx: WriteContext, at: At & { comment: string }, body: FormValue<B>) => Promise<void>,
  done: (at: At & { comment: string }) => string = (at) => `${pathOf(at)}/my-view`,
) {
  return action({
    name,
    path: `${COMMENT}/${path}`,
    params: byComment,
    audience: 'personal',
    body,
    reply: CommentRef,
    async run(ctx, at, value) {
      await run(ctx, at, value)
      return at
    },
    form: showMine,
    done,
  })
}

const showFlagForm = page({
  name: 'showCommentFlag',
  path: `${COMMENT}/flag`,
  params: byComment,
  reply: FlagView,
  load: showFlag,
  html: (reply, view, form) => FlagPage({ reply, view, form }),
  unlisted: true,
})

const postFlag = action({
  name: 'flagComment',
  path: `${COMMENT}/flag`,
  params: byComment,
  body: flagForm,
  reply: CommentRef,
  async run(ctx, at, { reason }) {
    await flagComment(ctx, at, reason)
    return at
  },
  form: showFlagForm,
  done: (at) => `${pathOf(at)}/flagged`,
})

const showFlagged = page({
  name: 'showCommentFlagged',
  path: `${COMMENT}/flagged`,
  params: byComment,
  reply: FlagView,
  load: showFlag,
  html: (reply, view) => FlaggedPage({ reply, view }),
  unlisted: true,
})

export const endpoints = [
  showList,
  showOne,
  showCommentForm,
  postComment,
  showAnswerForm,
  postAnswer,
  showMine,
  showOwnList,
  act('editComment', 'text', textForm, (ctx, at, { text }) => editComment(ctx, at, text)),
  act('appealCommentHiding', 'appeal', appealForm, (ctx, at, { text }) => appealHiding(ctx, at, text)),
  act('withdrawComment', 'withdrawal', noFields, withdrawComment, discussionPath),
  act('markCommentUseful', 'useful', noFields, markUseful),
  act('unmarkCommentUseful', 'withdrawn-useful', noFields, unmarkUseful),
  showFlagForm,
  postFlag,
  showFlagged,
  ...workEndpoints,
]
