import { Readable } from 'node:stream'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Context } from '#kernel/http/context.ts'
import type { ResourceReply } from '#kernel/http/endpoint.ts'
import { csvFile } from '#kernel/text/csv.ts'
import { columnOf, NUMBER, STATE } from './columns.ts'
import type { Holding } from './holding.ts'
import { existing } from './show-inventory.ts'
import { holdingsOf } from './store.ts'

const AT_ONCE = 500
const openToAll = { 'access-control-allow-origin': '*' }

/** The whole inventory as a table, in the columns in which it can be brought back. @throws NotFound */
export async function inventoryCsv(ctx: Context, { slug }: { slug: string }): Promise<ResourceReply> {
  const { id } = await existing(ctx, slug)
  async function* records() {
    for await (const holding of allOf(ctx, id)) yield Object.values(recordOf(holding))
  }
  return {
    body: Readable.from(csvFile([NUMBER, ...Object.values(columnOf), STATE], records())),
    contentType: 'text/csv; charset=utf-8',
    fileName: `${slug}-inventory.csv`,
    headers: openToAll,
  }
}

/** The same as JSON, for programs. @throws NotFound */
export async function inventoryJson(ctx: Context, { slug }: { slug: string }): Promise<ResourceReply> {
  const { id } = await existing(ctx, slug)
  async function* pieces() {
    let between = '['
    for await (const holding of allOf(ctx, id)) {
      yield `${between}\n${JSON.stringify(recordOf(holding))}`
      between = ','
    }
    yield between === '[' ? '[]\n' : '\n]\n'
  }
  return {
    body: Readable.from(pieces()),
    contentType: 'application/json; charset=utf-8',
    fileName: `${slug}-inventory.json`,
    headers: openToAll,
  }
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

/** In the order of the columns. A dataset that is no public one is named to nobody. */
function recordOf(holding: Holding): Record<string, string | number | null> {
  const { number, title, about, steward, openness, dueOn, published, reason, legalBasis, registerUrl, state } = holding
  return {
    [NUMBER]: number,
    [columnOf.titleRo]: title.ro,
    [columnOf.titleRu]: title.ru ?? null,
    [columnOf.titleEn]: title.en ?? null,
    [columnOf.aboutRo]: about.ro ?? null,
    [columnOf.aboutRu]: about.ru ?? null,
    [columnOf.aboutEn]: about.en ?? null,
    [columnOf.steward]: steward,
    [columnOf.openness]: openness,
    [columnOf.dueOn]: dueOn,
    [columnOf.dataset]: published?.name ?? null,
    [columnOf.reason]: reason,
    [columnOf.legalBasis]: legalBasis,
    [columnOf.registerUrl]: registerUrl,
    [STATE]: state,
  }
}
