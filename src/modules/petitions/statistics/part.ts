import { page } from '#kernel/http/endpoint.ts'
import type { Part } from '#kernel/module.ts'
import { datasets } from './datasets.ts'
import { StatisticsPage } from './pages/statistics-page.tsx'
import { refreshStatistics } from './refresh-statistics.ts'
import { StatisticsView } from './replies.ts'
import { showStatistics } from './show-statistics.ts'

const showStatisticsPage = page({
  name: 'showPetitionStatistics',
  path: '/petitions/statistics',
  reply: StatisticsView,
  load: showStatistics,
  html: (reply, view) => StatisticsPage({ reply, view }),
})

export const statistics: Part = {
  endpoints: [showStatisticsPage, ...datasets.flatMap(({ endpoints }) => endpoints)],
  timers: [{ name: 'petitions.refresh-statistics', everySeconds: 300, run: refreshStatistics }],
  publicDatasets: datasets.map(({ dataset }) => dataset),
}
