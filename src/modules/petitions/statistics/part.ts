import { form, optional } from '#kernel/forms/fields.ts'
import { page } from '#kernel/http/endpoint.ts'
import type { Part } from '#kernel/module.ts'
import { authoritySlug } from '../fields.ts'
import { datasets } from './datasets.ts'
import { AuthoritiesPage } from './pages/authorities-page.tsx'
import { StatisticsPage } from './pages/statistics-page.tsx'
import { refreshStatistics } from './refresh-statistics.ts'
import { AuthorityList, StatisticsView } from './replies.ts'
import { listAuthorityFigures, showStatistics } from './show-statistics.ts'

const showStatisticsPage = page({
  name: 'showPetitionStatistics',
  path: '/petitions/statistics',
  reply: StatisticsView,
  load: showStatistics,
  html: (reply, view) => StatisticsPage({ reply, view }),
})

const showAuthorities = page({
  name: 'listAuthorityFigures',
  path: '/petitions/statistics/authorities',
  query: form({ after: optional(authoritySlug()) }),
  reply: AuthorityList,
  load: (ctx, _params, { after }) => listAuthorityFigures(ctx, after),
  html: (reply, view) => AuthoritiesPage({ reply, view }),
})

export const statistics: Part = {
  endpoints: [showStatisticsPage, showAuthorities, ...datasets.flatMap(({ endpoints }) => endpoints)],
  timers: [{ name: 'petitions.refresh-statistics', everySeconds: 300, run: refreshStatistics }],
  publicDatasets: datasets.map(({ dataset }) => dataset),
}
