import { SourceFault } from './fault.ts'
import type { AddressReader, Answer } from './read-address.ts'

/** A package, a resource, an organisation as another CKAN tells it: nothing of it is certain. */
export type CkanThing = Record<string, unknown>

export interface CkanPage {
  /** How many there are in all pages, by the source. */
  count: number
  packages: CkanThing[]
}

/** Another CKAN, read through its Action API. Everything throws {@link SourceFault}. */
export interface CkanSource {
  /** Without a slash at its end: its pages stand below it. */
  site: string
  /** Packages by their ids, from the `start`th. @param since the source's own time (`metadata_modified`), included */
  packagePage(asked: { since?: string | null; organisation?: string | null; start: number }): Promise<CkanPage>
  /** Of all packages that everybody may read; throws when the source says that there are more than it gives. */
  packageIds(asked?: { organisation?: string | null }): Promise<Set<string>>
  /** Null where the source says that there is none, or that it is not for everybody. */
  packageById(id: string): Promise<CkanThing | null>
  organisations(): Promise<CkanThing[]>
  groups(): Promise<CkanThing[]>
  status(): Promise<CkanThing>
}

export const PAGE_PACKAGES = 100
const PAGE_IDS = 1_000
/** With all fields CKAN gives at most so many. */
const PAGE_LISTED = 25
/** A list without end ends here. */
const MOST_LISTED = 20_000

/**
 * @param address of the site or of anything in its API: `https://date.example/ckan`, `https://date.example/api/3/action/package_search?q=`
 * @param reader what is asked, and how much of it
 */
export function ckanSource(address: string, reader: AddressReader): CkanSource {
  const site = siteOf(address)
  const ask = (action: string, input: Record<string, string | number | boolean> = {}) =>
    call(reader, site, action, input)

  async function search(input: Record<string, string | number>): Promise<CkanPage> {
    const result = asThing(await ask('package_search', input))
    const { count, results } = result ?? {}
    if (typeof count !== 'number' || !Array.isArray(results))
      throw new SourceFault('not-this-kind', { url: actionUrl(site, 'package_search', input) })
    return { count, packages: results.filter((one): one is CkanThing => asThing(one) !== null) }
  }

  async function listed(action: 'organization_list' | 'group_list'): Promise<CkanThing[]> {
    const all = new Map<string, CkanThing>()
    for (let offset = 0; offset < MOST_LISTED; offset += PAGE_LISTED) {
      const page = await ask(action, { all_fields: true, include_extras: true, limit: PAGE_LISTED, offset })
      if (!Array.isArray(page)) throw new SourceFault('not-this-kind', { url: actionUrl(site, action, {}) })
      const before = all.size
      for (const one of page) {
        const thing = asThing(one)
        if (thing && typeof thing.id === 'string') all.set(thing.id, thing)
      }
      // One that knows no offset gives the same again.
      if (page.length < PAGE_LISTED || all.size === before) return [...all.values()]
    }
    throw new SourceFault('too-many-pages', { most: MOST_LISTED })
  }

  return {
    site,
    packagePage: ({ since = null, organisation = null, start }) =>
      search({ ...filtered({ since, organisation }), rows: PAGE_PACKAGES, start, sort: 'id asc' }),
    async packageIds({ organisation = null } = {}) {
      const ids = new Set<string>()
      let told = 0
      for (let start = 0; start === 0 || start < told; ) {
        const input = { ...filtered({ since: null, organisation }), rows: PAGE_IDS, start, sort: 'id asc', fl: 'id' }
        const { count, packages } = await search(input)
        told = count
        const before = ids.size
        for (const { id } of packages) if (typeof id === 'string') ids.add(id)
        if (ids.size === before) break
        start += packages.length
      }
      if (ids.size < told) throw new SourceFault('in-part', { given: ids.size, told })
      return ids
    },
    async packageById(id) {
      return asThing(await call(reader, site, 'package_show', { id }, { absent: true }))
    },
    organisations: () => listed('organization_list'),
    groups: () => listed('group_list'),
    async status() {
      return asThing(await ask('status_show')) ?? {}
    },
  }
}

/** Where the pages of a CKAN stand, by any address in it. @throws SourceFault for what is no address */
function siteOf(address: string): string {
  const url = URL.parse(address)
  if (!url) throw new SourceFault('refused-address', { url: address })
  const path = url.pathname.replace(/\/(?:api(?:\/.*)?|(?:[a-z]{2}\/)?(?:dataset|organization|group)(?:\/.*)?)$/, '')
  return `${url.origin}${path.replace(/\/+$/, '')}`
}

function actionUrl(site: string, action: string, input: Record<string, string | number | boolean>): string {
  const query = new URLSearchParams(Object.entries(input).map(([name, value]) => [name, String(value)]))
  return `${site}/api/3/action/${action}${query.size > 0 ? `?${query}` : ''}`
}

function filtered({ since, organisation }: { since: string | null; organisation: string | null }): { fq?: string } {
  const parts = [
    ...(since === null ? [] : [`metadata_modified:[${since} TO *]`]),
    ...(organisation === null ? [] : [`organization:"${organisation.replace(/["\\]/g, '\\$&')}"`]),
  ]
  return parts.length > 0 ? { fq: parts.map((part) => `+${part}`).join(' ') } : {}
}

/** @returns the result; null for what is absent, where that is an answer */
async function call(
  reader: AddressReader,
  site: string,
  action: string,
  input: Record<string, string | number | boolean>,
  { absent = false } = {},
): Promise<unknown> {
  const url = actionUrl(site, action, input)
  const answer = await reader.read(url, { accept: 'application/json' }, (status) => status >= 400 && status < 500)
  const envelope = envelopeOf(answer, url)
  if (envelope?.success === true) return envelope.result
  const error = asThing(envelope?.error)
  const type = typeof error?.__type === 'string' ? error.__type : ''
  // Deleted packages are forbidden to others than their editors.
  if (absent && (type === 'Not Found Error' || type === 'Authorization Error')) return null
  if (!error) throw new SourceFault('status', { url, status: answer.status })
  throw new SourceFault('refused', { url, said: `${type} ${String(error.message ?? '')}`.trim().slice(0, 200) })
}

/** Null for an answer that refuses in words of its own: CKAN names an unknown action in a bare text. */
function envelopeOf({ text, status }: Answer, url: string): CkanThing | null {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    if (status >= 400) throw new SourceFault('status', { url, status })
    throw new SourceFault('not-json', { url })
  }
  const envelope = asThing(read)
  if (status < 400 && typeof envelope?.success !== 'boolean') throw new SourceFault('not-this-kind', { url })
  return envelope
}

export function asThing(value: unknown): CkanThing | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as CkanThing) : null
}
