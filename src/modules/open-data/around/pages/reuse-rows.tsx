import type { View } from '#kernel/i18n/view.ts'
import { dotted } from '#ui/components/dotted.ts'
import { Pill } from '#ui/components/Pill.tsx'
import { RowList } from '#ui/components/RowList.tsx'
import { otherLang } from '#ui/other-lang.ts'
import type { ReuseItem } from '../replies.ts'
import { reusePath } from '../reuse.ts'

/** Reuses as a list: what it is, the beginning of its description, of which data, whose. */
export function ReuseRows({ items, view }: { items: ReuseItem[]; view: View }) {
  const { t } = view
  return (
    <RowList
      view={view}
      items={items.map((item) => ({
        title: item.title,
        href: view.href(reusePath(item)),
        lang: otherLang(item.lang, view),
        meta: (
          <>
            <span lang={otherLang(item.lang, view)}>{item.summary}</span>
            <br />
            {dotted([t(`open-data.around.type.${item.type}`), item.author, view.date(item.listedAt, 'short')])}
          </>
        ),
        state: <Standing item={item} view={view} />,
        picture: item.picture && { path: `${reusePath(item)}/pictures/small`, description: item.picture.description },
      }))}
    />
  )
}

/** Only what one has to know before opening it. */
function Standing({ item, view }: { item: ReuseItem; view: View }) {
  if (!item.beside && item.answers !== false) return null
  return (
    <span class="pills">
      {item.beside && <Pill tone="neutral">{view.t('open-data.around.beside.mark')}</Pill>}
      {item.answers === false && <Pill tone="overdue">{view.t('open-data.around.silent')}</Pill>}
    </span>
  )
}
