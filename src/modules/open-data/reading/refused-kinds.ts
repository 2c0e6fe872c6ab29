/** What files that are no tables begin with, and how that is said. */
const REFUSED: readonly [beginning: string, key: string][] = [
  ['%PDF-', 'open-data.reading.pdf'],
  // Also of Word and PowerPoint before 2007: the same container.
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'open-data.reading.old-office'],
  ['Rar!\x1a\x07', 'open-data.reading.packed'],
  ['7z\xbc\xaf\x27\x1c', 'open-data.reading.packed'],
  ['BZh', 'open-data.reading.packed'],
  ['\xfd7zXZ\x00', 'open-data.reading.packed'],
  ['\x28\xb5\x2f\xfd', 'open-data.reading.packed'],
  ['\x89PNG\r\n\x1a\n', 'open-data.reading.picture'],
  ['\xff\xd8\xff', 'open-data.reading.picture'],
  ['GIF8', 'open-data.reading.picture'],
  ['II*\x00', 'open-data.reading.picture'],
  ['MM\x00*', 'open-data.reading.picture'],
  ['SQLite format 3\x00', 'open-data.reading.binary'],
  ['{\\rtf', 'open-data.reading.document'],
]

/** Where an archive of tar says what it is, which begins with the name of its first file; the word alone may stand in any text. */
const TAR_AT = 257
const TAR = ['ustar\0', 'ustar  \0']

/** Why a file can be no table, by how it begins. @param head its first bytes as latin-1 letters; null where it may be one */
export function refusedAs(head: string): string | null {
  if (TAR.some((sign) => head.startsWith(sign, TAR_AT))) return 'open-data.reading.packed'
  return REFUSED.find(([beginning]) => head.startsWith(beginning))?.[1] ?? null
}

export const isGzip = (head: string): boolean => head.startsWith('\x1f\x8b')
