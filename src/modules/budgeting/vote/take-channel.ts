import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'

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
  const { rows } = await sql<{ channel: VotingChannel }>`
    SELECT DISTINCT channel FROM budgeting.voting_channel
    WHERE process_id = ${processId} AND key = ANY(${ordered}::bytea[])`.execute(tx)
  const had = rows.find((row) => row.channel !== channel)?.channel
  return { channel: had ?? channel, first: !had && taken.length === ordered.length }
}
