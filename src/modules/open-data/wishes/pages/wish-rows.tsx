import type { View } from '#kernel/i18n/view.ts'
import { dotted } from '#ui/components/dotted.ts'
import { RowList } from '#ui/components/RowList.tsx'
import { otherLang } from '#ui/other-lang.ts'
import type { WishItem } from '../replies.ts'
import { wishPath } from '../wish.ts'
import { WishPill } from './state-pill.tsx'

/** Wishes as a list: what, of whom, what came of it, how many support it. */
export function WishRows({ items, view }: { items: WishItem[]; view: View }) {
  const { t } = view
  return (
    <RowList
      view={view}
      items={items.map((wish) => ({
        title: wish.title,
        href: view.href(wishPath(wish)),
        lang: otherLang(wish.lang, view),
        meta: dotted([
          wish.institution?.name ?? t('open-data.wishes.no-institution'),
          view.date(wish.createdAt, 'short'),
        ]),
        state: <WishPill state={wish.state} view={view} />,
        number: { value: wish.supports, of: t('open-data.wishes.supports-of', { count: wish.supports }) },
      }))}
    />
  )
}
