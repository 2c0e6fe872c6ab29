import { sql } from 'kysely'
import type { OtherEnd } from '#commons/citations/store.ts'
import type { PublishedCounts } from '#commons/settings/small-numbers.ts'
import type { Db } from '#kernel/database/database.ts'
import { prepared } from '#kernel/database/prepared.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import type { DecisionRow } from './moderation/decisions.ts'
import { publicStates } from './petition.ts'
import type { MarkColumns } from './recount/on-page.tsx'
import {
  type Addressee,
  type Counts,
  markColumns,
  type PetitionEvent,
  type PetitionRow,
  petitionColumns,
  type Threshold,
  thresholdOrder,
} from './store.ts'

/** A petition that readers may see, with what its page shows of every petition. */
export interface PublicPetition extends PetitionRow {
  textVersion: number
  organisation: { name: string; idno: string; mandate: string } | null
  publishedUnreviewed: boolean
  /** Day of the first signature. */
  frozenOn: string | null
  appealDueOn: string | null
  addressees: Addressee[]
  thresholds: Threshold[]
  counts: Counts
  /** Undefined before the first signature was counted. */
  units: Omit<PublishedCounts, 'exact'> | undefined
  events: PetitionEvent[]
  decisions: DecisionRow[]
  /** What its text links to. */
  cites: Omit<OtherEnd, 'key'>[]
  /** Whether there is any of it: most petitions have none, and then it is not asked for. */
  has: Record<'documents' | 'clarifications' | 'organisations' | 'masks' | 'cases' | 'paper', boolean>
}

type Row = Omit<PublicPetition, 'thresholds' | 'events' | 'decisions' | 'counts' | 'units'> &
  MarkColumns & {
    thresholds: (Omit<Threshold, 'crossedAt'> & { crossedAt: string | null })[]
    events: { kind: string; data: Record<string, string | number | Localised>; happenedAt: string }[]
    decisions: (Omit<DecisionRow, 'at'> & { at: string })[]
    email: number | null
    strong: number | null
    signed: number | null
    total: number | null
    foldedAt: Date | null
    units: Omit<PublishedCounts, 'exact'> | null
  }

/**
 * One statement instead of a dozen: a page that a crowd opens is read anew every other second, and each round trip costs more
 * than what it brings. Times inside arrays come as text, as JSON has them.
 */
export async function readPublicPetition(db: Db, number: number): Promise<PublicPetition | undefined> {
  const { rows } = await sql<Row>`
    ${prepared} SELECT ${petitionColumns}, p.text_version AS "textVersion", p.published_unreviewed AS "publishedUnreviewed",
      CASE WHEN p.organisation_name IS NOT NULL THEN
        jsonb_build_object('name', p.organisation_name, 'idno', p.organisation_idno, 'mandate', p.organisation_mandate) END AS organisation,
      (SELECT due_on FROM petitions.moderation_item i WHERE i.petition_id = p.id AND i.kind = 'appeal' AND i.closed_at IS NULL) AS "appealDueOn",
      (SELECT min(s.day) FROM petitions.day_count s WHERE s.petition_id = p.id) AS "frozenOn",
      c.email, c.strong, c.signed, c.total, (SELECT folded_at FROM petitions.fold) AS "foldedAt", ${markColumns(sql`p.id`)},
      (SELECT jsonb_build_object('k', v.k, 'total', v.total, 'cells', v.cells) FROM petitions.published_units v WHERE v.petition_id = p.id) AS units,
      ARRAY(SELECT jsonb_build_object('slug', o.slug, 'name', o.name)
        FROM petitions.addressee a JOIN organisations.organisation o ON o.id = a.organisation_id
        WHERE a.petition_id = p.id ORDER BY a.position) AS addressees,
      ARRAY(SELECT jsonb_build_object('authority', jsonb_build_object('slug', o.slug, 'name', o.name), 'name', t.name,
          'signatures', t.signatures, 'level', t.level, 'paper', t.paper, 'crossedAt', t.crossed_at)
        FROM petitions.threshold t JOIN organisations.organisation o ON o.id = t.organisation_id
        WHERE t.petition_id = p.id ORDER BY ${thresholdOrder}) AS thresholds,
      ARRAY(SELECT jsonb_build_object('kind', e.kind, 'data', e.data, 'happenedAt', e.happened_at)
        FROM petitions.event e WHERE e.petition_id = p.id ORDER BY e.happened_at, e.id) AS events,
      ARRAY(SELECT jsonb_build_object('decision', d.decision, 'reason', d.reason, 'text', d.text, 'at', d.decided_at)
        FROM petitions.moderation_decision d WHERE d.petition_id = p.id ORDER BY d.decided_at, d.id) AS decisions,
      ARRAY(SELECT jsonb_build_object('kind', w.to_kind, 'title', w.to_title, 'path', w.to_path) FROM citations.citation w
        WHERE w.from_kind = 'petitions.petition' AND w.from_key = p.number::text ORDER BY w.to_kind, w.to_key) AS cites,
      jsonb_build_object(
        'documents', EXISTS (SELECT FROM petitions.document d WHERE d.petition_id = p.id),
        'clarifications', EXISTS (SELECT FROM petitions.clarification l WHERE l.petition_id = p.id),
        'organisations', EXISTS (SELECT FROM petitions.supporting_organisation o WHERE o.petition_id = p.id),
        'masks', EXISTS (SELECT FROM petitions.mask m WHERE m.petition_id = p.id),
        'cases', EXISTS (SELECT FROM petitions.case k WHERE k.petition_id = p.id),
        'paper', EXISTS (SELECT FROM petitions.paper_batch b WHERE b.petition_id = p.id AND b.state IN ('accepted', 'ended'))
      ) AS has
    FROM petitions.petition p LEFT JOIN petitions.signature_count c ON c.petition_id = p.id
    LEFT JOIN petitions.recount r ON r.petition_id = p.id
    WHERE p.number = ${number} AND p.state = ANY(${[...publicStates]}::text[])`.execute(db)
  return rows[0] && publicPetition(rows[0])
}

function publicPetition({ email, strong, signed, total, foldedAt, ...row }: Row): PublicPetition {
  const { recountedIndex, recountedAt, recountedEmail, recountedStrong, recountedSigned, disagreesSince, ...petition } =
    row
  const mark = { recountedIndex, recountedAt, recountedEmail, recountedStrong, recountedSigned, disagreesSince }
  return {
    ...petition,
    counts: { email: email ?? 0, strong: strong ?? 0, signed: signed ?? 0, total: total ?? 0, foldedAt, ...mark },
    units: row.units ?? undefined,
    thresholds: row.thresholds.map(({ crossedAt, ...one }) => ({
      ...one,
      crossedAt: crossedAt === null ? null : new Date(crossedAt),
    })),
    events: row.events.map(({ happenedAt, ...one }) => ({ ...one, happenedAt: new Date(happenedAt) })),
    decisions: row.decisions.map(({ at, ...one }) => ({ ...one, at: new Date(at) })),
  }
}
