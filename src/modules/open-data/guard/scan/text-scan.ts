import type { Finding, FindingKind, Place } from '../kinds.ts'
import { Tally } from './tally.ts'

/** What parts values in a text of whatever kind: a number or an address goes over none of these. */
const PARTS = /["\t;|,<>{}[\]]+/
/** Of a stretch without line end that is kept until more comes. */
const LONGEST = 65_536

/** Looks through a text that comes in pieces. */
export class TextScan {
  readonly #tally = new Tally()
  #rest = ''
  #line = 1

  push(piece: string): void {
    const text = this.#rest + piece
    const cut = endOfWhole(text)
    this.#look(text.slice(0, cut))
    this.#rest = text.slice(cut)
  }

  end(place: Place): Finding[] {
    this.#look(this.#rest)
    return this.#tally.findings(place)
  }

  #look(text: string): void {
    let from = 0
    while (from < text.length) {
      const found = text.indexOf('\n', from)
      const end = found < 0 ? text.length : found
      for (const part of text.slice(from, end).split(PARTS)) this.#tally.take(unescaped(part), this.#line)
      if (found >= 0) this.#line++
      from = end + 1
    }
  }
}

/** Where a text may be cut so that nothing is cut in two; in a stretch of nothing but letters and digits nobody looks for anything. */
function endOfWhole(text: string): number {
  const line = text.lastIndexOf('\n') + 1
  if (line > 0) return line
  if (text.length < LONGEST) return 0
  return Math.max(text.lastIndexOf('"'), text.lastIndexOf(','), text.lastIndexOf('>')) + 1 || text.length
}

/** As JSON and XML write signs that they do not want to write. */
function unescaped(text: string): string {
  if (!/\\u|&#/.test(text)) return text
  return text
    .replace(/\\u([0-9a-fA-F]{4})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/&#x([0-9a-fA-F]{1,6});/g, (_, code) => sign(Number.parseInt(code, 16)))
    .replace(/&#(\d{1,7});/g, (_, code) => sign(Number(code)))
}

const sign = (code: number): string => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ')

/**
 * Of what was found in the whole text that which is in no row of its tables: the same things are not told twice. The same number may be one of a person
 * here and one like it there, by what stands beside it.
 *
 * @param inText of each kind one
 */
export function beyond(inText: Finding[], inRows: Finding[]): Finding[] {
  const known = new Map<FindingKind, number>()
  for (const { found, count } of inRows) known.set(found, (known.get(found) ?? 0) + count)
  const left = new Map(inText.map(({ found, count }) => [found, count]))
  const cancel = (found: FindingKind, by: FindingKind) => {
    const times = Math.min(left.get(found) ?? 0, known.get(by) ?? 0)
    left.set(found, (left.get(found) ?? 0) - times)
    known.set(by, (known.get(by) ?? 0) - times)
  }
  for (const { found } of inText) cancel(found, found)
  for (const one of ['idnp', 'card'] as const) {
    cancel(`number-like-${one}`, one)
    cancel(one, `number-like-${one}`)
  }
  return inText.flatMap((finding) => {
    const count = left.get(finding.found) ?? 0
    return count > 0 ? [{ ...finding, count }] : []
  })
}
