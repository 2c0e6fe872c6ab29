import { canonicalJson, type Json } from '#commons/ledger/canonical-json.ts'
import type { FieldError } from '#kernel/errors.ts'
import type { Envelope, Project } from '../budget.ts'
import { type Picks, readPicks } from '../vote/picks.ts'

/**
 * Choices as a key signed them, checked by the rules of the ballot. They must be spelled as the log will show them, because the
 * signature is over that spelling.
 */
export function readChoice(
  signed: { [position: string]: Json },
  envelopes: Envelope[],
  projects: Project[],
): { picks: Picks } | { errors: FieldError[] } {
  const chosen = Object.values(signed).flat(1)
  if (!chosen.every((one): one is number => Number.isSafeInteger(one))) return { errors: [wrong] }
  const read = readPicks(chosen, envelopes, projects)
  if ('picks' in read && canonicalJson(read.picks) !== canonicalJson(signed)) return { errors: [wrong] }
  return read
}

const wrong: FieldError = { field: 'picks', text: { key: 'budgeting.tokens.bad-encoding' } }
