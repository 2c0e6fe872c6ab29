import type { Person } from '#commons/access/permit.ts'
import type { Wish } from './store.ts'

/** How a hidden wish stands to its author. */
export function appealOf({ hiddenReason, appealedAt, appealDecidedAt }: Wish): 'possible' | 'waits' | 'upheld' | null {
  if (hiddenReason === null) return null
  if (appealedAt === null) return 'possible'
  return appealDecidedAt === null ? 'waits' : 'upheld'
}

/** Whether its author appealed and this moderator hid it, so that another one decides. */
export function isForAnother(wish: Wish, { accountId }: Pick<Person, 'accountId'>): boolean {
  return appealOf(wish) === 'waits' && wish.hiddenBy === accountId
}
