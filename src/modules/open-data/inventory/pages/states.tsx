import type { View } from '#kernel/i18n/view.ts'
import { type HoldingState, holdingStates } from '../holding.ts'
import type { InventoryView } from '../replies.ts'

/** One list at a time, by links that say how much is in each. @param path without language, with its question if it has one */
export function States({
  reply,
  view,
  path,
}: {
  reply: Pick<InventoryView, 'counts' | 'state'>
  view: View
  path: string
}) {
  const { t } = view
  const all = holdingStates.reduce((sum, state) => sum + reply.counts[state], 0)
  const link = (state: HoldingState | null, label: string, count: number) => {
    const words = `${label} (${view.number(count)})`
    const chosen = state === reply.state
    return (
      <li key={state ?? 'all'}>
        <a class="chip chip-plain" href={inState(view, path, state)} aria-current={chosen ? 'page' : undefined}>
          {chosen ? <strong>{words}</strong> : words}
        </a>
      </li>
    )
  }
  return (
    <nav aria-label={t('open-data.inventory.state')}>
      <ul class="chips">
        {link(null, t('open-data.inventory.state.all'), all)}
        {holdingStates.map((state) => link(state, t(`open-data.inventory.state.${state}`), reply.counts[state]))}
      </ul>
    </nav>
  )
}

/** Address of the list in one state, and from one number on. */
export function inState(view: View, path: string, state: HoldingState | null, above?: number): string {
  const [bare = '', search] = path.split('?')
  const query = new URLSearchParams(search)
  if (state) query.set('state', state)
  if (above !== undefined) query.set('above', String(above))
  return view.href(bare) + (query.size > 0 ? `?${query}` : '')
}
