import { personOf } from '#commons/access/permit.ts'
import { refuseIneligible } from '#commons/processes/eligible.ts'
import type { Process } from '#commons/processes/process.ts'
import { InvalidInput } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'

/** Whether who takes part in a process says something of themselves. */
export const declares = ({ residentsOnly, minAge }: Pick<Process, 'residentsOnly' | 'minAge'>): boolean =>
  residentsOnly || minAge > 0

/**
 * Refuses who did not declare what a process asks: where they live (field `residence`), how old they are (`oldEnough`). Nobody is asked
 * where they live when anybody may take part.
 *
 * @throws InvalidInput, RuleBroken processes.level-too-weak
 */
export function refuseUndeclared(
  ctx: WriteContext,
  process: Process,
  { residence, oldEnough }: { residence: string | null; oldEnough: boolean },
): void {
  if (process.residentsOnly && residence === null)
    throw new InvalidInput([{ field: 'residence', text: { key: 'budgeting.ideas.residence.missing' } }])
  if (residence !== null && !ctx.places.find(residence))
    throw new InvalidInput([{ field: 'residence', text: { key: 'places.unknown' } }])
  refuseIneligible(ctx, process, personOf(ctx), { placeKey: residence ?? process.placeKey, oldEnough }, 'residence')
}
