import type { MessageKey, Text } from '#kernel/i18n/translator.ts'

/** Data about persons that a room keeps, as the page about privacy tells it. */
export interface PersonalData {
  what: MessageKey
  why: MessageKey
  /** How long. */
  kept: Text
}

declare module '#kernel/module.ts' {
  interface Manifest {
    personalData?: PersonalData[]
  }
}

declare module '#kernel/http/context.ts' {
  interface Services {
    /** What all rooms keep, in their order. */
    personalData: PersonalData[]
  }
}
