import { fromDecimal } from './strict-text.ts'

/** A full tile has this many hashes, a full bundle this many entries. */
export const WIDTH = 256

export interface TileName {
  /** 0 for hashes of leaves, or the bundles with the entries themselves. */
  level: number | 'entries'
  /** Position in its level. */
  n: number
  /** 1 to 256; less than 256 is a partial tile. */
  width: number
}

/** Path below the log's prefix, C2SP tlog-tiles: `tile/0/x001/000.p/12`. */
export function tilePath({ level, n, width }: TileName): string {
  const digits = String(n).padStart(Math.ceil(String(n).length / 3) * 3, '0')
  const elements = digits.match(/\d{3}/g) as string[]
  const number = elements.map((element, at) => (at < elements.length - 1 ? `x${element}` : element)).join('/')
  return `tile/${level}/${number}${width === WIDTH ? '' : `.p/${width}`}`
}

/** The tile that a path names, or null: only the one spelling that `tilePath` gives is a name. */
export function parseTilePath(path: string): TileName | null {
  const [, level = '', number = '', partial] =
    path.match(/^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/) ?? []
  const name: TileName = {
    level: level === 'entries' ? level : (fromDecimal(level) ?? 64),
    n: Number(number.replaceAll(/[x/]/g, '')),
    width: partial === undefined ? WIDTH : (fromDecimal(partial) ?? 0),
  }
  if (name.width < 1 || (name.level !== 'entries' && name.level > 63)) return null
  return tilePath(name) === path ? name : null
}

/** How many full tiles a level has in a tree of `size` leaves, and how wide its partial tile is (0: there is none). */
export function tilesAt(level: number, size: number): { full: number; partial: number } {
  const hashes = Math.floor(size / WIDTH ** level)
  return { full: Math.floor(hashes / WIDTH), partial: hashes % WIDTH }
}

/** Levels that have a tile in a tree of `size` leaves; 0 for the empty tree. */
export function levelsOf(size: number): number {
  let levels = 0
  while (size >= WIDTH ** levels) levels += 1
  return levels
}
