import type { Arrivals, Arrived } from '../frame/arrivals.ts'

/** From one rate to the next while climbing. */
const COARSE = 1.5
/** How often what lies between the last rate that held and the first that did not is halved: to one part in twenty. */
const HALVINGS = 3
/** Milliseconds that 99 of 100 may wait. */
const PATIENCE = 500

/**
 * The highest rate of arrivals at which nobody is refused and 99 of 100 have their acknowledgement within half a second: halved from
 * `from` until it holds, raised until it is too much twice, then looked for in between.
 *
 * @returns where no rate held, what the lowest one gave
 */
export async function findKnee(
  arrivals: Arrivals,
  options: { port: number; from: number; warmSeconds: number; seconds: number; steps: number },
  tell: (line: string) => void,
): Promise<Arrived> {
  const { port, from, warmSeconds, seconds } = options
  let steps = options.steps
  let best: Arrived | undefined
  let last: Arrived | undefined
  const holds = async (rate: number) => {
    steps -= 1
    last = await arrivals.run({ port, rate, warmSeconds, seconds })
    tell(told(rate, last))
    const { refused, failed, unknown, unsent, p99 } = last
    const held = refused + failed + unknown + unsent === 0 && p99 <= PATIENCE
    // What waited from before the counting began makes no rate that could go on.
    const acknowledged = Math.min(last.acknowledged, last.offered)
    if (held && acknowledged > (best?.acknowledged ?? 0)) best = { ...last, acknowledged }
    return held
  }
  let good = from
  while (!(await holds(good)) && steps > 0) good /= 2
  let rate = good * COARSE
  for (let misses = 0; misses < 2 && steps > 0; rate *= COARSE) {
    if (await holds(rate)) [good, misses] = [rate, 0]
    else misses += 1
  }
  let bad = good * COARSE
  for (let halvings = 0; halvings < HALVINGS && steps > 0; halvings++) {
    const between = Math.sqrt(good * bad)
    if (await holds(between)) good = between
    else bad = between
  }
  return best ?? (last as Arrived)
}

export function told(rate: number, arrived: Arrived): string {
  const { offered, acknowledged, p50, p99, refused, failed, unknown, unsent } = arrived
  return `${rate.toFixed(0)}/s wanted, ${offered.toFixed(0)} arrived, ${acknowledged.toFixed(0)} acknowledged; p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms; refused ${refused}, failed ${failed}, unknown ${unknown}, never sent ${unsent}`
}
