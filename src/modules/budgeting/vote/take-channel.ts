import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'

/** How a person votes: a ballot of the account, an anonymous token, or paper. */
export type VotingChannel = 'account' | 'token' | 'paper'

/**
 * Takes a channel for a voter, for the whole vote. Whoever has taken one keeps to it: a token and a paper ballot cannot be taken back,
 * because nobody can say afterwards which ballot came of them.
 *
 * @param keys all that name the voter in this process
 * @returns the channel that the voter has: the one asked for, or another that was taken before
 */
export async function takeChannel(
  tx: Tx,
  processId: string,
  keys: Buffer[],
  channel: VotingChannel,
): Promise<VotingChannel> {
  return (await claimChannel(tx, processId, keys, channel)).channel
}

/** The same, with whether it was taken just now: what is given out once, such as a paper ballot, is given only then. */
export async function claimChannel(
  tx: Tx,
  processId: string,
  keys: Buffer[],
  channel: VotingChannel,
): Promise<{ channel: VotingChannel; first: boolean }> {
  // In one order, so that two acts of one voter wait for each other instead of locking each other out.
  const ordered = keys.toSorted(Buffer.compare)
  const { rows: taken } = await sql`
    INSERT INTO budgeting.voting_channel (process_id, key, channel)
    SELECT ${processId}, key, ${channel} FROM unnest(${ordered}::bytea[]) key
    ON CONFLICT (process_id, key) DO NOTHING RETURNING 1`.execute(tx)
  const had = (await channelsTaken(tx, processId, ordered)).find((one) => one !== channel)
  return { channel: had ?? channel, first: !had && taken.length === ordered.length }
}

/** The channel that a voter has taken; null before the first act. */
export async function channelOf(db: Db, processId: string, keys: Buffer[]): Promise<VotingChannel | null> {
  return (await channelsTaken(db, processId, keys))[0] ?? null
}

async function channelsTaken(db: Db | Tx, processId: string, keys: Buffer[]): Promise<VotingChannel[]> {
  const { rows } = await sql<{ channel: VotingChannel }>`
    SELECT DISTINCT channel FROM budgeting.voting_channel
    WHERE process_id = ${processId} AND key = ANY(${keys}::bytea[])`.execute(db)
  return rows.map(({ channel }) => channel)
}
