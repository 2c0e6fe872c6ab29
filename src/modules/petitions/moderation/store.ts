import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import type { PetitionState } from '../petition.ts'
import { textHash } from '../start/ledger-entries.ts'
import type { CheckedFinding } from './check-text.ts'
import type { ItemKind } from './reasons.ts'

/** Something to decide, with the petition it is about. Texts are the original ones, whatever is hidden. */
export interface Item extends Omit<Moderated, 'id'> {
  id: string
  petitionId: string
  kind: ItemKind
  maskId: string | null
  clockName: string
  dueOn: string
  findings: CheckedFinding[]
  stopped: boolean
  message: string | null
  openedAt: Date
  closedAt: Date | null
}

/** With the original text `o`, whatever is masked in it. */
const ofPetition = sql`p.number, p.slug, p.lang, coalesce(o.title, p.title) AS title, coalesce(o.why_markdown, p.why_markdown) AS why,
  p.text_salt AS "textSalt", p.state, p.place_key AS "placeKey", p.starter_mailbox_id AS "starterMailboxId", p.published_at AS "publishedAt"`

const columns = sql`i.id, i.petition_id AS "petitionId", i.kind, i.mask_id AS "maskId", i.clock_name AS "clockName", i.due_on AS "dueOn",
  i.findings, i.stopped, i.message, i.opened_at AS "openedAt", i.closed_at AS "closedAt", ${ofPetition}`

const joined = sql`petitions.moderation_item i JOIN petitions.petition p ON p.id = i.petition_id
  LEFT JOIN petitions.original_text o ON o.petition_id = p.id`

export async function findItem(db: Db | Tx, id: string): Promise<Item | undefined> {
  const { rows } = await sql<Item>`SELECT ${columns} FROM ${joined} WHERE i.id = ${id}`.execute(db)
  return rows[0]
}

/**
 * The item and its petition, locked: whoever comes second sees what the first decided. Not FOR UPDATE: signatures go on
 * referring to the petition meanwhile.
 */
export async function lockItem(tx: Tx, id: string): Promise<Item | undefined> {
  const { rows } =
    await sql<Item>`SELECT ${columns} FROM ${joined} WHERE i.id = ${id} FOR NO KEY UPDATE OF i, p`.execute(tx)
  return rows[0]
}

/** Ids of open items whose term is over and about which something is still to be done, oldest first. */
export async function overdueItems(db: Db, today: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM petitions.moderation_item WHERE closed_at IS NULL AND due_on < ${today}
      AND (escalated_at IS NULL OR (kind = 'petition' AND NOT stopped)) ORDER BY due_on, id`.execute(db)
  return rows.map(({ id }) => id)
}

/** A petition as a moderator of published ones needs it, locked for a change; the original text. */
export interface Moderated {
  id: string
  number: number
  slug: string
  lang: Lang
  title: string
  why: string
  textSalt: Buffer
  state: PetitionState
  placeKey: string
  starterMailboxId: string | null
  publishedAt: Date | null
}

const moderated = sql`p.id, ${ofPetition}
  FROM petitions.petition p LEFT JOIN petitions.original_text o ON o.petition_id = p.id`

export async function findModerated(db: Db | Tx, number: number): Promise<Moderated | undefined> {
  const { rows } = await sql<Moderated>`SELECT ${moderated} WHERE p.number = ${number}`.execute(db)
  return rows[0]
}

export async function lockModerated(tx: Tx, number: number): Promise<Moderated | undefined> {
  const { rows } = await sql<Moderated>`SELECT ${moderated} WHERE p.number = ${number} FOR NO KEY UPDATE OF p`.execute(
    tx,
  )
  return rows[0]
}

/** The form in which public records know the text. */
export function textHashOf(petition: { textSalt: Buffer; title: string; why: string }): Buffer {
  return textHash(petition.textSalt, petition.title, petition.why)
}
