import type { PetitionState } from '../../petition.ts'

/** Support is taken before moderation, and while a moderator has the text: it stays the same until the decision. */
export function takesSupport(state: PetitionState): boolean {
  return state === 'supporting' || state === 'moderation'
}
