import { defineModule } from '#kernel/module.ts'
import { endpoints } from './endpoints.ts'
import { foldCounts } from './fold-counts.ts'
import { seedDemo } from './seed-demo.ts'

export default defineModule({
  name: 'petitions',
  endpoints,
  nav: [{ path: '/petitions', label: 'petitions.nav' }],
  seed: [{ name: 'petitions.demo', demo: true, run: seedDemo }],
  timers: [{ name: 'petitions.fold-counts', everySeconds: 2, run: foldCounts }],
})
