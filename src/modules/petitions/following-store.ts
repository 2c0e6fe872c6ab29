import { type RawBuilder, sql } from 'kysely'
import type { Followed } from '#commons/notices/following/followable.ts'
import type { Db } from '#kernel/database/database.ts'
import { petitionPath, publicStates } from './petition.ts'

interface Named {
  id: string
  number: number
  slug: string
  title: string
  lang: 'ro' | 'ru' | 'en'
}

/** Petitions that everybody may see, as lists of what one follows name them. */
export async function petitionsToName(db: Db, which: RawBuilder<unknown>): Promise<Followed[]> {
  const { rows } = await sql<Named>`
    SELECT p.id, p.number, p.slug, p.title, p.lang FROM petitions.petition p
    WHERE ${which} AND p.state = ANY(${[...publicStates]}::text[])`.execute(db)
  return rows.map(({ id, title, lang, ...petition }) => ({ id, title, lang, path: petitionPath(petition) }))
}

/** Petitions that came into the lists after a moment, until another (included), oldest first. */
export async function petitionsListedBetween(
  db: Db,
  since: Date,
  until: Date,
): Promise<(Named & { placeKey: string; listedAt: Date })[]> {
  const { rows } = await sql<Named & { placeKey: string; listedAt: Date }>`
    SELECT p.id, p.number, p.slug, p.title, p.lang, p.place_key AS "placeKey", l.listed_at AS "listedAt"
    FROM petitions.listing l JOIN petitions.petition p ON p.id = l.petition_id
    WHERE l.listed_at > ${since} AND l.listed_at <= ${until} ORDER BY l.listed_at, p.id`.execute(db)
  return rows
}
