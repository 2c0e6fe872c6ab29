import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { byNumber } from '../fields.ts'
import { publicStates } from '../petition.ts'
import { findPetitionRow } from '../store.ts'
import { appealMask, appealRefusal, assertStarter, standingMask, standingRefusal } from './appeal.ts'
import { listDecisions } from './decisions.ts'
import { appealForm, byNumberAndMask, decisionsQuery, flagForm } from './fields.ts'
import { flagPetition } from './flag-petition.ts'
import { lastAppealDay } from './let-stand.ts'
import { AppealPage } from './pages/appeal-page.tsx'
import { DecisionsPage } from './pages/decisions-page.tsx'
import { FlaggedPage, FlagPage } from './pages/flag-page.tsx'
import { AppealView, DecisionList, FlagView, PetitionTouched } from './replies.ts'
import { findModerated } from './store.ts'

const pathOf = ({ petition }: { petition: { number: number; slug: string } }) =>
  `/petitions/${petition.number}-${petition.slug}`

const showDecisions = page({
  name: 'listModerationDecisions',
  path: '/petitions/decisions',
  query: decisionsQuery,
  reply: DecisionList,
  load: (ctx, _params, query) => listDecisions(ctx, query),
  html: (reply, view) => DecisionsPage({ reply, view }),
})

const showFlagForm = page({
  name: 'showFlagForm',
  path: '/petitions/:number/flag',
  params: byNumber,
  reply: FlagView,
  load: flaggedPetition,
  html: (reply, view, form) => FlagPage({ reply, view, form }),
  unlisted: true,
})

const postFlag = action({
  name: 'flagPetition',
  path: '/petitions/:number/flag',
  params: byNumber,
  body: flagForm,
  reply: PetitionTouched,
  status: 202,
  run: (ctx, { number }, body) => flagPetition(ctx, number, body),
  form: showFlagForm,
  done: (reply) => `${pathOf(reply)}/flagged`,
})

const showFlagged = page({
  name: 'showFlagged',
  path: '/petitions/:number/flagged',
  params: byNumber,
  reply: FlagView,
  load: flaggedPetition,
  html: (reply, view) => FlaggedPage({ reply, view }),
  unlisted: true,
})

const showAppealForm = page({
  name: 'showAppealForm',
  path: '/petitions/:number/appeal',
  params: byNumber,
  audience: 'personal',
  reply: AppealView,
  load: findAppeal,
  html: (reply, view, form) => AppealPage({ reply, view, form }),
  unlisted: true,
})

const postAppeal = action({
  name: 'appealRefusal',
  path: '/petitions/:number/appeal',
  params: byNumber,
  audience: 'personal',
  body: appealForm,
  reply: PetitionTouched,
  status: 201,
  run: (ctx, { number }, body) => appealRefusal(ctx, number, body),
  form: showAppealForm,
  done: pathOf,
  repeat: 'key',
})

const showMaskAppealForm = page({
  name: 'showMaskAppealForm',
  path: '/petitions/:number/masks/:mask/appeal',
  params: byNumberAndMask,
  audience: 'personal',
  reply: AppealView,
  load: findMaskAppeal,
  html: (reply, view, form) => AppealPage({ reply, view, form }),
  unlisted: true,
})

const postMaskAppeal = action({
  name: 'appealMask',
  path: '/petitions/:number/masks/:mask/appeal',
  params: byNumberAndMask,
  audience: 'personal',
  body: appealForm,
  reply: PetitionTouched,
  status: 201,
  run: (ctx, { number, mask }, body) => appealMask(ctx, number, mask, body),
  form: showMaskAppealForm,
  done: pathOf,
  repeat: 'key',
})

/** What citizens do: read decisions, report, appeal. */
export const publicEndpoints = [
  showDecisions,
  showFlagForm,
  postFlag,
  showFlagged,
  showAppealForm,
  postAppeal,
  showMaskAppealForm,
  postMaskAppeal,
]

async function flaggedPetition(ctx: Context, { number }: { number: number }): Promise<FlagView> {
  const petition = await findPetitionRow(ctx.db, number)
  if (!petition || !(publicStates as readonly string[]).includes(petition.state)) throw new NotFound()
  const { slug, title, lang } = petition
  return { petition: { number, slug, title, lang } }
}

async function findAppeal(ctx: Context, { number }: { number: number }): Promise<AppealView> {
  const petition = await findModerated(ctx.db, number)
  assertStarter(ctx, petition)
  const refusal = await standingRefusal(ctx.db, petition)
  return {
    petition,
    about: 'refusal',
    reason: refusal?.reason ?? null,
    text: refusal?.text ?? null,
    ...(await termOf(ctx, refusal?.decidedAt)),
  }
}

async function findMaskAppeal(ctx: Context, { number, mask }: { number: number; mask: string }): Promise<AppealView> {
  const petition = await findModerated(ctx.db, number)
  assertStarter(ctx, petition)
  const standing = await standingMask(ctx.db, petition.id, mask)
  return {
    petition,
    about: 'mask',
    reason: standing?.reason ?? null,
    text: null,
    ...(await termOf(ctx, standing?.maskedAt)),
  }
}

async function termOf(ctx: Context, decidedAt: Date | undefined): Promise<{ until: string | null; open: boolean }> {
  if (!decidedAt) return { until: null, open: false }
  const until = await lastAppealDay(ctx, decidedAt)
  return { until, open: dayOf(ctx.now, ctx.timeZone) <= until }
}
