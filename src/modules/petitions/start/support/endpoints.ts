import Type from 'typebox'
import { email } from '#commons/people/email-field.ts'
import { placeKey } from '#commons/places/field.ts'
import { InvalidInput, NotFound } from '#kernel/errors.ts'
import { sendKeptFile } from '#kernel/files/send-kept-file.ts'
import { checkbox, form, optional, text, token } from '#kernel/forms/fields.ts'
import { action, page, resource } from '#kernel/http/endpoint.ts'
import { byToken, idInPath, personName } from '../../fields.ts'
import { documentsOf } from '../documents/store.ts'
import { ConfirmSupportPage } from './confirm-page.tsx'
import { confirmSupport, supportSignedIn } from './confirm-support.ts'
import { findSupport, findSupportConfirmation, showSupportReceipt } from './find-support.ts'
import { SupportMailPage } from './mail-page.tsx'
import { SupportReceiptPage } from './receipt-page.tsx'
import { SupportConfirmView, SupportReceiptView, SupportView } from './replies.ts'
import { requestSupport } from './request-support.ts'
import { findByLink } from './store.ts'
import { SupportPage } from './support-page.tsx'
import { withdrawSupport } from './withdraw-support.ts'

const showSupport = page({
  name: 'showSupport',
  path: '/support/:token',
  params: byToken,
  audience: 'personal',
  reply: SupportView,
  load: findSupport,
  html: (reply, view, state) => SupportPage({ reply, view, form: state }),
  unlisted: true,
})

const postSupport = action({
  name: 'support',
  path: '/support/:token',
  params: byToken,
  audience: 'personal',
  body: form({
    name: personName(),
    // Asked only of those who are not signed in: the account has one.
    email: optional(email()),
    place: placeKey(),
    showName: checkbox(),
    wantsNews: checkbox(),
    consent: checkbox('petitions.consent.missing'),
  }),
  reply: Type.Object({ receipt: Type.Union([Type.String(), Type.Null()]) }),
  status: 202,
  run: async (ctx, params, { email: address, ...support }) => {
    if (ctx.viewer.accountId !== null) return { receipt: await supportSignedIn(ctx, params.token, support) }
    if (address === null) throw new InvalidInput([{ field: 'email', text: { key: 'kernel.form.not-email' } }])
    await requestSupport(ctx, params.token, { ...support, email: address })
    return { receipt: null }
  },
  form: showSupport,
  done: ({ receipt }, params) => (receipt ? `/supporters/${receipt}` : `/support/${params.token}/check-your-mail`),
})

const showMailSent = page({
  name: 'showSupportMailSent',
  path: '/support/:token/check-your-mail',
  params: byToken,
  audience: 'personal',
  reply: Type.Object({ title: Type.String(), lang: Type.Enum(['ro', 'ru', 'en']) }),
  load: async (ctx, params) => {
    const petition = await findByLink(ctx.db, params.token)
    if (!petition) throw new NotFound()
    return { title: petition.title, lang: petition.lang }
  },
  html: (reply, view) => SupportMailPage({ reply, view }),
  unlisted: true,
})

const sendSupportDocument = resource({
  name: 'sendSupportDocument',
  path: '/support/:token/documents/:document/:name',
  params: form({ token: token(), document: idInPath(), name: text({ max: 200 }) }),
  audience: 'personal',
  contentType: 'application/octet-stream',
  load: async (ctx, params) => {
    const petition = await findByLink(ctx.db, params.token)
    const documents = petition ? await documentsOf(ctx.db, petition.id) : []
    const document = documents.find(({ id, hidden }) => id === params.document && !hidden)
    if (!document) throw new NotFound()
    return sendKeptFile(ctx, document)
  },
})

const showConfirmation = page({
  name: 'showSupportConfirmation',
  path: '/supporters/:token/confirmation',
  params: byToken,
  audience: 'personal',
  reply: SupportConfirmView,
  load: findSupportConfirmation,
  html: (reply, view, state) => ConfirmSupportPage({ reply, view, form: state }),
  unlisted: true,
})

const postConfirmation = action({
  name: 'confirmSupport',
  path: '/supporters/:token/confirmation',
  params: byToken,
  audience: 'personal',
  body: form({}),
  reply: SupportReceiptView,
  run: async (ctx, params) => {
    await confirmSupport(ctx, params.token)
    return showSupportReceipt({ ...ctx, db: ctx.tx }, params)
  },
  form: showConfirmation,
  done: (_reply, params) => `/supporters/${params.token}`,
})

const showReceipt = page({
  name: 'showSupportReceipt',
  path: '/supporters/:token',
  params: byToken,
  audience: 'personal',
  reply: SupportReceiptView,
  load: showSupportReceipt,
  html: (reply, view, state) => SupportReceiptPage({ reply, view, form: state }),
  unlisted: true,
})

const postWithdrawal = action({
  name: 'withdrawSupport',
  path: '/supporters/:token/withdrawal',
  params: byToken,
  audience: 'personal',
  body: form({}),
  reply: SupportReceiptView,
  run: async (ctx, params) => {
    await withdrawSupport(ctx, params.token)
    return showSupportReceipt({ ...ctx, db: ctx.tx }, params)
  },
  form: showReceipt,
  done: (_reply, params) => `/supporters/${params.token}`,
})

export const supportEndpoints = [
  showSupport,
  postSupport,
  showMailSent,
  sendSupportDocument,
  showConfirmation,
  postConfirmation,
  showReceipt,
  postWithdrawal,
]
