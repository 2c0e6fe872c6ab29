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
  const readings = await readingsByDay(ctx.db, mailboxId, ctx.timeZone, SHOWN)
  return {
    kinds: ctx.personalData.map(({ name, what, why, kept, erased }) => ({
      name,
      what: t(what),
      why: t(why),
      kept: say(ctx.translate(ctx.lang), kept),
      erased: t(erased),
    })),
    readings: readings.map(({ times, firstAt, lastAt, organisation, byLink, purpose }) => ({
      times,
      firstAt: firstAt.toISOString(),
      lastAt: lastAt.toISOString(),
      by: organisation ? inLang(organisation, ctx.lang) : t('people.data.house'),
      byLink,
      purpose: purposeInWords(ctx.translate(ctx.lang), purpose),
    })),
    mayErase: roles.length === 0,
  }
}

/** Everything the house keeps about the person who asks, by kind. */
export async function exportMyData(ctx: Context): Promise<Record<string, unknown>> {
  const { mailboxId, accountId } = ownSession(ctx)
  const kinds: [string, unknown][] = []
  for (const { name, export: read } of ctx.personalData) kinds.push([name, await read(ctx, mailboxId, accountId)])
  return { exportedAt: ctx.now.toISOString(), ...Object.fromEntries(kinds) }
}
