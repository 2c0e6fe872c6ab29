import { sql } from 'kysely'
import { personOf } from '#commons/access/permit.ts'
import { receiptOf } from '#commons/ledger/entry-promise.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import type { ResourceReply } from '#kernel/http/endpoint.ts'
import { ownSignature, ownSignatureView } from './own-signature.ts'
import { proofFile } from './proof-file.ts'
import { recordOfRow } from './record-of-row.ts'
import type { MySignaturesView, OwnSignatureView } from './replies.ts'
import { countOfMailbox, findOwn, type OwnSignatureRow, signaturesOfMailbox } from './store.ts'

const PAGE = 20

/** What the person signed, newest first; also what was signed from the same mailbox without signing in. */
export async function listMySignatures(ctx: Context, query: { after: string | null }): Promise<MySignaturesView> {
  const { mailboxId } = personOf(ctx)
  const [rows, total] = await Promise.all([
    signaturesOfMailbox(ctx.db, mailboxId, PAGE + 1, query.after),
    countOfMailbox(ctx.db, mailboxId),
  ])
  const shown = rows.slice(0, PAGE)
  return {
    items: shown.map((row) => ownSignature(ctx, row)),
    total,
    next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
  }
}

/** @throws NotFound when it is not of the person's mailbox */
export async function showMyOne(ctx: Context, id: string): Promise<OwnSignatureView> {
  return ownSignatureView(ctx, await ownRow(ctx, id))
}

/** The receipt of the log for it, as a file. @throws NotFound when it is not of the person's mailbox, and as `receiptOf` */
export async function sendMyProof(ctx: Context, id: string): Promise<ResourceReply> {
  const row = await ownRow(ctx, id)
  return proofFile(row.number, await receiptOf(ctx, recordOfRow(row)))
}

async function ownRow(ctx: Context, id: string): Promise<OwnSignatureRow> {
  const row = await findOwn(ctx.db, personOf(ctx).mailboxId, id)
  if (!row) throw new NotFound()
  return row
}

/** Whether the signer is told about answers. */
export async function chooseNews(ctx: WriteContext, id: string, wantsNews: boolean): Promise<void> {
  const { rows } = await sql`
    UPDATE petitions.signature SET wants_news = ${wantsNews}
    WHERE mailbox_id = ${personOf(ctx).mailboxId} AND id = ${id} RETURNING id`.execute(ctx.tx)
  if (rows.length === 0) throw new NotFound()
}
