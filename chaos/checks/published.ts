import { nextIndex } from '#commons/ledger/next-index.ts'
import { readPublished } from '../frame/published.ts'
import type { Check } from './check.ts'

export const published: Check = {
  name: 'published',
  says: 'the newest checkpoint holds every entry',
  async run({ origin, services }) {
    const entries = await nextIndex(services.db)
    const { newest } = await readPublished(origin)
    return {
      looked: entries,
      wrong: newest.size === entries ? [] : [`${newest.size} of ${entries} entries are signed`],
    }
  },
}
