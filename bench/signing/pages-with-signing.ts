import { sql } from 'kysely'
import { petitionPath } from '#modules/petitions/petition.ts'
import type { Arrivals } from '../frame/arrivals.ts'
import type { Room } from '../frame/bench.ts'
import type { Figure } from '../frame/figure.ts'
import { told } from './find-knee.ts'

/** Confirmations a second: 2,000 a minute, the most that the petitions site of the United Kingdom has seen. */
export const WORST_MINUTE = 33
/** Pages a second: enough to see a slow one, too few to make each other slow. */
const READS = 40

/**
 * How long readers of petitions wait while others sign, and while nobody does. Half of them read the petition that is signed. The
 * worker runs in both, so counts are folded and entries published meanwhile.
 *
 * @param seconds of each of the two; those without signing are taken half before and half after, as others may want the cores meanwhile
 */
export async function pagesWithSigning(
  room: Room,
  { arrivals, port, seconds }: { arrivals: Arrivals; port: number; seconds: number },
): Promise<{ figures: Figure[]; note: string }> {
  const paths = await pathsOf(room)
  const readers = room.startReaders()
  const worker = room.startWorker()
  const read = (seconds: number) => readers.run({ port, paths, rate: READS, seconds })
  await arrivals.run({ port, rate: 5, warmSeconds: Math.min(3, seconds), seconds: 0.1 })
  await read(seconds / 4)
  const before = await read(seconds / 2)
  const [during, arrived] = await Promise.all([
    read(seconds),
    arrivals.run({ port, rate: WORST_MINUTE, warmSeconds: 0, seconds }),
  ])
  const after = await read(seconds / 2)
  await worker.close()
  await readers.close()
  const without = [...before, ...after]
  const figure = (name: string, share: number): Figure => ({
    figure: `signing.pages-with-${WORST_MINUTE}.${name}`,
    ours: quantile(during, share),
    baseline: quantile(without, share),
    unit: 'ms',
  })
  return {
    figures: [figure('p50', 0.5), figure('p99', 0.99)],
    note: `Beside ${READS} pages a second: ${told(WORST_MINUTE, arrived)}`,
  }
}

/** Every second one is the petition that is signed, the others one after the other. */
async function pathsOf({ database }: Room): Promise<string[]> {
  const { rows } = await sql<{ number: number; slug: string; lang: string; signed: boolean }>`
    SELECT p.number, p.slug, p.lang, p.id IN (SELECT petition_id FROM petitions.signature_request) AS signed
    FROM petitions.petition p WHERE p.state = 'open' ORDER BY p.published_at DESC`.execute(database.db)
  const pathOf = (row: (typeof rows)[number]) => `/${row.lang}${petitionPath(row)}`
  const signed = rows.filter((row) => row.signed).map(pathOf)
  const others = rows.filter((row) => !row.signed).map(pathOf)
  return others.flatMap((other) => [...signed, other])
}

function quantile(times: number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
