/** What a number stands for, by the format of its cell. */
export type Shown =
  /** `hasFraction`: the format shows parts of a second. */
  | { as: 'date' | 'datetime' | 'time' | 'duration'; hasFraction: boolean }
  /** A code that is written with zeros before it: 00000 shows 164 as 00164. */
  | { as: 'code'; digits: number }

const BUILT_IN: Record<number, Exclude<Shown['as'], 'code'>> = {
  14: 'date',
  15: 'date',
  16: 'date',
  17: 'date',
  18: 'time',
  19: 'time',
  20: 'time',
  21: 'time',
  22: 'datetime',
  45: 'time',
  46: 'duration',
  47: 'time',
}

/** Of the formats that every program knows without their being in the file (ECMA-376 part 1, 18.8.30). @returns null for a plain number */
export function builtInFormat(id: number): Shown | null {
  const as = BUILT_IN[id]
  return as ? { as, hasFraction: id === 47 } : null
}

/** Colours, conditions, currencies, texts and what only takes room; elapsed hours, minutes or seconds in brackets stay. */
const BESIDE = /"[^"]*"?|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]?/gi

/** Of a format that the file spells out: 'dd.mm.yyyy', '[h]:mm', '#,##0.00', '00000'. @returns null for a plain number or a text */
export function shownBy(code: string): Shown | null {
  const [positive = ''] = code.replace(BESIDE, '').toLowerCase().split(';')
  // In German the name of the general format has the letters of days and seconds.
  if (/general|standard/.test(positive)) return null
  const digits = /^0{2,}$/.exec(positive.trim())?.[0].length
  if (digits) return { as: 'code', digits }
  const hasFraction = /s\]?[.,]0/.test(positive)
  const marks = positive.replace(/(s\]?)[.,]0+/, '$1').replace(/am\/pm|a\/p/, 'h')
  if (/[0#?@]/.test(marks)) return null
  if (/\[[hms]+\]/.test(marks)) return { as: 'duration', hasFraction }
  const letters = marks.replace(/[^ymdhs]/g, '').replace(/(.)\1+/g, '$1')
  // An m beside hours or seconds is minutes, any other one months.
  const hasTime = /[hs]/.test(letters)
  const hasDate = /[yd]/.test(letters) || /(?<!h)m(?!s)/.test(letters)
  if (!hasDate && !hasTime) return null
  return { as: hasDate ? (hasTime ? 'datetime' : 'date') : 'time', hasFraction }
}
