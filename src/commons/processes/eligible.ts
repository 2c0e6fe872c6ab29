import type { Person } from '#commons/access/permit.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Process } from './process.ts'

const order = ['email', 'strong', 'signed'] as const

/** What a person says of themselves where no register was given to check it: pages call it declared. */
export interface Declared {
  /** Where they live. */
  placeKey: string
  /** That they are as old as the process asks. */
  oldEnough: boolean
}

/**
 * Whether a person may take part, by the process's rules.
 *
 * @throws RuleBroken processes.level-too-weak, processes.too-young, processes.not-a-resident
 */
export function refuseIneligible({ places }: Services, process: Process, person: Person, declared: Declared): void {
  if (!levelIsEnough(process, person)) throw new RuleBroken('processes.level-too-weak')
  if (process.minAge > 0 && !declared.oldEnough) throw new RuleBroken('processes.too-young')
  if (process.residentsOnly && !places.path(declared.placeKey).some(({ key }) => key === process.placeKey))
    throw new RuleBroken('processes.not-a-resident')
}

/** Whether the person is known as surely as the process asks. */
export function levelIsEnough(process: Pick<Process, 'level'>, person: Pick<Person, 'level'>): boolean {
  return order.indexOf(person.level) >= order.indexOf(process.level)
}
