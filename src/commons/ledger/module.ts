import type {} from '#kernel/metrics/metrics.ts'
import { defineModule } from '#kernel/module.ts'
import { collectCosignatures } from './collect-cosignatures.ts'
import { pageEndpoints } from './endpoints.ts'
import { fileEndpoints } from './files-endpoints.ts'
import { publishNews } from './publish-news.ts'
import { oldestUnpublished } from './store.ts'

export default defineModule({
  name: 'ledger',
  endpoints: [...fileEndpoints, ...pageEndpoints],
  timers: [
    {
      name: 'ledger.publish',
      everySeconds: 1,
      run: async (services) => {
        await publishNews(services)
      },
    },
    // By itself: a witness that does not answer is waited for, and nobody's entry waits with it.
    { name: 'ledger.cosign', everySeconds: 1, run: collectCosignatures },
  ],
  gauges: [
    {
      name: 'punte_ledger_unpublished_seconds',
      help: 'Age of the oldest acknowledged entry of the public log that no checkpoint holds yet; above 10 somebody should look.',
      about: 'ledger.gauge.unpublished',
      read: ({ db, clock }) => oldestUnpublished(db, clock.now()),
    },
  ],
})
