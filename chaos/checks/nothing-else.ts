import type { Check } from './check.ts'

/** Signatures, entries and requests that no act accounts for: doubled, made up or lost. */
export const nothingElse: Check = {
  name: 'nothing-else',
  says: 'rows and entries are those of the acts and no others; no request is lost',
  async run({ found, requests }) {
    const sum = (kind: string, of: (one: (typeof found.acts)[number]) => number) =>
      found.acts.filter(({ act }) => act.kind === kind).reduce((total, one) => total + of(one), 0)
    const pairs: [string, number, number][] = [
      ['signatures', sum('confirm', ({ rows }) => rows), found.signatures],
      ['withdrawn signatures', sum('withdraw', ({ rows }) => rows), found.withdrawn],
      ['entries', found.acts.reduce((total, { entries }) => total + entries.length, 0), found.entries],
      ['requests that wait or were confirmed', requests, found.waiting + found.signatures],
    ]
    return {
      looked: found.signatures + found.entries + found.waiting,
      wrong: pairs
        .filter(([, expected, there]) => expected !== there)
        .map(([what, expected, there]) => `${there} ${what}, ${expected} by the acts`),
    }
  },
}
