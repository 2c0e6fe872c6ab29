export const SESSION_COOKIE = 'punte-session'
export const SIGN_IN_COOKIE = 'punte-sign-in'

/** `seen_at` is written at most this often, in seconds. */
export const SEEN_SECONDS = 3600

const DAY = 86_400
/** Unused for this long, in seconds, a session ends. */
const IDLE = { citizen: 30 * DAY, official: 12 * 3600 }
/** And after this long however much it is used. */
const ABSOLUTE = { citizen: 180 * DAY, official: 7 * DAY }

/** Whether a session lay unused for too long. */
export function hasIdled(seenAt: Date, official: boolean, now: Date): boolean {
  return now.getTime() - seenAt.getTime() > IDLE[official ? 'official' : 'citizen'] * 1000
}

/** Seconds from its beginning after which a session ends. */
export function longestSession(official: boolean): number {
  return ABSOLUTE[official ? 'official' : 'citizen']
}
