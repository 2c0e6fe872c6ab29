import Type from 'typebox'
import type { View } from '#kernel/i18n/view.ts'
import { Recounted } from '#ui/components/BigNumber.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Pill } from '#ui/components/Pill.tsx'

const Instant = Type.String({ description: 'Instant, RFC 3339' })

export const RecountedView = Type.Union(
  [
    Type.Object({
      index: Type.Integer({ description: 'The first so many entries of the public log give these numbers' }),
      at: Instant,
      total: Type.Integer(),
      email: Type.Integer(),
      strong: Type.Integer(),
      signed: Type.Integer(),
    }),
    Type.Null(),
  ],
  { description: 'Recounted from the public log: docs/decisions/0003-what-the-log-tells.md' },
)
export const DisagreesView = Type.Union([Type.Object({ since: Instant }), Type.Null()], {
  description: 'Numbers of this petition do not agree with the public log',
})

export interface MarkColumns {
  recountedIndex: number | null
  recountedAt: Date | null
  recountedEmail: number | null
  recountedStrong: number | null
  recountedSigned: number | null
  disagreesSince: Date | null
}

/** The mark beside a count, from the row of its petition. */
export function markOf(row: MarkColumns): {
  recounted: Type.Static<typeof RecountedView>
  disagrees: Type.Static<typeof DisagreesView>
} {
  const { recountedIndex: index, recountedAt: at } = row
  const [email = 0, strong = 0, signed = 0] = [row.recountedEmail, row.recountedStrong, row.recountedSigned].map(Number)
  return {
    recounted:
      index === null || at === null
        ? null
        : { index, at: at.toISOString(), total: email + strong + signed, email, strong, signed },
    disagrees: row.disagreesSince ? { since: row.disagreesSince.toISOString() } : null,
  }
}

type Marked = ReturnType<typeof markOf> & { total: number }

/** Says beside the count that it was recounted, or that the numbers do not agree. */
export function RecountMark({ reply, view }: { reply: Marked; view: View }) {
  const { t } = view
  const { recounted, disagrees } = reply
  if (disagrees)
    return (
      <Notice kind="danger" level={3} title={t('petitions.recount.disagrees')}>
        <p>{t('petitions.recount.disagrees.more', { since: view.dateTime(disagrees.since) })}</p>
      </Notice>
    )
  if (!recounted) return null
  // A tick beside another number would be a lie; a moment later they are the same again.
  if (recounted.total !== reply.total)
    return (
      <p class="soft">
        {t('petitions.recount.mark.earlier', { count: recounted.total, at: view.dateTime(recounted.at) })}
      </p>
    )
  return (
    <p>
      <Recounted>{t('petitions.recount.mark', { count: recounted.total, at: view.dateTime(recounted.at) })}</Recounted>
    </p>
  )
}

/** The same in few words, for sums or a frame in another site; nothing while the recount is of another number. */
export function ShortMark({ reply, view }: { reply: Marked; view: View }) {
  const { t } = view
  const { recounted, disagrees, total } = reply
  if (disagrees) return <Pill tone="overdue">{t('petitions.recount.disagrees')}</Pill>
  if (recounted?.total !== total) return null
  const said = { at: view.date(recounted.at, 'short'), entries: recounted.index }
  return <Recounted>{t('petitions.recount.mark.short', said)}</Recounted>
}

/** What the rows of a list share is said once, above them; those for which it does not hold say so themselves. */
export function ListMark({ rows, view }: { rows: Marked[]; view: View }) {
  const marks = rows.filter(isRecounted).flatMap(({ recounted }) => recounted ?? [])
  const days = marks.map(({ at }) => at).toSorted()
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return null
  const [from, to] = [view.date(first, 'short'), view.date(last, 'short')]
  const others = marks.length < rows.length ? 'yes' : 'no'
  const entries = new Set(marks.map(({ index }) => index))
  const said =
    from !== to
      ? view.t('petitions.recount.mark.list.between', { from, to, others })
      : entries.size === 1
        ? view.t('petitions.recount.mark.list', { at: to, entries: [...entries][0] ?? 0, others })
        : view.t('petitions.recount.mark.list.day', { at: to, others })
  return (
    <p class="soft">
      <Recounted>{said}</Recounted>
    </p>
  )
}

/** Beside a row for which the words of {@link ListMark} do not hold. @param props.said there are such words */
export function OtherMark({ reply, said, view }: { reply: Marked; said: boolean; view: View }) {
  if (reply.disagrees) return <Pill tone="overdue">{view.t('petitions.recount.disagrees')}</Pill>
  return said ? <span>{view.t('petitions.recount.mark.not-yet')}</span> : null
}

/** Whether the shown number is the one that was recounted. */
export function isRecounted({ recounted, disagrees, total }: Marked): boolean {
  return !disagrees && recounted?.total === total
}

/** How much of the log the mark rests on; null while there is no mark. */
export function recountedEntries(reply: Marked, view: View): string | null {
  const { recounted, disagrees, total } = reply
  if (disagrees || recounted?.total !== total) return null
  return view.t('petitions.recount.mark.entries', { entries: recounted.index })
}
