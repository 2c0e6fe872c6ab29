import Type from 'typebox'
import { NotFound } from '#kernel/errors.ts'
import { sendKeptFile } from '#kernel/files/send-kept-file.ts'
import { checkbox, form, list, optional, text } from '#kernel/forms/fields.ts'
import { action, page, resource } from '#kernel/http/endpoint.ts'
import { byNumber, idInPath, numberInPath } from '../../fields.ts'
import { documentsOf } from '../documents/store.ts'
import { addresseeTwice, authority } from '../draft/answers.ts'
import { resendSupportLink } from '../support/tell-starter.ts'
import { CLARIFICATION_MAX, petitionTitle, petitionWhy } from '../text-fields.ts'
import { ClarifyPage } from './clarify-page.tsx'
import { clarifyPetition } from './clarify-petition.ts'
import { abandonPetition, closeEarly } from './close-petition.ts'
import { AbandonPage, ClosePage } from './confirm-pages.tsx'
import { findMine, listOwn } from './find-mine.ts'
import { LinkMailedPage } from './link-mailed-page.tsx'
import { MinePage } from './mine-page.tsx'
import { OwnListPage } from './own-list-page.tsx'
import { ownPetition } from './own-petition.ts'
import { MineView, OwnList } from './replies.ts'
import { resubmitPetition } from './resubmit-petition.ts'
import { TextPage } from './text-page.tsx'

const none = Type.Object({})
const own = { params: byNumber, audience: 'personal', reply: MineView, load: findMine, unlisted: true } as const
const toMine = (_reply: unknown, { number }: { number: number }) => `/petitions/${number}/mine`

const showOwnList = page({
  name: 'listOwnPetitions',
  path: '/account/petitions',
  audience: 'personal',
  reply: OwnList,
  load: listOwn,
  html: (reply, view) => OwnListPage({ reply, view }),
  unlisted: true,
})

const showMine = page({
  ...own,
  name: 'showOwnPetition',
  path: '/petitions/:number/mine',
  html: (reply, view) => MinePage({ reply, view }),
})

/** A program that leaves out whom the petition asks leaves that as it is. */
const textForm = form(
  {
    title: petitionTitle(),
    why: petitionWhy(),
    removed: list(idInPath(), { max: 5 }),
    addressee: optional(authority()),
    addressee2: optional(authority()),
    addressee3: optional(authority()),
  },
  addresseeTwice,
)

const showText = page({
  ...own,
  name: 'showOwnText',
  path: '/petitions/:number/mine/text',
  html: (reply, view, state) => TextPage({ reply, view, form: state }),
})

const postText = action({
  name: 'resubmitPetition',
  path: '/petitions/:number/mine/text',
  params: byNumber,
  audience: 'personal',
  body: textForm,
  reply: none,
  run: async (ctx, { number }, body) => {
    await resubmitPetition(ctx, number, body)
    return {}
  },
  form: showText,
  done: toMine,
})

const showClarify = page({
  ...own,
  name: 'showClarifications',
  path: '/petitions/:number/mine/clarifications',
  html: (reply, view, state) => ClarifyPage({ reply, view, form: state }),
})

const postClarification = action({
  name: 'clarifyPetition',
  path: '/petitions/:number/mine/clarifications',
  params: byNumber,
  audience: 'personal',
  body: form({
    text: text({ max: CLARIFICATION_MAX, min: 10, lines: true, missing: 'petitions.start.clarification.missing' }),
  }),
  reply: none,
  status: 201,
  repeat: 'key',
  run: async (ctx, { number }, body) => {
    await clarifyPetition(ctx, number, body.text)
    return {}
  },
  form: showClarify,
  done: toMine,
})

const showClosing = page({
  ...own,
  name: 'showClosing',
  path: '/petitions/:number/mine/closing',
  html: (reply, view, state) => ClosePage({ reply, view, form: state }),
})

const postClosing = action({
  name: 'closePetition',
  path: '/petitions/:number/mine/closing',
  params: byNumber,
  audience: 'personal',
  body: form({ sure: checkbox('petitions.start.sure.missing') }),
  reply: none,
  run: async (ctx, { number }) => {
    await closeEarly(ctx, number)
    return {}
  },
  form: showClosing,
  done: toMine,
})

const showAbandonment = page({
  ...own,
  name: 'showAbandonment',
  path: '/petitions/:number/mine/abandonment',
  html: (reply, view, state) => AbandonPage({ reply, view, form: state }),
})

const postAbandonment = action({
  name: 'abandonPetition',
  path: '/petitions/:number/mine/abandonment',
  params: byNumber,
  audience: 'personal',
  body: form({ sure: checkbox('petitions.start.sure.missing') }),
  reply: none,
  run: async (ctx, { number }) => {
    await abandonPetition(ctx, number)
    return {}
  },
  form: showAbandonment,
  done: toMine,
})

const sendOwnDocument = resource({
  name: 'sendOwnDocument',
  path: '/petitions/:number/mine/documents/:document/:name',
  params: form({ number: numberInPath(), document: idInPath(), name: text({ max: 200 }) }),
  audience: 'personal',
  contentType: 'application/octet-stream',
  load: async (ctx, { number, document }) => {
    const petition = await ownPetition(ctx, number)
    const found = (await documentsOf(ctx.db, petition.id)).find(({ id, hidden }) => id === document && !hidden)
    if (!found) throw new NotFound()
    return sendKeptFile(ctx, found)
  },
})

const showLinkMailed = page({
  ...own,
  name: 'showSupportLinkMailed',
  path: '/petitions/:number/mine/support-link-mail',
  html: (reply, view) => LinkMailedPage({ reply, view }),
})

const postLinkMail = action({
  name: 'mailSupportLink',
  path: '/petitions/:number/mine/support-link-mail',
  params: byNumber,
  audience: 'personal',
  body: form({}),
  reply: none,
  status: 202,
  run: async (ctx, { number }) => {
    await resendSupportLink(ctx, number)
    return {}
  },
  form: showMine,
  done: (_reply, { number }) => `/petitions/${number}/mine/support-link-mail`,
})

export const mineEndpoints = [
  showOwnList,
  showMine,
  showLinkMailed,
  postLinkMail,
  showText,
  postText,
  showClarify,
  postClarification,
  showClosing,
  postClosing,
  showAbandonment,
  postAbandonment,
  sendOwnDocument,
]
