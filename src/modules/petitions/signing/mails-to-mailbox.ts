import { addressKey } from '#commons/people/mailbox.ts'
import { nameKey } from '#commons/search/fold.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { countAgainst, type Limit } from '#kernel/http/limits.ts'

const HOUR = 3600

/**
 * Mails that one mailbox can be made to receive for one petition. The first two are one asker's: who types a stranger's address
 * again and again uses up their own, and the stranger's request still gets its mail. The last bounds what many askers can do.
 */
function limitsOf(kind: 'confirmation' | 'support'): { ofNameAndSource: Limit; ofSource: Limit; ofAll: Limit } {
  return {
    ofNameAndSource: { name: `petitions.${kind}-mail`, max: 3, seconds: HOUR },
    ofSource: { name: `petitions.${kind}-mail-source`, max: 6, seconds: HOUR },
    ofAll: { name: `petitions.${kind}-mail-mailbox`, max: 12, seconds: HOUR },
  }
}

/**
 * Whether one more mail of this kind may go to the address. Counted outside the act's transaction: a refused request counts too,
 * and no row is held until commit. What one limit refuses does not count against the next.
 */
export async function mayMail(
  ctx: Pick<WriteContext, 'db' | 'secrets' | 'now' | 'source'>,
  kind: 'confirmation' | 'support',
  petitionId: string,
  { email, name }: { email: string; name: string },
): Promise<boolean> {
  const { ofNameAndSource, ofSource, ofAll } = limitsOf(kind)
  const mailbox = `${petitionId} ${addressKey(ctx.secrets.person, email).toString('base64')}`
  const bySource = `${mailbox} ${ctx.source}`
  for (const [limit, key] of [
    [ofNameAndSource, `${bySource} ${nameKey(name)}`],
    [ofSource, bySource],
    [ofAll, mailbox],
  ] as const)
    if ((await countAgainst(ctx.db, limit, key, ctx.now)) !== null) return false
  return true
}
