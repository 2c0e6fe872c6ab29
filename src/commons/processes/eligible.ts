import type { Person } from '#commons/access/permit.ts'
import { personBehind } from '#commons/people/person-behind.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { type FieldError, RuleBroken } from '#kernel/errors.ts'
import type { Services } from '#kernel/http/context.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'
import type { Process } from './process.ts'
import { lineRefusal } from './roll/line-refusal.ts'
import type { Roll } from './roll/roll.ts'
import { codeKeyOf, rollKeyOf } from './roll/roll-keys.ts'
import { findLine, rollOf } from './roll/store.ts'

const order = ['email', 'strong', 'signed'] as const

/** What a person says of themselves where no register was given to check it: pages call it declared. */
export interface Declared {
  /** Where they live. */
  placeKey: string
  /** That they are as old as the process asks. */
  oldEnough: boolean
}

/** What a person brings to take part: words where there is no roll, a code where the roll is made of codes. */
export interface Brought {
  placeKey: string | null
  oldEnough: boolean
  code?: string | null
}

/** Reasons to be kept out that are a field of the form; any other is about the person. */
type WrongField = { field: 'place' | 'oldEnough' | 'code'; key: MessageKey }

export type Eligibility =
  /** `rollKey` is the line of the roll (null where there is no roll); `byCode` when the line is a code and tells nothing of the account. */
  | { ok: true; rollKey: Buffer | null; byCode: boolean }
  | { ok: false; wrong: WrongField[] }
  | { ok: false; reason: 'processes.level-too-weak' | 'processes.roll.not-identified' | LineReason }
type LineReason = NonNullable<ReturnType<typeof lineRefusal>>

/**
 * Whether a person may take part in what goes by the roll. Without a roll: by what they declare. With one: the electronic identity of the
 * account has to be on it, or the code. Every way to vote asks this, and gives the line's key to its channel, so that one line is one voter.
 *
 * @param said what the person typed; ignored where the roll knows
 * @param known the roll of the process, where many ask at once
 */
export async function eligibility(
  services: Services,
  db: Db | Tx,
  process: Process,
  person: Pick<Person, 'accountId' | 'level'>,
  said: Brought,
  known?: Roll | null,
): Promise<Eligibility> {
  if (!levelIsEnough(process, person)) return { ok: false, reason: 'processes.level-too-weak' }
  const roll = known === undefined ? await rollOf(db, process.id) : known
  if (!roll) {
    const wrong = wrongSaid(services, process, said)
    return wrong.length > 0 ? { ok: false, wrong } : { ok: true, rollKey: null, byCode: false }
  }
  const secret = services.secrets.person
  if (roll.source === 'codes') {
    if (!said.code) return { ok: false, wrong: [{ field: 'code', key: 'kernel.form.missing' }] }
    const rollKey = codeKeyOf(secret, roll.keyedBy, said.code)
    return (await findLine(db, process.id, rollKey))
      ? { ok: true, rollKey, byCode: true }
      : { ok: false, wrong: [{ field: 'code', key: 'processes.roll.code-unknown' }] }
  }
  const { personKey } = await personBehind(db, person.accountId)
  if (!personKey) return { ok: false, reason: 'processes.roll.not-identified' }
  const rollKey = rollKeyOf(secret, roll.keyedBy, personKey)
  const reason = lineRefusal(services, process, await findLine(db, process.id, rollKey))
  return reason ? { ok: false, reason } : { ok: true, rollKey, byCode: false }
}

/** What is wrong with the form's own fields, to be said there. @throws RuleBroken when the person is kept out whatever they type */
export function fieldErrorsOf(eligible: Eligibility): FieldError[] {
  if (eligible.ok) return []
  if ('reason' in eligible) throw new RuleBroken(eligible.reason)
  return eligible.wrong.map(({ field, key }) => ({ field, text: { key } }))
}

/** Nobody is asked where they live when anybody may take part. */
function wrongSaid(services: Services, process: Process, { placeKey: key, oldEnough: old }: Brought): WrongField[] {
  const wrong = wrongResidence(services, process, key, 'places.choose')
  if (wrong) return [{ field: 'place', key: wrong }]
  const { oldEnough, placeKey } = wrongDeclared(services, process, {
    placeKey: key ?? process.placeKey,
    oldEnough: old,
  })
  return [
    ...(placeKey ? [{ field: 'place' as const, key: placeKey }] : []),
    ...(oldEnough ? [{ field: 'oldEnough' as const, key: oldEnough }] : []),
  ]
}

/** What is wrong with the place of which somebody says that they live there, before it is compared with the process's. @param missing what is said where none is named */
export function wrongResidence(
  { places }: Services,
  { residentsOnly }: Pick<Process, 'residentsOnly'>,
  placeKey: string | null,
  missing: MessageKey,
): MessageKey | null {
  if (!placeKey) return residentsOnly ? missing : null
  return places.find(placeKey) ? null : 'places.unknown'
}

/**
 * Why a person may not take part, by the process's rules: what they declared, at the field in which they did.
 *
 * @param placeField name of the form's field for the place in which they live; the one for the age is `oldEnough`
 * @throws RuleBroken processes.level-too-weak
 */
export function ineligible(
  services: Services,
  process: Process,
  person: Person,
  declared: Declared,
  placeField: string,
): FieldError[] {
  if (!levelIsEnough(process, person)) throw new RuleBroken('processes.level-too-weak')
  const { oldEnough, placeKey } = wrongDeclared(services, process, declared)
  return [
    ...(placeKey ? [{ field: placeField, text: { key: placeKey } }] : []),
    ...(oldEnough ? [{ field: 'oldEnough', text: { key: oldEnough } }] : []),
  ]
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
