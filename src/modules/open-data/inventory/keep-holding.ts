import { isDeepStrictEqual } from 'node:util'
import { permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import type { Tx } from '#kernel/database/database.ts'
import { InvalidInput } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { type HeldForm, heldOf, type newHeldForm, withOtherLanguages } from './fields.ts'
import type { Held } from './holding.ts'
import { keepInventory, lockOwnHolding, type OwnHolding, ownInstitution } from './permissions.ts'
import { addHolding, datasetOf, keepHolding, lockInventory, recordHeld, setRemoved } from './store.ts'

/**
 * An officer writes something that the institution holds into its public inventory.
 *
 * @throws SignInNeeded, Forbidden, InvalidInput on `titleRo` when it stands there already, on `dataset` when it is none of the institution's
 */
export async function writeHolding(
  ctx: WriteContext,
  form: FormValue<(typeof newHeldForm)['fields']>,
): Promise<{ holding: string }> {
  const organisationId = ownInstitution(ctx, form.organisation)
  const by = permit(ctx, keepInventory, { organisationId })
  const held = heldOf(form)
  await lockInventory(ctx.tx, organisationId)
  const datasetId = await knownDataset(ctx.tx, organisationId, held)
  const id = newId(ctx.now)
  if (!(await addHolding(ctx.tx, { ...held, id, organisationId, datasetId, now: ctx.now }))) throw taken(held)
  await recordHeld(ctx.tx, { holdingId: id, act: 'add', accountId: by.person.accountId, held, now: ctx.now })
  await record(ctx, by, 'add', id, { title: held.title })
  return { holding: id }
}

/** What is said of it becomes something else; the history keeps both. @throws as {@link writeHolding}, NotFound */
export async function changeHolding(ctx: WriteContext, ref: { holding: string }, form: HeldForm): Promise<void> {
  const { holding, by } = await lockOwnHolding(ctx, ref.holding)
  const held = heldOf(withOtherLanguages(form, holding))
  if (sameAs(holding, held)) return
  const datasetId = await knownDataset(ctx.tx, holding.organisationId, held)
  if (!(await keepHolding(ctx.tx, holding.id, { ...held, datasetId }, ctx.now))) throw taken(held)
  await recordHeld(ctx.tx, { holdingId: holding.id, act: 'change', accountId: by.person.accountId, held, now: ctx.now })
  await record(ctx, by, 'change', holding.id, { title: held.title })
}

/** Takes it out: the institution does not hold it any more, or it was written twice. */
export async function removeHolding(ctx: WriteContext, ref: { holding: string }): Promise<void> {
  const { holding, by } = await lockOwnHolding(ctx, ref.holding)
  await setRemoved(ctx.tx, holding.id, ctx.now)
  await recordHeld(ctx.tx, {
    holdingId: holding.id,
    act: 'remove',
    accountId: by.person.accountId,
    held: heldIn(holding),
    now: ctx.now,
  })
  await record(ctx, by, 'remove', holding.id, { title: holding.title })
}

/** What an officer said of it, without what follows from that. */
export function heldIn(holding: Held): Held {
  const { title, about, steward, openness, reason, legalBasis, dueOn, dataset, registerUrl } = holding
  return { title, about, steward, openness, reason, legalBasis, dueOn, dataset, registerUrl }
}

export function sameAs(one: Held, other: Held): boolean {
  return isDeepStrictEqual(heldIn(one), heldIn(other))
}

/** @returns id of the dataset that is named; null where none is. @throws InvalidInput when the institution has none of that name */
export async function knownDataset(tx: Tx, organisationId: string, { dataset }: Held): Promise<string | null> {
  if (dataset === null) return null
  const id = await datasetOf(tx, organisationId, dataset)
  if (id === undefined)
    throw new InvalidInput([
      { field: 'dataset', text: { key: 'open-data.inventory.dataset.unknown', args: { name: dataset } } },
    ])
  return id
}

function taken({ title }: Held): InvalidInput {
  return new InvalidInput([
    { field: 'titleRo', text: { key: 'open-data.inventory.title.taken', args: { title: title.ro } } },
  ])
}

async function record(
  ctx: WriteContext,
  by: OwnHolding['by'],
  act: 'add' | 'change' | 'remove',
  id: string,
  data: Record<string, unknown>,
): Promise<void> {
  await recordAct(ctx.tx, {
    by,
    act: `open-data.inventory.${act}`,
    subject: { kind: 'open-data.holding', id },
    data,
    now: ctx.now,
  })
}
