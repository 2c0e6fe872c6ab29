import { type Consequence, consequences, EDITION, type Finding, type Search } from './kinds.ts'

/**
 * 'unsearched': nobody looked, or by older rules. 'stopped': never published. 'asks': an official has to name the legal basis. 'waits': another one
 * has to confirm it. 'passed': it may be published.
 */
export const verdicts = ['unsearched', 'stopped', 'asks', 'waits', 'passed'] as const
export type Verdict = (typeof verdicts)[number]

/** Whether a version may be published, by what was found in it and what was said about that. */
export function verdictOn(search: Search | null, basis: { confirmedAt: Date | null } | null): Verdict {
  if (!search || search.edition < EDITION) return 'unsearched'
  if (some(search.findings, 'stops')) return 'stopped'
  if (!some(search.findings, 'asks')) return 'passed'
  if (!basis) return 'asks'
  return basis.confirmedAt ? 'passed' : 'waits'
}

/** Whether the file is given away as it came, once its tables are public. */
export const givesOriginal = ({ findings }: Search): boolean => !some(findings, 'withholds')

function some(findings: Finding[], consequence: Consequence): boolean {
  return findings.some(({ found }) => consequences[found] === consequence)
}
