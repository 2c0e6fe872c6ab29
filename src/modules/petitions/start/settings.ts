import { addDays, dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { defineNumber, defineSetting } from '#commons/settings/settings.ts'
import { choice } from '#kernel/forms/fields.ts'
import type { Services } from '#kernel/http/context.ts'
import { levels } from '../petition.ts'

/** People who must stand behind a petition before a moderator reads it. */
export const supportersNeeded = defineNumber('petitions.supporters-needed', 'people', 'house', {
  min: 1,
  max: 100,
  otherwise: 5,
})

/** How long a petition waits for its first supporters. */
export const supportDays = defineNumber('petitions.support-days', 'days', 'house', { min: 7, max: 365, otherwise: 30 })

/** How long a petition that a moderator returned waits for its starter. */
export const returnDays = defineNumber('petitions.return-days', 'days', 'house', { min: 14, max: 365, otherwise: 60 })

/** How long signatures are collected, from the day of publication. */
export const collectDays = defineNumber('petitions.collect-days', 'days', 'house', {
  min: 14,
  max: 730,
  otherwise: 180,
})

/** How long a draft that nobody touches is kept. */
export const draftDays = defineNumber('petitions.draft-days', 'days', 'house', { min: 30, max: 365, otherwise: 90 })

/** What each authority promises, and which signatures count towards it. */
export const thresholdSettings = {
  answer: {
    signatures: defineNumber('petitions.answer-threshold', 'signatures', 'authority', {
      min: 1,
      max: 10_000_000,
      otherwise: 500,
    }),
    level: defineSetting({
      key: 'petitions.answer-threshold-level',
      field: choice(levels),
      unit: 'level',
      scope: 'authority',
      otherwise: { value: 'email' },
    }),
  },
  hearing: {
    signatures: defineNumber('petitions.hearing-threshold', 'signatures', 'authority', {
      min: 1,
      max: 10_000_000,
      otherwise: 5000,
    }),
    level: defineSetting({
      key: 'petitions.hearing-threshold-level',
      field: choice(levels),
      unit: 'level',
      scope: 'authority',
      otherwise: { value: 'email' },
    }),
  },
} as const

export const startSettings = [
  supportersNeeded,
  supportDays,
  returnDays,
  collectDays,
  draftDays,
  thresholdSettings.answer.signatures,
  thresholdSettings.answer.level,
  thresholdSettings.hearing.signatures,
  thresholdSettings.hearing.level,
]

/** The last civil day on which a returned text can be sent again, by the days that were set when its term began: as its starter was told. */
export async function lastDayToResubmit(
  services: Pick<Services, 'settings' | 'timeZone'>,
  termFrom: Date,
): Promise<PlainDay> {
  const day = dayOf(termFrom, services.timeZone)
  return addDays(day, await services.settings.valueOn(returnDays, day))
}
