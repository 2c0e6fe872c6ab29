import { permit, personOf } from '#commons/access/permit.ts'
import { recordReading } from '#commons/audit/record.ts'
import { basisInWords } from '#commons/lifecycle/basis-in-words.ts'
import { clocksOf, type KeptClock } from '#commons/lifecycle/clocks.ts'
import { canMove } from '#commons/lifecycle/lifecycle.ts'
import { dayOf, daysBetween, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { currentAuthorities, findAuthority } from '#commons/organisations/authorities.ts'
import { ownOrganisations } from '#commons/processes/own-process.ts'
import type { Waiting } from '#commons/work/workspace.ts'
import { lawOn } from '#jurisdiction/md/index.ts'
import { NotFound } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import { readCursor, writeCursor } from '#kernel/http/cursor.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { findWish } from '../wishes/store.ts'
import type { newQuery } from './fields.ts'
import { waitingTooLong } from './late.ts'
import { answerRequests, ownRequest, requestAtDesk } from './permissions.ts'
import {
  acts,
  type DeskRequestView,
  type NewRequestView,
  type OwnRequestView,
  type PublishedList,
  type PublishedView,
  type RequestItem,
  type RequestList,
  type RequestView,
  type TermView,
} from './replies.ts'
import { REQUEST, type RequestState, requestLife } from './request.ts'
import { unsealAnswer, unsealRequest } from './sealed.ts'
import {
  addressOf,
  type DataRequest,
  filesOf,
  openRequestIds,
  type PublishedRequest,
  publicationOf,
  publishedRequest,
  publishedRequests,
  requestsBy,
  requestsTo,
} from './store.ts'
import { extensionTerm, informationTerm } from './terms.ts'

const PAGE = 30

/** The form, with what the law says of it, and what a wish has said already. @throws SignInNeeded, NotFound */
export async function showNewRequest(
  ctx: Context,
  { kind, institution, wish: number }: FormValue<(typeof newQuery)['fields']>,
): Promise<NewRequestView> {
  const person = personOf(ctx)
  const [institutions, wish, mailbox] = await Promise.all([
    currentAuthorities(ctx.db),
    number === null ? null : findWish(ctx.db, number),
    addressOf(ctx.db, person.mailboxId),
  ])
  const today = dayOf(ctx.now, ctx.timeZone)
  const term = informationTerm(today)
  const free = lawOn('foi.freePages', today)
  return {
    kind,
    institution: institution ?? wish?.institution?.slug ?? null,
    institutions: institutions
      .map(({ slug, name }) => ({ slug, name: inLang(name, ctx.lang) }))
      .sort((a, b) => a.name.localeCompare(b.name, ctx.lang)),
    name: person.name,
    email: mailbox?.address ?? null,
    wish: wish?.hiddenReason === null ? { ...linkOf(wish), text: wish.textMarkdown } : null,
    law: {
      days: term.length,
      extendDays: extensionTerm(today).length,
      basis: basisInWords(term.basis, ctx.lang),
      verified: term.verified,
      freePages: free.value as number,
      freeBasis: basisInWords(free.basis, ctx.lang),
      fields: basisInWords(lawOn('foi.requiredFields', today).basis, ctx.lang),
    },
  }
}

const linkOf = <W extends NonNullable<DataRequest['wish']>>({ number, slug, title, lang }: W) => ({
  ...{ number, slug, title, lang },
})

/** Requests of the person who asks, the newest first. */
export async function listOwnRequests(ctx: Context, { after }: { after: string | null }): Promise<RequestList> {
  const at = after === null ? null : readCursor(after)
  return listOf(ctx, await requestsBy(ctx.db, personOf(ctx).mailboxId, at, PAGE + 1), null, at === null)
}

export async function showOwnRequest(ctx: Context, { number }: { number: number }): Promise<OwnRequestView> {
  const request = await ownRequest(ctx, number)
  return {
    ...(await viewOf(ctx, request)),
    mayWithdraw: canMove(requestLife, request.state, 'withdraw', 'requester'),
  }
}

/** Requests to the institutions of an officer, the newest first. @throws SignInNeeded, Forbidden */
export async function listForDesk(
  ctx: Context,
  { state, after }: { state: RequestState | null; after: string | null },
): Promise<RequestList> {
  permit(ctx, answerRequests)
  const at = after === null ? null : readCursor(after)
  const organisationIds = ownOrganisations(ctx, answerRequests)
  const rows = await requestsTo(ctx.db, { organisationIds, state, after: at, limit: PAGE + 1 })
  return listOf(ctx, rows, state, at === null)
}

/** A request with all that was asked: a reading of personal data, which who asked can see. @throws SignInNeeded, Forbidden, NotFound */
export async function showForDesk(ctx: Context, { number }: { number: number }): Promise<DeskRequestView> {
  const { request, by } = await requestAtDesk(ctx, number)
  const view = await viewOf(ctx, request)
  if (view.data)
    await recordReading(ctx.db, {
      ...{ by, mailboxId: request.mailboxId, subject: { kind: REQUEST, id: String(number) } },
      ...{ purpose: 'open-data.requests.answer', now: ctx.now },
    })
  const { state, kind, mayPublish } = request
  const can = {
    register: canMove(requestLife, state, 'register', 'officer'),
    extend: state === 'registered' && kind === 'information' && view.term?.extensions.length === 0,
    answer: canMove(requestLife, state, 'answer', 'officer'),
    publish: state === 'answered' && mayPublish,
    'take-back': view.published,
  }
  return {
    ...view,
    may: acts.filter((act) => can[act]),
    extendDays: extensionTerm(dayOf(ctx.now, ctx.timeZone)).length,
    publication: await publicationOf(ctx.db, request.id),
    answerText: unsealAnswer(ctx.secrets.vault, request.id, request.answerSealed)?.text ?? null,
  }
}

async function viewOf(ctx: Context, request: DataRequest): Promise<RequestView> {
  const { id, outcome, answerSealed, closedAt } = request
  const [item] = await itemsOf(ctx, [request])
  const files = outcome === null ? [] : await filesOf(ctx.db, id)
  return {
    ...(item as RequestItem),
    wish: request.wish && linkOf(request.wish),
    data: unsealRequest(ctx.secrets.vault, id, request.sealed),
    lang: request.lang,
    level: request.level,
    mayPublish: request.mayPublish,
    incomingNumber: request.incomingNumber,
    registeredAt: request.registeredAt?.toISOString() ?? null,
    answer:
      outcome === null || closedAt === null
        ? null
        : {
            outcome,
            lang: request.answerLang ?? request.lang,
            text: unsealAnswer(ctx.secrets.vault, id, answerSealed)?.html ?? null,
            ground: request.ground,
            groundText: request.groundText,
            outgoingNumber: request.outgoingNumber,
            answeredAt: closedAt.toISOString(),
            files: files.map(({ id, name, size }) => ({ id, name, size })),
          },
    published: (await publicationOf(ctx.db, id)) !== null,
  }
}

async function listOf(
  ctx: Context,
  rows: DataRequest[],
  state: RequestState | null,
  first: boolean,
): Promise<RequestList> {
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
  return {
    items: await itemsOf(ctx, rows.slice(0, PAGE)),
    state,
    next: last ? writeCursor({ at: last.sentAt, id: last.id }) : null,
    first,
  }
}

async function itemsOf(ctx: Context, requests: DataRequest[]): Promise<RequestItem[]> {
  const ids = requests.map(({ id }) => id)
  const clocks = await clocksOf(ctx.db, ctx.calendar, REQUEST, ids)
  const today = dayOf(ctx.now, ctx.timeZone)
  return requests.map(({ id, number, kind, state, outcome, institution, sentAt }) => {
    const clock = clocks.find(({ subject }) => subject.id === id)
    const name = inLang(institution.name, ctx.lang)
    return {
      ...{ number, kind, state, outcome, sentAt: sentAt.toISOString() },
      institution: { slug: institution.slug, name },
      // Of a request that was taken back nobody owes an answer.
      term: clock && state !== 'withdrawn' ? termView(ctx, clock, today, name) : null,
    }
  })
}

function termView(ctx: Context, { clock, deadline }: KeptClock, today: PlainDay, institution: string): TermView {
  const overdue = deadline.overdueDays(today)
  return {
    kind: clock.kind,
    basis: clock.kind === 'legal' ? basisInWords(clock.basis, ctx.lang) : institution,
    verified: clock.kind === 'promised' || informationTerm(clock.startsOn).verified,
    state: deadline.state(today),
    total: clock.length + clock.extensions.reduce((sum, { length }) => sum + length, 0),
    daysLeft: overdue > 0 ? -overdue : deadline.daysLeft(today),
    dueOn: deadline.dueOn,
    extensions: clock.extensions.map(({ length, reason, lang = null, decidedOn }) => ({
      days: length,
      reason,
      lang,
      decidedOn,
    })),
  }
}

/** Outcomes that are public, the newest first. */
export async function listPublished(
  ctx: Context,
  { institution, after }: { institution: string | null; after: string | null },
): Promise<PublishedList> {
  const at = after === null ? null : readCursor(after)
  const rows = await publishedRequests(ctx.db, institution, at, PAGE + 1)
  const asked = institution === null ? undefined : await findAuthority(ctx.db, institution)
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
  return {
    items: rows.slice(0, PAGE).map((row) => publishedItem(ctx, row)),
    institution: asked ? { slug: asked.slug, name: inLang(asked.name, ctx.lang) } : null,
    late: institution !== null && !asked ? null : await waitingTooLong(ctx, asked?.id ?? null),
    next: last ? writeCursor({ at: last.publishedAt, id: last.id }) : null,
    first: at === null,
  }
}

/** @throws NotFound also for one whose outcome is not public */
export async function showPublished(ctx: Context, { number }: { number: number }): Promise<PublishedView> {
  const row = await publishedRequest(ctx.db, number)
  if (!row) throw new NotFound()
  const files = row.withFiles ? await filesOf(ctx.db, row.id) : []
  const { withdrawnAt, withdrawnReason: reason, withdrawnLang: lang } = row
  return {
    ...publishedItem(ctx, row),
    withdrawn: withdrawnAt && reason ? { at: withdrawnAt.toISOString(), reason, lang } : null,
    question: row.question,
    answer: markdownToHtml(row.answer),
    ground: withdrawnAt ? null : row.ground,
    groundText: withdrawnAt ? null : row.groundText,
    files: files.map(({ id, name, size }) => ({ id, name, size })),
  }
}

function publishedItem(ctx: Context, row: PublishedRequest): PublishedList['items'][number] {
  const { number, kind, outcome, title, lang, institution } = row
  const answeredOn = dayOf(row.closedAt, ctx.timeZone)
  return {
    ...{ number, kind, outcome, title, lang, answeredOn },
    institution: { slug: institution.slug, name: inLang(institution.name, ctx.lang) },
    days: daysBetween(dayOf(row.sentAt, ctx.timeZone), answeredOn),
  }
}

/** Requests that wait for an officer's institutions, and how many of them are late. */
export async function requestsWaiting(ctx: Context): Promise<Waiting> {
  const ids = await openRequestIds(ctx.db, ownOrganisations(ctx, answerRequests))
  const today = dayOf(ctx.now, ctx.timeZone)
  const due = (await clocksOf(ctx.db, ctx.calendar, REQUEST, ids)).flatMap(({ deadline }) => deadline.dueOn ?? [])
  return {
    count: ids.length,
    overdue: due.filter((day) => day < today).length,
    dueOn: due.filter((day) => day >= today).sort()[0] ?? null,
  }
}
