import { searchOfRead } from '#kernel/http/search-of-read.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { ButtonLink } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { FilterForm } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { WithSidebar, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Select } from '#ui/components/Select.tsx'
import { Table } from '#ui/components/Table.tsx'
import { decisionReasons } from '../reasons.ts'
import type { DecisionList } from '../replies.ts'
import { toneOf, wordOf } from './words.ts'

const PATH = '/petitions/decisions'

/** Every decision of the moderators, with its reason; the people who decided are not named. */
export function DecisionsPage({ reply, view }: { reply: DecisionList; view: View }) {
  const { t } = view
  const with_ = (after: string) => view.href(PATH) + searchOfRead({ reason: reply.reason, after })
  return (
    <Page view={view} title={t('petitions.moderation.list')} description={t('petitions.moderation.list.lead')}>
      <Wrap>
        <div class="stack">
          <Breadcrumb view={view} crumbs={[{ path: '/petitions', label: t('petitions.nav') }]} />
          <Heading
            title={t('petitions.moderation.list')}
            lead={t('petitions.moderation.list.lead')}
            meta={t('petitions.moderation.list.total', { count: reply.total })}
          />
          <WithSidebar side={<Side reply={reply} view={view} />}>
            {reply.items.length === 0 ? (
              <EmptyState
                title={t('petitions.moderation.list.empty')}
                next={<ButtonLink href={view.href('/petitions')}>{t('petitions.nav')}</ButtonLink>}
              />
            ) : (
              <Table
                caption={t('petitions.moderation.list')}
                captionHidden
                rows={reply.items}
                rowKey={(row) => `${row.at} ${row.petition?.number} ${row.decision}`}
                columns={[
                  {
                    key: 'day',
                    header: t('petitions.moderation.column.day'),
                    cell: (row) => view.date(row.at, 'short'),
                  },
                  {
                    key: 'petition',
                    header: t('petitions.petition'),
                    names: true,
                    cell: ({ petition }) =>
                      petition ? (
                        <a href={view.href(`/petitions/${petition.number}-${petition.slug}`)} lang={petition.lang}>
                          {petition.title}
                        </a>
                      ) : (
                        t('petitions.moderation.list.not-public')
                      ),
                  },
                  {
                    key: 'decision',
                    header: t('petitions.moderation.decision'),
                    cell: (row) => <Pill tone={toneOf(row.decision)}>{wordOf(view, 'did', row.decision)}</Pill>,
                  },
                  {
                    key: 'reason',
                    header: t('petitions.moderation.reason'),
                    cell: (row) => (row.reason ? wordOf(view, 'reason', row.reason) : '—'),
                  },
                ]}
              />
            )}
            <Pagination view={view} next={reply.next ? with_(reply.next) : undefined} />
          </WithSidebar>
        </div>
      </Wrap>
    </Page>
  )
}

function Side({ reply, view }: { reply: DecisionList; view: View }) {
  const { t } = view
  return (
    <>
      <FilterForm view={view} action={view.href(PATH)} label={t('petitions.moderation.filters')}>
        <Select
          view={view}
          name="reason"
          label={t('petitions.moderation.reason')}
          required={false}
          value={reply.reason ?? ''}
          empty={t('petitions.moderation.filter.all')}
          options={decisionReasons.map((value) => ({ value, label: wordOf(view, 'reason', value) }))}
        />
      </FilterForm>
      {reply.byReason.length > 0 && (
        <Section id="by-reason" title={t('petitions.moderation.list.by-reason')}>
          <Table
            caption={t('petitions.moderation.list.by-reason')}
            captionHidden
            rows={reply.byReason}
            rowKey={(row) => row.reason}
            columns={[
              {
                key: 'reason',
                header: t('petitions.moderation.reason'),
                names: true,
                cell: (row) => wordOf(view, 'reason', row.reason),
              },
              {
                key: 'n',
                header: t('petitions.moderation.column.count'),
                numeric: true,
                cell: (row) => view.number(row.decisions),
              },
            ]}
          />
        </Section>
      )}
    </>
  )
}
