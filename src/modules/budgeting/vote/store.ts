import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import { equalBeside } from '#kernel/database/equal-beside.ts'
import type { Picks } from './choice.ts'
import type { VoterKeys } from './voter-keys.ts'

export interface BallotRow {
  processId: string
  id: string
  seq: number
  channel: 'online' | 'assisted' | 'paper'
  picks: Picks
  nonce: Buffer
  commitment: Buffer
  castAt: Date
}

const columns = sql`process_id AS "processId", id, seq, channel, picks, nonce, commitment, cast_at AS "castAt"`

/** The ballots of a voter that count now: one, or two when the same person cast from two mailboxes before the identity told so. */
export async function standingBallots(db: Db | Tx, processId: string, keys: VoterKeys): Promise<BallotRow[]> {
  const { rows } = await sql<BallotRow>`
    SELECT ${columns} FROM budgeting.ballot WHERE voter_key = ${keys.voterKey} AND ${equalBeside('process_id', processId)} AND replaced_at IS NULL
    UNION
    SELECT ${columns} FROM budgeting.ballot WHERE person_key = ${keys.personKey} AND ${equalBeside('process_id', processId)} AND replaced_at IS NULL
    ORDER BY id DESC`.execute(db)
  return rows
}

/** Takes the voter's place for the rest of the transaction: acts of one voter go one after the other. */
export async function lockVoter(tx: Tx, keys: VoterKeys): Promise<void> {
  await lockVoters(tx, [keys])
}

/** The same for many at once. */
export async function lockVoters(tx: Tx, voters: VoterKeys[]): Promise<void> {
  // In one order, so that two acts never wait for each other in a circle.
  const keys = voters.flatMap(({ voterKey, personKey }) => [voterKey, personKey])
  const names = [...new Set(keys.flatMap((key) => (key ? [key.toString('hex')] : [])))].sort()
  await sql`
    SELECT pg_advisory_xact_lock(hashtextextended('budgeting.voter ' || name, 0)) FROM unnest(${names}::text[]) AS one (name)`.execute(
    tx,
  )
}

/** What a mailbox has cast in a process so far, also what was replaced: the last number, and how often and when first since a moment. */
export async function castsSince(
  tx: Tx,
  processId: string,
  { voterKey }: VoterKeys,
  since: Date,
): Promise<{ last: number; count: number; first: Date | null }> {
  const { rows } = await sql<{ last: number; count: number; first: Date | null }>`
    SELECT coalesce(max(seq), 0) AS last, count(*) FILTER (WHERE cast_at > ${since}) AS count,
      min(cast_at) FILTER (WHERE cast_at > ${since}) AS first
    FROM budgeting.ballot WHERE voter_key = ${voterKey} AND ${equalBeside('process_id', processId)}`.execute(tx)
  return rows[0] as { last: number; count: number; first: Date | null }
}

export async function addBallots(tx: Tx, ballots: (BallotRow & VoterKeys)[]): Promise<void> {
  await sql`
    INSERT INTO budgeting.ballot (process_id, id, voter_key, person_key, seq, channel, picks, nonce, commitment, cast_at)
    SELECT process_id, id, voter_key, person_key, seq, channel, picks::jsonb, nonce, commitment, cast_at
    FROM unnest(${ballots.map((one) => one.processId)}::uuid[], ${ballots.map((one) => one.id)}::uuid[],
      ${ballots.map((one) => one.voterKey)}::bytea[], ${ballots.map((one) => one.personKey)}::bytea[], ${ballots.map((one) => one.seq)}::integer[],
      ${ballots.map((one) => one.channel)}::text[], ${ballots.map((one) => JSON.stringify(one.picks))}::text[],
      ${ballots.map((one) => one.nonce)}::bytea[], ${ballots.map((one) => one.commitment)}::bytea[],
      ${ballots.map((one) => one.castAt)}::timestamptz[])
      AS one (process_id, id, voter_key, person_key, seq, channel, picks, nonce, commitment, cast_at)`.execute(tx)
}

/** Ends the ballots of voters that count now. @returns the last number in each voter's sequence, by the key in hexadecimal digits */
export async function replaceBallotsOf(
  tx: Tx,
  processId: string,
  voterKeys: Buffer[],
  now: Date,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; seq: number }>`
    UPDATE budgeting.ballot SET replaced_at = ${now}
    WHERE voter_key = ANY(${voterKeys}::bytea[]) AND ${equalBeside('process_id', processId)} AND replaced_at IS NULL
    RETURNING encode(voter_key, 'hex') AS key, seq`.execute(tx)
  return new Map(rows.map(({ key, seq }) => [key, seq]))
}

/** Ends ballots that count now. */
export async function replaceBallots(tx: Tx, ballots: { id: string }[], now: Date): Promise<void> {
  await sql`
    UPDATE budgeting.ballot SET replaced_at = ${now} WHERE id = ANY(${ballots.map(({ id }) => id)}::uuid[])`.execute(tx)
}

/** How many have voted: the total, and what is not folded into it yet (counts.ts). */
export async function countBallots(db: Db | Tx, processId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT coalesce((SELECT ballots FROM budgeting.ballot_count WHERE process_id = ${processId}), 0)
      + coalesce((SELECT sum(change) FROM budgeting.ballot_delta WHERE process_id = ${processId}), 0)::bigint AS count`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

export type OpenedBallot = Pick<BallotRow, 'commitment' | 'nonce' | 'picks'> & {
  /** What proves it, where it was cast with a token (tokens/). */
  token: { pk: Buffer; prepared: Buffer; signature: Buffer; seq: number; edSignature: Buffer } | null
}

/** Ballots that count, by commitment, after the one given; only those among the two commitments, where such are given. */
export function ballotsAfter(
  db: Db | Tx,
  processId: string,
  after: Buffer | null,
  limit: number,
  among?: { from: Buffer; to: Buffer },
): Promise<OpenedBallot[]> {
  return openedWhere(
    db,
    sql`b.process_id = ${processId} AND b.replaced_at IS NULL AND b.commitment > ${after ?? Buffer.alloc(0)}
      ${among ? sql`AND b.commitment BETWEEN ${among.from} AND ${among.to}` : sql``}
      ORDER BY b.commitment LIMIT ${limit}`,
  )
}

/** Ballots that were replaced, by commitment, after the one given. */
export function replacedAfter(tx: Tx, processId: string, after: Buffer | null, limit: number): Promise<OpenedBallot[]> {
  return openedWhere(
    tx,
    sql`b.process_id = ${processId} AND b.replaced_at IS NOT NULL AND b.commitment > ${after ?? Buffer.alloc(0)}
      ORDER BY b.commitment LIMIT ${limit}`,
  )
}

async function openedWhere(db: Db | Tx, where: RawBuilder<unknown>): Promise<OpenedBallot[]> {
  type Row = Omit<OpenedBallot, 'token'> & { [K in keyof NonNullable<OpenedBallot['token']>]: never }
  // From its place in the index of commitments, and one proof after the other: a table that was never analysed would be read whole for each batch.
  // The order is made here: where sorting is off (open-ballots.ts), one that PostgreSQL before 17 cannot do without counts as so dear that it
  // compiles each batch anew, which takes a hundred times as long as reading it.
  const { rows } = await sql<Row>`
    WITH batch AS MATERIALIZED (SELECT b.id, b.commitment, b.nonce, b.picks, b.seq FROM budgeting.ballot b WHERE ${where})
    SELECT b.commitment, b.nonce, b.picks, b.seq, p.pk, p.prepared, p.signature, p."edSignature"
    FROM batch b LEFT JOIN LATERAL (
      SELECT pk, prepared, signature, ed_signature AS "edSignature" FROM budgeting.token_proof WHERE ballot_id = b.id OFFSET 0) p ON true`.execute(
    db,
  )
  return rows
    .sort((a, b) => Buffer.compare(a.commitment, b.commitment))
    .map(({ commitment, nonce, picks, pk, ...token }) => ({
      commitment,
      nonce,
      picks,
      token: pk && { pk, ...token },
    }))
}

/** How those are known who voted online or took a token: by an identity or a code, or by a mailbox alone. */
export async function votersKnown(db: Db, processId: string): Promise<{ surely: number; byMailbox: number }> {
  const { rows } = await sql<{ surely: number; byMailbox: number }>`
    SELECT count(person_key) AS surely, count(*) - count(person_key) AS "byMailbox" FROM (
      SELECT person_key FROM budgeting.ballot b WHERE process_id = ${processId} AND replaced_at IS NULL AND channel = 'online'
        AND NOT EXISTS (SELECT FROM budgeting.token_proof t WHERE t.ballot_id = b.id)
      UNION ALL SELECT person_key FROM budgeting.token_issued WHERE process_id = ${processId}) voter`.execute(db)
  return rows[0] ?? { surely: 0, byMailbox: 0 }
}

/** Ballots a statement: a vote of hundreds of thousands would take longer than a statement may. */
const FORGOTTEN_AT_ONCE = 20_000

/** Makes ballots of votes that closed before a moment nobody's: what would lead to the voter is replaced by chance. */
export async function forgetVoters(db: Db, closedBefore: Date, atOnce = FORGOTTEN_AT_ONCE): Promise<void> {
  for (let forgotten = atOnce; forgotten >= atOnce; ) {
    const { numAffectedRows } = await sql`
      UPDATE budgeting.ballot b SET voter_key = sha256(uuid_send(gen_random_uuid()) || commitment), person_key = NULL, forgotten = true,
        cast_at = date_trunc('day', cast_at), replaced_at = date_trunc('day', replaced_at),
        id = CASE WHEN EXISTS (SELECT FROM budgeting.token_proof t WHERE t.ballot_id = b.id) THEN id ELSE gen_random_uuid() END
      WHERE id IN (
        SELECT b.id FROM budgeting.ballot b JOIN processes.phase f ON f.process_id = b.process_id
        WHERE f.method = 'budgeting.vote' AND f.closed_at < ${closedBefore} AND NOT b.forgotten LIMIT ${atOnce})`.execute(
      db,
    )
    forgotten = Number(numAffectedRows ?? 0)
  }
  await sql`
    DELETE FROM budgeting.voting_channel c USING processes.phase f
    WHERE f.process_id = c.process_id AND f.method = 'budgeting.vote' AND f.closed_at < ${closedBefore}`.execute(db)
}

/** Everything that a voter cast in one process, for the export of their own data. */
export async function ballotsOf(db: Db | Tx, processId: string, process: number, keys: VoterKeys) {
  const { rows } = await sql<{ picks: Picks; castAt: Date; replacedAt: Date | null }>`
    SELECT picks, cast_at AS "castAt", replaced_at AS "replacedAt" FROM (
      SELECT id, picks, cast_at, replaced_at FROM budgeting.ballot WHERE voter_key = ${keys.voterKey} AND ${equalBeside('process_id', processId)}
      UNION
      SELECT id, picks, cast_at, replaced_at FROM budgeting.ballot WHERE person_key = ${keys.personKey} AND ${equalBeside('process_id', processId)}) own
    ORDER BY id`.execute(db)
  return rows.map((row) => ({ process, ...row }))
}
