import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { dotted } from '#ui/components/dotted.ts'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { RowList } from '#ui/components/RowList.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { periodOf } from '../../catalogue/show/pages/facts.tsx'
import type { SeriesList } from '../replies.ts'

const PATH = '/data/series'

/** Series of which something is public: what each is, whose, how many datasets of which time. */
export function SeriesListPage({ reply, view }: { reply: SeriesList; view: View }) {
  const { t } = view
  return (
    <ColumnPage
      view={view}
      title={t('open-data.series.title')}
      description={t('open-data.series.lead')}
      origin={view.publicUrl}
      crumbs={[{ path: '/data', label: t('open-data.catalogue.title') }]}
      lead={t('open-data.series.lead')}
    >
      {reply.items.length === 0 ? (
        <EmptyState
          title={t('open-data.series.none')}
          next={
            <ButtonLink kind="quiet" href={view.href('/data')}>
              {t('open-data.catalogue.all')}
            </ButtonLink>
          }
        >
          {t('open-data.series.none.text')}
        </EmptyState>
      ) : (
        <>
          <h2 class="ds-sr-only">{t('open-data.series.found')}</h2>
          <RowList
            view={view}
            items={reply.items.map((item) => ({
              title: item.title.text,
              href: view.href(`${PATH}/${item.name}`),
              lang: otherLang(item.title.lang, view),
              meta: <Meta item={item} view={view} />,
              state: null,
            }))}
          />
        </>
      )}
      <Pagination
        view={view}
        next={reply.next ? `${view.href(PATH)}?after=${reply.next}` : undefined}
        first={undefined}
      />
    </ColumnPage>
  )
}

function Meta({ item, view }: { item: SeriesList['items'][number]; view: View }) {
  const { summary, institution, datasets } = item
  return (
    <>
      {summary && (
        <>
          <span lang={otherLang(summary.lang, view)}>{summary.text}</span>
          <br />
        </>
      )}
      {dotted([institution.name, view.t('open-data.catalogue.total', { count: datasets }), periodOf(item, view)])}
    </>
  )
}
