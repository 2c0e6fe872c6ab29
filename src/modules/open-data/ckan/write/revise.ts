import { ArrivedFile } from '#kernel/files/arrived-file.ts'
import { type Input, invalid } from '../action.ts'
import { objectOf } from '../read-fields.ts'

/** A part of an id that names an item of a list has at least so many letters. */
const LEAST_OF_ID = 5
const MOST_FILTERS = 100
const GONE = Symbol('gone')

/**
 * A package as `package_revise` leaves it: what must be so is looked at first, then keys are taken out, then others are set. Parts of lists are
 * named by their place (`resources__0`, `-1` is the last), or by the beginning of an id.
 *
 * @param now as it stands
 * @throws CkanError where it is not as the program expected, or where a path leads nowhere
 */
export function revised(now: Input, input: Input): Input {
  for (const [key, value] of Object.entries(objectOf(input, 'match') ?? {}))
    if (!fits(now[key], value)) throw invalid('match', `${key} is another`)
  for (const { name, path, value } of flatOf(input, 'match'))
    if (!fits(valueAt(now, path, name), value)) throw invalid(name, 'is another')
  const left = filtered(now, filtersOf(input)) as Input
  const merged = merge(left, objectOf(input, 'update') ?? {}) as Input
  return flatOf(input, 'update').reduce(
    (next, { name, path, value }) => setAt(next, path, value, name) as Input,
    merged,
  )
}

interface Flat {
  name: string
  path: string[]
  value: unknown
}

/** `match__title`, `update__resources__0__name`. */
function flatOf(input: Input, kind: 'match' | 'update'): Flat[] {
  return Object.entries(input)
    .filter(([name]) => name.startsWith(`${kind}__`))
    .map(([name, value]) => ({ name, path: name.slice(kind.length + 2).split('__'), value: fromForm(value) }))
}

/** Forms know only texts: what is a list or an object is one in JSON. */
function fromForm(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

/** Of objects what is named, of lists the first items. */
function fits(now: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) return Array.isArray(now) && wanted.every((one, at) => fits(now[at], one))
  if (isObject(wanted)) return isObject(now) && Object.entries(wanted).every(([key, one]) => fits(now[key], one))
  if (now === null || now === undefined || wanted === null) return (now ?? null) === wanted
  return typeof now !== 'object' && String(now) === String(wanted)
}

function valueAt(value: unknown, path: string[], name: string): unknown {
  return path.reduce((at, part) => {
    if (Array.isArray(at)) return at[placeIn(at, part) ?? refuse(name, part)]
    return isObject(at) ? at[part] : undefined
  }, value)
}

function filtersOf({ filter }: Input): { keep: boolean; path: string[] }[] {
  const all = [filter ?? []].flat().flatMap((text) => String(text).split(','))
  const said = all.map((one) => one.trim()).filter((one) => one !== '')
  if (said.length > MOST_FILTERS) throw invalid('filter', `At most ${MOST_FILTERS}`)
  return said.map((one) => {
    const [, sign, path] = /^([+-])(.+)$/.exec(one) ?? []
    if (!path) throw invalid('filter', `"${one.slice(0, 100)}" must begin with + or -`)
    return { keep: sign === '+', path: path.split('__') }
  })
}

/** What was named with `+` before stays, whatever is taken out after it. */
function filtered(now: Input, filters: ReturnType<typeof filtersOf>): unknown {
  const kept: string[][] = []
  let left: unknown = now
  for (const { keep, path } of filters)
    if (keep) kept.push(...pathsOf(left, path))
    else left = without(left, path, [], kept)
  return compacted(left)
}

/** All that a path with `*` or the beginning of an id leads to. */
function pathsOf(value: unknown, [part, ...rest]: string[]): string[][] {
  if (part === undefined) return [[]]
  return childrenOf(value, part).flatMap((key) => pathsOf(childOf(value, key), rest).map((path) => [key, ...path]))
}

function without(value: unknown, path: string[], at: string[], kept: string[][]): unknown {
  if (kept.some((one) => one.every((part, n) => at[n] === part))) return value
  const [part = '*', ...rest] = path
  const isMeant = path.length === 0
  if (isMeant && !kept.some((one) => at.every((key, n) => one[n] === key))) return GONE
  let left = value
  for (const key of childrenOf(value, part))
    left = withChild(left, key, without(childOf(value, key), isMeant ? [] : rest, [...at, key], kept))
  return left
}

/** Only now, so that places in lists stay what they were while things are taken out. */
function compacted(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((one) => one !== GONE).map(compacted)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (one === GONE ? [] : [[key, compacted(one)]])),
  )
}

function merge(now: unknown, update: unknown): unknown {
  if (Array.isArray(now) && Array.isArray(update)) {
    const merged = now.map((one, at) => (at < update.length ? merge(one, update[at]) : one))
    return [...merged, ...update.slice(now.length)]
  }
  if (!isObject(now) || !isObject(update)) return update
  const merged = Object.entries(update).map(([key, one]) => [key, Object.hasOwn(now, key) ? merge(now[key], one) : one])
  return Object.fromEntries([...Object.entries(now), ...merged])
}

function setAt(now: unknown, [part, ...rest]: string[], value: unknown, name: string): unknown {
  if (part === undefined) return merge(now, value)
  if (!Array.isArray(now))
    return withChild(isObject(now) ? now : {}, part, setAt(childOf(now, part), rest, value, name))
  if (part === 'extend' && rest.length === 0) {
    if (!Array.isArray(value)) throw invalid(name, 'Must be a list')
    return [...now, ...value]
  }
  const at = placeIn(now, part) ?? refuse(name, part)
  return now.with(at, setAt(now[at], rest, value, name))
}

function childrenOf(value: unknown, part: string): string[] {
  if (Array.isArray(value)) {
    if (part === '*') return value.map((_, at) => String(at))
    const at = placeIn(value, part)
    return at === null ? [] : [String(at)]
  }
  if (!isObject(value)) return []
  if (part === '*') return Object.keys(value)
  return Object.hasOwn(value, part) ? [part] : []
}

function childOf(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value[Number(key)]
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
}

function withChild(value: unknown, key: string, child: unknown): unknown {
  if (Array.isArray(value)) return value.with(Number(key), child)
  return Object.fromEntries([...Object.entries(value as Input).filter(([name]) => name !== key), [key, child]])
}

/** @returns null where there is none, or where several ids begin so */
function placeIn(list: unknown[], part: string): number | null {
  if (/^-?\d{1,4}$/.test(part)) {
    const at = Number(part) < 0 ? list.length + Number(part) : Number(part)
    return at >= 0 && at < list.length ? at : null
  }
  if (part.length < LEAST_OF_ID) return null
  const found = list.flatMap((one, at) =>
    isObject(one) && typeof one.id === 'string' && one.id.startsWith(part) ? at : [],
  )
  return found.length === 1 ? (found[0] as number) : null
}

function refuse(name: string, part: string): never {
  throw invalid(name, `There is no item "${part.slice(0, 100)}"`)
}

/** As it comes from JSON; a file that was sent is none. */
function isObject(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ArrivedFile)
}
