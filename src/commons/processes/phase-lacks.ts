import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Text } from '#kernel/i18n/translator.ts'
import { methodOf } from './methods.ts'
import type { Phase, Process } from './process.ts'

/** What keeps a phase from opening: what its method still misses, and that its days went by meanwhile. */
export async function phaseLacks(
  { manifests, timeZone }: Pick<Services, 'manifests' | 'timeZone'>,
  db: Db | Tx,
  process: Process,
  phase: Phase,
  now: Date,
): Promise<Text[]> {
  const method = methodOf(manifests, phase.method)
  // Without conditions nothing is fixed by opening: late after a standstill of the site, such a phase just passes.
  if (!method.missing) return []
  const missing = await method.missing(db, process)
  // It would open and close at once, and nobody could have acted in it.
  return phase.closesOn < dayOf(now, timeZone) ? [...missing, { key: 'processes.lacks.days-over' }] : missing
}
