import type { ActSubject } from '#commons/audit/act-subjects.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { SERIES } from './keep-series.ts'
import { membersOf, seriesNamed } from './store.ts'

/** A series as the record of acts names it; one without public datasets has no page that others may open. */
export const seriesSubject: ActSubject = {
  kind: SERIES,
  label: 'open-data.series.act-subject',
  async find(ctx, names) {
    const found = await seriesNamed(ctx.db, names)
    const members = await membersOf(
      ctx.db,
      found.map(({ id }) => id),
    )
    const open = new Set(members.flatMap(({ seriesId, state }) => (state === 'published' ? seriesId : [])))
    return new Map(
      found.map(({ id, name, title }) => [
        name,
        { name: inLang(title, ctx.lang), path: open.has(id) ? `/data/series/${name}` : null },
      ]),
    )
  },
}
