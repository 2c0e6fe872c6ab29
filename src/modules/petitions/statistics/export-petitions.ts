import { sql } from 'kysely'
import type { Context } from '#kernel/http/context.ts'
import { publicStates } from '../petition.ts'

export interface ExportedPetition {
  number: number
  title: string
  lang: string
  state: string
  topic: string
  placeKey: string
  placeName: string
  publishedOn: string | null
  closesOn: string | null
  closedOn: string | null
  total: number
  email: number
  strong: number
  signed: number
  /** On paper: apart from `total`. */
  paper: number
  /** One an addressee, in the petition's order; redirected ones and those that took over too. */
  cases: {
    authority: string
    lodgedOn: string | null
    registeredOn: string | null
    answeredOn: string | null
    outcome: string | null
    days: number | null
  }[]
}

const BATCH = 200

/** All petitions whose page is public, by number. Each batch is a query of its own: nobody who downloads slowly holds one open. */
export async function* exportPetitions(ctx: Context): AsyncIterable<ExportedPetition> {
  let after = 0
  for (;;) {
    const rows = await batch(ctx, after)
    for (const row of rows) yield { ...row, placeName: ctx.places.name(row.placeKey, 'ro') }
    if (rows.length < BATCH) return
    after = rows.at(-1)?.number ?? after
  }
}

async function batch(ctx: Context, after: number): Promise<Omit<ExportedPetition, 'placeName'>[]> {
  const day = (column: string) => sql`(${sql.ref(column)} AT TIME ZONE ${ctx.timeZone})::date`
  const { rows } = await sql<Omit<ExportedPetition, 'placeName'>>`
    SELECT p.number, p.title, p.lang, p.state, p.topic, p.place_key AS "placeKey", ${day('p.published_at')} AS "publishedOn",
      p.closes_on AS "closesOn", ${day('p.closed_at')} AS "closedOn", coalesce(c.total, 0) AS total, coalesce(c.email, 0) AS email,
      coalesce(c.strong, 0) AS strong, coalesce(c.signed, 0) AS signed,
      (SELECT coalesce(sum(b.signatures), 0)::integer FROM petitions.paper_batch b WHERE b.petition_id = p.id AND b.state = 'accepted') AS paper,
      coalesce((
        SELECT jsonb_agg(jsonb_build_object('authority', o.slug, 'lodgedOn', ${day('k.lodged_at')}, 'registeredOn', ${day('k.registered_at')},
          'answeredOn', ${day('k.answered_at')}, 'outcome', k.outcome, 'days', ${day('k.answered_at')} - ${day('k.registered_at')})
          ORDER BY a.position NULLS LAST, k.created_at)
        FROM (SELECT organisation_id, position FROM petitions.addressee WHERE petition_id = p.id) a
        FULL JOIN (SELECT * FROM petitions.case WHERE petition_id = p.id) k ON k.organisation_id = a.organisation_id
        JOIN organisations.organisation o ON o.id = coalesce(a.organisation_id, k.organisation_id)), '[]') AS cases
    FROM petitions.petition p LEFT JOIN petitions.signature_count c ON c.petition_id = p.id
    WHERE p.number > ${after} AND p.state = ANY(${[...publicStates]}::text[])
    ORDER BY p.number LIMIT ${BATCH}`.execute(ctx.db)
  return rows
}
