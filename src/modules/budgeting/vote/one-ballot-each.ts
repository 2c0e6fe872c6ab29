import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Process } from '#commons/processes/process.ts'
import { rollOf } from '#commons/processes/roll/store.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Text } from '#kernel/i18n/translator.ts'
import { isWeaker, levelWithoutRoll } from './settings.ts'

/** A budget whose voters are known less surely than the setting asks waits for a roll, or for another level, before it is published. */
export async function lacksIdentity(
  { settings, timeZone }: Pick<Services, 'settings' | 'timeZone'>,
  db: Db | Tx,
  process: Process,
  now: Date,
): Promise<Text[]> {
  const asked = await settings.valueOn(levelWithoutRoll, dayOf(now, timeZone), process.organisationId)
  if (!isWeaker(process.level, asked)) return []
  return (await rollOf(db, process.id)) ? [] : [{ key: 'budgeting.vote.lacks-identity' }]
}
