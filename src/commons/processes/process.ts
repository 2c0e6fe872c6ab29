import type { Person } from '#commons/access/permit.ts'
import { defineLifecycle } from '#commons/lifecycle/lifecycle.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Localised } from '#kernel/i18n/lang.ts'

/** The life of a process; what one can do in it on a day is for its phases. */
export const processLife = defineLifecycle({
  name: 'process',
  states: {
    /** Seen by those who run it. */
    draft: {},
    running: {},
    ended: { final: true },
    cancelled: { final: true },
  },
  initial: 'draft',
  transitions: {
    publish: { from: ['draft'], to: 'running', by: ['officer'] },
    /** Its last phase is over. What was decided in it goes on in its room. */
    end: { from: ['running'], to: 'ended', by: ['system'] },
    cancel: { from: ['running'], to: 'cancelled', by: ['officer'] },
  },
})
export type ProcessState = keyof typeof processLife.states

export interface Process {
  id: string
  number: number
  slug: string
  blueprint: string
  state: ProcessState
  title: Localised
  summary: Localised
  placeKey: string
  organisationId: string
  organisation: { slug: string; name: Localised }
  minAge: number
  residentsOnly: boolean
  /** At least so surely must we know who acts. */
  level: Person['level']
  demo: boolean
  createdAt: Date
  publishedAt: Date | null
  endedAt: Date | null
  endReason: string | null
  /** Set for a copy with synthetic people. */
  rehearsal: Rehearsal | null
  /** Number of the process whose annulled outcome is decided once more here (again/). */
  againOf: number | null
}

/** How a rehearsal was made: with the same it comes out the same. */
export interface Rehearsal {
  /** Number of the process that it is a copy of. */
  of: number
  people: number
  /** Percent of them who vote. */
  turnout: number
  /** `<room>.<name>` of a model of choice: the messages `<room>.model.<name>` and `….says`. */
  model: string
  seed: number
  /** Set where projects and votes are of a vote elsewhere that stands here at `path`. */
  votesOf?: {
    title: string
    path: string
    /** By which rule they are counted first, by its name in the room. */
    rule?: string
  }
}

export interface Phase {
  id: string
  processId: string
  position: number
  /** `<room>.<name>` of a method. */
  method: string
  opensOn: PlainDay
  /** The last day, whole. */
  closesOn: PlainDay
  openedAt: Date | null
  closedAt: Date | null
}

export type PhaseStanding = 'coming' | 'open' | 'closed'

/** Whether one can act in the phase. What counts is that it was opened: a phase that is not ready stays shut on its day. */
export function standingOf(phase: Pick<Phase, 'openedAt' | 'closedAt'>): PhaseStanding {
  if (phase.closedAt) return 'closed'
  return phase.openedAt ? 'open' : 'coming'
}

/** Whether one can act in the phase on a civil day: what comes after the last day is late even before the phase was closed. */
export function takesActs(phase: Phase, today: PlainDay): boolean {
  return standingOf(phase) === 'open' && today <= phase.closesOn
}

/** Under what views of the process's page are counted. */
export const PROCESS_VIEWED = 'processes.page'

/** Address of the process's page, without the language. */
export const processPath = ({ number, slug }: { number: number; slug: string }) => `/processes/${number}-${slug}`
