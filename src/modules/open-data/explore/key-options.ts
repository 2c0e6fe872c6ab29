import type { View } from '#kernel/i18n/view.ts'
import type { Option, OptionGroup } from '#ui/components/Select.tsx'
import { isNumber, unitsOf } from '../engine/group-key.ts'
import { figureNames } from '../engine/group-rows.ts'
import type { ColumnView } from '../ingest/replies.ts'
import { figureOf, figureText, keyIn, keyText } from './group-words.ts'
import { figureTitle, keyTitle } from './in-words.ts'

/** A list longer than this is no help to anybody; the address takes every column. */
const MOST_COLUMNS = 200
/** The same where each column stands with all its figures. */
const MOST_WITH_FIGURES = 30

/** By what rows can be put together: each column, dates by their parts, numbers by steps. @param chosen stands among them whatever it is */
export function keyOptions(view: View, columns: ColumnView[], chosen: string[]): (Option | OptionGroup)[] {
  const option = (words: string) => ({ value: words, label: keyTitle(view, columns, words) })
  return columns.slice(0, MOST_COLUMNS).map((column) => {
    const { name, title, type } = column
    const own = chosen.filter((words) => keyIn(words)?.column === name)
    const all = isNumber(type)
      ? [name, keyText({ column: name, by: 'auto' })]
      : unitsOf(type).map((by) => keyText({ column: name, by }))
    const words = [...new Set([...all, ...own])]
    const [only] = words
    return words.length === 1 && only ? option(only) : { group: title, options: words.map(option) }
  })
}

/** Each figure of each column of numbers, for lists of which a page has several. */
export function figureOptions(view: View, columns: ColumnView[]): (Option | OptionGroup)[] {
  return columns
    .filter(({ type }) => isNumber(type))
    .slice(0, MOST_WITH_FIGURES)
    .map(({ name, title }) => ({
      group: title,
      options: figureNames
        .filter((is) => is !== 'count')
        .map((is) => figureText(figureOf(is, name)))
        .map((words) => ({ value: words, label: figureTitle(view, columns, words) })),
    }))
}

export function columnOptions(columns: ColumnView[], fits: (type: ColumnView['type']) => boolean): Option[] {
  return columns
    .filter(({ type }) => fits(type))
    .slice(0, MOST_COLUMNS)
    .map(({ name, title }) => ({ value: name, label: title }))
}
