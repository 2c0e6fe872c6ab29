import { recordAct } from '#commons/audit/record.ts'
import { InvalidInput } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { createDataset } from '../../catalogue/describe/create-dataset.ts'
import { describeDataset } from '../../catalogue/describe/describe-dataset.ts'
import { descriptionForm, newForm } from '../../catalogue/describe/fields.ts'
import { withdrawDataset } from '../../catalogue/describe/withdraw-dataset.ts'
import { lockOwnDataset } from '../../catalogue/permissions.ts'
import { touchDataset } from '../../catalogue/store.ts'
import type { Dataset } from '../../dataset.ts'
import { findDataset } from '../../store.ts'
import { denied, type Input, invalid, notFound, type WritingAction } from '../action.ts'
import { findPackage, lockPackage } from '../packages/find-package.ts'
import { KEPT } from '../packages/kept-keys.ts'
import { packageView } from '../packages/package-view.ts'
import { booleanOf, neededText, objectOf, textOf } from '../read-fields.ts'
import type { Package } from '../store.ts'
import { keepInSeries } from './in-series.ts'
import { publishIfAllowed } from './publish.ts'
import { type PackageSaid, readPackage } from './read-package.ts'
import { addResource, replaceResources } from './resources.ts'
import { revised } from './revise.ts'
import { deleteEmptyDraft, keepPackageExtras, organisationIdOf } from './store.ts'

const TAKES = `title, notes, owner_org (id or name), license_id, tags, groups (names of group_list), maintainer, maintainer_email, extras, resources,
title_translated and notes_translated by ro, ru, en; in_series (a list of one id or name; empty takes it out); private: true leaves it a draft. Keys that are not known are kept and given back.`

export const packageCreate: WritingAction = {
  help: `Begins a dataset. name; ${TAKES} It is published at once where the rules allow; else the reply says why not under publication.`,
  writes: true,
  async run(ctx, input) {
    const { raw, extras } = readPackage(input, null)
    const organisation = await organisationOf(ctx, input)
    const title = raw.titleRo ?? textOf(input, 'name')
    const form = readOrRefuse(
      newForm.read({ ...raw, titleRo: title, name: neededText(input, 'name'), ...(organisation && { organisation }) }),
    )
    const { name } = await createDataset(ctx, form)
    const dataset = (await findDataset(ctx.tx, name)) as Dataset
    await keepPackageExtras(ctx.tx, dataset.id, extras)
    await keepInSeries(ctx, dataset, input)
    for (const resource of resourcesOf(input) ?? []) await addResource(ctx, name, resource)
    const note = booleanOf(input, 'private', false) ? null : await publishIfAllowed(ctx, name, { submit: false })
    return shown(ctx, input, name, note)
  },
}

export const packageUpdate: WritingAction = {
  help: `Replaces what a dataset says of itself, resources too where they are sent. id or name; ${TAKES}`,
  writes: true,
  run: (ctx, input) => update(ctx, input, (_found, said) => said),
}

export const packagePatch: WritingAction = {
  help: `Changes some keys of a dataset. id or name; ${TAKES} private: false sends a draft to be published.`,
  writes: true,
  run: (ctx, input) => update(ctx, input, (found, said) => patched(withoutResources(packageView(ctx, found)), said)),
}

const NO_OTHER_REASON = 'Retras de instituție printr-un program, fără alt motiv.'

export const packageDelete: WritingAction = {
  help: 'Withdraws a published dataset; its page stays and says why. id or name; reason. A draft to which no file was sent is deleted.',
  writes: true,
  async run(ctx, input) {
    const { dataset } = await packageOf(ctx, input)
    if (dataset.state === 'withdrawn') return null
    if (dataset.state === 'published') {
      const reason = textOf(input, 'reason')
      const why = reason ? { reason, lang: null } : ({ reason: NO_OTHER_REASON, lang: 'ro' } as const)
      await withdrawDataset(ctx, { dataset: dataset.name }, why)
      return null
    }
    const { by } = await lockOwnDataset(ctx, dataset.name)
    if (!(await deleteEmptyDraft(ctx.tx, dataset.id)))
      throw denied('files were sent to this draft, or it waits to be published: an officer decides about it.')
    await recordAct(ctx.tx, {
      by,
      act: 'open-data.catalogue.delete',
      subject: { kind: 'open-data.dataset', id: dataset.name },
      data: {},
      now: ctx.now,
    })
    return null
  },
}

export const packagePurge: WritingAction = {
  help: 'Refused: what was public stays in the history. package_delete withdraws it.',
  writes: true,
  run: async () => {
    throw denied('what was published is withdrawn (package_delete), never purged.')
  },
}

export const packageOwnerOrgUpdate: WritingAction = {
  help: 'Refused: a dataset stays with the institution that began it.',
  writes: true,
  run: async () => {
    throw denied('a dataset stays with the institution that began it.')
  },
}

/** match: what must be so; filter: keys to take out; update: keys to set; as the newer one of CKAN's ways to change a dataset. */
export const packageRevise: WritingAction = {
  help: `Changes a dataset only if it is as expected. match: {name or id, and keys that must have these values}; filter: ["+key to keep", "-key", "-resources__1", "-*"]; update: {key: value}, lists item by item; also flat: update__resources__0__name, update__resources__1f9ab__description, update__resources__extend: [{…}]. Files as parts of a form: update__resources__-1__upload.`,
  writes: true,
  async run(ctx, input) {
    const match = objectOf(input, 'match') ?? {}
    const id = match.id ?? match.name ?? input.match__id ?? input.match__name
    if (typeof id !== 'string') throw invalid('match', 'id or name is needed')
    const found = await packageOf(ctx, { id })
    // Of what a program took out nothing stays, also where others, who do not know the key, leave it out.
    const next = { in_series: [], ...revised(packageView(ctx, found) as Input, input), id: found.dataset.id }
    const result = await update(ctx, next, (_found, said) => said)
    return { package: result }
  },
}

async function update(
  ctx: WriteContext,
  input: Input,
  whole: (found: Package, said: Input) => Input,
): Promise<unknown> {
  const found = await packageOf(ctx, input)
  const { dataset } = found
  const said = whole(found, input)
  refuseOther(dataset, said)
  const read = readPackage(said, dataset)
  await describeDataset(
    ctx,
    { dataset: dataset.name },
    readOrRefuse(descriptionForm.read({ ...read.raw, titleRo: read.raw.titleRo ?? dataset.name })),
  )
  await keepExtras(ctx, found, read)
  await keepInSeries(ctx, dataset, said)
  const resources = resourcesOf(input)
  if (resources) await replaceResources(ctx, found, resources)
  const wanted = input.private !== undefined && !booleanOf(input, 'private', false)
  return shown(ctx, input, dataset.name, wanted ? await publishIfAllowed(ctx, dataset.name, { submit: true }) : null)
}

/** What came back as it is told here anyway is not kept: it would no longer follow what it was told from. */
async function keepExtras(
  ctx: WriteContext,
  { dataset, organisation }: Package,
  { extras }: PackageSaid,
): Promise<void> {
  const kept = extras[KEPT] as Record<string, unknown> | undefined
  if (kept) {
    if (kept.author === organisation.name.ro) delete kept.author
    if (kept.url === `${ctx.publicUrl}/ro/data/${dataset.name}`) delete kept.url
    for (const key of ['author_email', 'version']) if (kept[key] === null) delete kept[key]
    if (Object.keys(kept).length === 0) delete extras[KEPT]
  }
  if (JSON.stringify(extras) === JSON.stringify(dataset.extras)) return
  await keepPackageExtras(ctx.tx, dataset.id, extras)
  await touchDataset(ctx.tx, dataset.id, ctx.now)
}

function refuseOther({ name, organisationId }: Dataset, said: Input): void {
  if (typeof said.name === 'string' && said.name !== name) throw invalid('name', 'The name of a dataset never changes.')
  if (
    typeof said.owner_org === 'string' &&
    /^[0-9a-f-]{36}$/i.test(said.owner_org) &&
    said.owner_org !== organisationId
  )
    throw invalid('owner_org', 'A dataset stays with the institution that began it.')
}

/**
 * Locked until the act is over, so that nobody changes meanwhile what is read of it now.
 *
 * @throws CkanError where there is none that this program may change, as where there is none
 */
export async function packageOf(ctx: WriteContext, input: Input): Promise<Package> {
  const found = await lockPackage(ctx, neededText(input, input.id === undefined ? 'name' : 'id'))
  if (!found) throw notFound('Dataset was not found.')
  return found
}

async function shown(ctx: WriteContext, input: Input, name: string, note: string | null): Promise<unknown> {
  const found = (await findPackage(ctx, name)) as Package
  if (booleanOf(input, 'return_id_only', false)) return found.dataset.id
  const view = packageView(ctx, found)
  return { ...view, publication: { state: found.dataset.state, ...(note && { note }) } }
}

/** A Romanian text that is named changes also where all languages stand. */
function patched(now: Input, said: Input): Input {
  const next: Input = { ...now, ...said }
  for (const key of ['title', 'notes'])
    if (said[key] !== undefined && said[`${key}_translated`] === undefined)
      next[`${key}_translated`] = { ...(now[`${key}_translated`] as object), ro: said[key] }
  return next
}

function withoutResources({ resources: _, ...view }: ReturnType<typeof packageView>): Input {
  return view
}

/** @throws CkanError for anything but a list of objects */
function resourcesOf({ resources }: Input): Input[] | null {
  if (resources === undefined || resources === null || resources === '') return null
  if (!Array.isArray(resources) || resources.some((one) => typeof one !== 'object' || one === null))
    throw invalid('resources', 'Not a list of resources')
  return resources as Input[]
}

async function organisationOf(ctx: WriteContext, input: Input): Promise<string | null> {
  const said = textOf(input, 'owner_org')
  if (said === null) return null
  const id = await organisationIdOf(ctx.tx, said)
  if (!id) throw invalid('owner_org', 'Organization does not exist')
  return id
}

/** @throws InvalidInput */
export function readOrRefuse<T>(read: { value: T } | { errors: InvalidInput['errors'] }): T {
  if ('errors' in read) throw new InvalidInput(read.errors)
  return read.value
}
