import { inclusionProof, leafHash, provesInclusion } from '#commons/ledger/merkle.ts'
import { readPublished } from '../frame/published.ts'
import type { Check } from './check.ts'

export const provable: Check = {
  name: 'provable',
  says: 'what was acknowledged is proved by the newest checkpoint',
  async run({ origin, found }) {
    const { newest, read } = await readPublished(origin)
    const promised = found.acts.filter(({ act }) => act.outcome === 'ok')
    const wrong: string[] = []
    for (const { act, entries } of promised) {
      const entry = entries[0]
      const proved =
        entry !== undefined &&
        entry.index < newest.size &&
        provesInclusion(
          { ...newest, index: entry.index, leaf: leafHash(entry.body) },
          await inclusionProof(read, entry.index, newest.size),
        )
      if (!proved) wrong.push(`${act.kind} of ${act.token}, entry ${entry?.index ?? 'none'}`)
    }
    return { looked: promised.length, wrong }
  },
}
