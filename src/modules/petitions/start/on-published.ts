import { sql } from 'kysely'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Tx } from '#kernel/database/database.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import type { ActContext } from '../moderation/act-context.ts'
import type { PetitionState } from '../petition.ts'
import { addSignatures } from '../signing/add-signatures.ts'
import { published } from './ledger-entries.ts'
import { newTextMail } from './mails.ts'
import { collectDays } from './settings.ts'

interface Published {
  id: string
  number: number
  slug: string
  title: string
  version: number
}

interface Supporter {
  id: string
  version: number
  /** Null when its holder had their data erased. */
  mailboxId: string | null
  signerKey: Buffer
  mailboxKey: Buffer
  name: string
  showName: boolean
  wantsNews: boolean
  placeKey: string
  lang: Lang
  signedIn: boolean
  address: string | null
}

/**
 * Opens a petition for signatures: from moderation, from an appeal that was won, or because nobody decided in time. Sets
 * state and dates in one UPDATE (an open petition must have dates), turns supporters of this text into signatures, and
 * writes to those who supported an older text. The starter gets the decision's own mail.
 *
 * @throws RuleBroken petitions.changed-meanwhile when it is not in the state given any more, or was published before
 */
export async function onPublished(
  ctx: ActContext,
  petition: { id: string; number: number; state: PetitionState },
): Promise<void> {
  const { tx } = ctx
  const today = dayOf(ctx.now, ctx.timeZone)
  const closesOn = addDays(today, await ctx.settings.valueOn(collectDays, today))
  const { rows } = await sql<Published>`
    UPDATE petitions.petition SET state = 'open', published_at = ${ctx.now}, closes_on = ${closesOn}
    WHERE id = ${petition.id} AND state = ${petition.state} AND published_at IS NULL
    RETURNING id, number, slug, title, text_version AS version`.execute(tx)
  const opened = rows[0]
  if (!opened) throw new RuleBroken('petitions.changed-meanwhile')
  const supporters = await takeSupporters(tx, opened.id)
  const current = supporters.filter(({ version }) => version === opened.version)
  await sign(ctx, opened, current)
  await moveLinks(tx, opened.id, ctx.now)
  // They are signatures now, or will have had their letter: nothing more is kept of them here.
  await sql`DELETE FROM petitions.supporter WHERE petition_id = ${opened.id}`.execute(tx)
  await sql`DELETE FROM petitions.support_request WHERE petition_id = ${opened.id}`.execute(tx)
  appendEntries(tx, [published(opened.number, opened.version, closesOn, today)], ctx.now)
  const signed = new Set(current.map(({ signerKey }) => signerKey.toString('base64')))
  const older = supporters.filter(
    ({ version, signerKey }) => version !== opened.version && !signed.has(signerKey.toString('base64')),
  )
  await queueMails(
    tx,
    older.flatMap(({ address, lang, name }) =>
      address ? [newTextMail(ctx, { to: address, lang, name }, opened)] : [],
    ),
    ctx.now,
  )
}

async function takeSupporters(tx: Tx, petitionId: string): Promise<Supporter[]> {
  const { rows } = await sql<Supporter>`
    SELECT s.id, s.version, s.mailbox_id AS "mailboxId", s.signer_key AS "signerKey", s.mailbox_key AS "mailboxKey", s.name,
      s.show_name AS "showName", s.wants_news AS "wantsNews", s.place_key AS "placeKey", s.lang, s.signed_in AS "signedIn", m.address
    FROM petitions.supporter s LEFT JOIN people.mailbox m ON m.id = s.mailbox_id
    WHERE s.petition_id = ${petitionId} ORDER BY s.version DESC, s.supported_at, s.id`.execute(tx)
  return rows
}

/** The signature keeps the supporter's id, so the links in their mails find it. */
async function sign(ctx: ActContext, petition: Published, supporters: Supporter[]): Promise<void> {
  const signatures = supporters.flatMap(({ mailboxId, ...supporter }) =>
    // Who had their data erased meanwhile does not sign.
    mailboxId === null ? [] : [{ ...supporter, mailboxId }],
  )
  const links = await firstLinks(ctx.tx, petition.id)
  await addSignatures(
    ctx,
    signatures.map((supporter) => ({
      petitionId: petition.id,
      number: petition.number,
      id: supporter.id,
      mailboxId: supporter.mailboxId,
      level: 'email',
      signerKey: supporter.signerKey,
      mailboxKey: supporter.mailboxKey,
      signedIn: supporter.signedIn,
      name: supporter.name,
      showName: supporter.showName,
      wantsNews: supporter.wantsNews,
      placeKey: supporter.placeKey,
      unitKey: ctx.places.unitOf(supporter.placeKey).key,
      receiptHash: links.get(supporter.id) as Buffer,
    })),
  )
}

async function firstLinks(tx: Tx, petitionId: string): Promise<Map<string, Buffer>> {
  const { rows } = await sql<{ id: string; hash: Buffer }>`
    SELECT DISTINCT ON (supporter_id) supporter_id AS id, token_hash AS hash FROM petitions.support_link
    WHERE petition_id = ${petitionId} AND supporter_id IS NOT NULL ORDER BY supporter_id, created_at`.execute(tx)
  return new Map(rows.map(({ id, hash }) => [id, hash]))
}

/** Whoever asked twice has two links: all of them show the signature. */
async function moveLinks(tx: Tx, petitionId: string, now: Date): Promise<void> {
  await sql`
    INSERT INTO petitions.receipt_link (token_hash, petition_id, signature_id, outcome, created_at)
    SELECT l.token_hash, l.petition_id, s.id, l.outcome, ${now}
    FROM petitions.support_link l LEFT JOIN petitions.signature s ON s.petition_id = l.petition_id AND s.id = l.supporter_id
    WHERE l.petition_id = ${petitionId} AND (s.id IS NOT NULL OR l.outcome = 'mailbox-full')
    ON CONFLICT DO NOTHING`.execute(tx)
}
