import { Readable } from 'node:stream'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import type { ResourceReply } from '#kernel/http/endpoint.ts'
import { csvFile } from '#kernel/text/csv.ts'
import type { Envelope } from '../budget.ts'
import { budgetOf, envelopesOf } from '../store.ts'
import { marksOf } from './choice.ts'
import { areListed } from './open-ballots.ts'
import { voteOf } from './show-ballot.ts'
import { ballotsAfter } from './store.ts'

const READ_AT_ONCE = 2_000

/** Every ballot that counted, once the vote is over: commitment, nonce and what is marked (`5`, `5:3` points, `5@1` place), in the order of commitments. */
export async function ballotsFile(ctx: Context, { number }: { number: number }): Promise<ResourceReply> {
  const { process, phase } = await voteOf(ctx, number)
  if (!(await areListed(ctx.db, process, phase))) throw new NotFound()
  const [{ ballots }, envelopes] = await Promise.all([budgetOf(ctx.db, process.id), envelopesOf(ctx.db, process.id)])
  const byToken = ballots === 'token'
  // Nobody may take what is made up for what people did, also in a file that is passed on.
  const mark = process.rehearsal ? ['rehearsal'] : []
  return {
    body: Readable.from(
      csvFile(
        ['commitment', 'nonce', 'projects', ...(byToken ? ['key'] : []), ...mark],
        records(ctx, process.id, { envelopes, byToken, mark }),
      ),
    ),
    fileName: `punte-${mark.map((word) => `${word}-`).join('')}ballots-${number}.csv`,
  }
}

async function* records(
  { db }: Context,
  processId: string,
  { envelopes, byToken, mark }: { envelopes: Envelope[]; byToken: boolean; mark: string[] },
) {
  let after: Buffer | null = null
  for (;;) {
    const batch: Awaited<ReturnType<typeof ballotsAfter>> = await ballotsAfter(db, processId, after, READ_AT_ONCE)
    for (const { commitment, nonce, picks, token } of batch)
      yield [
        commitment.toString('base64url'),
        nonce.toString('base64url'),
        marksOf(picks, envelopes).join(' '),
        ...(byToken ? [token?.pk.toString('base64url') ?? ''] : []),
        ...mark,
      ]
    if (batch.length < READ_AT_ONCE) return
    after = batch.at(-1)?.commitment ?? null
  }
}
