import { purposeInWords } from '#commons/audit/act-in-words.ts'
import { readingsByDay } from '#commons/audit/personal-data.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { say } from '#kernel/i18n/translator.ts'
import { ownSession } from '../sessions.ts'
import type { MyDataView } from './replies.ts'

const SHOWN = 100

export async function findMyData(ctx: Context): Promise<MyDataView> {
  const { mailboxId, roles } = ownSession(ctx)
  const t = ctx.translate(ctx.lang) as (key: string) => string
  const readings = await readingsByDay(ctx.db, mailboxId, ctx.timeZone, SHOWN + 1)
  return {
    kinds: ctx.personalData.map(({ name, what, why, kept, erased }) => ({
      name,
      what: t(what),
      why: t(why),
      kept: say(ctx.translate(ctx.lang), kept),
      erased: t(erased),
    })),
    readings: readings.slice(0, SHOWN).map(({ times, firstAt, lastAt, organisation, byLink, purpose }) => ({
      times,
      firstAt: firstAt.toISOString(),
      lastAt: lastAt.toISOString(),
      by: organisation ? inLang(organisation, ctx.lang) : t('people.data.house'),
      byLink,
      purpose: purposeInWords(ctx.translate(ctx.lang), purpose),
    })),
    hasOlderReadings: readings.length > SHOWN,
    mayErase: roles.length === 0,
  }
}

/** Everything the house keeps about the person who asks, by kind, as the text of a JSON object that is read while it is sent. */
export function exportMyData(ctx: Context): AsyncIterable<string> {
  // Refused here, not while it is sent: by then the status is 200.
  return textOf(ctx, ownSession(ctx))
}

async function* textOf(ctx: Context, { mailboxId, accountId }: { mailboxId: string; accountId: string }) {
  yield `{\n  "exportedAt": ${JSON.stringify(ctx.now)}`
  for (const { name, export: read } of ctx.personalData) {
    const value = await read(ctx, mailboxId, accountId)
    yield `,\n  ${JSON.stringify(name)}: `
    if (isIterable(value)) yield* listOf(value)
    else yield JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')
  }
  yield '\n}\n'
}

function isIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}

/** One item a line. */
async function* listOf(items: AsyncIterable<unknown>): AsyncIterable<string> {
  let first = true
  for await (const item of items) {
    yield `${first ? '[' : ','}\n    ${JSON.stringify(item)}`
    first = false
  }
  yield first ? '[]' : '\n  ]'
}
