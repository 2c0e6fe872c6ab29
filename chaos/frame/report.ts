import type { Outcome } from './act-record.ts'

export interface FaultResult {
  name: string
  /** What was done, in words with numbers. */
  did: string
  /** Until everything was served again. */
  seconds: number
  /** Acts that were acknowledged from the fault until a moment after it, and those that nobody answered. */
  ok: number
  unknown: number
}

export interface CheckResult {
  name: string
  says: string
  /** How much was looked at: a check of nothing proves nothing. */
  looked: number
  wrong: string[]
}

export interface Report {
  faults: FaultResult[]
  told: Record<Outcome, number>
  checks: CheckResult[]
  /** What the checks found after a fault was planted in the same installation. */
  planted?: CheckResult[]
}

const SHOWN = 5

export function isClean({ checks }: Pick<Report, 'checks'>): boolean {
  return checks.every(({ wrong }) => wrong.length === 0)
}

export function inWords(report: Report): string {
  const { faults, told, checks } = report
  return [
    table(
      ['fault', 'what was done', 'served again', 'ok', 'unknown'],
      faults.map(({ name, did, seconds, ok, unknown }) => [
        name,
        did,
        `${seconds.toFixed(1)} s`,
        `${ok}`,
        `${unknown}`,
      ]),
    ),
    `\nActs: ${told.ok} acknowledged, ${told.fail} refused, ${told.unknown} without an answer.\n`,
    table(
      ['check', 'that', 'looked at', 'wrong'],
      checks.map(({ name, says, looked, wrong }) => [name, says, `${looked}`, `${wrong.length}`]),
    ),
    ...checks.flatMap(({ name, wrong }) => [
      ...wrong.slice(0, SHOWN).map((text) => `${name}: ${text}`),
      ...(wrong.length > SHOWN ? [`${name}: and ${wrong.length - SHOWN} more`] : []),
    ]),
    isClean(report) ? '\nWHOLE: nothing was lost, doubled or made up.' : '\nBROKEN.',
  ].join('\n')
}

/** In Markdown, so that a document can hold it as it was printed. */
export function table(head: string[], rows: string[][]): string {
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => (row[at] as string).length)))
  const line = (cells: string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] as number)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}
