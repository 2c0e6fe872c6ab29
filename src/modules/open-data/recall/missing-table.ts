import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { Gone, NotFound, type Refusal } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { dayInWords } from '#kernel/i18n/day-in-words.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { type Tombstone, tombstoneOfTable } from './tombstone-store.ts'

type Asks = Pick<Context, 'db' | 'lang' | 'timeZone'>

/**
 * Why a public table is not to be had: it was taken down (410, with what everybody may know of that), or there is none (404).
 *
 * @param seq of the version that was asked for
 */
export async function missingTable(ctx: Asks, tableId: string, seq?: number | null): Promise<Refusal> {
  const tombstone = await tombstoneOfTable(ctx.db, tableId, seq ?? undefined)
  return tombstone ? goneFor(ctx, tombstone) : new NotFound()
}

function goneFor({ lang, timeZone }: Asks, tombstone: Tombstone): Refusal {
  const { seq, recalledAt, publishedAt, reason, sha256, byRole, institution, now, dataset, title } = tombstone
  const inWords = (at: Date) => dayInWords(dayOf(at, timeZone), lang)
  return new Gone('open-data.recall.gone', { title: inLang(title, lang), seq, day: inWords(recalledAt) })
    .explaining(
      { key: `open-data.recall.because.${reason}` },
      { key: `open-data.recall.decided-by.${byRole}`, args: { institution: inLang(institution, lang) } },
      { key: 'open-data.recall.gone.hash', args: { day: inWords(publishedAt), hash: sha256 } },
      now === null ? { key: 'open-data.recall.gone.none' } : { key: 'open-data.recall.gone.now', args: { seq: now } },
    )
    .leadingTo(`/data/${dataset}/corrections`, { key: 'open-data.recall.gone.more' })
}
