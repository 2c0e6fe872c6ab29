import type { View } from '#kernel/i18n/view.ts'
import { RowList } from '#ui/components/RowList.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { ideaPath } from '../../idea.ts'
import type { IdeaItem } from '../replies.ts'
import { StatePill } from './state-pill.tsx'

/** Ideas, each with its state, place and support. */
export function IdeaRows({ items, view }: { items: IdeaItem[]; view: View }) {
  const { t } = view
  return (
    <RowList
      view={view}
      items={items.map((item) => ({
        title: item.title,
        href: view.href(ideaPath(item)),
        lang: otherLang(item.lang, view),
        meta: [
          item.place.name,
          t(`budgeting.ideas.category.${item.category}`),
          view.date(item.createdAt, 'short'),
        ].join(' · '),
        state: <StatePill view={view} idea={item} />,
        picture: item.picture,
        number: { value: item.supports, of: t('budgeting.ideas.supports-of', { count: item.supports }) },
      }))}
    />
  )
}
