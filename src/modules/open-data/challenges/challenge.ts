import { defineLifecycle } from '#commons/lifecycle/lifecycle.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'

/** A problem that data shows: described, opened to teams, ended with what came of it. */
export const challengeLife = defineLifecycle({
  name: 'open-data.challenge',
  initial: 'draft',
  states: { draft: {}, open: {}, closed: { final: true }, cancelled: { final: true } },
  transitions: {
    publish: { from: ['draft'], to: 'open', by: ['officer'] },
    close: { from: ['open'], to: 'closed', by: ['officer'] },
    cancel: { from: ['open'], to: 'cancelled', by: ['officer'] },
  },
})
export type ChallengeState = keyof typeof challengeLife.states

export const phases = ['teams', 'prototypes', 'pilot'] as const
export type Phase = (typeof phases)[number]

export interface PhaseDays {
  teamsUntil: PlainDay
  prototypesUntil: PlainDay
  pilotUntil: PlainDay
}

/** Which phase runs on a day; null when all are over. A phase may be worked on before it is due: its last day is what counts. */
export function phaseOn({ teamsUntil, prototypesUntil, pilotUntil }: PhaseDays, day: PlainDay): Phase | null {
  if (day <= teamsUntil) return 'teams'
  if (day <= prototypesUntil) return 'prototypes'
  return day <= pilotUntil ? 'pilot' : null
}

export const stages = ['joined', 'prototype', 'pilot', 'result', 'withdrawn'] as const
export type Stage = (typeof stages)[number]

/** How far a team has come. */
export function stageOf(team: {
  prototypeAt: Date | null
  pilotAt: Date | null
  resultAt: Date | null
  withdrawnAt: Date | null
}): Stage {
  if (team.withdrawnAt) return 'withdrawn'
  if (team.resultAt) return 'result'
  if (team.pilotAt) return 'pilot'
  return team.prototypeAt ? 'prototype' : 'joined'
}

export const eventKinds = [
  'published',
  'changed',
  'team',
  'prototype',
  'pilot',
  'result',
  'closed',
  'cancelled',
] as const
export type EventKind = (typeof eventKinds)[number]

/** Kind of the acts of officials on challenges, and of what people follow. */
export const CHALLENGE = 'open-data.challenge'
