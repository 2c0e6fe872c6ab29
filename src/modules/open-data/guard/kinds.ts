/** What personal data looks like, and what follows from it. */
export const findingKinds = [
  'idnp',
  'card',
  'number-like-idnp',
  'number-like-card',
  'iban',
  'email',
  'phone',
  'birth',
  'author',
  'unsearched',
  'role-email',
] as const
export type FindingKind = (typeof findingKinds)[number]

/**
 * 'stops': such a file is never published. 'asks': only on a legal basis that an officer names and a second person confirms.
 * 'withholds': the tables are published, the file as it came is not given away. 'tells': nothing follows.
 */
export type Consequence = 'stops' | 'asks' | 'withholds' | 'tells'

export const consequences: Record<FindingKind, Consequence> = {
  idnp: 'stops',
  card: 'stops',
  'number-like-idnp': 'asks',
  'number-like-card': 'asks',
  iban: 'asks',
  email: 'asks',
  phone: 'asks',
  birth: 'asks',
  author: 'withholds',
  unsearched: 'withholds',
  'role-email': 'tells',
}

/** Where in a file something was met. */
export const placeKinds = [
  'column',
  'beside',
  'note',
  'properties',
  'pivot',
  'name',
  'header',
  'elsewhere',
  'unshown',
  'part',
  'file-name',
] as const
export type PlaceKind = (typeof placeKinds)[number]

export interface Place {
  kind: PlaceKind
  /** The table; empty where the file is one table, or it is in none. */
  sheet: string
  /** Title of the column, or the name of a part of an archive. */
  detail: string
}

/** Of one kind in one place. The values themselves are kept nowhere. */
export interface Finding extends Place {
  found: FindingKind
  count: number
  /** The first lines of the file, or rows of the sheet, at most five; none where there are no lines. */
  lines: number[]
  /** At most three, masked. */
  samples: string[]
}

/** What the guard found in a file, and by which of its rules: a version that was searched by older ones is searched again. */
export interface Search {
  edition: number
  findings: Finding[]
}

/** Raised when the rules find more than they did. */
export const EDITION = 3
