import { form, optional } from '#kernel/forms/fields.ts'
import { page } from '#kernel/http/endpoint.ts'
import type { Part } from '#kernel/module.ts'
import { institutionSlug } from '../catalogue/fields.ts'
import { whileDatasetsStand } from '../catalogue/kept-while.ts'
import { checkLinks } from './check-links.ts'
import { QualityPage } from './pages/quality-page.tsx'
import { QualityView } from './replies.ts'
import { scoreChanged } from './score-datasets.ts'
import { showQuality } from './show-quality.ts'

const quality = page({
  name: 'showDataQuality',
  path: '/data/quality',
  query: form({ institution: optional(institutionSlug()) }),
  reply: QualityView,
  load: (ctx, _params, query) => showQuality(ctx, query),
  html: (reply, view) => QualityPage({ reply, view }),
  keptWhile: () => whileDatasetsStand(),
})

/** How well datasets are described, by the points of the European portal. */
export const score: Part = {
  endpoints: [quality],
  timers: [
    { name: 'open-data.score', everySeconds: 30, run: scoreChanged },
    { name: 'open-data.check-links', everySeconds: 300, run: (services) => checkLinks(services) },
  ],
}
