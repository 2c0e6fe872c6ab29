import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { LineProblem } from './read-register.ts'
import type { Membership, Roll } from './roll.ts'

const columns = sql`process_id AS "processId", source, eligible_on AS "eligibleOn", corrections_until AS "correctionsUntil",
  fixed_at AS "fixedAt", eligible, forgotten_at AS "forgottenAt", coalesce(keyed_by, process_id) AS "keyedBy"`

/** The roll of a process; null where people's own word counts. */
export async function rollOf(db: Db | Tx, processId: string): Promise<Roll | null> {
  const { rows } = await sql<Roll>`SELECT ${columns} FROM processes.roll WHERE process_id = ${processId}`.execute(db)
  return rows[0] ?? null
}

/** The roll, locked until the act is over: lists are confirmed one after the other, and never while it is being fixed. */
export async function lockRoll(tx: Tx, processId: string): Promise<Roll | null> {
  const { rows } = await sql<Roll>`
    SELECT ${columns} FROM processes.roll WHERE process_id = ${processId} FOR UPDATE`.execute(tx)
  return rows[0] ?? null
}

export interface RollLine {
  oldEnough: boolean
  placeKey: string | null
  members: Membership
}

export async function findLine(db: Db | Tx, processId: string, key: Buffer): Promise<RollLine | null> {
  const { rows } = await sql<RollLine>`
    SELECT old_enough AS "oldEnough", place_key AS "placeKey", members FROM processes.roll_line
    WHERE process_id = ${processId} AND key = ${key}`.execute(db)
  return rows[0] ?? null
}

/** Puts somebody on the roll, or corrects the line that there is. */
export async function putLine(
  tx: Tx,
  processId: string,
  key: Buffer,
  line: RollLine,
  source: 'document' | 'correction',
): Promise<void> {
  await sql`
    INSERT INTO processes.roll_line (process_id, key, old_enough, place_key, members, source)
    VALUES (${processId}, ${key}, ${line.oldEnough}, ${line.placeKey}, ${line.members}, ${source})
    ON CONFLICT (process_id, key) DO UPDATE SET old_enough = excluded.old_enough, place_key = excluded.place_key, source = excluded.source`.execute(
    tx,
  )
}

export async function addCodes(tx: Tx, processId: string, keys: Buffer[], members: Membership): Promise<void> {
  await sql`
    INSERT INTO processes.roll_line (process_id, key, old_enough, place_key, members, source)
    SELECT ${processId}, key, true, NULL, ${members}, 'codes' FROM unnest(${keys}::bytea[]) key`.execute(tx)
}

/** How many lines the roll has of each kind of people. */
export async function countLines(
  db: Db | Tx,
  processId: string,
): Promise<{ members: Membership; count: number; eligible: number }[]> {
  const { rows } = await sql<{ members: Membership; count: number; eligible: number }>`
    SELECT members, count(*) AS count, count(*) FILTER (WHERE old_enough) AS eligible FROM processes.roll_line
    WHERE process_id = ${processId} GROUP BY members ORDER BY members`.execute(db)
  return rows
}

export interface ImportRow {
  id: string
  processId: string
  members: Membership
  about: string
  how: 'whole' | 'additions'
  reason: string | null
  state: 'preview' | 'confirmed'
  lines: number
  problems: LineProblem[]
  createdAt: Date
  confirmedAt: Date | null
}

const importColumns = sql`id, process_id AS "processId", members, about, how, reason, state, lines, problems, created_at AS "createdAt",
  confirmed_at AS "confirmedAt"`

export async function importsOf(db: Db | Tx, processId: string): Promise<ImportRow[]> {
  const { rows } = await sql<ImportRow>`
    SELECT ${importColumns} FROM processes.roll_import WHERE process_id = ${processId} ORDER BY created_at DESC, id DESC LIMIT 100`.execute(
    db,
  )
  return rows
}

export async function findImport(db: Db | Tx, processId: string, id: string): Promise<ImportRow | null> {
  const { rows } = await sql<ImportRow>`
    SELECT ${importColumns} FROM processes.roll_import WHERE process_id = ${processId} AND id = ${id}`.execute(db)
  return rows[0] ?? null
}

export async function addImport(tx: Tx, one: Omit<ImportRow, 'state' | 'confirmedAt'>): Promise<void> {
  await sql`
    INSERT INTO processes.roll_import (id, process_id, members, about, how, reason, state, lines, problems, created_at)
    VALUES (${one.id}, ${one.processId}, ${one.members}, ${one.about}, ${one.how}, ${one.reason}, 'preview', ${one.lines},
      ${JSON.stringify(one.problems)}::jsonb, ${one.createdAt})`.execute(tx)
}

export async function addDraftLines(
  tx: Tx,
  importId: string,
  lines: { key: Buffer; oldEnough: boolean; placeKey: string }[],
): Promise<void> {
  await sql`
    INSERT INTO processes.roll_draft_line (import_id, key, old_enough, place_key)
    SELECT ${importId}, key, old_enough, place_key
    FROM unnest(${lines.map(({ key }) => key)}::bytea[], ${lines.map(({ oldEnough }) => oldEnough)}::boolean[],
      ${lines.map(({ placeKey }) => placeKey)}::text[]) AS line (key, old_enough, place_key)`.execute(tx)
}

/** How many lines of a list are on the roll already. */
export async function knownLines(db: Db | Tx, { id, processId }: Pick<ImportRow, 'id' | 'processId'>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM processes.roll_draft_line d JOIN processes.roll_line l ON l.key = d.key AND l.process_id = ${processId}
    WHERE d.import_id = ${id}`.execute(db)
  return rows[0]?.count ?? 0
}

/**
 * Makes the lines of a list lines of the roll. A whole list takes the place of what the same kind of people had; additions leave
 * what is there.
 *
 * @returns how many were added
 */
export async function takeOver(tx: Tx, one: ImportRow, now: Date): Promise<number> {
  if (one.how === 'whole')
    await sql`
      DELETE FROM processes.roll_line WHERE process_id = ${one.processId} AND members = ${one.members} AND source = 'register'`.execute(
      tx,
    )
  const { rows } = await sql<{ added: number }>`
    WITH added AS (
      INSERT INTO processes.roll_line (process_id, key, old_enough, place_key, members, source)
      SELECT ${one.processId}, key, old_enough, place_key, ${one.members}, 'register' FROM processes.roll_draft_line
      WHERE import_id = ${one.id} ON CONFLICT (process_id, key) DO NOTHING RETURNING 1
    ) SELECT count(*) AS added FROM added`.execute(tx)
  await sql`DELETE FROM processes.roll_draft_line WHERE import_id = ${one.id}`.execute(tx)
  await sql`UPDATE processes.roll_import SET state = 'confirmed', confirmed_at = ${now} WHERE id = ${one.id}`.execute(
    tx,
  )
  return rows[0]?.added ?? 0
}

export interface CorrectionRow {
  id: string
  processId: string
  accountId: string
  mailboxId: string
  name: string | null
  placeKey: string
  says: string
  state: 'asked' | 'accepted' | 'refused'
  reason: string | null
  askedAt: Date
  decidedAt: Date | null
}

const correctionColumns = sql`c.id, c.process_id AS "processId", c.account_id AS "accountId", a.mailbox_id AS "mailboxId", a.name,
  c.place_key AS "placeKey", c.says, c.state, c.reason, c.asked_at AS "askedAt", c.decided_at AS "decidedAt"`

/** What people asked of the roll, what waits first. */
export async function correctionsOf(db: Db | Tx, processId: string): Promise<CorrectionRow[]> {
  const { rows } = await sql<CorrectionRow>`
    SELECT ${correctionColumns} FROM processes.roll_correction c JOIN people.account a ON a.id = c.account_id
    WHERE c.process_id = ${processId} ORDER BY c.state = 'asked' DESC, c.asked_at, c.id LIMIT 500`.execute(db)
  return rows
}

export async function correctionsBy(db: Db | Tx, processId: string, accountId: string): Promise<CorrectionRow[]> {
  const { rows } = await sql<CorrectionRow>`
    SELECT ${correctionColumns} FROM processes.roll_correction c JOIN people.account a ON a.id = c.account_id
    WHERE c.process_id = ${processId} AND c.account_id = ${accountId} ORDER BY c.asked_at DESC`.execute(db)
  return rows
}

export async function findCorrection(db: Db | Tx, processId: string, id: string): Promise<CorrectionRow | null> {
  const { rows } = await sql<CorrectionRow>`
    SELECT ${correctionColumns} FROM processes.roll_correction c JOIN people.account a ON a.id = c.account_id
    WHERE c.process_id = ${processId} AND c.id = ${id}`.execute(db)
  return rows[0] ?? null
}
