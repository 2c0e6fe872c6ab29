import { sql } from 'kysely'
import type { PersonalData } from '#commons/people/data/personal-data.ts'
import { personBehind } from '#commons/people/person-behind.ts'
import { ROLL_DAYS } from './roll.ts'
import { rollKeyOf } from './roll-keys.ts'

/**
 * Where somebody stands on a roll, and what they asked of it. A line is the register's word and keeps the person to one vote: erasing an
 * account does not take it away.
 */
const rollData: PersonalData = {
  name: 'processes.rolls',
  what: 'processes.roll.personal-data',
  why: 'processes.roll.personal-data.why',
  kept: { key: 'processes.roll.personal-data.long', args: { days: ROLL_DAYS } },
  erased: 'processes.roll.personal-data.erased',
  async export(ctx, _mailboxId, accountId) {
    const { personKey } = await personBehind(ctx.db, accountId)
    const { rows: corrections } = await sql<{ process: number }>`
      SELECT p.number AS process, c.place_key AS "placeKey", c.says, c.state, c.reason, c.asked_at AS "askedAt", c.decided_at AS "decidedAt"
      FROM processes.roll_correction c JOIN processes.process p ON p.id = c.process_id
      WHERE c.account_id = ${accountId} ORDER BY c.asked_at`.execute(ctx.db)
    if (!personKey) return { lines: [], corrections }
    const { rows: rolls } = await sql<{ id: string; keyedBy: string }>`
      SELECT process_id AS id, coalesce(keyed_by, process_id) AS "keyedBy" FROM processes.roll WHERE forgotten_at IS NULL`.execute(
      ctx.db,
    )
    const ids = rolls.map(({ id }) => id)
    const keys = rolls.map(({ keyedBy }) => rollKeyOf(ctx.secrets.person, keyedBy, personKey))
    const { rows: lines } = await sql<{ process: number }>`
      SELECT p.number AS process, l.old_enough AS "oldEnough", l.place_key AS "placeKey", l.members, l.source
      FROM unnest(${ids}::uuid[], ${keys}::bytea[]) AS own (process_id, key)
      JOIN processes.roll_line l ON l.process_id = own.process_id AND l.key = own.key
      JOIN processes.process p ON p.id = l.process_id ORDER BY p.number`.execute(ctx.db)
    return { lines, corrections }
  },
  async erase(tx, _mailboxId, accountId) {
    await sql`DELETE FROM processes.roll_correction WHERE account_id = ${accountId}`.execute(tx)
  },
}

export const personalData: PersonalData[] = [rollData]
