import { dayOf, type PlainDay, yearsOn } from '#commons/lifecycle/plain-day.ts'
import { personKeyOf } from '#commons/people/person-key.ts'
import type { Tx } from '#kernel/database/database.ts'
import { type FieldError, InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { Services } from '#kernel/http/context.ts'
import { wrongResidence } from '../eligible.ts'
import type { Process } from '../process.ts'
import { lineRefusal } from './line-refusal.ts'
import { codeKeyOf, rollKeyOf } from './roll-keys.ts'
import { findLine, putLine, rollOf } from './store.ts'

/** What an officer reads in a person's document at a counter, or the code that the person shows. Hashed here, stored nowhere. */
export interface ShownDocument {
  personalNumber: string | null
  birthDate: PlainDay | null
  placeKey: string | null
  code: string | null
}

/** Who that is in this process, as keyed hashes: as an electronic identity would tell, and the line of the roll. */
export interface FoundByDocument {
  personKey: Buffer | null
  rollKey: Buffer | null
}

/**
 * Whether somebody who shows a document may take part. Where documents are the roll's source, the person comes onto it; without a roll,
 * the document shows what others declare.
 *
 * @param seen whether the officer says to have looked at the document
 * @throws InvalidInput, RuleBroken processes.roll.not-found, processes.roll.not-old-enough, processes.roll.elsewhere
 */
export async function eligibleByDocument(
  services: Services,
  tx: Tx,
  process: Process,
  shown: ShownDocument,
  now: Date,
  seen: boolean,
): Promise<FoundByDocument> {
  const roll = await rollOf(tx, process.id)
  if (roll?.source === 'codes') {
    if (!shown.code || !seen)
      throw new InvalidInput([
        ...(shown.code ? [] : [{ field: 'code', text: { key: 'kernel.form.missing' } } as const]),
        ...unseen(seen),
      ])
    const rollKey = codeKeyOf(services.secrets.person, roll.keyedBy, shown.code)
    if (!(await findLine(tx, process.id, rollKey)))
      throw new InvalidInput([{ field: 'code', text: { key: 'processes.roll.code-unknown' } }])
    return { personKey: null, rollKey }
  }
  const wholeDocument = roll?.source !== 'register'
  const { personalNumber } = shown
  // All that is missing is said at once.
  const missing = [...missingNumber(shown), ...(wholeDocument ? missingDetails(services, process, shown) : [])]
  if (shown.birthDate && shown.birthDate > dayOf(now, services.timeZone))
    missing.push({ field: 'birthDate', text: { key: 'processes.roll.born-later' } })
  missing.push(...unseen(seen))
  if (!personalNumber || missing.length > 0) throw new InvalidInput(missing)
  const personKey = personKeyOf(services.secrets.person, personalNumber)
  const rollKey = rollKeyOf(services.secrets.person, roll?.keyedBy ?? process.id, personKey)
  if (!wholeDocument) {
    const wrong = lineRefusal(services, process, await findLine(tx, process.id, rollKey))
    if (wrong) throw new RuleBroken(wrong)
    return { personKey, rollKey }
  }
  const birthDate = shown.birthDate as PlainDay
  const { placeKey } = shown
  const oldEnough = yearsOn(birthDate, roll?.eligibleOn ?? dayOf(now, services.timeZone)) >= process.minAge
  const line = { oldEnough, placeKey, members: 'residents' as const }
  const wrong = lineRefusal(services, process, line)
  if (wrong) throw new RuleBroken(wrong)
  if (!roll) return { personKey, rollKey: null }
  await putLine(tx, process.id, rollKey, line, 'document')
  return { personKey, rollKey }
}

const unseen = (seen: boolean): FieldError[] =>
  seen ? [] : [{ field: 'seen', text: { key: 'processes.roll.seen-missing' } }]

function missingNumber({ personalNumber }: ShownDocument): FieldError[] {
  return personalNumber ? [] : [{ field: 'personalNumber', text: { key: 'kernel.form.missing' } }]
}

function missingDetails(services: Services, process: Process, { birthDate, placeKey }: ShownDocument): FieldError[] {
  // Nobody is asked where they live when anybody may take part.
  const wrong = wrongResidence(services, process, placeKey, 'places.choose')
  return [
    ...(birthDate ? [] : [{ field: 'birthDate', text: { key: 'kernel.form.missing' } } as const]),
    ...(wrong ? [{ field: 'place', text: { key: wrong } }] : []),
  ]
}
