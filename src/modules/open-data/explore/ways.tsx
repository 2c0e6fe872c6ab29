import type { View } from '#kernel/i18n/view.ts'
import { wayTo } from './addresses.ts'
import type { AboutTable } from './replies.ts'

export const ways = ['columns', 'groups', 'chart', 'map'] as const
export type Way = (typeof ways)[number]

interface Props {
  view: View
  table: Pick<AboutTable, 'id' | 'rows'>
  /** Absent on the page of the rows themselves. */
  here?: Way
}

/** The ways to look at the same rows. */
export function ExploreWays({ view, table, here }: Props) {
  const { t } = view
  return (
    <nav aria-label={t('open-data.explore.ways')}>
      <ul class="table-ways">
        <li>
          <a class="table-way" href={view.href(wayTo(table))} rel="nofollow" aria-current={here ? undefined : 'page'}>
            {t('open-data.explore.way.rows')}
          </a>
        </li>
        {ways.map((way) => (
          <li key={way}>
            <a
              class="table-way"
              href={view.href(wayTo(table, `/${way}`))}
              rel="nofollow"
              aria-current={way === here ? 'page' : undefined}
            >
              {t(`open-data.explore.way.${way}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
