import { say, type Translate } from '#kernel/i18n/translator.ts'

/** What people get wrong most often in SQL, by how DuckDB says it (in English): the names in it are the reader's own. */
const KNOWN = [
  {
    why: 'column',
    like: /^Referenced column "(?<name>.+?)" (?:was )?not found.*?(?:Candidate bindings: (?<near>.+))?$/,
  },
  {
    why: 'column',
    like: /^(?:Table|Values list) ".+?" does not have a column named "(?<name>.+?)".*?(?:Candidate bindings: :? ?(?<near>.+))?$/,
  },
  { why: 'column', like: /^Column "(?<name>.+?)" (?:does not exist on|in (?:EXCLUDE|REPLACE|RENAME) list not found)/ },
  { why: 'table', like: /^Referenced table "(?<name>.+?)" not found/ },
  { why: 'grouped', like: /^column "?(?<name>.+?)"? must appear in the GROUP BY clause/ },
  { why: 'ambiguous', like: /^Ambiguous reference to column name "(?<name>.+?)"/ },
  { why: 'arguments', like: /^No function matches the given name and argument types '(?<name>.+?)'/ },
  { why: 'arguments', like: /^Could not choose a best candidate function for the function call "(?<name>.+?)"\./ },
  { why: 'arguments', like: /^Macro (?<name>\w+\(\)) does not support the supplied arguments/ },
  {
    why: 'over',
    like: /^Scalar Function with name (?<name>row_number|rank|dense_rank|percent_rank|cume_dist|ntile|lag|lead|(?:first|last|nth)_value) does not exist/,
  },
  { why: 'type', like: /^Type with name (?<name>.+?) does not exist/ },
  { why: 'cast', like: /^Unimplemented type for cast \((?<name>\w+)\S* -> (?<near>\w+)/ },
  { why: 'conversion', like: /^Could not convert string '(?<name>.*?)' to (?<near>\w+)/ },
  { why: 'compared', like: /^Cannot (?:compare|mix) values of type (?<name>\w+)\S* and (?:type )?(?<near>\w+)/ },
  {
    why: 'day',
    like: /^(?:invalid (?:date|timestamp)|(?:date|timestamp) field value out of range).*? "(?<name>.+?)"/,
  },
  { why: 'day', like: /^Date out of range: (?<name>\S+)/ },
  { why: 'time', like: /^time field value out of range.*? "(?<name>.+?)"/ },
  { why: 'time', like: /^Time out of range: (?<name>\S+)/ },
  { why: 'part', like: /^extract specifier "(?<name>.*?)" not recognized/ },
  { why: 'unlike', like: /^Could not parse string "(?<name>.*?)" according to format specifier "(?<near>.*?)"/ },
  { why: 'format', like: /^Failed to parse format specifier (?<name>.+?):/ },
  {
    why: 'pattern',
    like: /^(?:missing|unexpected|no argument for repetition operator|bad repetition operator|invalid [\w ]+)(?: [)\]])?: (?<name>.+)$/,
  },
  { why: 'domain', like: /^cannot take (?:square root|logarithm) of/ },
  { why: 'quantile', like: /^QUANTILE can only take parameters in the range/ },
  { why: 'limit', like: /^LIMIT\/OFFSET cannot be negative/ },
  { why: 'large', like: /^(?:Cannot create a string of size|Lists larger than)/ },
  { why: 'list', like: /^UNNEST(?: not supported here|\(\) can only be applied to lists)/ },
  { why: 'range', like: /^(?:Type \w+ with value (?<name>\S+) can't be cast|Overflow in |Value out of range$)/ },
  { why: 'nested', like: /^aggregate function calls cannot be nested/ },
  { why: 'where-over', like: /^WHERE clause cannot contain window functions/ },
  { why: 'group-sum', like: /^GROUP BY clause cannot contain aggregates/ },
  { why: 'group-number', like: /^GROUP BY term out of range/ },
  { why: 'with-twice', like: /^Duplicate CTE name "(?<name>.+?)"/ },
  { why: 'where', like: /^WHERE clause cannot contain aggregates/ },
  { why: 'one-row', like: /^More than one row returned by a subquery/ },
  { why: 'one-column', like: /^Subquery returns (?<name>\d+) columns/ },
  { why: 'union', like: /^Set operations can only apply to expressions with the same number/ },
  { why: 'union-order', like: /^Could not ORDER BY column/ },
  { why: 'order', like: /^ORDER term out of range/ },
  { why: 'near', like: /^syntax error at or near "(?<name>.+?)"/ },
  { why: 'end', like: /^syntax error at end of input/ },
  { why: 'quote', like: /^unterminated quoted/ },
] as const

/** Why a question cannot be answered, in the reader's language; null where nobody has written it down: then DuckDB's own words are shown. */
export function whyInWords(detail: string, t: Translate): string | null {
  for (const { why, like } of KNOWN) {
    const found = like.exec(detail)
    if (!found) continue
    const { name = '', near = '' } = (found.groups ?? {}) as { name?: string; near?: string }
    return say(t, { key: `open-data.sql.why.${why}`, args: { name, near, known: near === '' ? 'no' : 'yes' } })
  }
  return null
}
