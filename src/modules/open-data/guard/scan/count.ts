import type { FindingKind } from '../kinds.ts'
import { mask } from './mask.ts'

const LINES = 5
const SAMPLES = 3
/** Later ones look like those before. */
const MOST_TRIED = 50

/** How often something was met in one place. */
export class Count {
  count = 0
  readonly lines: number[] = []
  readonly samples: string[] = []

  add(found: FindingKind, text: string, line: number | null): void {
    this.count++
    if (line !== null && this.lines.length < LINES && !this.lines.includes(line)) this.lines.push(line)
    if (this.samples.length >= SAMPLES || this.count > MOST_TRIED) return
    const masked = mask(found, text)
    if (!this.samples.includes(masked)) this.samples.push(masked)
  }
}

export function both(one: Count | undefined, other: Count): Count {
  if (!one) return other
  const sum = new Count()
  sum.count = one.count + other.count
  sum.lines.push(...[...new Set([...one.lines, ...other.lines])].sort((a, b) => a - b).slice(0, LINES))
  sum.samples.push(...[...new Set([...one.samples, ...other.samples])].slice(0, SAMPLES))
  return sum
}
