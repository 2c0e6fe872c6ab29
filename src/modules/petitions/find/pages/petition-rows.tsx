import type { View } from '#kernel/i18n/view.ts'
import { dotted } from '#ui/components/dotted.ts'
import { Pill } from '#ui/components/Pill.tsx'
import { RowList } from '#ui/components/RowList.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { petitionPath } from '../../petition.ts'
import { isRecounted, ListMark, OtherMark } from '../../recount/on-page.tsx'
import type { PetitionListItem } from '../replies.ts'
import { standingTone } from '../standing.ts'

export function PetitionRows({ items, view }: { items: PetitionListItem[]; view: View }) {
  const counted = items.filter(({ publishedAt }) => publishedAt !== null)
  const said = counted.some(isRecounted)
  return (
    <>
      <ListMark rows={counted} view={view} />
      <RowList
        view={view}
        items={items.map((item) => ({
          title: item.title,
          href: view.href(petitionPath(item)),
          lang: otherLang(item.lang, view),
          meta: metaOf(item, view),
          state: <Standings item={item} view={view} />,
          number: numberOf(item, said, view),
        }))}
      />
    </>
  )
}

function metaOf(item: PetitionListItem, view: View): string {
  const last = item.standings.includes('open') && item.closesOn
  return dotted([
    item.place.name,
    item.addressees[0],
    view.date(item.listedAt, 'short'),
    last && view.t('petitions.find.until', { day: view.date(last, 'short') }),
  ])
}

/** At most two, or the row would say more of its state than of what it asks. */
function Standings({ item, view }: { item: PetitionListItem; view: View }) {
  return (
    <span class="pills">
      {item.standings.slice(0, 2).map((standing) => (
        <Pill key={standing} tone={standingTone[standing]}>
          {view.t(`petitions.find.state.${standing}`)}
        </Pill>
      ))}
    </span>
  )
}

/** One that was refused before it was published never took signatures; one that is closed has no way left to go. */
function numberOf(item: PetitionListItem, said: boolean, view: View) {
  const { publishedAt, total, next, standings } = item
  const { t } = view
  if (publishedAt === null) return undefined
  return {
    value: total,
    note: isRecounted(item) ? undefined : <OtherMark reply={item} said={said} view={view} />,
    of:
      next && standings.includes('open')
        ? t('petitions.list.of', { count: total, goal: next.signatures })
        : t('petitions.list.signatures', { count: total }),
  }
}
