import { permit } from '#commons/access/permit.ts'
import { ownOrganisations } from '#commons/processes/own-process.ts'
import { InvalidInput } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { slugOf } from '#kernel/text/slug.ts'
import type { Dataset } from '../../dataset.ts'
import { lockDataset } from '../../store.ts'
import { canBeName } from '../dataset-path.ts'
import { describeData } from '../permissions.ts'
import { addDataset } from '../store.ts'
import { descriptionOf, type NewForm } from './fields.ts'
import { recordChange } from './record-change.ts'
import { refuseUnknownPlace } from './unknown-place.ts'

/**
 * An officer begins a dataset of their institution; nobody else sees it yet.
 *
 * @throws InvalidInput on `name`, when another dataset has it, and on `organisation`
 */
export async function createDataset(ctx: WriteContext, form: NewForm): Promise<{ name: string }> {
  const organisationId = onlyInstitution(ctx, form.organisation)
  const by = permit(ctx, describeData, { organisationId })
  const said = descriptionOf(form)
  refuseUnknownPlace(ctx, said.placeKey)
  const name = form.name ?? slugOf(said.title.ro, 'date')
  const added =
    canBeName(name) &&
    (await addDataset(ctx.tx, {
      ...said,
      id: newId(ctx.now),
      name,
      organisationId,
      createdBy: by.person.accountId,
      now: ctx.now,
    }))
  if (!added)
    throw new InvalidInput([{ field: 'name', text: { key: 'open-data.catalogue.name.taken', args: { name } } }])
  const dataset = (await lockDataset(ctx.tx, name)) as Dataset
  await recordChange(ctx, { dataset, by }, 'create', { data: { title: said.title } })
  return { name }
}

/**
 * The institution that was said, or the only one for which the viewer works.
 *
 * @throws SignInNeeded, Forbidden; InvalidInput on `organisation`: who works for several has to say for which
 */
export function onlyInstitution(ctx: WriteContext, said: string | null): string {
  permit(ctx, describeData)
  if (said !== null) return said
  const [first, ...others] = ownOrganisations(ctx, describeData)
  if (first === undefined || others.length > 0)
    throw new InvalidInput([{ field: 'organisation', text: { key: 'kernel.form.choose' } }])
  return first
}
