import type { View } from '#kernel/i18n/view.ts'
import { dotted } from '#ui/components/dotted.ts'
import { Pill } from '#ui/components/Pill.tsx'
import { RowList } from '#ui/components/RowList.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { BadgeLine } from '../../../around/pages/badge-line.tsx'
import { datasetPath } from '../../dataset-path.ts'
import type { DatasetListItem } from '../replies.ts'

/** Datasets as a list: title, beginning of the description, whose, in which formats, how fresh. */
export function DatasetRows({ items, view }: { items: DatasetListItem[]; view: View }) {
  return (
    <RowList
      view={view}
      items={items.map((item) => ({
        title: item.title.text,
        href: view.href(datasetPath(item)),
        lang: otherLang(item.title.lang, view),
        meta: <Meta item={item} view={view} />,
        state: <Standing item={item} view={view} />,
      }))}
    />
  )
}

function Meta({ item, view }: { item: DatasetListItem; view: View }) {
  const { summary, institution, formats, updatedAt } = item
  return (
    <>
      {summary && (
        <>
          <span lang={otherLang(summary.lang, view)}>{summary.text}</span>
          <br />
        </>
      )}
      {dotted([institution.name, formats.join(', '), view.date(updatedAt, 'short')])}
      <BadgeLine badges={item.badges} view={view} />
    </>
  )
}

/** Only what is worth noticing: most datasets are as they should be. */
function Standing({ item, view }: { item: DatasetListItem; view: View }) {
  if (!item.late && !item.highValue) return null
  return (
    <span class="pills">
      {item.late && <Pill tone="overdue">{view.t('open-data.catalogue.late')}</Pill>}
      {item.highValue && <Pill tone="good">{view.t('open-data.catalogue.high-value')}</Pill>}
    </span>
  )
}
