import { type Recounted, recount } from './recount.ts'

/** Where the published result and list of ballots are. */
export interface ToRecount {
  result: string
  ballots: string
}

/** What the thread says: what it counts now, and at the end what came out, or that it did not succeed. */
export type Told =
  | { counting: { name: string; at: number; of: number } }
  | { counted: Recounted[]; ms: number }
  | 'failed'

// A thread of its own: a large count takes a second or more, and the page must not stand still.
addEventListener('message', async ({ data }: MessageEvent<ToRecount>) => {
  const tell = (told: Told) => postMessage(told)
  try {
    const [result, ballots] = await Promise.all([textAt(data.result), textAt(data.ballots)])
    const began = performance.now()
    const counted = await recount(JSON.parse(result), ballots, (counting) => tell({ counting }))
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
