import { permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import { ownOrganisations } from '#commons/processes/own-process.ts'
import { Forbidden, InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { findInstitution } from '../catalogue/store.ts'
import type { Dataset } from '../dataset.ts'
import { findDataset } from '../store.ts'
import type { answerForm } from './fields.ts'
import { wishAnswered } from './ledger-entries.ts'
import { tellWishers } from './news.ts'
import { answerWishes } from './permissions.ts'
import { stepOf } from './step-of.ts'
import { addAnswer, countAnswers, lockWish, type Wish } from './store.ts'
import { WISH } from './wish.ts'

type Answer = FormValue<(typeof answerForm)['fields']>

/** Further away nobody plans; it is a slip of the keyboard. */
const LATEST_DAYS = 1_100
const steps = { planned: 'plan', available: 'fulfil', declined: 'decline' } as const

/**
 * An officer says what the institution will do: publish it by a day, it is there already, or it cannot be. A wish that names no institution
 * becomes that of whoever promises or has the data; nobody declines for others.
 *
 * @throws SignInNeeded, Forbidden, NotFound, InvalidInput, RuleBroken open-data.wishes.changed-meanwhile
 */
export async function answerWish(ctx: WriteContext, number: number, form: Answer): Promise<{ number: number }> {
  permit(ctx, answerWishes)
  const wish = await lockWish(ctx.tx, number)
  if (wish.hiddenReason !== null) throw new NotFound()
  const organisationId = wish.organisationId ?? answersFor(ctx, form.organisation)
  const by = permit(ctx, answerWishes, { organisationId })
  if (wish.organisationId === null && form.outcome === 'declined')
    throw new RuleBroken('open-data.wishes.nobodys-to-decline')
  if (form.seen !== null && form.seen !== (await countAnswers(ctx.tx, wish.id)))
    throw new RuleBroken('open-data.wishes.changed-meanwhile')
  const to = stepOf(wish, steps[form.outcome], 'officer')
  const dataset = form.dataset === null || form.outcome === 'declined' ? null : await named(ctx, form, organisationId)
  refuseWrongDay(ctx, form)
  const plannedOn = form.outcome === 'planned' ? form.plannedOn : null
  const { text, lang, outcome } = form
  await addAnswer(ctx.tx, wish, to, {
    ...{ id: newId(ctx.now), outcome, organisationId, lang, text, plannedOn, datasetId: dataset?.id ?? null },
    ...{
      reason: outcome === 'declined' ? form.reason : null,
      accountId: by.person.accountId,
      now: ctx.now,
    },
  })
  await recordAct(ctx.tx, {
    by,
    act: 'open-data.wishes.answer',
    subject: { kind: WISH, id: String(number) },
    data: { outcome, from: wish.state, plannedOn, dataset: dataset?.name ?? null, reason: form.reason },
    now: ctx.now,
  })
  await tellAnswer(ctx, wish, organisationId, { outcome, plannedOn, text, lang, datasetId: dataset?.id ?? null })
  return { number }
}

/** Who works for several institutions says whose a wish becomes. @throws Forbidden, InvalidInput on `organisation` */
function answersFor(ctx: WriteContext, organisation: string | null): string {
  if (organisation !== null) return organisation
  const [only, ...others] = ownOrganisations(ctx, answerWishes)
  if (!only) throw new Forbidden()
  if (others.length > 0) throw new InvalidInput([{ field: 'organisation', text: { key: 'kernel.form.choose' } }])
  return only
}

/** Into the public log, and to everybody who wished it. */
export async function tellAnswer(
  ctx: Pick<WriteContext, 'tx' | 'now' | 'timeZone'>,
  wish: Wish,
  organisationId: string,
  said: Pick<Answer, 'outcome' | 'plannedOn' | 'lang'> & { text: string | null; datasetId: string | null },
): Promise<void> {
  const { outcome, plannedOn, text, lang, datasetId } = said
  const { slug, name } = await findInstitution(ctx.tx, organisationId)
  const day = dayOf(ctx.now, ctx.timeZone)
  appendEntries(
    ctx.tx,
    [wishAnswered({ number: wish.number, organisation: slug }, { outcome, plannedOn }, day)],
    ctx.now,
  )
  await tellWishers(ctx.tx, wish, outcome, { institution: name, text, lang, datasetId }, ctx.now)
}

/** There already is what everybody may see, whoever published it; planned is a dataset of one's own. */
async function named(ctx: WriteContext, { dataset: name, outcome }: Answer, organisationId: string): Promise<Dataset> {
  const dataset = await findDataset(ctx.tx, name as string)
  // What is public already would be taken for the promise kept.
  const fits =
    outcome === 'available'
      ? dataset?.state === 'published'
      : dataset?.organisationId === organisationId && dataset.state !== 'published'
  if (!dataset || !fits)
    throw new InvalidInput([{ field: 'dataset', text: { key: `open-data.wishes.dataset.${outcome as 'planned'}` } }])
  return dataset
}

function refuseWrongDay(ctx: WriteContext, { outcome, plannedOn }: Answer): void {
  const today = dayOf(ctx.now, ctx.timeZone)
  if (outcome === 'planned' && plannedOn !== null && (plannedOn < today || plannedOn > addDays(today, LATEST_DAYS)))
    throw new InvalidInput([{ field: 'plannedOn', text: { key: 'open-data.wishes.planned-on.wrong' } }])
}
