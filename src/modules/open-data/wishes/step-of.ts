import { move } from '#commons/lifecycle/lifecycle.ts'
import { NotFound, RuleBroken } from '#kernel/errors.ts'
import type { Wish } from './store.ts'
import { type WishState, wishLife } from './wish.ts'

/**
 * Where an act leads from where a wish stands.
 *
 * @throws NotFound for whoever may never do it, RuleBroken open-data.wishes.changed-meanwhile
 */
export function stepOf(
  wish: Wish,
  transition: keyof typeof wishLife.transitions,
  role: 'officer' | 'system' | 'author' | 'nobody',
): WishState {
  if (role === 'nobody') throw new NotFound()
  const step = move(wishLife, wish.state, transition, role)
  if (!step.ok) throw new RuleBroken('open-data.wishes.changed-meanwhile')
  return step.to
}
