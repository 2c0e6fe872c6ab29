import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { ButtonLink } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Table } from '#ui/components/Table.tsx'
import { requestKinds } from '../request.ts'
import type { RequestTimes } from './replies.ts'

interface Props {
  reply: RequestTimes
  view: View
}

const LIST = '/data/requests'
const HERE = `${LIST}/times`

/** How fast institutions answer requests: a quarter at a time, by kind, all together and each. */
export function RequestTimesPage({ reply, view }: Props) {
  const { t } = view
  const { quarter } = reply
  return (
    <Page
      view={view}
      title={t('open-data.requests.times.title')}
      description={t('open-data.requests.times.lead')}
      origin={view.publicUrl}
      noindex={view.search !== ''}
    >
      <Wrap>
        <Breadcrumb
          view={view}
          crumbs={[
            { path: '/data', label: t('open-data.catalogue.title') },
            { path: LIST, label: t('open-data.requests.room') },
          ]}
        />
        <div class="stack-wide">
          <Heading title={t('open-data.requests.times.title')} lead={t('open-data.requests.times.lead')} />
          {quarter === null ? (
            <EmptyState
              title={t('open-data.requests.times.none')}
              next={
                <ButtonLink kind="quiet" href={view.href(LIST)}>
                  {t('open-data.requests.room')}
                </ButtonLink>
              }
            >
              {t('open-data.requests.times.none.text', { k: reply.k })}
            </EmptyState>
          ) : (
            <>
              <Quarters reply={reply} view={view} />
              {requestKinds.map((kind) => (
                <OfKind key={kind} kind={kind} reply={reply} view={view} />
              ))}
            </>
          )}
          <p class="soft">{t('open-data.requests.times.how', { k: reply.k })}</p>
        </div>
      </Wrap>
    </Page>
  )
}

function Quarters({ reply: { quarters, quarter }, view }: Props) {
  return (
    <nav aria-label={view.t('open-data.requests.times.quarters')}>
      <ul class="chips">
        {quarters.map((one) => (
          <li key={one}>
            <a
              class="chip chip-plain"
              href={`${view.href(HERE)}?quarter=${one}`}
              aria-current={one === quarter ? 'page' : undefined}
            >
              {one === quarter ? <strong>{inWords(one, view)}</strong> : inWords(one, view)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function inWords(quarter: string, { t }: View): string {
  const [year = '', number = ''] = quarter.split('-Q')
  return t('open-data.requests.times.quarter', { year, number })
}

function OfKind({ kind, reply, view }: Props & { kind: (typeof requestKinds)[number] }) {
  const { t } = view
  const rows = reply.items.filter((item) => item.kind === kind)
  if (rows.length === 0) return null
  const title = t(`open-data.requests.times.kind.${kind}`)
  return (
    <Section id={kind} title={title}>
      <Table
        caption={title}
        captionHidden
        rows={rows}
        rowKey={({ institution }) => institution?.slug ?? ''}
        columns={[
          {
            key: 'institution',
            header: t('open-data.requests.times.column.institution'),
            names: true,
            cell: ({ institution }) =>
              institution === null ? (
                <strong>{t('open-data.requests.times.all')}</strong>
              ) : (
                <a href={view.href(`/data/institutions/${institution.slug}`)}>{institution.name}</a>
              ),
          },
          {
            key: 'answered',
            header: t('open-data.requests.times.answered'),
            numeric: true,
            cell: ({ answered }) => view.number(answered),
          },
          {
            key: 'median',
            header: t('open-data.requests.times.median'),
            numeric: true,
            cell: ({ medianDays }) => t('open-data.requests.times.days', { days: medianDays }),
          },
          {
            key: 'in-time',
            header: t('open-data.requests.times.in-time'),
            numeric: true,
            cell: ({ inTimeAtLeast }) =>
              inTimeAtLeast === null
                ? '–'
                : t('open-data.requests.times.at-least', { count: view.number(inTimeAtLeast) }),
          },
        ]}
      />
    </Section>
  )
}
