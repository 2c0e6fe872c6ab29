import type { Person, Role } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries, type Entry } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { Envelope } from '../budget.ts'
import { type IdeaNews, tellAuthors } from '../idea-news.ts'
import { type IdeaRow, moveIdea, recordIdeaEvent } from '../idea-store.ts'
import { envelopesOf, lockBudget } from '../store.ts'
import { costOnce, type RefusalReason } from './aspects.ts'
import { startAppealClock, stopClocksOf } from './clocks.ts'
import { ideaAccepted, ideaRefused, refusalFinal } from './ledger-entries.ts'
import { lockForReview } from './permissions.ts'
import { costOf, decisionOf, noteAcceptance, noteAppealAnswer, noteRefusal, opinionsOf } from './store.ts'

/**
 * The idea can be done and goes on the ballot, from an envelope whose limits its cost keeps.
 *
 * @throws RuleBroken budgeting.review.no-cost, .opinions-open, .ballot-fixed, .other-officer; InvalidInput
 */
export async function acceptIdea(
  ctx: WriteContext,
  number: number,
  { envelope: envelopeId, text }: { envelope: string; text: string | null },
): Promise<void> {
  const { idea, process, by } = await lockForReview(ctx, number)
  await refuseSameOfficer(ctx, idea, by.person)
  // The lock of the budget's row: the vote does not open, nor an envelope change, while this is decided.
  const { fixedAt } = await lockBudget(ctx.tx, process.id)
  if (fixedAt) throw new RuleBroken('budgeting.review.ballot-fixed')
  const [opinions, cost, envelopes] = await Promise.all([
    opinionsOf(ctx.tx, idea.id),
    costOf(ctx.tx, idea.id),
    envelopesOf(ctx.tx, process.id),
  ])
  if (!cost) throw new RuleBroken('budgeting.review.no-cost')
  if (opinions.some(({ givenAt }) => givenAt === null)) throw new RuleBroken('budgeting.review.opinions-open')
  const envelope = envelopes.find(({ id }) => id === envelopeId)
  if (!envelope) throw new InvalidInput([{ field: 'envelope', text: { key: 'kernel.form.choose' } }])
  const total = costOnce(cost)
  checkEnvelope(ctx, idea, envelope, total)
  if (text === null && opinions.some(({ verdict }) => verdict === 'impossible'))
    throw new InvalidInput([{ field: 'text', text: { key: 'budgeting.review.explain-impossible' } }])
  await moveIdea(ctx.tx, idea, 'accept', 'officer', ctx.now, { envelopeId: envelope.id })
  await stopClocksOf(ctx, idea.id)
  await noteAcceptance(ctx.tx, idea.id, text, ctx.lang)
  const data = { envelope: envelope.position, cost: total }
  await tell(
    ctx,
    idea,
    by,
    'accept-idea',
    data,
    'review.accepted',
    ideaAccepted({ process: process.number, idea: number }, envelope.position, total, today(ctx)),
  )
}

/** A refusal with a reason of the closed list; its author can appeal once. @throws RuleBroken budgeting.changed-meanwhile */
export async function refuseIdea(
  ctx: WriteContext,
  number: number,
  { reason, text }: { reason: RefusalReason; text: string },
): Promise<void> {
  const { idea, process, by } = await lockForReview(ctx, number)
  await moveIdea(ctx.tx, idea, 'refuse', 'officer', ctx.now, { refusalReason: reason, refusalText: text })
  await noteRefusal(ctx.tx, idea.id, by.person.accountId, ctx.lang)
  await stopClocksOf(ctx, idea.id)
  await startAppealClock(ctx, idea.id, process)
  await tell(
    ctx,
    idea,
    by,
    'refuse-idea',
    { reason },
    'review.refused',
    ideaRefused({ process: process.number, idea: number }, reason, today(ctx)),
  )
}

/** The refusal stands on appeal, as another officer sees it, and is final. @throws RuleBroken budgeting.review.other-officer */
export async function upholdRefusal(ctx: WriteContext, number: number, { text }: { text: string }): Promise<void> {
  const { idea, process, by } = await lockForReview(ctx, number)
  await refuseSameOfficer(ctx, idea, by.person)
  await moveIdea(ctx.tx, idea, 'uphold', 'officer', ctx.now)
  await stopClocksOf(ctx, idea.id)
  await noteAppealAnswer(ctx.tx, idea.id, text, ctx.lang)
  await tell(
    ctx,
    idea,
    by,
    'uphold-refusal',
    {},
    'review.upheld',
    refusalFinal({ process: process.number, idea: number }, 'upheld', today(ctx)),
  )
}

/** An appeal is for somebody else to decide. @throws RuleBroken budgeting.review.other-officer */
async function refuseSameOfficer(ctx: WriteContext, idea: IdeaRow, person: Person): Promise<void> {
  if (idea.state !== 'appealed') return
  const { refusedBy } = await decisionOf(ctx.tx, idea.id)
  if (refusedBy === person.accountId) throw new RuleBroken('budgeting.review.other-officer')
}

/** @throws InvalidInput where the cost, the place or the category of the idea is not the envelope's */
function checkEnvelope(ctx: WriteContext, idea: IdeaRow, envelope: Envelope, total: number): void {
  const { amount, minCost, maxCost, placeKey, category } = envelope
  const broken =
    total < (minCost ?? 0)
      ? 'budgeting.review.envelope.too-cheap'
      : total > Math.min(maxCost ?? amount, amount)
        ? 'budgeting.review.envelope.too-dear'
        : !ctx.places.under(placeKey).includes(idea.placeKey)
          ? 'budgeting.review.envelope.elsewhere'
          : category !== null && category !== idea.category
            ? 'budgeting.review.envelope.other-category'
            : null
  if (broken) throw new InvalidInput([{ field: 'envelope', text: { key: broken } }])
}

const today = (ctx: WriteContext) => dayOf(ctx.now, ctx.timeZone)

async function tell(
  ctx: WriteContext,
  idea: IdeaRow,
  by: { person: Person; role: Role },
  act: 'accept-idea' | 'refuse-idea' | 'uphold-refusal',
  data: Record<string, string | number>,
  event: `review.${Extract<IdeaNews, 'accepted' | 'refused' | 'upheld'>}`,
  entry: Entry,
): Promise<void> {
  await recordIdeaEvent(ctx.tx, { ideaId: idea.id, kind: event, data, now: ctx.now })
  await recordAct(ctx.tx, {
    by,
    act: `budgeting.${act}`,
    subject: { kind: 'idea', id: String(idea.number) },
    data,
    now: ctx.now,
  })
  appendEntries(ctx.tx, [entry], ctx.now)
  await tellAuthors(ctx.tx, idea, event.slice('review.'.length) as IdeaNews, {}, ctx.now)
}
