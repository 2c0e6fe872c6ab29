import { sql } from 'kysely'
import { InvalidInput } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { ownSession } from '../sessions.ts'

/**
 * The person changes name, language of mails and place. Mails come in the language chosen here.
 *
 * @throws InvalidInput when the place is unknown
 */
export async function changeProfile(
  ctx: WriteContext,
  profile: { name: string | null; lang: Lang; place: string | null },
): Promise<void> {
  const { accountId, mailboxId } = ownSession(ctx)
  if (profile.place !== null && !ctx.places.find(profile.place))
    throw new InvalidInput([{ field: 'place', text: { key: 'places.unknown' } }])
  await sql`
    UPDATE people.account SET name = ${profile.name}, lang = ${profile.lang}, place_key = ${profile.place}
    WHERE id = ${accountId}`.execute(ctx.tx)
  await sql`UPDATE people.mailbox SET lang = ${profile.lang} WHERE id = ${mailboxId}`.execute(ctx.tx)
}
