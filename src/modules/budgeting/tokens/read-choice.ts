import { canonicalJson, type Json } from '#commons/ledger/canonical-json.ts'
import type { FieldError } from '#kernel/errors.ts'
import type { BallotKind, Envelope, Project } from '../budget.ts'
import type { Picks } from '../vote/choice.ts'
import { type Mark, readPicks } from '../vote/picks.ts'

/**
 * Choices as a key signed them, checked by the rules of the ballot. They must be spelled as the log will show them, because the
 * signature is over that spelling.
 */
export function readChoice(
  signed: { [position: string]: Json },
  envelopes: Envelope[],
  projects: Project[],
  currency: string,
): { picks: Picks } | { errors: FieldError[] } {
  const marks = Object.entries(signed).map(([position, choice]) =>
    marksIn(choice, envelopes.find((one) => String(one.position) === position)?.ballotKind),
  )
  if (!marks.every((some) => some !== null)) return { errors: [wrong] }
  const read = readPicks(marks.flat(), envelopes, projects, currency)
  if ('picks' in read && canonicalJson(read.picks) !== canonicalJson(signed)) return { errors: [wrong] }
  return read
}

/** A choice of one envelope as a form would have marked it; null where it is none of that kind. */
function marksIn(choice: Json, kind: BallotKind | undefined): Mark[] | null {
  if (!Array.isArray(choice)) return null
  const marks = choice.map((one, at): Mark | null => {
    if (kind === 'points') {
      if (!Array.isArray(one) || one.length !== 2 || !one.every(isNumber)) return null
      return { project: one[0] as number, as: 'points', value: one[1] as number }
    }
    if (!isNumber(one)) return null
    return kind === 'ranking' ? { project: one, as: 'place', value: at + 1 } : { project: one, as: 'tick', value: 1 }
  })
  return marks.every((mark) => mark !== null) ? marks : null
}

const isNumber = (one: Json): one is number => Number.isSafeInteger(one)

const wrong: FieldError = { field: 'picks', text: { key: 'budgeting.tokens.bad-encoding' } }
