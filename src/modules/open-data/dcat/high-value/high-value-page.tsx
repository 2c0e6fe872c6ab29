import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { ButtonLink } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { Table } from '#ui/components/Table.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { datasetPath } from '../../catalogue/dataset-path.ts'
import type { HighValueView } from './replies.ts'

interface Props {
  reply: HighValueView
  view: View
}

/** High-value datasets by the EU's regulation, and what each lacks. */
export function HighValuePage({ reply, view }: Props) {
  const { t } = view
  const { items, total, page, next } = reply
  const title = t('open-data.dcat.high-value')
  const at = (other: number) => view.href(`/data/high-value${other > 1 ? `?page=${other}` : ''}`)
  return (
    <Page view={view} title={title} description={t('open-data.dcat.high-value.lead')} noindex={page > 1}>
      <Wrap>
        <Breadcrumb
          view={view}
          crumbs={[
            { path: '/data', label: t('open-data.catalogue.title') },
            { path: '/data/quality', label: t('open-data.score.title') },
          ]}
        />
        <div class="stack-wide">
          <Heading title={title} lead={t('open-data.dcat.high-value.lead')} />
          {items.length === 0 ? (
            <EmptyState
              title={t('open-data.dcat.high-value.none')}
              next={
                <ButtonLink kind="quiet" href={view.href('/data')}>
                  {t('open-data.catalogue.title')}
                </ButtonLink>
              }
            >
              {t('open-data.dcat.high-value.none.text')}
            </EmptyState>
          ) : (
            <>
              <p>{t('open-data.dcat.high-value.total', { count: total })}</p>
              <Datasets reply={reply} view={view} />
            </>
          )}
          <Pagination view={view} next={next ? at(next) : undefined} first={page > 1 ? at(1) : undefined} />
        </div>
      </Wrap>
    </Page>
  )
}

function Datasets({ reply, view }: Props) {
  const { t } = view
  return (
    <Table
      caption={t('open-data.dcat.high-value')}
      captionHidden
      rows={reply.items}
      rowKey={({ name }) => name}
      columns={[
        {
          key: 'title',
          header: t('open-data.dcat.high-value.dataset'),
          names: true,
          cell: ({ title, ...one }) => (
            <a href={view.href(datasetPath(one))} lang={otherLang(title.lang, view)}>
              {title.text}
            </a>
          ),
        },
        {
          key: 'institution',
          header: t('open-data.dcat.high-value.institution'),
          cell: ({ institution }) => institution.name,
        },
        { key: 'category', header: t('open-data.dcat.high-value.category'), cell: ({ category }) => category },
        {
          key: 'lacks',
          header: t('open-data.dcat.high-value.lacks'),
          cell: ({ lacks }) =>
            lacks.length === 0 ? (
              <Pill tone="good">{t('open-data.dcat.high-value.whole')}</Pill>
            ) : (
              view.list(lacks.map((one) => t(`open-data.dcat.high-value.lacks.${one}`)))
            ),
        },
      ]}
    />
  )
}
