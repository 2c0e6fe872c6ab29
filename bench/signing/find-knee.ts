import type { Arrivals, Arrived } from '../frame/arrivals.ts'

/** Steps between two rates; smaller ones take longer and say little more. */
const COARSE = 1.5
const FINE = 1.18
/** Milliseconds that 99 of 100 may wait. */
const PATIENCE = 500

/**
 * The highest rate of arrivals at which nobody is refused and 99 of 100 have their acknowledgement within half a second: raised from
 * `from` until it is too much twice, then approached from below.
 */
export async function findKnee(
  arrivals: Arrivals,
  options: { port: number; from: number; warmSeconds: number; seconds: number; steps: number },
  tell: (line: string) => void,
): Promise<Arrived> {
  const { port, warmSeconds, seconds } = options
  let steps = options.steps
  let best: Arrived | undefined
  const holds = async (rate: number) => {
    steps -= 1
    const arrived = await arrivals.run({ port, rate, warmSeconds, seconds })
    tell(told(rate, arrived))
    const held = arrived.refused + arrived.failed + arrived.unknown === 0 && arrived.p99 <= PATIENCE
    if (!best || (held && arrived.acknowledged > best.acknowledged)) best = arrived
    return held
  }
  let rate = options.from
  let good = 0
  for (let misses = 0; misses < 2 && steps > 0; rate *= COARSE) {
    if (await holds(rate)) [good, misses] = [rate, 0]
    else misses += 1
  }
  for (rate = (good || options.from / COARSE) * FINE; steps > 0 && rate < good * COARSE; rate *= FINE)
    if (!(await holds(rate))) break
  return best as Arrived
}

export function told(rate: number, arrived: Arrived): string {
  const { offered, acknowledged, p50, p99, refused, failed, unknown } = arrived
  return `${rate.toFixed(0)}/s wanted, ${offered.toFixed(0)} sent, ${acknowledged.toFixed(0)} acknowledged; p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms; refused ${refused}, failed ${failed}, unknown ${unknown}`
}
