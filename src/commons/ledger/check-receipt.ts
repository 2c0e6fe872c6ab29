import type { Context } from '#kernel/http/context.ts'
import { entryInWords } from './entry-in-words.ts'
import { identityOf } from './ledger.ts'
import { Refused } from './refused.ts'
import type { ReceiptChecked } from './replies.ts'
import { parseProof, verifyProof } from './tlog-proof.ts'

const refused = (reason: string): ReceiptChecked => ({
  good: false,
  reason,
  index: null,
  size: null,
  entry: null,
  says: null,
  day: null,
  witnesses: [],
})

/** Checks a receipt against the key of this log. What it proves is a matter of the signed tree in it, not of this server's word. */
export async function checkReceipt(ctx: Context, typed: string): Promise<ReceiptChecked> {
  const log = await identityOf(ctx.db, ctx.ledger)
  if (!log) return refused('ledger.not-begun')
  try {
    const proof = parseProof(asFile(typed))
    if (!proof.extra) return refused('proof.extra')
    const cosigners = ctx.ledger.witnesses.map(({ key }) => key)
    const { checkpoint, cosignatures } = verifyProof(proof, proof.extra, log.key, cosigners)
    const { says, entry, day } = entryInWords(ctx, proof.extra)
    return {
      good: true,
      reason: null,
      index: proof.index,
      size: checkpoint.size,
      entry,
      says,
      day,
      witnesses: cosignatures.map(({ key }) => key.name),
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return refused(error.code)
  }
}

/** Forms send lines with CR LF and people lose the last newline; the file has neither fault. */
function asFile(typed: string): Buffer {
  return Buffer.from(`${typed.replaceAll('\r\n', '\n').trimEnd()}\n`)
}
