import { type Fields, type Form, type FormValue, noFields } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
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

/** An act of whoever holds the link, once a key; it leads back to the link's page. */
function act<B extends Fields>(
  name: string,
  path: string,
  body: Form<B>,
  run: (ctx: WriteContext, token: string, body: FormValue<B>) => Promise<{ id: string }>,
  files = false,
) {
  return action({
    name,
    path: `/reply/:token/${path}`,
    params: byToken,
    audience: 'personal',
    body,
    reply: CaseDone,
    repeat: 'key',
    ...(files && { multipart: true, bodyLimit: FILES_BODY }),
    run: async (ctx, { token }, value) => ({ case: (await run(ctx, token, value)).id }),
    form: show,
    done: (_reply, { token }) => `/reply/${token}`,
  })
}

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
  act('acknowledgeByLink', 'acknowledgement', acknowledgementForm, (ctx, token, { incomingNumber }) =>
    acknowledge(ctx, token, incomingNumber),
  ),
  act('answerByLink', 'answer', answerForm, answerByLink, true),
  act('followUpByLink', 'follow-up', followUpForm, followUpByLink, true),
  act('recordHearingByLink', 'hearing', followUpForm, hearingByLink, true),
  act('finishByLink', 'completion', noFields, finishByLink),
  download,
]
