import { form } from '#kernel/forms/fields.ts'
import { action, page, resource } from '#kernel/http/endpoint.ts'
import { acknowledgementForm, answerForm, byToken, FILES_BODY, followUpForm } from './fields.ts'
import { ReplyPage } from './pages/reply-page.tsx'
import { CaseDone, ReplyView } from './replies.ts'
import {
  acknowledge,
  answerByLink,
  finishByLink,
  followUpByLink,
  hearingByLink,
  pdfByLink,
  showReply,
} from './reply-by-link.ts'

const show = page({
  name: 'showReplyLink',
  path: '/reply/:token',
  params: byToken,
  audience: 'personal',
  reply: ReplyView,
  load: (ctx, { token }) => showReply(ctx, token),
  html: (reply, view, state) => ReplyPage({ reply, view, form: state }),
  unlisted: true,
})

const postAcknowledgement = action({
  name: 'acknowledgeByLink',
  path: '/reply/:token/acknowledgement',
  params: byToken,
  audience: 'personal',
  body: acknowledgementForm,
  reply: CaseDone,
  repeat: 'key',
  run: async (ctx, { token }, { incomingNumber }) => ({ case: (await acknowledge(ctx, token, incomingNumber)).id }),
  form: show,
  done: (_reply, { token }) => `/reply/${token}`,
})

const postAnswer = action({
  name: 'answerByLink',
  path: '/reply/:token/answer',
  params: byToken,
  audience: 'personal',
  body: answerForm,
  reply: CaseDone,
  repeat: 'key',
  multipart: true,
  bodyLimit: FILES_BODY,
  run: async (ctx, { token }, body) => ({ case: (await answerByLink(ctx, token, body)).id }),
  form: show,
  done: (_reply, { token }) => `/reply/${token}`,
})

const postFollowUp = action({
  name: 'followUpByLink',
  path: '/reply/:token/follow-up',
  params: byToken,
  audience: 'personal',
  body: followUpForm,
  reply: CaseDone,
  repeat: 'key',
  multipart: true,
  bodyLimit: FILES_BODY,
  run: async (ctx, { token }, body) => ({ case: (await followUpByLink(ctx, token, body)).id }),
  form: show,
  done: (_reply, { token }) => `/reply/${token}`,
})

const postHearing = action({
  name: 'recordHearingByLink',
  path: '/reply/:token/hearing',
  params: byToken,
  audience: 'personal',
  body: followUpForm,
  reply: CaseDone,
  repeat: 'key',
  multipart: true,
  bodyLimit: FILES_BODY,
  run: async (ctx, { token }, body) => ({ case: (await hearingByLink(ctx, token, body)).id }),
  form: show,
  done: (_reply, { token }) => `/reply/${token}`,
})

const postCompletion = action({
  name: 'finishByLink',
  path: '/reply/:token/completion',
  params: byToken,
  audience: 'personal',
  body: form({}),
  reply: CaseDone,
  repeat: 'key',
  run: async (ctx, { token }) => ({ case: (await finishByLink(ctx, token)).id }),
  form: show,
  done: (_reply, { token }) => `/reply/${token}`,
})

const download = resource({
  name: 'downloadPdfByLink',
  path: '/reply/:token/petition.pdf',
  params: byToken,
  audience: 'personal',
  contentType: 'application/pdf',
  async load(ctx, { token }) {
    const { body, number } = await pdfByLink(ctx, token)
    return { body, fileName: `petitia-${number}.pdf` }
  },
})

export const replyEndpoints = [
  show,
  postAcknowledgement,
  postAnswer,
  postFollowUp,
  postHearing,
  postCompletion,
  download,
]
