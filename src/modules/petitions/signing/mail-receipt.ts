import { personOf } from '#commons/access/permit.ts'
import { promiseOf, receiptOf } from '#commons/ledger/entry-promise.ts'
import { Gone, NotFound, TooMany } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { countAgainst } from '#kernel/http/limits.ts'
import { queueMails, queueMailWithFiles } from '#kernel/mail/mail.ts'
import { proofFile } from './proof-file.ts'
import { receiptMail } from './receipt-mail.ts'
import { recordOfRow } from './record-of-row.ts'
import { addressBehind, findOwn, findReceipt, type RecordedRow } from './store.ts'

/** For one signature: enough for a mail that was lost, useless for filling a mailbox. */
const mailsPerSignature = { name: 'petitions.receipt-mail', max: 3, seconds: 86_400 }

/**
 * Whoever holds the link of a signature has its receipt sent to the mailbox that gave the signature, and to no other. Not sent by itself: that
 * would double the mails of the busiest day, and the number is not known before the transaction of the signature is over.
 *
 * @throws NotFound, Gone ledger.promise.erased, TooMany
 */
export async function mailReceipt(ctx: WriteContext, token: string): Promise<void> {
  const receipt = await findReceipt(ctx.tx, token)
  const { signature, confirmedOn } = receipt ?? {}
  if (!receipt || !signature || !confirmedOn) throw new NotFound()
  const path = `/signatures/${token}/receipt.tlog-proof`
  const link = { url: `${ctx.publicUrl}${path}`, label: ctx.translate(ctx.lang)('ledger.promise.download') }
  await send(ctx, { ...receipt, confirmedOn, signature }, link, true)
}

/** The same for a signature of one's own mailbox. */
export async function mailOwnReceipt(ctx: WriteContext, id: string): Promise<void> {
  const row = await findOwn(ctx.tx, personOf(ctx).mailboxId, id)
  if (!row) throw new NotFound()
  const url = `${ctx.publicUrl}/${ctx.lang}/account/signatures/${id}`
  const link = { url, label: ctx.translate(ctx.lang)('petitions.confirm.to-receipt') }
  await send(ctx, { ...row, signature: row }, link, false)
}

async function send(
  ctx: WriteContext,
  one: { number: number; title: string; confirmedOn: string; signature: RecordedRow },
  link: { url: string; label: string },
  secret: boolean,
): Promise<void> {
  const { number, title, confirmedOn, signature } = one
  const record = recordOfRow(signature)
  const to = await addressBehind(ctx.tx, number, signature.id)
  if (!record || !to) throw new Gone('ledger.promise.erased')
  const here = { ...ctx, db: ctx.tx }
  const promise = await promiseOf(here, record)
  if (promise.index === null) throw new NotFound()
  // Counted outside the act's transaction: a refused request counts too.
  const wait = await countAgainst(ctx.db, mailsPerSignature, signature.id, ctx.now)
  if (wait !== null) throw new TooMany(wait)
  const file = promise.state === 'published' ? proofFile(number, await receiptOf(here, record)) : null
  const mail = receiptMail(ctx, { to, title, confirmedOn, promise, file, link, secret })
  if (file) await queueMailWithFiles(ctx.tx, ctx.secrets.vault, mail, ctx.now)
  else await queueMails(ctx.tx, [mail], ctx.now)
}
