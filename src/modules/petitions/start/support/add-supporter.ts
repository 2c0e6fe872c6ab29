import { sql } from 'kysely'
import type { WriteContext } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'
import { enterModeration } from '../../moderation/enter-moderation.ts'
import { signerKey, signerMailboxKey } from '../../signing/signer-keys.ts'
import type { SupportedPetition } from './store.ts'
import { mailSupported } from './tell-starter.ts'

export interface NewSupporter {
  mailboxId: string
  /** Address of the mailbox, for the same keys as a signature would have. */
  address: string
  name: string
  placeKey: string
  showName: boolean
  wantsNews: boolean
  lang: Lang
  signedIn: boolean
  /** Text that was read; another one meanwhile is another thing. */
  version: number
}

/**
 * Adds a supporter to a petition that is held, and sends the petition to moderation when this one was the last needed, which its
 * starter is told. Who
 * supports already stays one; a mailbox has two places, as with signatures.
 *
 * @returns id of the supporter's row, new or old; null when the mailbox has given two names already
 */
export async function addSupporter(
  ctx: WriteContext,
  petition: SupportedPetition,
  supporter: NewSupporter,
): Promise<string | null> {
  const key = signerKey(ctx.secrets.person, petition.id, supporter.address, supporter.name)
  const mailboxKey = signerMailboxKey(ctx.secrets.person, petition.id, supporter.address)
  let id: string | undefined
  for (const slot of [1, 2]) {
    const { rows } = await sql<{ id: string }>`
      INSERT INTO petitions.supporter (petition_id, id, version, mailbox_id, signer_key, mailbox_key, slot, name, show_name, wants_news,
        place_key, lang, signed_in, supported_at)
      VALUES (${petition.id}, ${newId(ctx.now)}, ${supporter.version}, ${supporter.mailboxId}, ${key}, ${mailboxKey}, ${slot},
        ${supporter.name}, ${supporter.showName}, ${supporter.wantsNews}, ${supporter.placeKey}, ${supporter.lang}, ${supporter.signedIn}, ${ctx.now})
      ON CONFLICT DO NOTHING RETURNING id`.execute(ctx.tx)
    id = rows[0]?.id
    if (id) break
  }
  if (!id) return findSame(ctx, petition.id, supporter, key)
  if (petition.state === 'supporting' && petition.supporters + 1 >= petition.needed) {
    await enterModeration(ctx, petition)
    await mailSupported(ctx, petition.id)
  }
  return id
}

async function findSame(
  ctx: WriteContext,
  petitionId: string,
  { version, mailboxId, signedIn }: NewSupporter,
  key: Buffer,
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM petitions.supporter WHERE petition_id = ${petitionId} AND version = ${version}
      AND (signer_key = ${key} OR (${signedIn} AND signed_in AND mailbox_id = ${mailboxId})) LIMIT 1`.execute(ctx.tx)
  return rows[0]?.id ?? null
}
