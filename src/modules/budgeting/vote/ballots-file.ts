import { Readable } from 'node:stream'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import type { ResourceReply } from '#kernel/http/endpoint.ts'
import { csvFile } from '#kernel/text/csv.ts'
import { wereOpened } from './open-ballots.ts'
import { voteOf } from './show-ballot.ts'
import { ballotsAfter } from './store.ts'

const READ_AT_ONCE = 2_000

/** Every ballot that counted, once the vote is over: commitment, nonce and numbers of projects, in the order of commitments. */
export async function ballotsFile(ctx: Context, { number }: { number: number }): Promise<ResourceReply> {
  const { process, phase } = await voteOf(ctx, number)
  if (!wereOpened(process, phase)) throw new NotFound()
  // Nobody may take what is made up for what people did, also in a file that is passed on.
  const mark = process.rehearsal ? ['rehearsal'] : []
  return {
    body: Readable.from(csvFile(['commitment', 'nonce', 'projects', ...mark], records(ctx, process.id, mark))),
    fileName: `punte-${mark.map((word) => `${word}-`).join('')}ballots-${number}.csv`,
  }
}

async function* records({ db }: Context, processId: string, mark: string[]) {
  let after: Buffer | null = null
  for (;;) {
    const batch: Awaited<ReturnType<typeof ballotsAfter>> = await ballotsAfter(db, processId, after, READ_AT_ONCE)
    for (const { commitment, nonce, picks } of batch)
      yield [
        commitment.toString('base64url'),
        nonce.toString('base64url'),
        Object.values(picks).flat().join(' '),
        ...mark,
      ]
    if (batch.length < READ_AT_ONCE) return
    after = batch.at(-1)?.commitment ?? null
  }
}
