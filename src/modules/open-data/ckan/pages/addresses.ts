import type { Db } from '#kernel/database/database.ts'
import { optional, text } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import { isId } from '#kernel/ids.ts'
import { findInstitution } from '../../catalogue/store.ts'
import { themes } from '../../catalogue/vocabularies/themes.ts'
import {
  importedDataset,
  importedOrganisation,
  importedResource,
  importedTheme,
} from '../../import/old-address-store.ts'
import { findPackage } from '../packages/find-package.ts'
import { idFrom } from '../packages/package-view.ts'
import { licenceOf } from '../write/licences.ts'
import { organisationIdOf, placeOfResource } from '../write/store.ts'

/** A name or an id in an address: what no text of the database can be is refused before it is looked for. */
export const nameInAddress = () => optional(text({ max: 200 }))

interface Asked {
  name: string | null
  resource: string | null
}

/** Our list with the same filters, as far as it knows them. */
export async function listAddress({ lang, db }: Context, query: URLSearchParams): Promise<string> {
  const ours = new URLSearchParams()
  const take = (name: string, from: string, as: (value: string) => string | null = (value) => value) => {
    const value = query.get(from)
    const taken = value ? as(value) : null
    if (taken) ours.set(name, taken)
  }
  take('q', 'q')
  take('institution', 'organization')
  const group = nameInAddress().read(query.get('groups'))
  const theme = 'value' in group && group.value !== null ? await themeNamed(db, group.value) : undefined
  if (theme) ours.set('theme', theme)
  take('keyword', 'tags')
  take('format', 'res_format')
  take('licence', 'license_id', (value) => licenceOf(value) ?? null)
  return `/${lang}/data${ours.size > 0 ? `?${ours}` : ''}`
}

/** By id or name; what is not there leads to where it would be, which says so in words. */
export async function datasetAddress(ctx: Context, { name }: Asked): Promise<string> {
  const found = name === null ? undefined : await findPackage(ctx, name)
  const ours = found?.dataset.name ?? (name === null ? '' : await importedDataset(ctx.db, name))
  return `/${ctx.lang}/data/${encodeURIComponent(ours ?? name ?? '')}`
}

/** A table has a page of its own; any other resource stands on its dataset's. */
export async function resourceAddress(ctx: Context, asked: Asked): Promise<string> {
  const { found, resource } = await resourceOf(ctx, asked)
  const table = found?.tables.find(({ id }) => id === resource)
  return table
    ? `/${ctx.lang}/data/tables/${table.id}`
    : datasetAddress(ctx, { ...asked, name: found?.dataset.name ?? asked.name })
}

/** The file as it came where everybody gets it, else its table; what lies elsewhere leads there. */
export async function fileAddress(ctx: Context, asked: Asked): Promise<string | null> {
  const { found, resource } = await resourceOf(ctx, asked)
  const distribution = found?.distributions.find(({ id }) => id === resource)
  if (distribution?.url) return distribution.url
  const table = found?.tables.find(({ id }) => id === resource)
  if (!table) return null
  const file = found?.files.get(resource)
  return file?.isGiven ? `/data/tables/${table.id}/original` : `/datastore/dump/${table.id}`
}

async function resourceOf(ctx: Context, { resource }: Asked) {
  const asked = (resource ?? '').toLowerCase()
  const place = isId(asked) ? await placeOfResource(ctx.db, asked) : undefined
  const id = place ? asked : ((await importedResource(ctx.db, resource ?? '')) ?? asked)
  const now = place ?? (isId(id) ? await placeOfResource(ctx.db, id) : undefined)
  return { found: now && (await findPackage(ctx, now.dataset)), resource: id }
}

export async function organisationAddress(ctx: Context, { name }: Asked): Promise<string> {
  const id =
    name === null ? undefined : ((await organisationIdOf(ctx.db, name)) ?? (await importedOrganisation(ctx.db, name)))
  const slug = id ? (await findInstitution(ctx.db, id)).slug : (name ?? '')
  return `/${ctx.lang}/data/institutions/${encodeURIComponent(slug)}`
}

export async function groupAddress({ lang, db }: Context, { name }: Asked): Promise<string> {
  const theme = name === null ? undefined : await themeNamed(db, name)
  return theme ? `/${lang}/data?theme=${theme}` : `/${lang}/data`
}

/** By its code, by its id as a group of CKAN, or as a group of a portal that was imported. */
async function themeNamed(db: Db, name: string): Promise<string | undefined> {
  const ours = themes.find((code) => code.toLowerCase() === name.toLowerCase() || idFrom(`theme ${code}`) === name)
  return ours ?? importedTheme(db, name)
}
