import type { Entry } from '#commons/ledger/append-entry.ts'
import type { EntryKind } from '#commons/ledger/entry-kinds.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import { keyedHash } from '#kernel/config/secrets.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'

const versions = {
  'need-named': 1,
  'needs-at-meeting': 1,
  'need-hidden': 1,
  'need-shown': 1,
  'needs-counted': 1,
  'needs-compared': 1,
  'needs-ranked': 1,
} as const

export const ledgerEntries: EntryKind[] = Object.entries(versions).map(([act, v]) => ({
  kind: `budgeting.${act}`,
  v,
  says: `budgeting.entry.${act}` as MessageKey,
}))

/** A need as the public log knows it: salted, so that a hidden one cannot be guessed. */
export const needText = (salt: Buffer, text: string): string => keyedHash(salt, 'need', text).toString('base64url')

/** A resident named it online. */
export function needNamed(process: number, need: number, text: string, day: PlainDay): Entry {
  return { kind: 'budgeting.need-named', v: 1, process, need, text, day }
}

/** What a facilitator entered of one meeting; `text` is null for a need that was there. */
export function needsAtMeeting(
  process: number,
  meeting: { held: PlainDay; present: number },
  needs: { need: number; people: number; text: string | null }[],
  day: PlainDay,
): Entry {
  return { kind: 'budgeting.needs-at-meeting', v: 1, process, ...meeting, needs, day }
}

export function needHidden(process: number, need: number, day: PlainDay): Entry {
  return { kind: 'budgeting.need-hidden', v: 1, process, need, day }
}

/** On appeal. */
export function needShown(process: number, need: number, day: PlainDay): Entry {
  return { kind: 'budgeting.need-shown', v: 1, process, need, day }
}

/** Needs are gathered no more: so many points and people each. */
export function needsCounted(
  process: number,
  needs: { number: number; points: number; people: number }[],
  day: PlainDay,
): Entry {
  return {
    kind: 'budgeting.needs-counted',
    v: 1,
    process,
    needs: needs.map(({ number, points, people }) => ({ need: number, points, people })),
    day,
  }
}

/** Needs are gathered no more: how often of two needs either was preferred online, or both were held to be alike. */
export function needsCompared(
  process: number,
  pairs: { need: number; other: number; forNeed: number; forOther: number; alike: number }[],
  day: PlainDay,
): Entry {
  return {
    kind: 'budgeting.needs-compared',
    v: 1,
    process,
    pairs: pairs.map(({ need, other, forNeed, forOther, alike }) => [need, other, forNeed, forOther, alike]),
    day,
  }
}

/** The scores that follow from what was compared and from what was said at meetings: thousandths. */
export function needsRanked(process: number, needs: { number: number; score: number }[], day: PlainDay): Entry {
  return {
    kind: 'budgeting.needs-ranked',
    v: 1,
    process,
    needs: needs.map(({ number, score }) => ({ need: number, score })),
    day,
  }
}
