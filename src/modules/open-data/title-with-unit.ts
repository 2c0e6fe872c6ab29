import { spellingsOf } from './reading/types/units.ts'
import type { Column } from './table-schema.ts'

/** The title of a column with the unit that stood beside its numbers, where the title does not say it: the numbers are here without it. */
export function titleWithUnit({ title, format }: Pick<Column, 'title'> & { format?: Column['format'] }): string {
  const unit = format?.unit
  return unit === undefined || saysUnit(title, unit) ? title : `${title} (${unit})`
}

/** A word of its own, in any spelling: "Fonduri europene" says no euro. */
function saysUnit(title: string, unit: string): boolean {
  const words = title.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  const isWord = (spelling: string) => /^\p{L}+$/u.test(spelling)
  return [unit, ...spellingsOf(unit)]
    .map((spelling) => spelling.toLowerCase().replace(/\.$/, ''))
    .some((spelling) => (isWord(spelling) ? words.includes(spelling) : title.includes(spelling)))
}
