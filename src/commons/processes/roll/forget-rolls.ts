import { sql } from 'kysely'
import { eachApart } from '#kernel/each-apart.ts'
import type { Services } from '#kernel/http/context.ts'
import { methodOf } from '../methods.ts'
import { findProcess, phasesOf } from '../store.ts'
import { ROLL_DAYS } from './roll.ts'

/**
 * Deletes the lines of rolls whose process is over and decided for long enough: what stays is how many there were. Safe to repeat.
 */
export async function forgetRolls(services: Services): Promise<void> {
  const before = new Date(services.clock.now().getTime() - ROLL_DAYS * 86_400_000)
  const { rows } = await sql<{ number: number }>`
    SELECT p.number FROM processes.roll r JOIN processes.process p ON p.id = r.process_id
    WHERE r.forgotten_at IS NULL AND p.ended_at < ${before} ORDER BY p.number LIMIT 100`.execute(services.db)
  await eachApart(rows, ({ number }) => forgetRoll(services, number, before))
}

async function forgetRoll(services: Services, number: number, before: Date): Promise<void> {
  const process = await findProcess(services.db, number)
  const phases = process.state === 'cancelled' ? [] : await phasesOf(services.db, [process.id])
  const settled = await Promise.all(
    phases.map(({ method }) => methodOf(services.manifests, method).settled?.(services.db, process) ?? true),
  )
  // A date: decided then. False: still open. True: nothing to wait for.
  if (settled.some((when) => when === false || (when instanceof Date && when >= before))) return
  await services.db.transaction().execute(async (tx) => {
    await sql`DELETE FROM processes.roll_line WHERE process_id = ${process.id}`.execute(tx)
    await sql`
      DELETE FROM processes.roll_draft_line d USING processes.roll_import i WHERE i.id = d.import_id AND i.process_id = ${process.id}`.execute(
      tx,
    )
    await sql`DELETE FROM processes.roll_correction WHERE process_id = ${process.id}`.execute(tx)
    await sql`
      UPDATE processes.roll SET forgotten_at = ${services.clock.now()} WHERE process_id = ${process.id}`.execute(tx)
  })
}
