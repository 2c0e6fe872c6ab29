import { sql } from 'kysely'
import type { Followable, NewsSource } from '#commons/notices/following/followable.ts'
import { numberOf } from '#commons/notices/following/followable.ts'
import { placesAround } from '#commons/notices/following/places.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { eventInWords, namedNow } from './in-words.ts'
import { type Process, processPath } from './process.ts'
import { eventsBetween, processesWhere } from './store.ts'

const PROCESS = 'processes.process'

/** Processes that are public: their phases, dates and decisions. */
export const processesToFollow: Followable = {
  kind: PROCESS,
  slug: 'processes',
  label: 'processes.follow.kind',
  async find(ctx, key) {
    const number = numberOf(key)
    if (number === null) return null
    const [process] = await processesWhere(
      ctx.db,
      sql`p.number = ${number} AND p.published_at IS NOT NULL AND p.rehearsal_of IS NULL`,
    )
    return process ? followed(ctx, process) : null
  },
  async named(ctx, ids) {
    const found = await processesWhere(
      ctx.db,
      sql`p.id::text = ANY(${ids}) AND p.published_at IS NOT NULL AND p.rehearsal_of IS NULL`,
    )
    return found.map((process) => followed(ctx, process))
  },
}

/** What happened to processes, for who follows them or their place. */
export const processNews: NewsSource = {
  name: 'processes.events',
  async between(services, since, until) {
    const events = await Promise.all(
      (await eventsBetween(services.db, since, until)).map((event) => namedNow(services, event.process.id, [event])),
    )
    return events.flat().map(({ process, kind, data, happenedAt }) => ({
      about: [
        { kind: PROCESS, id: process.id },
        ...(process.againOfId ? [{ kind: PROCESS, id: process.againOfId }] : []),
        ...placesAround(services, process.placeKey),
      ],
      path: processPath(process),
      at: happenedAt,
      say: (lang) => ({
        title: inLang(process.title, lang),
        text: eventInWords({ translate: services.translate, lang }, { kind, data }),
      }),
    }))
  },
}

function followed({ lang }: Context, process: Process) {
  return {
    id: process.id,
    title: inLang(process.title, lang),
    lang: process.title[lang] ? lang : ('ro' as const),
    path: processPath(process),
  }
}
