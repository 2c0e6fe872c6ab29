import type { SettledKey } from '../../engine/group-key.ts'
import type { Cell } from '../../engine/table-query.ts'

/**
 * Keys that follow each other, with those between them of which there are no rows: a year in which nothing happened is as wide as the others.
 *
 * @param keys in their order, without null
 * @returns null where there would be more than `most`; the keys as they are where nothing lies between two of them
 */
export function fillKeys(keys: Cell[], { by }: SettledKey, most: number): Cell[] | null {
  const [first, last] = [keys[0], keys.at(-1)]
  if (first === undefined || last === undefined) return []
  const next = followerOf(by)
  if (!next) return keys.length > most ? null : keys
  const filled: Cell[] = []
  const known = new Set(keys.map(String))
  for (let key: Cell = first; ; key = next(key)) {
    if (filled.length >= most) return null
    filled.push(key)
    known.delete(String(key))
    if (String(key) === String(last)) break
    if (isBeyond(key, last)) break
  }
  // What does not fall into the line, such as a year of five digits, is not left out in silence.
  return known.size > 0 ? null : filled
}

function followerOf(by: SettledKey['by']): ((key: Cell) => Cell) | null {
  if (typeof by === 'object') return (key) => Number((Number(key) + by.step).toFixed(9))
  switch (by) {
    case 'year':
      return (key) => String(Number(key) + 1).padStart(4, '0')
    case 'quarter':
      return (key) => {
        const [year = '', quarter = ''] = String(key).split('-Q')
        return quarter === '4' ? `${String(Number(year) + 1).padStart(4, '0')}-Q1` : `${year}-Q${Number(quarter) + 1}`
      }
    case 'month':
      return (key) => Temporal.PlainYearMonth.from(String(key)).add({ months: 1 }).toString()
    case 'day':
      return (key) => Temporal.PlainDate.from(String(key)).add({ days: 1 }).toString()
    case 'weekday':
    case 'hour':
      return (key) => Number(key) + 1
    case 'value':
      return null
  }
}

function isBeyond(key: Cell, last: Cell): boolean {
  return typeof key === 'number' ? key > Number(last) : String(key) > String(last)
}
