import { sql } from 'kysely'
import { personOf } from '#commons/access/permit.ts'
import { basisInWords } from '#commons/lifecycle/basis-in-words.ts'
import type { LegalBasis } from '#commons/lifecycle/clock.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { requestFollow } from '#commons/notices/follow-by-mail.ts'
import { follow, isFollowing } from '#commons/notices/subscriptions.ts'
import { lawOn } from '#jurisdiction/md/index.ts'
import { InvalidInput, NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { action, page, resource } from '#kernel/http/endpoint.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { findPetitionRow } from '../store.ts'
import { sendAnswerFile } from './answer-files.ts'
import { casesOf } from './case-store.ts'
import { byFile, byNumber, byNumberAndCase, followForm, lodgingForm, mendedForm } from './fields.ts'
import { addresseesToLodge, lodgePetition, ownPetition } from './lodge-petition.ts'
import { findLodgingReceipt, ownLetter } from './lodging-receipt.ts'
import { mendCase } from './mend-case.ts'
import { DefectsPage } from './pages/defects-page.tsx'
import { FollowAskedPage, FollowPage } from './pages/follow-page.tsx'
import { LodgingPage } from './pages/lodging-page.tsx'
import { LodgingReceiptPage } from './pages/lodging-receipt-page.tsx'
import {
  CaseDone,
  DefectsView,
  FollowAskedView,
  FollowDone,
  FollowPageView,
  LodgingMade,
  LodgingReceiptView,
  LodgingView,
} from './replies.ts'

const showLodging = page({
  name: 'showLodging',
  path: '/petitions/:number/lodging',
  params: byNumber,
  audience: 'personal',
  reply: LodgingView,
  load: (ctx, { number }) => loadLodging(ctx, number),
  html: (reply, view, form) => LodgingPage({ reply, view, form }),
  unlisted: true,
})

const postLodging = action({
  name: 'lodgePetition',
  path: '/petitions/:number/lodging',
  params: byNumber,
  audience: 'personal',
  body: lodgingForm,
  reply: LodgingMade,
  status: 201,
  repeat: 'key',
  run: (ctx, { number }, { confirm: _, ...data }) => lodgePetition(ctx, number, data),
  form: showLodging,
  done: ({ petition }) => `/petitions/${petition.number}/lodging-receipt`,
})

const showReceipt = page({
  name: 'showLodgingReceipt',
  path: '/petitions/:number/lodging-receipt',
  params: byNumber,
  audience: 'personal',
  reply: LodgingReceiptView,
  load: (ctx, { number }) => findLodgingReceipt(ctx, number),
  html: (reply, view) => LodgingReceiptPage({ reply, view }),
  unlisted: true,
})

const downloadLetter = resource({
  name: 'downloadOwnLetter',
  path: '/petitions/:number/lodging-receipt/:case/petition.pdf',
  params: byNumberAndCase,
  audience: 'personal',
  contentType: 'application/pdf',
  load: async (ctx, params) => ({
    body: await ownLetter(ctx, params.number, params.case),
    fileName: `petitia-${params.number}.pdf`,
  }),
})

const showDefects = page({
  name: 'showDefects',
  path: '/petitions/:number/defects',
  params: byNumber,
  audience: 'personal',
  reply: DefectsView,
  load: (ctx, { number }) => loadDefects(ctx, number),
  html: (reply, view, form) => DefectsPage({ reply, view, form }),
  unlisted: true,
})

const postMended = action({
  name: 'mendPetition',
  path: '/petitions/:number/defects',
  params: byNumber,
  audience: 'personal',
  body: mendedForm,
  reply: CaseDone,
  repeat: 'key',
  async run(ctx, { number }, body) {
    const petition = await ownPetition(ctx, ctx.tx, number)
    const cases = await casesOf(ctx.tx, petition.id)
    if (!cases.some(({ id }) => id === body.case)) throw new NotFound()
    await mendCase(ctx, body.case, body.text)
    return { case: body.case }
  },
  form: showDefects,
  done: (_reply, { number }) => `/petitions/${number}/defects`,
})

const showFollow = page({
  name: 'showFollow',
  path: '/petitions/:number/follow',
  params: byNumber,
  audience: 'personal',
  reply: FollowPageView,
  async load(ctx, { number }) {
    const petition = await published(ctx, number)
    const { accountId, mailboxId } = ctx.viewer
    const following = mailboxId ? await isFollowing(ctx.db, mailboxId, subjectOf(petition.id)) : false
    return { petition: refOf(petition), signedIn: accountId !== null, following }
  },
  html: (reply, view, form) => FollowPage({ reply, view, form }),
  unlisted: true,
})

const postFollow = action({
  name: 'followPetition',
  path: '/petitions/:number/follow',
  params: byNumber,
  audience: 'personal',
  body: followForm,
  reply: FollowDone,
  async run(ctx, { number }, { email }) {
    const petition = await published(ctx, number)
    const ref = refOf(petition)
    if (email === null) {
      if (ctx.viewer.accountId === null)
        throw new InvalidInput([{ field: 'email', text: { key: 'kernel.form.not-email' } }])
      await follow(ctx.tx, personOf(ctx).mailboxId, subjectOf(petition.id), ctx.now)
      return { petition: ref, by: 'account' as const }
    }
    const path = `/petitions/${petition.number}-${petition.slug}`
    await requestFollow(ctx, { email, subject: subjectOf(petition.id), path, title: petition.title })
    return { petition: ref, by: 'mail' as const }
  },
  form: showFollow,
  done: ({ petition, by }) => `/petitions/${petition.number}/follow${by === 'mail' ? '-asked' : ''}`,
})

const showFollowAsked = page({
  name: 'showFollowAsked',
  path: '/petitions/:number/follow-asked',
  params: byNumber,
  reply: FollowAskedView,
  load: async (ctx, { number }) => ({ petition: refOf(await published(ctx, number)) }),
  html: (reply, view) => FollowAskedPage({ reply, view }),
  unlisted: true,
})

const downloadFile = resource({
  name: 'downloadAnswerFile',
  path: '/petitions/:number/answer-files/:file',
  params: byFile,
  contentType: 'application/octet-stream',
  load: (ctx, params) => sendAnswerFile(ctx, params),
})

export const lodgingEndpoints = [
  showLodging,
  postLodging,
  showReceipt,
  downloadLetter,
  showDefects,
  postMended,
  showFollow,
  postFollow,
  showFollowAsked,
  downloadFile,
]

const subjectOf = (petitionId: string) => ({ kind: 'petitions.petition', id: petitionId })

function refOf({
  number,
  slug,
  title,
  lang,
}: {
  number: number
  slug: string
  title: string
  lang: 'ro' | 'ru' | 'en'
}) {
  return { number, slug, title, lang }
}

async function published(ctx: Context, number: number) {
  const petition = await findPetitionRow(ctx.db, number)
  if (!petition?.publishedAt) throw new NotFound()
  return petition
}

async function loadLodging(ctx: Context, number: number): Promise<LodgingView> {
  const petition = await ownPetition(ctx, ctx.db, number)
  const person = personOf(ctx)
  const law = lawOn('petition.requiredFields', dayOf(ctx.now, ctx.timeZone))
  return {
    petition: { ...refOf(petition), whyHtml: petition.whyHtml },
    level: person.level,
    name: person.name ?? '',
    addressees: (await addresseesToLodge(ctx, ctx.db, petition.id)).map(
      ({ organisation, level, basis, enough, taken }) => ({
        authority: { slug: organisation.slug, name: inLang(organisation.name, ctx.lang) },
        level,
        basis: basis && basisInWords(basis as LegalBasis, ctx.lang),
        enough,
        taken,
      }),
    ),
    signatureLaw: { basis: basisInWords(law.basis, ctx.lang) },
  }
}

async function loadDefects(ctx: Context, number: number): Promise<DefectsView> {
  const petition = await ownPetition(ctx, ctx.db, number)
  const cases = await casesOf(ctx.db, petition.id)
  const { rows } = await sql<{ caseId: string; text: string; untilOn: string; mended: boolean }>`
    SELECT case_id AS "caseId", text, until_on AS "untilOn", mended_at IS NOT NULL AS mended FROM petitions.case_defect
    WHERE case_id = ANY(${cases.map(({ id }) => id)}::uuid[]) ORDER BY asked_at DESC`.execute(ctx.db)
  return {
    petition: refOf(petition),
    items: rows.map(({ caseId, ...defect }) => {
      const { organisation } = cases.find(({ id }) => id === caseId) as (typeof cases)[number]
      return {
        case: caseId,
        authority: { slug: organisation.slug, name: inLang(organisation.name, ctx.lang) },
        ...defect,
      }
    }),
  }
}
