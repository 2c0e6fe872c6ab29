import type { Person } from '#commons/access/permit.ts'
import { type FieldError, InvalidInput, RuleBroken } from '#kernel/errors.ts'
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
 * Whether a person may take part, by the process's rules. What they declared is refused at the field in which they did.
 *
 * @param placeField name of the form's field for the place in which they live; the one for the age is `oldEnough`
 * @throws RuleBroken processes.level-too-weak, InvalidInput processes.too-young, processes.not-a-resident
 */
export function refuseIneligible(
  services: Services,
  process: Process,
  person: Person,
  declared: Declared,
  placeField: string,
): void {
  if (!levelIsEnough(process, person)) throw new RuleBroken('processes.level-too-weak')
  const { oldEnough, placeKey } = wrongDeclared(services, process, declared)
  const errors: FieldError[] = [
    ...(placeKey ? [{ field: placeField, text: { key: placeKey } }] : []),
    ...(oldEnough ? [{ field: 'oldEnough', text: { key: oldEnough } }] : []),
  ]
  if (errors.length > 0) throw new InvalidInput(errors)
}

/** What keeps a person out by their own word, by what they declared, for a form to say it there. */
export function wrongDeclared({ places }: Services, process: Process, declared: Declared) {
  const resident = places.path(declared.placeKey).some(({ key }) => key === process.placeKey)
  return {
    oldEnough: process.minAge > 0 && !declared.oldEnough ? ('processes.too-young' as const) : null,
    placeKey: process.residentsOnly && !resident ? ('processes.not-a-resident' as const) : null,
  }
}

/** Whether the person is known as surely as the process asks. */
export function levelIsEnough(process: Pick<Process, 'level'>, person: Pick<Person, 'level'>): boolean {
  return order.indexOf(person.level) >= order.indexOf(process.level)
}
