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
  const [taken] = await takeChannels(tx, [{ processId, keys }], channel)
  return taken as VotingChannel
}

/** The same for many voters at once. @returns the channel of each, in their order */
export async function takeChannels(
  tx: Tx,
  voters: { processId: string; keys: Buffer[] }[],
  channel: VotingChannel,
): Promise<VotingChannel[]> {
  if (voters.length === 0) return []
  // In one order, so that two acts of one voter wait for each other instead of locking each other out.
  const ordered = voters
    .flatMap(({ processId, keys }) => keys.map((key) => ({ processId, key })))
    .sort((a, b) => a.key.compare(b.key))
  const [processes, keys] = [ordered.map(({ processId }) => processId), ordered.map(({ key }) => key)]
  const { rows: fresh } = await sql<{ processId: string; key: Buffer }>`
    INSERT INTO budgeting.voting_channel (process_id, key, channel)
    SELECT process_id, key, ${channel} FROM unnest(${processes}::uuid[], ${keys}::bytea[]) AS one (process_id, key)
    ON CONFLICT (process_id, key) DO NOTHING RETURNING process_id AS "processId", key`.execute(tx)
  const { rows } = await sql<{ processId: string; key: Buffer; channel: VotingChannel }>`
    SELECT process_id AS "processId", key, channel FROM budgeting.voting_channel
    WHERE process_id = ANY(${[...new Set(processes)]}::uuid[]) AND key = ANY(${keys}::bytea[]) AND channel <> ${channel}`.execute(
    tx,
  )
  const channels = voters.map(
    ({ processId, keys }) =>
      rows.find((row) => row.processId === processId && keys.some((key) => key.equals(row.key)))?.channel ?? channel,
  )
  // Who is refused leaves nothing: in a batch the act of one is not undone by throwing.
  const isOf = (one: (typeof fresh)[number], at: number) =>
    voters[at]?.processId === one.processId && voters[at].keys.some((key) => key.equals(one.key))
  const refused = fresh.filter((one) => !channels.some((had, at) => had === channel && isOf(one, at)))
  if (refused.length > 0)
    await sql`
      DELETE FROM budgeting.voting_channel v
      USING unnest(${refused.map(({ processId }) => processId)}::uuid[], ${refused.map(({ key }) => key)}::bytea[]) AS one (process_id, key)
      WHERE v.process_id = one.process_id AND v.key = one.key`.execute(tx)
  return channels
}

/** The same for one, with whether it was taken just now: what is given out once, such as a paper ballot, is given only then. */
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
