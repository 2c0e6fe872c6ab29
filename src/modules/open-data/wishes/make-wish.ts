import { personOf } from '#commons/access/permit.ts'
import { findAuthority } from '#commons/organisations/authorities.ts'
import { InvalidInput, TooMany } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { countAgainst } from '#kernel/http/limits.ts'
import { newId } from '#kernel/ids.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { slugOf } from '#kernel/text/slug.ts'
import type { wishForm } from './fields.ts'
import { stepOf } from './step-of.ts'
import { addWish, lockWish, setSupport, setWithdrawn } from './store.ts'

/** Wishes that one account may make in a day: each asks others to read it, and an office to look into it. */
const perDay = { name: 'open-data.wish', max: 10, seconds: 86_400 }

/**
 * Somebody says which data should be open: public at once, without a name, and supported by whoever said it.
 *
 * @throws SignInNeeded, InvalidInput, TooMany
 */
export async function makeWish(
  ctx: WriteContext,
  form: FormValue<(typeof wishForm)['fields']>,
): Promise<{ number: number; slug: string }> {
  const person = personOf(ctx)
  const institution = form.institution === null ? null : await findAuthority(ctx.tx, form.institution)
  if (institution === undefined || institution?.endedAt)
    throw new InvalidInput([{ field: 'institution', text: { key: 'kernel.form.choose' } }])
  const wait = await countAgainst(ctx.db, perDay, person.accountId, ctx.now)
  if (wait !== null) throw new TooMany(wait)
  const made = await addWish(ctx.tx, {
    id: newId(ctx.now),
    organisationId: institution?.id ?? null,
    placeKey: institution?.placeKey ?? countryOf(ctx),
    lang: form.lang,
    title: form.title,
    slug: slugOf(form.title, 'wish'),
    textMarkdown: form.text,
    textHtml: markdownToHtml(form.text),
    authorMailboxId: person.mailboxId,
    createdAt: ctx.now,
  })
  await setSupport(ctx.tx, await lockWish(ctx.tx, made.number), person.mailboxId, true, ctx.now)
  return made
}

/** Whose moderators look at what is about no institution. */
function countryOf({ places }: WriteContext): string {
  return (places.all().find(({ parentKey }) => parentKey === null) as { key: string }).key
}

/** Who made it takes it back, until an institution has answered. It stays readable: others have supported it. @throws SignInNeeded, NotFound, RuleBroken */
export async function withdrawWish(ctx: WriteContext, number: number): Promise<{ number: number }> {
  const { mailboxId } = personOf(ctx)
  const wish = await lockWish(ctx.tx, number)
  const mine = wish.authorMailboxId === mailboxId
  if (mine && wish.state === 'withdrawn') return { number }
  stepOf(wish, 'withdraw', mine ? 'author' : 'nobody')
  await setWithdrawn(ctx.tx, wish.id)
  return { number }
}
