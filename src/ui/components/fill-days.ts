import type { DayCount } from './BarChart.tsx'

const DAY = 86_400_000
const MOST = 400

/** Every day from the first to the last in order, missing ones with zero; the latest 400 when there are more. */
export function fillDays(days: DayCount[]): DayCount[] {
  const counts = new Map(days.map(({ date, count }) => [Date.parse(`${date}T00:00:00Z`), count]))
  const times = [...counts.keys()]
  if (times.length === 0) return []
  const last = Math.max(...times)
  const first = Math.max(Math.min(...times), last - (MOST - 1) * DAY)
  return Array.from({ length: Math.round((last - first) / DAY) + 1 }, (_, at) => {
    const time = first + at * DAY
    return { date: new Date(time).toISOString().slice(0, 10), count: counts.get(time) ?? 0 }
  })
}
