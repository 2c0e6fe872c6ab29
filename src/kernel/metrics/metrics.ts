import type { Services } from '#kernel/http/context.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'

/** A figure of a room or a commons part, read when the metrics are asked for. */
export interface Gauge {
  /** `punte_<what>_<unit>` */
  name: string
  /** What it counts, in English, for operators. */
  help: string
  /** The same for the page of health, in its reader's language. */
  about?: MessageKey
  read(services: Services): Promise<number>
}

declare module '#kernel/module.ts' {
  interface Manifest {
    gauges?: Gauge[]
  }
}

/** Upper bounds in seconds: pages answer in milliseconds, downloads in seconds. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

interface Series {
  labels: string
  buckets: number[]
  count: number
  sum: number
}

/** How long requests took, by method, route pattern and class of status: never an address that somebody typed. */
export class RequestHistogram {
  private readonly series = new Map<string, Series>()

  observe(request: { method: string; route: string; status: number }, seconds: number): void {
    const labels = `method="${escapeLabel(request.method)}",route="${escapeLabel(request.route)}",status="${Math.floor(request.status / 100)}xx"`
    let series = this.series.get(labels)
    if (!series) {
      series = { labels, buckets: BOUNDS.map(() => 0), count: 0, sum: 0 }
      this.series.set(labels, series)
    }
    for (const [at, bound] of BOUNDS.entries()) if (seconds <= bound) series.buckets[at] = (series.buckets[at] ?? 0) + 1
    series.count += 1
    series.sum += seconds
  }

  /** The Prometheus text format. */
  text(): string {
    const name = 'punte_http_request_seconds'
    const lines = [`# HELP ${name} Time from request to reply, by route pattern.`, `# TYPE ${name} histogram`]
    for (const { labels, buckets, count, sum } of this.series.values()) {
      for (const [at, bound] of BOUNDS.entries()) lines.push(`${name}_bucket{${labels},le="${bound}"} ${buckets[at]}`)
      lines.push(`${name}_bucket{${labels},le="+Inf"} ${count}`)
      lines.push(`${name}_sum{${labels}} ${sum}`, `${name}_count{${labels}} ${count}`)
    }
    return `${lines.join('\n')}\n`
  }
}

/** One figure in the Prometheus text format; one that could not be read is NaN, so that its alarm can tell. */
export function gaugeText(gauge: { name: string; help: string }, value: number): string {
  return `# HELP ${gauge.name} ${gauge.help.replaceAll('\\', '\\\\').replaceAll('\n', ' ')}\n# TYPE ${gauge.name} gauge\n${gauge.name} ${value}\n`
}

function escapeLabel(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}
