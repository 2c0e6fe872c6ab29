import { Readable } from 'node:stream'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Context } from '#kernel/http/context.ts'
import type { ResourceReply } from '#kernel/http/endpoint.ts'
import { csvFile } from '#kernel/text/csv.ts'
import { columnOf, INSTITUTION, NUMBER, STATE } from './columns.ts'
import type { Holding } from './holding.ts'
import { existing } from './show-inventory.ts'
import { allHoldings, holdingsOf } from './store.ts'

const AT_ONCE = 500
const COLUMNS = [NUMBER, ...Object.values(columnOf), STATE]
const openToAll = { 'access-control-allow-origin': '*' }

/** The whole inventory as a table, in the columns in which it can be brought back. @throws NotFound */
export async function inventoryCsv(ctx: Context, { slug }: { slug: string }): Promise<ResourceReply> {
  const { id } = await existing(ctx, slug)
  return csvOf(COLUMNS, mapped(allOf(ctx, id), recordOf), `${slug}-inventory`)
}

/** The inventories of all institutions in one table, each line with whose it is. */
export async function countryCsv(ctx: Context): Promise<ResourceReply> {
  return csvOf([...INSTITUTION, ...COLUMNS], mapped(allOfAll(ctx), countryRecordOf), 'data-inventory')
}

export async function countryJson(ctx: Context): Promise<ResourceReply> {
  return jsonOf(mapped(allOfAll(ctx), countryRecordOf), 'data-inventory')
}

/** The same as JSON, for programs. @throws NotFound */
export async function inventoryJson(ctx: Context, { slug }: { slug: string }): Promise<ResourceReply> {
  const { id } = await existing(ctx, slug)
  return jsonOf(mapped(allOf(ctx, id), recordOf), `${slug}-inventory`)
}

type Line = Record<string, string | number | null>

function csvOf(columns: string[], lines: AsyncGenerator<Line>, name: string): ResourceReply {
  return {
    body: Readable.from(
      csvFile(
        columns,
        mapped(lines, (line) => Object.values(line)),
      ),
    ),
    contentType: 'text/csv; charset=utf-8',
    fileName: `${name}.csv`,
    headers: openToAll,
  }
}

function jsonOf(lines: AsyncGenerator<Line>, name: string): ResourceReply {
  async function* pieces() {
    let between = '['
    for await (const line of lines) {
      yield `${between}\n${JSON.stringify(line)}`
      between = ','
    }
    yield between === '[' ? '[]\n' : '\n]\n'
  }
  return {
    body: Readable.from(pieces()),
    contentType: 'application/json; charset=utf-8',
    fileName: `${name}.json`,
    headers: openToAll,
  }
}

async function* mapped<T, U>(some: AsyncGenerator<T>, make: (one: T) => U): AsyncGenerator<U> {
  for await (const one of some) yield make(one)
}

async function* allOf(ctx: Context, organisationId: string): AsyncGenerator<Holding> {
  const today = dayOf(ctx.now, ctx.timeZone)
  for (let above: number | null = null; ; ) {
    const part: Holding[] = await holdingsOf(ctx.db, today, {
      organisationIds: [organisationId],
      state: null,
      above,
      limit: AT_ONCE,
    })
    yield* part
    if (part.length < AT_ONCE) return
    above = part.at(-1)?.number ?? null
  }
}

async function* allOfAll(ctx: Context): AsyncGenerator<Holding> {
  const today = dayOf(ctx.now, ctx.timeZone)
  for (let after: string | null = null; ; ) {
    const part: Holding[] = await allHoldings(ctx.db, today, { state: null, after, limit: AT_ONCE })
    yield* part
    if (part.length < AT_ONCE) return
    after = part.at(-1)?.id ?? null
  }
}

function countryRecordOf(holding: Holding): Line {
  const { slug, name } = holding.institution
  return { [INSTITUTION[0]]: slug, [INSTITUTION[1]]: name.ro, ...recordOf(holding) }
}

/** In the order of the columns. A dataset that is no public one is named to nobody. */
function recordOf(holding: Holding): Line {
  const { number, title, about, steward, openness, dueOn, published, reason, legalBasis, registerUrl, state } = holding
  return {
    [NUMBER]: number,
    [columnOf.titleRo]: title.ro,
    [columnOf.titleRu]: title.ru ?? null,
    [columnOf.titleEn]: title.en ?? null,
    [columnOf.aboutRo]: about.ro ?? null,
    [columnOf.aboutRu]: about.ru ?? null,
    [columnOf.aboutEn]: about.en ?? null,
    [columnOf.steward]: steward.ro,
    [columnOf.stewardRu]: steward.ru ?? null,
    [columnOf.stewardEn]: steward.en ?? null,
    [columnOf.openness]: openness,
    [columnOf.dueOn]: dueOn,
    [columnOf.dataset]: published?.name ?? null,
    [columnOf.reason]: reason,
    [columnOf.legalBasis]: legalBasis?.ro ?? null,
    [columnOf.legalBasisRu]: legalBasis?.ru ?? null,
    [columnOf.legalBasisEn]: legalBasis?.en ?? null,
    [columnOf.registerUrl]: registerUrl,
    [STATE]: state,
  }
}
