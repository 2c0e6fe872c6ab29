import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import { defineNumber, defineSetting } from '#commons/settings/settings.ts'
import { lawOn } from '#jurisdiction/md/index.ts'
import { choice } from '#kernel/forms/fields.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import { type Level, levels } from '../petition.ts'

/** How surely the starter must be known to lodge a petition with the authority. */
export const lodgingLevel = defineSetting<Level>({
  key: 'petitions.lodging-level',
  field: choice(levels),
  unit: 'level',
  scope: 'authority',
  otherwise: { value: 'email' },
})

/** Within how many days of crossing its threshold the authority promises an answer. */
export const promisedAnswerDays = defineNumber('petitions.promised-answer-days', 'days', 'authority', {
  min: 1,
  max: 365,
  otherwise: 30,
})

/** Within how many days of crossing its threshold the authority promises a public hearing. */
export const promisedHearingDays = defineNumber('petitions.promised-hearing-days', 'days', 'authority', {
  min: 1,
  max: 365,
  otherwise: 60,
})

export interface LodgingLevel {
  level: Level
  /** The rule that sets it; null where the house or the authority chose it. */
  basis: { act: Localised; article: Localised | null } | null
}

/**
 * The level an authority asks on a day: what was set for it, else the house's value, else a read mailbox. Of Parliament the law table
 * asks a qualified signature: a value of the house, made for all, never lowers that.
 */
export async function lodgingLevelOf(
  services: Pick<Services, 'settings'>,
  organisation: { id: string; kind: string },
  day: PlainDay,
): Promise<LodgingLevel> {
  const set = await services.settings.on(lodgingLevel, day, organisation.id)
  if (set.source.kind === 'authority' || organisation.kind !== 'parliament') return { level: set.value, basis: null }
  const law = lawOn('petition.parliament.signatureLevel', day)
  const legal = law.value as Level
  if (levels.indexOf(set.value) > levels.indexOf(legal)) return { level: set.value, basis: null }
  return { level: legal, basis: law.basis }
}
