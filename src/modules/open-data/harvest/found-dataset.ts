import { createHash } from 'node:crypto'
import type { FileDescription } from '../catalogue/distribution-store.ts'
import type { Description } from '../dataset.ts'

export interface FoundFile extends FileDescription {
  /** The same file has the same one in every reading. */
  key: string
}

/** A dataset as a source tells it, read into what we have places for. */
export interface FoundDataset {
  /** As the source calls it. */
  id: string
  /** Of the same dataset wherever it is found. */
  identity: string
  /** Its name in addresses there, where it has one. */
  name: string | null
  /** By which the whole world may know it. */
  uri: string | null
  /** Where people read of it at the source. */
  page: string | null
  said: Description
  files: FoundFile[]
  /** Something was more than we keep, and was left out: names of fields. */
  cut: string[]
}

/** One that cannot be told of here, and why: a code of `open-data.harvest.refused`. */
export interface Unreadable {
  id: string | null
  refused: 'no-id' | 'no-title' | 'other-source' | 'is-here'
  title: string | null
}

/** Of everything that is kept: the same when nothing of that changed. */
export function hashOf({ said, files, uri, page }: FoundDataset): string {
  return createHash('sha256')
    .update(JSON.stringify([said, files, uri, page]))
    .digest('hex')
}

const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i

/**
 * What a dataset is known by in all sources: a UUID in whatever it is called, an address or a DOI, or else its name at this host.
 *
 * @param names from the most telling on
 */
export function identityOf(names: (string | null)[], host: string): string {
  const told = names.filter((name): name is string => name !== null && name !== '')
  const uuid = told.map((name) => UUID.exec(name)?.[0]).find((one) => one !== undefined)
  if (uuid) return uuid.toLowerCase()
  const global = told.find((name) => /^(?:https?:\/\/|urn:|doi:|10\.\d{4,}\/)/i.test(name))
  const known = global ?? `${host} ${told[0] ?? ''}`
  // An index has no room for more.
  return known.length <= 300 ? known : createHash('sha256').update(known).digest('hex')
}
