import { sql } from 'kysely'
import type { Process } from '#commons/processes/process.ts'
import type { Tx } from '#kernel/database/database.ts'
import { equalBeside } from '#kernel/database/equal-beside.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { keysOf } from './voter-keys.ts'

const BATCH = 500

/** An account from which somebody took part in a vote, for a letter. */
export interface VoterAccount {
  mailboxId: string
  address: string
  lang: Lang
}

/**
 * Of the next accounts those that voted. Ballots know their voters by keyed hashes alone, so every account is tried; once the voters of a
 * vote are forgotten, nobody is found.
 *
 * @param options.withTokens also accounts that took a token: whether a ballot came of it nobody knows
 * @param options.after the last mailbox looked at before
 * @returns the last mailbox looked at, or null when there are no more
 */
export async function voterAccounts(
  services: Services,
  tx: Tx,
  process: Pick<Process, 'id'>,
  { withTokens, after }: { withTokens: boolean; after: string | null },
): Promise<{ voters: VoterAccount[]; last: string | null }> {
  const { rows } = await sql<VoterAccount & { personKey: Buffer | null }>`
    SELECT m.id AS "mailboxId", m.address, a.lang, a.person_key AS "personKey"
    FROM people.mailbox m JOIN people.account a ON a.mailbox_id = m.id
    WHERE a.erased_at IS NULL AND m.address IS NOT NULL AND (${after}::uuid IS NULL OR m.id > ${after}::uuid)
    ORDER BY m.id LIMIT ${BATCH}`.execute(tx)
  const keyed = rows.map((row) => ({ row, ...keysOf(services.secrets.person, process.id, row.address, row.personKey) }))
  const keys = keyed.flatMap(({ voterKey, personKey }) => (personKey ? [voterKey, personKey] : [voterKey]))
  const { rows: cast } = await sql<{ key: string }>`
    SELECT encode(key, 'hex') AS key FROM (
      SELECT voter_key, person_key FROM budgeting.ballot
      WHERE ${equalBeside('process_id', process.id)} AND replaced_at IS NULL AND (voter_key = ANY(${keys}::bytea[]) OR person_key = ANY(${keys}::bytea[]))
      UNION ALL
      SELECT voter_key, person_key FROM budgeting.token_issued
      WHERE ${equalBeside('process_id', process.id)} AND ${withTokens} AND (voter_key = ANY(${keys}::bytea[]) OR person_key = ANY(${keys}::bytea[]))
    ) one, unnest(ARRAY[voter_key, person_key]) AS key WHERE key IS NOT NULL`.execute(tx)
  const voted = new Set(cast.map(({ key }) => key))
  const voters = keyed
    .filter(({ voterKey, personKey }) => [voterKey, personKey].some((key) => key && voted.has(key.toString('hex'))))
    .map(({ row: { mailboxId, address, lang } }) => ({ mailboxId, address, lang }))
  return { voters, last: rows.length < BATCH ? null : (rows.at(-1)?.mailboxId ?? null) }
}
