import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { QueueTable } from '#ui/components/QueueTable.tsx'
import { RowList } from '#ui/components/RowList.tsx'
import { Section } from '#ui/components/Section.tsx'
import type { AddressList } from '../replies.ts'
import { SourcePill } from './source-pill.tsx'

/** Files of the own institution that are fetched by themselves: what needs an officer, then all addresses. */
export function AddressListPage({ reply, view }: { reply: AddressList; view: View }) {
  const { t } = view
  const { waiting, waits, items, next } = reply
  return (
    <WorkPage view={view} title={t('open-data.from-address.desk')} lead={t('open-data.from-address.desk.lead')}>
      {waiting.length > 0 && (
        <Section
          id="waiting"
          title={t('open-data.from-address.waiting')}
          note={t('open-data.from-address.waiting.note', { count: waits })}
        >
          <RowList view={view} items={waiting.map((one) => waitingRow(one, view))} />
        </Section>
      )}
      {items.length === 0 && waiting.length === 0 ? (
        <EmptyState
          title={t('open-data.from-address.none')}
          next={<a href={view.href('/work/data')}>{t('open-data.catalogue.describe.desk')}</a>}
        >
          {t('open-data.from-address.none.text')}
        </EmptyState>
      ) : (
        items.length > 0 && (
          <Section id="all" title={t('open-data.from-address.all')}>
            <Addresses items={items} view={view} />
            <Pagination
              view={view}
              next={next ? `${view.href('/work/data-addresses')}?after=${next}` : undefined}
              first={undefined}
            />
          </Section>
        )
      )}
    </WorkPage>
  )
}

function waitingRow({ dataset, distribution, version, why, since }: AddressList['waiting'][number], view: View) {
  const { t } = view
  const files = `/work/data/${dataset.name}/files/${distribution.id}`
  return {
    title:
      version === null
        ? distribution.title
        : t('open-data.recall.file-and-version', { title: distribution.title, seq: version }),
    href: view.href(version === null ? `${files}/address` : `${files}/versions/${version}`),
    meta: [dataset.title, view.dateTime(since)].join(' · '),
    state: why ? t(`open-data.from-address.waits.${why}`) : t('open-data.from-address.waits.stopped'),
  }
}

function Addresses({ items, view }: { items: AddressList['items']; view: View }) {
  const { t } = view
  return (
    <QueueTable
      view={view}
      caption={t('open-data.from-address.all')}
      captionHidden
      rows={items}
      rowKey={({ distribution }) => distribution.id}
      href={({ dataset, distribution }) => view.href(`/work/data/${dataset.name}/files/${distribution.id}/address`)}
      title={({ distribution }) => distribution.title}
      titleHeader={t('open-data.ingest.file')}
      columns={[
        { key: 'dataset', header: t('open-data.catalogue.describe.dataset'), cell: ({ dataset }) => dataset.title },
        {
          key: 'schedule',
          header: t('open-data.from-address.schedule'),
          cell: ({ schedule }) => t(`open-data.from-address.schedule.${schedule}`),
        },
        {
          key: 'state',
          header: t('open-data.from-address.state'),
          cell: (source) => <SourcePill view={view} source={source} />,
        },
      ]}
    />
  )
}
