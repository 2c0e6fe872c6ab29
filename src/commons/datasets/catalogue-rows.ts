import { dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { smallestToldApart } from '#commons/settings/house-settings.ts'
import type { Tx } from '#kernel/database/database.ts'
import type { Context } from '#kernel/http/context.ts'
import type { Translate } from '#kernel/i18n/translator.ts'
import { say } from '#kernel/i18n/translator.ts'
import type { CatalogueEntry, PeopleColumns } from './catalogue-entry.ts'
import type { DatasetCell, DatasetColumn } from './dataset.ts'
import { type DayOfCounts, tellDays } from './tell-counts.ts'
import { keepTold, lastTold, type Told } from './told-store.ts'

/** A column as it stands in the catalogue. */
export interface CatalogueColumn {
  name: string
  type: DatasetColumn['type']
  about(t: Translate): string
}

const BATCH = 200

/** Behind a whole stands the day as of which it is told; a part is called by what it is: a lower bound. */
export function catalogueColumns<Row>({ columns, people = [] }: CatalogueEntry<Row>): CatalogueColumn[] {
  return columns.flatMap(({ name, type, about }): CatalogueColumn[] => {
    const words = (t: Translate) => say(t, { key: about })
    if (people.some(({ total }) => total === name))
      return [
        { name, type, about: (t) => t('datasets.column.whole', { about: words(t) }) },
        { name: `${name}_as_of`, type: 'day', about: (t) => t('datasets.column.as-of', { column: name }) },
      ]
    if (people.some(({ parts }) => parts?.includes(name)))
      return [{ name: `${name}_at_least`, type, about: (t) => t('datasets.column.part', { about: words(t) }) }]
    return [{ name, type, about: words }]
  })
}

/**
 * The rows of a dataset as the catalogue may have them, in the order of {@link catalogueColumns}. What is told of people is kept in the same
 * transaction: two runs at once must not tell the same rows, the caller sees to it.
 */
export async function* catalogueRows<Row>(
  ctx: Context & { tx: Tx },
  name: string,
  entry: CatalogueEntry<Row>,
): AsyncGenerator<DatasetCell[]> {
  let batch: Row[] = []
  for await (const row of entry.rows(ctx)) {
    if (batch.push(row) < BATCH) continue
    yield* toldRows(ctx, name, entry, batch)
    batch = []
  }
  yield* toldRows(ctx, name, entry, batch)
}

async function* toldRows<Row>(
  ctx: Context & { tx: Tx },
  name: string,
  entry: CatalogueEntry<Row>,
  batch: Row[],
): AsyncGenerator<DatasetCell[]> {
  if (batch.length === 0) return
  const { columns, people = [] } = entry
  const keys = batch.map((row) => rowKey(entry, row))
  const told = new Map<string, Map<string, Told>>()
  for (const counted of people) told.set(counted.total, await tellBatch(ctx, name, entry, counted, batch))
  for (const [at, row] of batch.entries()) {
    const of = (total: string) => told.get(total)?.get(keys[at] as string)
    yield columns.flatMap((column): DatasetCell[] => {
      const part = people.find(({ parts }) => parts?.includes(column.name))
      if (part) return [of(part.total)?.cells[column.name] ?? null]
      if (!people.some(({ total }) => total === column.name)) return [column.of(row)]
      const whole = of(column.name)
      return [whole?.total ?? null, whole?.toldOn ?? null]
    })
  }
}

/** @returns what is told of each row from now on; rows of which nothing may be told are not in it */
async function tellBatch<Row>(
  ctx: Context & { tx: Tx },
  name: string,
  entry: CatalogueEntry<Row>,
  counted: PeopleColumns<Row>,
  batch: Row[],
): Promise<Map<string, Told>> {
  const today = dayOf(ctx.now, ctx.timeZone)
  const k = await ctx.settings.valueOn(smallestToldApart, today)
  const of = { dataset: name, counted: counted.total }
  const told = await lastTold(
    ctx.tx,
    of,
    batch.map((row) => rowKey(entry, row)),
  )
  const fresh: Told[] = []
  for (const row of batch) {
    const key = rowKey(entry, row)
    const tellings = tellDays(countsOf(entry, counted, row, today), k, told.get(key))
    fresh.push(...tellings.map((telling) => ({ ...telling, rowKey: key })))
    const newest = fresh.at(-1)
    if (newest?.rowKey === key) told.set(key, newest)
  }
  await keepTold(ctx.tx, of, fresh)
  return told
}

/** Who is in no part: never told as one. */
const REST = ''

function* countsOf<Row>(
  { columns }: CatalogueEntry<Row>,
  { total, parts = [], days }: PeopleColumns<Row>,
  row: Row,
  today: PlainDay,
): Generator<DayOfCounts> {
  if (days) {
    const exact: Record<string, number> = {}
    for (const { day, parts: came } of days(row)) {
      for (const [part, people] of Object.entries(came)) exact[part] = (exact[part] ?? 0) + people
      yield { day, exact: { ...exact } }
    }
    return
  }
  const numberIn = (name: string) => Number(columns.find((column) => column.name === name)?.of(row) ?? 0)
  const exact = Object.fromEntries(parts.map((part) => [part, numberIn(part)]))
  const rest = numberIn(total) - Object.values(exact).reduce((one, other) => one + other, 0)
  yield { day: today, exact: { ...exact, [REST]: Math.max(0, rest) } }
}

function rowKey<Row>({ key, columns }: CatalogueEntry<Row>, row: Row): string {
  return key.map((name) => String(columns.find((column) => column.name === name)?.of(row) ?? '')).join(' ')
}
