import type { FindingKind } from '../kinds.ts'

/** Something in a text that looks like somebody's. */
export interface Hit {
  found: FindingKind
  /** In the text that was looked through. */
  from: number
  to: number
  /** A word before it says what it is. */
  said?: true
}

const NONE: RegExpExecArray[] = []

/** As `matchAll`, which makes an expression anew for each text: nearly all texts match none. @param pattern has the flag g */
export function matchesIn(text: string, pattern: RegExp): Iterable<RegExpExecArray> {
  pattern.lastIndex = 0
  const any = pattern.test(text)
  pattern.lastIndex = 0
  return any ? text.matchAll(pattern) : NONE
}
