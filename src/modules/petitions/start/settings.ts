import { defineSetting } from '#commons/settings/settings.ts'
import { choice, integer } from '#kernel/forms/fields.ts'
import { levels } from '../petition.ts'

/** People who must stand behind a petition before a moderator reads it. */
export const supportersNeeded = defineSetting({
  key: 'petitions.supporters-needed',
  field: integer({ min: 1, max: 100 }),
  unit: 'people',
  scope: 'house',
  otherwise: { value: 5 },
})

/** How long a petition waits for its first supporters. */
export const supportDays = defineSetting({
  key: 'petitions.support-days',
  field: integer({ min: 7, max: 365 }),
  unit: 'days',
  scope: 'house',
  otherwise: { value: 30 },
})

/** How long signatures are collected, from the day of publication. */
export const collectDays = defineSetting({
  key: 'petitions.collect-days',
  field: integer({ min: 14, max: 730 }),
  unit: 'days',
  scope: 'house',
  otherwise: { value: 180 },
})

/** How long a draft that nobody touches is kept. */
export const draftDays = defineSetting({
  key: 'petitions.draft-days',
  field: integer({ min: 30, max: 365 }),
  unit: 'days',
  scope: 'house',
  otherwise: { value: 90 },
})

/** What each authority promises, and which signatures count towards it. */
export const thresholdSettings = {
  answer: {
    signatures: defineSetting({
      key: 'petitions.answer-threshold',
      field: integer({ min: 1, max: 10_000_000 }),
      unit: 'signatures',
      scope: 'authority',
      otherwise: { value: 500 },
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
    signatures: defineSetting({
      key: 'petitions.hearing-threshold',
      field: integer({ min: 1, max: 10_000_000 }),
      unit: 'signatures',
      scope: 'authority',
      otherwise: { value: 5000 },
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
  collectDays,
  draftDays,
  thresholdSettings.answer.signatures,
  thresholdSettings.answer.level,
  thresholdSettings.hearing.signatures,
  thresholdSettings.hearing.level,
]
