import { readPublished, type ToRecount } from './read-published.ts'
import { type Recounted, recount } from './recount.ts'

/** What the thread says: what it counts now, and at the end what came out, or that it did not succeed. */
export type Told =
  | { counting: { name: string; at: number; of: number } }
  | { counted: Recounted[]; ms: number }
  | 'failed'

// A thread of its own: a large count takes a second or more, and the page must not stand still.
addEventListener('message', async ({ data }: MessageEvent<ToRecount>) => {
  const tell = (told: Told) => postMessage(told)
  try {
    const published = await readPublished(data, textAt)
    const began = performance.now()
    const counted = await recount(published, (counting) => tell({ counting }))
    tell({ counted, ms: performance.now() - began })
  } catch {
    tell('failed')
  }
})

async function textAt(path: string): Promise<string> {
  const reply = await fetch(path)
  if (!reply.ok) throw new Error(`${path}: ${reply.status}`)
  return reply.text()
}
