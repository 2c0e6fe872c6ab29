/**
 * Parts of PostgreSQL's patterns in the words of DuckDB. In this order, so that no name of a month or a day is taken for a part.
 */
const PARTS = [
  ['YYYY', '%Y'],
  ['YY', '%y'],
  ['Month', '%B'],
  ['Mon', '%b'],
  ['MM', '%m'],
  ['DDD', '%j'],
  ['DD', '%d'],
  ['HH24', '%H'],
  ['HH12', '%I'],
  ['HH', '%I'],
  ['MI', '%M'],
  ['SS', '%S'],
  ['MS', '%g'],
  ['US', '%f'],
  ['Day', '%A'],
  ['Dy', '%a'],
] as const

/** What most programs write. DuckDB formats by a constant alone, a hundred times faster than part by part. */
const FREQUENT = [
  'YYYY',
  'MM',
  'YYYY-MM',
  'YYYY-MM-DD',
  'DD.MM.YYYY',
  'YYYY-MM-DD HH24:MI',
  'YYYY-MM-DD HH24:MI:SS',
  'YYYY-MM-DD"T"HH24:MI:SS',
]

const formatted = (format: string) => `strftime(CAST(moment AS TIMESTAMP), '${format}')`
const formatOf = (pattern: string) =>
  PARTS.reduce((text, [part, format]) => text.replaceAll(part, format), pattern.replaceAll('"', ''))

/** PostgreSQL's `to_char` for days and times, with which CKAN's programs format them. */
export const TO_CHAR = `CREATE MACRO to_char(moment, pattern) AS CASE pattern
  ${FREQUENT.map((pattern) => `WHEN '${pattern}' THEN ${formatted(formatOf(pattern))}`).join('\n  ')}
  ELSE ${PARTS.reduce((sql, [part, format]) => `replace(${sql}, '${part}', ${formatted(format)})`, `replace(pattern, '"', '')`)} END`
