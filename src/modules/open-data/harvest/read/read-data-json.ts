import { asThing, type CkanThing } from '../ckan-source.ts'
import { SourceFault } from '../fault.ts'
import { type FoundDataset, identityOf, type Unreadable } from '../found-dataset.ts'
import type { Answer } from '../read-address.ts'
import { readFiles } from './read-file.ts'
import type { ReadAs } from './read-package.ts'
import { readSaid, webAddressFrom } from './said.ts'
import { line } from './texts.ts'

/** The datasets of a `data.json` (Project Open Data, 1.1; 1.0 was the list alone). @throws SourceFault */
export function datasetsOfDataJson({ text, url }: Answer): unknown[] {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    throw new SourceFault('not-json', { url })
  }
  const list = Array.isArray(read) ? read : asThing(read)?.dataset
  if (!Array.isArray(list)) throw new SourceFault('not-this-kind', { url })
  return list
}

export function readDataJson(value: unknown, { site, lang, licence, places }: ReadAs): FoundDataset | Unreadable {
  const thing = asThing(value) ?? {}
  const id = line(thing.identifier, 500)
  if (id === null) return { id: null, title: line(thing.title, 200), refused: 'no-id' }
  const contact = asThing(thing.contactPoint) ?? {}
  const [from, to] = typeof thing.temporal === 'string' ? thing.temporal.split('/') : []
  const own = (text: unknown) => (typeof text === 'string' ? { [lang]: text } : {})
  const words = Array.isArray(thing.keyword) ? thing.keyword : String(thing.keyword ?? '').split(',')
  const read = readSaid(
    {
      title: own(thing.title),
      description: own(thing.description),
      keywords: words.map((word) => ({ lang, word })),
      themes: Array.isArray(thing.theme) ? thing.theme : [thing.theme],
      licence: thing.license,
      frequency: thing.accrualPeriodicity,
      // "public", "restricted public", "non-public"
      accessRights: String(thing.accessLevel ?? '').replace('restricted public', 'restricted'),
      contactName: contact.fn,
      contactEmail: contact.hasEmail,
      contactUrl: null,
      coversFrom: from,
      coversTo: to,
      highValue: [],
      places: [[thing.spatial]],
    },
    { licence, lang },
    places,
  )
  if (!read) return { id, title: null, refused: 'no-title' }
  const { files, cut } = readFiles(filesOf(thing, own), { lang, base: site })
  const uri = webAddressFrom(id)
  return {
    id,
    identity: identityOf([id], new URL(site).host),
    name: null,
    uri,
    page: webAddressFrom(thing.landingPage, site),
    said: read.said,
    files,
    cut: [...read.cut, ...(cut ? ['files'] : [])],
  }
}

function filesOf(thing: CkanThing, own: (text: unknown) => Record<string, string>) {
  const list = Array.isArray(thing.distribution) ? thing.distribution : []
  return list.map((one) => {
    const file = asThing(one) ?? {}
    return {
      key: line(file.identifier ?? file['@id'], 500),
      title: own(file.title),
      description: own(file.description),
      urls: [file.downloadURL, file.accessURL],
      formats: [file.mediaType, file.format],
      licence: null,
    }
  })
}
