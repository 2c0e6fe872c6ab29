import { addressKey } from '#commons/people/mailbox.ts'
import { nameKey } from '#commons/search/fold.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { countEachAgainst, type Limit } from '#kernel/http/limits.ts'

const HOUR = 3600

type Kind = 'confirmation' | 'support'

/**
 * Mails that one mailbox can be made to receive, for one petition and for all of them. `ofAsker` are of one source: who types a stranger's
 * address again and again uses up their own, and the stranger's request still gets its mail. `ofAll` bound what many askers can do.
 */
const limits = {
  ofAsker: (kind: Kind) => ({
    name: { name: `petitions.${kind}-mail`, max: 3, seconds: HOUR },
    petition: { name: `petitions.${kind}-mail-source`, max: 6, seconds: HOUR },
    any: { name: `petitions.${kind}-mail-source-any`, max: 20, seconds: HOUR },
  }),
  ofAll: (kind: Kind) => ({
    petition: { name: `petitions.${kind}-mail-mailbox`, max: 12, seconds: HOUR },
    any: { name: `petitions.${kind}-mail-mailbox-any`, max: 60, seconds: HOUR },
  }),
} satisfies Record<string, (kind: Kind) => Record<string, Limit>>

/**
 * Whether one more mail of this kind may go to the address. Counted outside the act's transaction: a refused request counts too,
 * and no row is held until commit. What one limit refuses does not count against the wider ones.
 */
export async function mayMail(
  ctx: Pick<WriteContext, 'db' | 'secrets' | 'now' | 'source'>,
  kind: Kind,
  petitionId: string,
  { email, name }: { email: string; name: string },
): Promise<boolean> {
  const mailbox = addressKey(ctx.secrets.person, email).toString('base64')
  const here = `${petitionId} ${mailbox}`
  const asker = limits.ofAsker(kind)
  const all = limits.ofAll(kind)
  const isWithin = async (attempts: { limit: Limit; source: string }[]) =>
    (await countEachAgainst(ctx.db, attempts, ctx.now)).every((over) => over === null)
  return (
    (await isWithin([{ limit: asker.name, source: `${here} ${ctx.source} ${nameKey(name)}` }])) &&
    (await isWithin([
      { limit: asker.petition, source: `${here} ${ctx.source}` },
      { limit: asker.any, source: `${mailbox} ${ctx.source}` },
    ])) &&
    (await isWithin([
      { limit: all.petition, source: here },
      { limit: all.any, source: mailbox },
    ]))
  )
}
