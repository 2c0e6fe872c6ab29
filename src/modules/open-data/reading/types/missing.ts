/** Say in any column that nothing is there. */
const ALWAYS = new Set([
  ...['-', '--', '---', '–', '—', '…', '...', '..', 'n/a', 'N/A', '#N/A', 'n.a.', 'n/d', 'N/D', 'н/д', 'Н/Д'],
  // As databases write it: nobody writes so who means a word.
  ...['NULL', '(null)', '<null>', '\\N'],
])

/** Say so among numbers, dates and their like; among words they may be words: NA is a country, Null a family. */
const AMONG_VALUES = new Set([
  ...['NA', 'na', 'NaN', 'nan', 'null', 'Null', 'None', 'none', 'nil', 'NIL', '.', '*', '?'],
  ...['lipsă', 'lipsa', 'Lipsă', 'lipsește', 'fără date', 'Fără date', 'нет данных', 'Нет данных'],
  ...['#DIV/0!', '#REF!', '#VALUE!', '#NAME?', '#NUM!', '#NULL!'],
])

const LONGEST = Math.max(...[...ALWAYS, ...AMONG_VALUES].map((mark) => mark.length))
/** By the code of the first letter; what lies beyond the table is rare enough to be looked up. */
const FIRST = new Uint8Array(0x500)
for (const mark of [...ALWAYS, ...AMONG_VALUES]) if (mark.charCodeAt(0) < FIRST.length) FIRST[mark.charCodeAt(0)] = 1

/** Whether a text says that the value is missing: in any column, among values only, or not. */
export function missingKind(text: string): 'always' | 'among values' | null {
  if (text.length > LONGEST || FIRST[text.charCodeAt(0)] === 0) return null
  if (ALWAYS.has(text)) return 'always'
  return AMONG_VALUES.has(text) ? 'among values' : null
}
