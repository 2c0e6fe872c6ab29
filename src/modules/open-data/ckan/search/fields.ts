import { langs } from '#kernel/i18n/lang.ts'
import type { Known } from '../../catalogue/find/catalogue-index.ts'
import { KEPT } from '../packages/kept-keys.ts'
import { licenceOf } from '../write/licences.ts'

/** What stands in a field of CKAN's index, for filters, facets and orders. */
const values: Record<string, (dataset: Known) => string[]> = {
  id: ({ id }) => [id],
  name: ({ name }) => [name],
  organization: ({ institution }) => [institution.slug],
  owner_org: ({ institutionId }) => [institutionId],
  groups: ({ themes }) => themes.map((code) => code.toLowerCase()),
  tags: (dataset) => [...new Set(langs.flatMap((lang) => dataset.keywords[lang] ?? []))],
  license_id: ({ licence }) => [licence],
  res_format: ({ formats }) => formats,
  author: ({ institution }) => [institution.name.ro],
  maintainer_email: ({ contactEmail }) => (contactEmail ? [contactEmail] : []),
  version: ({ extras }) => textsOf((extras[KEPT] as Record<string, unknown> | undefined)?.version),
  maintainer: () => [],
  state: ({ hidden }) => [hidden === 'withdrawn' ? 'deleted' : (hidden ?? 'active')],
  type: () => ['dataset'],
  dataset_type: () => ['dataset'],
  private: ({ hidden }) => [hidden ? 'true' : 'false'],
  capacity: ({ hidden }) => [hidden ? 'private' : 'public'],
  site_id: () => ['default'],
  in_series: ({ series }) => (series ? [series.id] : []),
}

/** Where words are looked for, in all languages and any spelling. */
export const wordFields = ['text', 'notes', 'res_name', 'res_description', 'res_url', 'url']
export const titleFields = ['title', 'title_string']
export const dateFields: Record<string, (dataset: Known) => Date> = {
  metadata_created: ({ createdAt }) => createdAt,
  metadata_modified: ({ modifiedAt }) => modifiedAt,
}

/** @returns undefined for a field that is not known */
export function valuesOf(field: string): ((dataset: Known) => string[]) | undefined {
  if (Object.hasOwn(values, field)) return values[field]
  if (field.startsWith('vocab_')) return () => []
  if (!field.startsWith('extras_')) return undefined
  const key = field.slice('extras_'.length)
  if (key === 'frequency') return ({ frequency }) => [frequency]
  if (key === 'hvd_category') return ({ highValue }) => textsOf(highValue)
  return ({ extras }) => (Object.hasOwn(extras, key) && key !== KEPT ? textsOf(extras[key]) : [])
}

/** As it is compared: capitals do not matter, and CKAN's name of a licence is ours. */
export function comparable(field: string, value: string): string {
  return (field === 'license_id' ? (licenceOf(value) ?? value) : value).toLowerCase()
}

function textsOf(value: unknown): string[] {
  if (value === null || value === undefined) return []
  return [typeof value === 'string' ? value : JSON.stringify(value)]
}
