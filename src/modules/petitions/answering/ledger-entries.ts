import type { Entry } from '#commons/ledger/append-entry.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Level } from '../petition.ts'
import type { CaseRow } from './case-store.ts'

/** The starter signed the frozen text for these authorities. `text` is the salted hash of what was signed. */
export function lodged(petition: number, authorities: string[], level: Level, text: Buffer, day: PlainDay): Entry {
  return { kind: 'petitions.lodged', v: 1, petition, authorities, level, text: text.toString('base64url'), day }
}

type Step =
  | 'registered'
  | 'defects-asked'
  | 'defects-mended'
  | 'extended'
  | 'redirected'
  | 'hearing-held'
  | 'followed-up'
  | 'finished'

/** What an authority did with its case; `more` holds counts and codes, never text. */
export function caseStep(step: Step, one: CaseRow, day: PlainDay, more: Record<string, string | number> = {}): Entry {
  return { kind: `petitions.case-${step}`, v: 1, petition: one.number, authority: one.organisation.slug, day, ...more }
}

/** A version of an answer. `text` is the salted hash, so that masking the answer later leaves the entry valid. */
export function answered(
  one: CaseRow,
  answer: { version: number; outcome: string; text: Buffer; way: string },
  day: PlainDay,
): Entry {
  return {
    kind: 'petitions.answered',
    v: 1,
    petition: one.number,
    authority: one.organisation.slug,
    version: answer.version,
    outcome: answer.outcome,
    way: answer.way,
    text: answer.text.toString('base64url'),
    day,
  }
}
