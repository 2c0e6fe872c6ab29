import { WorkPage } from '#commons/work/pages/work-page.tsx'
import { searchOfRead } from '#kernel/http/search-of-read.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Actions, ButtonLink } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { QueueTable } from '#ui/components/QueueTable.tsx'
import { type DeskList, states } from '../replies.ts'
import { StatePill } from './state-pill.tsx'

/** The datasets of an officer's institution, drafts too, by state. */
export function DeskListPage({ reply, view }: { reply: DeskList; view: View }) {
  const { t } = view
  const begin = (
    <>
      <ButtonLink href={view.href('/work/data/new/file')}>{t('open-data.ingest.begin')}</ButtonLink>
      <ButtonLink kind="quiet" href={view.href('/work/data/new')}>
        {t('open-data.catalogue.describe.new')}
      </ButtonLink>
    </>
  )
  const counted = reply.counts.reduce((sum, { count }) => sum + count, 0)
  return (
    <WorkPage
      view={view}
      title={t('open-data.catalogue.describe.desk')}
      lead={t('open-data.catalogue.describe.desk.lead')}
    >
      {counted === 0 ? (
        <EmptyState title={t('open-data.catalogue.describe.none')} next={begin} />
      ) : (
        <>
          <Actions>{begin}</Actions>
          <States reply={reply} view={view} counted={counted} />
          <Datasets reply={reply} view={view} path="/work/data" />
          <Pagination
            view={view}
            next={reply.next ? listPath(view, reply.state, reply.next) : undefined}
            first={undefined}
          />
        </>
      )}
    </WorkPage>
  )
}

/** What waits in all institutions, for administrators. */
export function WaitingListPage({ reply, view }: { reply: DeskList; view: View }) {
  const { t } = view
  return (
    <WorkPage
      view={view}
      title={t('open-data.catalogue.describe.waiting')}
      lead={t('open-data.catalogue.describe.waiting.lead')}
    >
      {reply.items.length === 0 ? (
        <EmptyState
          title={t('open-data.catalogue.describe.waiting.none')}
          next={<a href={view.href('/data')}>{t('open-data.catalogue.all')}</a>}
        />
      ) : (
        <>
          <Datasets reply={reply} view={view} path="/work/data-to-publish" />
          <Pagination
            view={view}
            next={reply.next ? `${view.href('/work/data-to-publish')}?after=${reply.next}` : undefined}
            first={undefined}
          />
        </>
      )}
    </WorkPage>
  )
}

function Datasets({ reply, view, path }: { reply: DeskList; view: View; path: string }) {
  const { t } = view
  return (
    <QueueTable
      view={view}
      caption={t('open-data.catalogue.describe.desk')}
      captionHidden
      rows={reply.items}
      rowKey={({ name }) => name}
      href={({ name }) => view.href(`${path}/${name}`)}
      title={({ title }) => title.text}
      titleHeader={t('open-data.catalogue.describe.dataset')}
      titleLang={({ title }) => title.lang}
      columns={[
        {
          key: 'institution',
          header: t('open-data.catalogue.facet.institution'),
          cell: ({ institution }) => institution,
        },
        {
          key: 'state',
          header: t('open-data.catalogue.describe.state'),
          cell: ({ state }) => <StatePill state={state} view={view} />,
        },
        {
          key: 'files',
          header: t('open-data.catalogue.files'),
          numeric: true,
          cell: ({ files }) => view.number(files),
        },
        {
          key: 'day',
          header: t('open-data.catalogue.describe.changed'),
          unbroken: true,
          cell: ({ publishAt, modifiedAt }) =>
            publishAt
              ? t('open-data.catalogue.describe.scheduled', { day: view.date(publishAt, 'short') })
              : view.date(modifiedAt, 'short'),
        },
      ]}
    />
  )
}

/** One list at a time, by links that say how much is in each. */
function States({ reply, view, counted }: { reply: DeskList; view: View; counted: number }) {
  const { t } = view
  const link = (state: DeskList['state'], label: string, count: number) => (
    <li key={state ?? 'all'}>
      <a class="chip chip-plain" href={listPath(view, state)} aria-current={state === reply.state ? 'page' : undefined}>
        {state === reply.state ? (
          <strong>{`${label} (${view.number(count)})`}</strong>
        ) : (
          `${label} (${view.number(count)})`
        )}
      </a>
    </li>
  )
  return (
    <nav aria-label={t('open-data.catalogue.describe.state')}>
      <ul class="chips">
        {link(null, t('open-data.catalogue.describe.state.all'), counted)}
        {states.map((state) =>
          link(
            state,
            t(`open-data.catalogue.describe.state.${state}`),
            reply.counts.find((one) => one.state === state)?.count ?? 0,
          ),
        )}
      </ul>
    </nav>
  )
}

function listPath(view: View, state: DeskList['state'], after?: string): string {
  return view.href('/work/data') + searchOfRead({ state, after })
}
