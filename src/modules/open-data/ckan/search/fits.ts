import { fold } from '#commons/search/fold.ts'
import type { CatalogueIndex, Known } from '../../catalogue/find/catalogue-index.ts'
import { CkanError } from '../action.ts'
import { comparable, dateFields, titleFields, valuesOf, wordFields } from './fields.ts'
import type { Query } from './lucene.ts'

type Fits = (dataset: Known) => boolean

/** Whether a dataset is what a filter asks for. @throws CkanError */
export function fitsOf(query: Query, index: CatalogueIndex, now: Date): Fits {
  if ('all' in query) {
    const all = query.all.map((one) => fitsOf(one, index, now))
    return (dataset) => all.every((fits) => fits(dataset))
  }
  if ('any' in query) {
    const any = query.any.map((one) => fitsOf(one, index, now))
    return (dataset) => any.some((fits) => fits(dataset))
  }
  if ('not' in query) {
    const fits = fitsOf(query.not, index, now)
    return (dataset) => !fits(dataset)
  }
  return 'from' in query ? inRange(query, now) : withValue(query, index)
}

function withValue({ field, value }: { field: string | null; value: string }, index: CatalogueIndex): Fits {
  if (value === '*' && (field === null || field === '*' || field in dateFields || wordFields.includes(field)))
    return () => true
  if (field === null || wordFields.includes(field)) {
    const found = new Set(index.matching(value.replaceAll('*', ' ')).map(({ name }) => name))
    return ({ name }) => found.has(name)
  }
  if (titleFields.includes(field)) {
    const words = fold(value.replaceAll('*', ' ')).split(' ').filter(Boolean)
    return ({ title }) => {
      const folded = Object.values(title).map(fold)
      return words.every((word) => folded.some((one) => one.includes(word)))
    }
  }
  const valuesIn = valuesOf(field)
  if (!valuesIn) throw wrong(`Cannot filter by "${field.slice(0, 100)}"`)
  const asked = comparable(field, value)
  return (dataset) => valuesIn(dataset).some((one) => isLike(comparable(field, one), asked))
}

/** `*` stands for anything. Never a regular expression: those can be made to take for ever. */
function isLike(value: string, asked: string): boolean {
  const parts = asked.split('*')
  if (parts.length === 1) return value === asked
  const [first = '', ...rest] = parts
  const last = rest.pop() as string
  if (!value.startsWith(first)) return false
  let at = first.length
  for (const part of rest) {
    const next = value.indexOf(part, at)
    if (next < 0) return false
    at = next + part.length
  }
  return value.length - last.length >= at && value.endsWith(last)
}

function inRange({ field, from, to }: { field: string; from: string; to: string }, now: Date): Fits {
  const dateIn = Object.hasOwn(dateFields, field) ? dateFields[field] : undefined
  if (dateIn) {
    const [first, last] = [timeOf(from, now), timeOf(to, now)]
    return (dataset) => (!first || dateIn(dataset) >= first) && (!last || dateIn(dataset) <= last)
  }
  const valuesIn = valuesOf(field)
  if (!valuesIn) throw wrong(`Cannot filter by "${field.slice(0, 100)}"`)
  const [first, last] = [from, to].map((one) => comparable(field, one.replaceAll('"', '')))
  return (dataset) =>
    valuesIn(dataset).some((value) => {
      const one = comparable(field, value)
      return (first === '*' || one >= (first as string)) && (last === '*' || one <= (last as string))
    })
}

const UNITS: Record<string, 'years' | 'months' | 'days' | 'hours' | 'minutes' | 'seconds'> = {
  YEAR: 'years',
  MONTH: 'months',
  DAY: 'days',
  HOUR: 'hours',
  MINUTE: 'minutes',
  SECOND: 'seconds',
}

/** An instant, `NOW` with what is added or taken away, or null for `*`. @throws CkanError */
function timeOf(text: string, now: Date): Date | null {
  const said = text.replaceAll('"', '').trim()
  if (said === '*') return null
  const [, relative] = /^NOW((?:[+-]\d{1,5}[A-Z]+)*)(?:\/[A-Z]+)?$/.exec(said) ?? []
  if (relative !== undefined) {
    let at = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO('UTC')
    for (const [, sign, count, name = ''] of relative.matchAll(/([+-])(\d+)([A-Z]+)/g)) {
      const unit = UNITS[name.replace(/S$/, '')]
      if (!unit) throw wrong(`Cannot understand the time "${said.slice(0, 100)}"`)
      at = at.add({ [unit]: sign === '-' ? -Number(count) : Number(count) })
    }
    return new Date(at.epochMilliseconds)
  }
  const at = new Date(/^\d{4}-\d\d-\d\dT[\d:.]+$/.test(said) ? `${said}Z` : said)
  const year = at.getUTCFullYear()
  if (!(year >= 1 && year <= 9999)) throw wrong(`Cannot understand the time "${said.slice(0, 100)}"`)
  return at
}

function wrong(message: string): CkanError {
  return new CkanError('Search Query Error', { message: `Search Query is invalid: ${message}` })
}
