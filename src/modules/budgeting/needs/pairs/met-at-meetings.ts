import type { Met } from './bradley-terry.ts'

/** So many people named a need at a meeting. */
export interface Mention {
  meetingId: string
  /** Place of the need in the list of needs. */
  need: number
  people: number
}

/**
 * What meetings say of pairs: where two needs were named at one meeting, each person who named either is one comparison, for what they named.
 * Who named both is one for each, as if alike. A need that was the only one at its meeting was compared with none.
 */
export function metAtMeetings(mentions: readonly Mention[]): Met[] {
  return [...Map.groupBy(mentions, ({ meetingId }) => meetingId).values()].flatMap((named) =>
    named.flatMap((one, at) =>
      named.slice(at + 1).map((other) => ({
        one: one.need,
        other: other.need,
        forOne: one.people,
        forOther: other.people,
        alike: 0,
      })),
    ),
  )
}
