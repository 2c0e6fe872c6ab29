import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { Actions, ButtonLink } from '#ui/components/Button.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { QueueTable } from '#ui/components/QueueTable.tsx'
import type { AuthorityList } from '../replies.ts'

export function AuthoritiesDeskPage({ reply, view }: { reply: AuthorityList; view: View }) {
  const { t } = view
  return (
    <WorkPage
      view={view}
      title={t('organisations.desk.title')}
      lead={t('organisations.desk.lead')}
      meta={t('organisations.total', { count: reply.total })}
    >
      <Actions>
        <ButtonLink href={view.href('/work/authorities/new')}>{t('organisations.add')}</ButtonLink>
      </Actions>
      <QueueTable
        view={view}
        caption={t('organisations.desk.title')}
        captionHidden
        rows={reply.items}
        rowKey={({ slug }) => slug}
        href={({ slug }) => view.href(`/work/authorities/${slug}`)}
        title={({ name }) => name}
        titleHeader={t('organisations.label.name')}
        columns={[
          { key: 'kind', header: t('organisations.kind'), cell: ({ kind }) => t(`organisations.kind.${kind}`) },
          { key: 'place', header: t('organisations.place'), cell: ({ place }) => place.name },
          { key: 'email', header: t('organisations.email'), cell: ({ email }) => email ?? '—' },
          {
            key: 'state',
            header: t('organisations.state'),
            cell: ({ endedAt }) => (
              <Pill tone={endedAt ? 'neutral' : 'good'}>
                {t(endedAt ? 'organisations.state.ended' : 'organisations.state.answers')}
              </Pill>
            ),
          },
        ]}
      />
      <Pagination view={view} next={reply.next ? view.href(`/work/authorities?after=${reply.next}`) : undefined} />
    </WorkPage>
  )
}
