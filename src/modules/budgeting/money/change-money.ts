import { permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { runProcesses } from '#commons/processes/permissions.ts'
import type { Process } from '#commons/processes/process.ts'
import { lockProcess, recordProcessEvent } from '#commons/processes/store.ts'
import { InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'
import type { Envelope } from '../budget.ts'
import { ruleOf } from '../offered-rules.ts'
import { addEnvelope, envelopesOf, lockBudget } from '../store.ts'
import { type budgetForm, type envelopeForm, MOST_PLACES } from './fields.ts'
import { envelopeInWords, settingsInWords } from './in-words.ts'
import { mayChange } from './show-money.ts'
import { acceptedInto, dropEnvelope, ideasAmong, setBudget, setEnvelope } from './store.ts'

type EnvelopeForm = FormValue<(typeof envelopeForm)['fields']>

/** Support, days to contest, ties, what excludes what, what is published. @throws RuleBroken budgeting.money.fixed, InvalidInput for an idea that is not there */
export async function changeBudget(
  ctx: WriteContext,
  number: number,
  { publishing, ...form }: FormValue<(typeof budgetForm)['fields']>,
): Promise<void> {
  const { process, budget } = await open(ctx, number)
  const known = await ideasAmong(ctx.tx, process.id, form.exclusive.flat())
  const strange = form.exclusive.flat().find((idea) => !known.includes(idea))
  if (strange !== undefined)
    throw new InvalidInput([
      { field: 'exclusive', text: { key: 'budgeting.money.exclusive.unknown', args: { idea: strange } } },
    ])
  const listsBallots = publishing === 'list'
  // A token proves itself by being shown: without single ballots nobody could see that each was issued.
  if (form.ballots === 'token' && !listsBallots)
    throw new InvalidInput([{ field: 'publishing', text: { key: 'budgeting.money.publishing.tokens' } }])
  const settings = { ...form, listsBallots }
  await setBudget(ctx.tx, process.id, settings)
  await tell(ctx, process, 'set-money', settings, settingsInWords(ctx, budget, settings))
}

/** @throws RuleBroken budgeting.money.fixed, InvalidInput */
export async function openEnvelope(ctx: WriteContext, number: number, form: EnvelopeForm): Promise<void> {
  const { process, budget, envelopes } = await open(ctx, number)
  const position = Math.max(0, ...envelopes.map((one) => one.position)) + 1
  const envelope: Envelope = {
    ...read(ctx, process, form),
    id: newId(ctx.now),
    processId: process.id,
    position,
  }
  await addEnvelope(ctx.tx, envelope)
  const said = { envelope: position, name: envelope.name, amount: envelope.amount }
  await tell(ctx, process, 'add-envelope', said, envelopeInWords(ctx, budget, null, envelope))
}

/** @throws RuleBroken budgeting.money.fixed, NotFound, InvalidInput also where an accepted idea would no longer fit */
export async function changeEnvelope(
  ctx: WriteContext,
  { number, envelope: position }: { number: number; envelope: number },
  form: EnvelopeForm,
): Promise<void> {
  const { process, budget, envelopes } = await open(ctx, number)
  const before = envelopes.find((one) => one.position === position)
  if (!before) throw new NotFound()
  const after = { ...read(ctx, process, form), id: before.id }
  await checkAccepted(ctx, after)
  await setEnvelope(ctx.tx, after)
  const { id: _, ...said } = after
  await tell(
    ctx,
    process,
    'change-envelope',
    { envelope: position, ...said, before: before.amount },
    envelopeInWords(ctx, budget, before, { ...before, ...after }),
  )
}

/** @throws RuleBroken budgeting.money.fixed, .last, .has-ideas; NotFound */
export async function removeEnvelope(
  ctx: WriteContext,
  { number, envelope: position }: { number: number; envelope: number },
): Promise<void> {
  const { process, budget, envelopes } = await open(ctx, number)
  const envelope = envelopes.find((one) => one.position === position)
  if (!envelope) throw new NotFound()
  if (envelopes.length === 1) throw new RuleBroken('budgeting.money.last')
  if ((await acceptedInto(ctx.tx, envelope.id)).length > 0) throw new RuleBroken('budgeting.money.has-ideas')
  await dropEnvelope(ctx.tx, envelope.id)
  await tell(
    ctx,
    process,
    'remove-envelope',
    { envelope: position, name: envelope.name },
    envelopeInWords(ctx, budget, envelope, null),
  )
}

/** The process whose rules are still open. The lock of the budget's row keeps the vote from opening meanwhile. */
async function open(ctx: WriteContext, number: number) {
  permit(ctx, runProcesses)
  const process = await lockProcess(ctx.tx, number)
  permit(ctx, runProcesses, { organisationId: process.organisationId })
  const budget = await lockBudget(ctx.tx, process.id)
  if (!mayChange(process, budget)) throw new RuleBroken('budgeting.money.fixed')
  return { process, budget, envelopes: await envelopesOf(ctx.tx, process.id) }
}

function read(ctx: WriteContext, process: Process, form: EnvelopeForm) {
  const { nameRo, nameRu, nameEn, place, rule, stop, comparison, minimum, points, maxPoints, ...rest } = form
  const spread = rest.ballotKind === 'points' && points !== null
  if (!ctx.places.under(process.placeKey).includes(place))
    throw new InvalidInput([{ field: 'place', text: { key: 'budgeting.money.place-outside' } }])
  return {
    ...rest,
    name: { ro: nameRo, ...(nameRu && { ru: nameRu }), ...(nameEn && { en: nameEn }) },
    placeKey: place,
    points: spread ? points : null,
    maxPoints: spread ? (maxPoints ?? Math.min(points, MOST_PLACES)) : null,
    ...ruleOf({ rule, stop, comparison, minimum }),
  }
}

async function checkAccepted(
  ctx: WriteContext,
  envelope: Pick<Envelope, 'id' | 'amount' | 'minCost' | 'maxCost' | 'placeKey' | 'category'>,
): Promise<void> {
  const within = ctx.places.under(envelope.placeKey)
  for (const { number, cost, placeKey, category } of await acceptedInto(ctx.tx, envelope.id)) {
    const field =
      cost > envelope.amount
        ? 'amount'
        : cost > (envelope.maxCost ?? envelope.amount)
          ? 'maxCost'
          : cost < (envelope.minCost ?? 0)
            ? 'minCost'
            : !within.includes(placeKey)
              ? 'place'
              : category !== (envelope.category ?? category)
                ? 'category'
                : null
    if (field)
      throw new InvalidInput([{ field, text: { key: 'budgeting.money.accepted-outside', args: { idea: number } } }])
  }
}

/** In the audit trail; and, where people already take part, on the process's page, as it was and as it is. */
async function tell(
  ctx: WriteContext,
  process: Process,
  act: 'set-money' | 'add-envelope' | 'change-envelope' | 'remove-envelope',
  data: Record<string, unknown>,
  { before, after }: { before: Localised; after: Localised },
): Promise<void> {
  const by = permit(ctx, runProcesses, { organisationId: process.organisationId })
  await recordAct(ctx.tx, {
    by,
    act: `budgeting.${act}`,
    subject: { kind: 'process', id: String(process.number) },
    data,
    now: ctx.now,
  })
  if (process.publishedAt && JSON.stringify(before) !== JSON.stringify(after))
    await recordProcessEvent(ctx.tx, {
      processId: process.id,
      kind: 'budgeting.money-changed-from',
      data: { before, after },
      now: ctx.now,
    })
}
