import { type Checkpoint, openCheckpoint } from '#commons/ledger/checkpoint.ts'
import { consistencyProof, provesConsistency } from '#commons/ledger/merkle.ts'
import { type Published, readPublished } from '../frame/published.ts'
import type { Check } from './check.ts'

/** Nothing that was once shown is taken back, and nobody was shown another log. */
export const consistent: Check = {
  name: 'consistent',
  says: 'every checkpoint that a reader kept is the beginning of the newest',
  async run({ origin, checkpoints }) {
    const published = await readPublished(origin)
    const wrong: string[] = []
    for (const note of checkpoints) {
      const { checkpoint } = openCheckpoint(Buffer.from(note), published.key)
      const why = await whyNot(checkpoint, published)
      if (why) wrong.push(`the checkpoint of ${checkpoint.size} entries ${why}`)
    }
    return { looked: checkpoints.length, wrong }
  },
}

async function whyNot(old: Checkpoint, { newest, read }: Published): Promise<string | null> {
  if (old.size > newest.size) return `is longer than the newest, of ${newest.size}`
  const proof = await consistencyProof(read, old.size, newest.size)
  return provesConsistency(old, newest, proof) ? null : `is not the beginning of the newest, of ${newest.size}`
}
