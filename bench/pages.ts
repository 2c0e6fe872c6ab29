import type { AppDeps } from '#src/app.ts'
import { depsOf } from './frame/app-deps.ts'
import type { Bench, Room, Size } from './frame/bench.ts'
import type { Figure } from './frame/figure.ts'
import { type Draw, drawRequests } from './pages/draw.ts'
import { firstVisits } from './pages/first-visit.ts'
import { goOn } from './pages/go-on.ts'
import { measurePage } from './pages/measure.ts'
import { seedPages } from './pages/seed.ts'
import { slowestQueries } from './pages/slow-queries.ts'

/** Bytes of HTML, CSS and JavaScript that a first visit to a content page may transfer. */
const FIRST_VISIT = 60 * 1024
/** Milliseconds that a query may take. */
const QUERY = 20

const amounts: Record<Size, { petitions: number; signatures: number }> = {
  full: { petitions: 10_000, signatures: 1_000_000 },
  quick: { petitions: 10_000, signatures: 100_000 },
  tiny: { petitions: 60, signatures: 600 },
}

/** Bars of the ratio to a bare Fastify that sends as many bytes. */
const bars: Partial<Record<Draw['name'], number>> = { petition: 0.5, 'petition-json': 0.5, list: 0.25, search: 0.1 }

/** How fast people get the pages that they read. What is asked for, and why so, is in docs/performance.md. */
export const pages: Bench = {
  name: 'pages',
  async run(room) {
    const deps = depsOf(room)
    await seedPages(deps, amounts[room.size], room.tell)
    const going = await goOn(deps)
    return measureAll(deps, room).finally(() => going.close())
  },
}

async function measureAll(deps: AppDeps, room: Room): Promise<{ figures: Figure[]; notes: string[] }> {
  const draws = await drawRequests(deps)
  const queries = await slowestQueries(deps, room, draws)
  const figures: Figure[] = []
  const [ours, bare, client] = await Promise.all([room.startServer(), room.startBareServer(), room.startClient()])
  for (const draw of draws)
    figures.push(...(await measurePage({ draw, ours, bare, client, room, bar: bars[draw.name] })))
  const visits = await firstVisits(ours.origin, draws)
  const most = Math.max(...visits.map(({ bytes }) => bytes))
  return {
    figures: [
      ...figures,
      {
        figure: 'pages.first-visit',
        ours: most,
        baseline: FIRST_VISIT,
        unit: 'bytes',
        bar: { ratio: 1, atLeast: false },
      },
      {
        figure: 'pages.slowest-query',
        ours: queries[0]?.ms ?? 0,
        baseline: QUERY,
        unit: 'ms',
        bar: { ratio: 1, atLeast: false },
      },
    ],
    notes: [
      'First visits, bytes transferred:\n',
      ...visits.map(({ page, bytes, parts }) => `- ${page}: ${bytes} (${parts})`),
      '\nThe slowest queries:\n',
      ...queries.map(
        ({ ms, statement, plan }, at) => `${at + 1}. ${ms.toFixed(1)} ms\n\n\`\`\`\n${statement}\n\n${plan}\n\`\`\`\n`,
      ),
    ],
  }
}
