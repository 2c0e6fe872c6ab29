import { sql } from 'kysely'
import { personOf } from '#commons/access/permit.ts'
import { keepMailboxes } from '#commons/people/mailbox.ts'
import { personBehind } from '#commons/people/person-behind.ts'
import { Gone, InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newToken, tokenHash } from '#kernel/ids.ts'
import { addSupporter } from './add-supporter.ts'
import { findByLink, findSupportReceipt, findSupportRequest, holdPetition, takeSupportRequest } from './store.ts'
import { takesSupport } from './takes-support.ts'

/**
 * Confirms a requested support by the token of its mail. Twice is the same as once.
 *
 * @throws Gone petitions.link-expired when the token is unknown or too old, or petitions.start.support-over when the petition
 *   no longer takes support
 */
export async function confirmSupport(ctx: WriteContext, token: string): Promise<void> {
  const asked = await findSupportRequest(ctx.tx, token, ctx.now)
  // Held before the request is taken: who publishes or gives up holds the petition and then deletes its requests.
  const petition = asked && (await holdPetition(ctx.tx, asked.petitionId))
  const request = petition && (await takeSupportRequest(ctx.tx, token, ctx.now))
  if (!request) {
    if (await findSupportReceipt(ctx.tx, token)) return
    throw new Gone(asked ? 'petitions.start.support-over' : 'petitions.link-expired')
  }
  if (!takesSupport(petition.state) || petition.version !== request.version)
    throw new Gone('petitions.start.support-over')
  const [mailboxId] = await keepMailboxes(
    ctx.tx,
    ctx.secrets.person,
    [{ address: request.email, lang: request.lang }],
    ctx.now,
  )
  const { email: address, ...person } = request
  const id = await addSupporter(ctx, petition, { ...person, address, mailboxId: mailboxId as string, signedIn: false })
  await keepLink(ctx, petition.id, tokenHash(token), id)
}

/**
 * A person who is signed in supports at once.
 *
 * @returns token of the page that shows it
 * @throws RuleBroken petitions.start.takes-no-support
 */
export async function supportSignedIn(
  ctx: WriteContext,
  token: string,
  form: { name: string; place: string; showName: boolean; wantsNews: boolean },
): Promise<string> {
  const person = personOf(ctx)
  const found = await findByLink(ctx.tx, token)
  const petition = found && (await holdPetition(ctx.tx, found.id))
  if (!petition) throw new NotFound()
  if (!takesSupport(petition.state)) throw new RuleBroken('petitions.start.takes-no-support')
  if (!ctx.places.find(form.place)) throw new InvalidInput([{ field: 'place', text: { key: 'places.unknown' } }])
  const { address } = await personBehind(ctx.tx, person.accountId)
  const id = await addSupporter(ctx, petition, {
    mailboxId: person.mailboxId,
    address,
    name: form.name,
    placeKey: form.place,
    showName: form.showName,
    wantsNews: form.wantsNews,
    lang: ctx.lang,
    signedIn: true,
    version: petition.version,
  })
  const link = newToken()
  await keepLink(ctx, petition.id, tokenHash(link), id)
  return link
}

async function keepLink(
  ctx: WriteContext,
  petitionId: string,
  hash: Buffer,
  supporterId: string | null,
): Promise<void> {
  await sql`
    INSERT INTO petitions.support_link (token_hash, petition_id, supporter_id, outcome, created_at)
    VALUES (${hash}, ${petitionId}, ${supporterId}, ${supporterId ? 'counted' : 'mailbox-full'}, ${ctx.now})`.execute(
    ctx.tx,
  )
}
