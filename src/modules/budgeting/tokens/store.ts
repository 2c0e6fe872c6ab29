import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import { equalBeside } from '#kernel/database/equal-beside.ts'
import type { Picks } from '../vote/choice.ts'
import type { VoterKeys } from '../vote/voter-keys.ts'

export interface Issuer {
  processId: string
  spki: Buffer
  /** Null once the key was destroyed. */
  sealed: Buffer | null
  refused: number
}

export async function addIssuer(tx: Tx, { processId, spki, sealed }: Omit<Issuer, 'refused'>): Promise<void> {
  await sql`
    INSERT INTO budgeting.token_issuer (process_id, spki, sealed) VALUES (${processId}, ${spki}, ${sealed})`.execute(tx)
}

export async function issuerOf(db: Db | Tx, processId: string): Promise<Issuer | null> {
  const { rows } = await sql<Issuer>`
    SELECT process_id AS "processId", spki, sealed, refused FROM budgeting.token_issuer WHERE process_id = ${processId}`.execute(
    db,
  )
  return rows[0] ?? null
}

/** From now on nobody can open the key. @returns null when it was destroyed before, or there was none */
export async function destroyKey(
  tx: Tx,
  processId: string,
  now: Date,
): Promise<Pick<Issuer, 'spki' | 'refused'> | null> {
  const { rows } = await sql<Pick<Issuer, 'spki' | 'refused'>>`
    UPDATE budgeting.token_issuer SET sealed = NULL, destroyed_at = ${now}
    WHERE process_id = ${processId} AND sealed IS NOT NULL RETURNING spki, refused`.execute(tx)
  return rows[0] ?? null
}

/** Whether some vote with tokens goes on: its issuer's key is still there. */
export async function anyKeyOpen(db: Db): Promise<boolean> {
  const { rows } = await sql<{ open: boolean }>`
    SELECT EXISTS (SELECT FROM budgeting.token_issuer WHERE sealed IS NOT NULL) AS open`.execute(db)
  return rows[0]?.open ?? false
}

/** Processes that were given up while their issuer's key was still there. */
export async function leftOverKeys(db: Db): Promise<{ id: string; number: number }[]> {
  const { rows } = await sql<{ id: string; number: number }>`
    SELECT p.id, p.number FROM budgeting.token_issuer i JOIN processes.process p ON p.id = i.process_id
    WHERE i.sealed IS NOT NULL AND p.state = 'cancelled'`.execute(db)
  return rows
}

/** @param processIds of each refusal */
export async function countRefusals(tx: Tx, processIds: string[]): Promise<void> {
  await sql`
    UPDATE budgeting.token_issuer i SET refused = i.refused + one.times
    FROM (SELECT id, count(*) AS times FROM unnest(${processIds}::uuid[]) id GROUP BY id) one WHERE i.process_id = one.id`.execute(
    tx,
  )
}

export interface IssuedRow extends VoterKeys {
  processId: string
  blindedHash: Buffer
  commitment: Buffer
  /** It is in the database already. */
  isKept?: true
}

/** What was issued to voters: to each one row, or two when the same person had two mailboxes before the identity told so. */
export async function issuedTo(db: Db | Tx, voters: (VoterKeys & { processId: string })[]): Promise<IssuedRow[]> {
  const { rows } = await sql<IssuedRow>`
    SELECT DISTINCT process_id AS "processId", voter_key AS "voterKey", person_key AS "personKey", blinded_hash AS "blindedHash", commitment,
      true AS "isKept"
    FROM unnest(${voters.map(({ processId }) => processId)}::uuid[], ${voters.map(({ voterKey }) => voterKey)}::bytea[],
      ${voters.map(({ personKey }) => personKey)}::bytea[]) AS one (process, voter, person)
    CROSS JOIN LATERAL (
      SELECT * FROM budgeting.token_issued WHERE voter_key = one.voter AND ${equalBeside('process_id', sql.ref('one.process'))}
      UNION
      SELECT * FROM budgeting.token_issued WHERE person_key = one.person AND ${equalBeside('process_id', sql.ref('one.process'))}) issued`.execute(
    db,
  )
  return rows
}

export async function addIssued(tx: Tx, rows: IssuedRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    INSERT INTO budgeting.token_issued (process_id, voter_key, person_key, blinded_hash, commitment)
    SELECT * FROM unnest(${rows.map((one) => one.processId)}::uuid[], ${rows.map((one) => one.voterKey)}::bytea[],
      ${rows.map((one) => one.personKey)}::bytea[], ${rows.map((one) => one.blindedHash)}::bytea[], ${rows.map((one) => one.commitment)}::bytea[])`.execute(
    tx,
  )
}

/** Processes with so many issued tokens that the log does not tell yet. */
export async function waitingForLog(db: Db, least: number): Promise<{ id: string; number: number }[]> {
  const { rows } = await sql<{ id: string; number: number }>`
    SELECT p.id, p.number FROM processes.process p
    WHERE p.state = 'running' AND p.id IN (
      SELECT process_id FROM budgeting.token_issued WHERE NOT in_log GROUP BY process_id HAVING count(*) >= ${least})`.execute(
    db,
  )
  return rows
}

/** Marks what waits as told. @returns their commitments, in an order that says nothing about when */
export async function takeForLog(tx: Tx, processId: string): Promise<Buffer[]> {
  const { rows } = await sql<{ commitment: Buffer }>`
    UPDATE budgeting.token_issued SET in_log = true WHERE process_id = ${processId} AND NOT in_log RETURNING commitment`.execute(
    tx,
  )
  return rows.map(({ commitment }) => commitment).sort(Buffer.compare)
}

/** Forgets who got tokens of votes that closed before a moment. */
export async function forgetIssued(db: Db, closedBefore: Date): Promise<void> {
  await sql`
    DELETE FROM budgeting.token_issued t USING processes.phase f
    WHERE f.process_id = t.process_id AND f.method = 'budgeting.vote' AND f.closed_at < ${closedBefore}`.execute(db)
}

/** Takes the places of ballot keys for the rest of the transaction, in one order. */
export async function lockBallotKeys(tx: Tx, keys: Buffer[]): Promise<void> {
  const names = [...new Set(keys.map((key) => key.toString('hex')))].sort()
  await sql`
    SELECT pg_advisory_xact_lock(hashtextextended('budgeting.token ' || name, 0)) FROM unnest(${names}::text[]) AS one (name)`.execute(
    tx,
  )
}

export interface LastCast {
  processId: string
  pk: Buffer
  id: string
  seq: number
  /** How many ballots the key has cast. */
  casts: number
  picks: Picks
  nonce: Buffer
  commitment: Buffer
  edSignature: Buffer
}

/**
 * The ballot that counts of each key that has cast. Looked up key by key: a plan that joins whole tables, made while a vote was young, would
 * cost more with every ballot until the next analysis.
 */
export async function lastCasts(db: Db | Tx, keys: { processId: string; pk: Buffer }[]): Promise<LastCast[]> {
  const { rows } = await sql<LastCast>`
    SELECT one.process_id AS "processId", one.pk, b.id, b.seq, b.picks, b.nonce, b.commitment, b."edSignature",
      (SELECT count(*) FROM budgeting.ballot o WHERE o.voter_key = one.pk AND ${equalBeside('o.process_id', sql.ref('one.process_id'))}) AS casts
    FROM unnest(${keys.map(({ processId }) => processId)}::uuid[], ${keys.map(({ pk }) => pk)}::bytea[]) AS one (process_id, pk)
    CROSS JOIN LATERAL (
      SELECT t.id, t.seq, t.picks, t.nonce, t.commitment, p.ed_signature AS "edSignature"
      FROM budgeting.ballot t CROSS JOIN LATERAL (
        SELECT ed_signature FROM budgeting.token_proof WHERE ballot_id = t.id OFFSET 0) p
      WHERE t.voter_key = one.pk AND ${equalBeside('t.process_id', sql.ref('one.process_id'))} AND t.replaced_at IS NULL LIMIT 1
    ) b`.execute(db)
  return rows
}

export interface TokenProof {
  ballotId: string
  pk: Buffer
  prepared: Buffer
  signature: Buffer
  edSignature: Buffer
}

export async function addProofs(tx: Tx, proofs: TokenProof[]): Promise<void> {
  await sql`
    INSERT INTO budgeting.token_proof (ballot_id, pk, prepared, signature, ed_signature)
    SELECT * FROM unnest(${proofs.map((one) => one.ballotId)}::uuid[],
      ${proofs.map((one) => one.pk)}::bytea[], ${proofs.map((one) => one.prepared)}::bytea[], ${proofs.map((one) => one.signature)}::bytea[],
      ${proofs.map((one) => one.edSignature)}::bytea[])`.execute(tx)
}
