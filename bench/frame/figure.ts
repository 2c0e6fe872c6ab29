/** One thing that was measured, beside what it is compared with, from the same run. */
export interface Figure {
  /** `<bench>.<what>`, the same for ever: histories are compared by it. */
  figure: string
  ours: number
  /** What stands beside it: a bare server, or the most that is allowed. */
  baseline: number
  unit:
    | 'requests/s'
    | 'signatures/s'
    | 'tokens/s'
    | 'ballots/s'
    | 'entries/s'
    | 'approvals/s'
    | 'answers/s'
    | 'MB/s'
    | 'ms'
    | 's'
    | 'bytes'
    | 'share'
  /** What the ratio must keep to, where something was promised. */
  bar?: { ratio: number; atLeast: boolean }
}

/** Ours divided by the baseline, to three digits after the point. */
export function ratioOf({ ours, baseline }: Figure): number {
  return round(ours / baseline, 3)
}

/** The line that other programs read. */
export function jsonLine(figure: Figure): string {
  const { figure: name, ours, baseline, unit } = figure
  return JSON.stringify({
    figure: name,
    ours: rounded(ours),
    baseline: rounded(baseline),
    ratio: ratioOf(figure),
    unit,
  })
}

/** A table in Markdown, so that docs/performance.md can hold it as it was printed. */
export function tableOf(figures: Figure[]): string {
  const rows = figures.map((figure) => [
    figure.figure,
    String(rounded(figure.ours)),
    String(rounded(figure.baseline)),
    String(ratioOf(figure)),
    figure.unit,
    verdictOf(figure),
  ])
  const head = ['figure', 'ours', 'baseline', 'ratio', 'unit', 'bar']
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => (row[at] as string).length)))
  const line = (cells: string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] as number)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

function verdictOf(figure: Figure): string {
  const { bar } = figure
  if (!bar) return ''
  const ratio = figure.ours / figure.baseline
  const holds = bar.atLeast ? ratio >= bar.ratio : ratio <= bar.ratio
  return `${bar.atLeast ? '≥' : '≤'} ${bar.ratio} ${holds ? 'met' : 'NOT MET'}`
}

function rounded(n: number): number {
  return round(n, n < 100 ? 2 : 0)
}

function round(n: number, digits: number): number {
  return Number(n.toFixed(digits))
}
