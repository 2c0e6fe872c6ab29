import { personOf } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { appealOf, isForAnother } from './appeal.ts'
import { lockToModerate } from './moderate-wishes.ts'
import { lockWish, setAppealed, setAppealUpheld } from './store.ts'
import { tellAppellant } from './tell-appellant.ts'
import { WISH } from './wish.ts'

/** The author of a hidden wish asks another moderator to look, once for each hiding. @throws SignInNeeded, NotFound, RuleBroken */
export async function appealWishHiding(ctx: WriteContext, number: number, text: string): Promise<{ number: number }> {
  const { mailboxId } = personOf(ctx)
  const wish = await lockWish(ctx.tx, number)
  if (wish.authorMailboxId !== mailboxId) throw new NotFound()
  if (appealOf(wish) !== 'possible') throw new RuleBroken('open-data.wishes.appeal.not-now')
  await setAppealed(ctx.tx, wish.id, text, ctx.now)
  return { number }
}

/**
 * Another moderator than the one who hid it leaves it hidden, for good; showing it again is `keepWish`.
 *
 * @throws Forbidden, NotFound, RuleBroken open-data.wishes.changed-meanwhile, open-data.wishes.appeal.same-moderator
 */
export async function upholdHiding(ctx: WriteContext, number: number): Promise<{ number: number }> {
  const { wish, by } = await lockToModerate(ctx, number)
  if (appealOf(wish) !== 'waits') throw new RuleBroken('open-data.wishes.changed-meanwhile')
  if (isForAnother(wish, by.person)) throw new RuleBroken('open-data.wishes.appeal.same-moderator')
  await setAppealUpheld(ctx.tx, wish.id, ctx.now)
  await recordAct(ctx.tx, {
    ...{ by, act: 'open-data.wishes.uphold', subject: { kind: WISH, id: String(number) }, data: {}, now: ctx.now },
  })
  await tellAppellant(ctx, wish, 'upheld')
  return { number }
}
