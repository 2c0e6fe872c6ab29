import { WorkQueuePage } from '#commons/work/pages/work-queue-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import type { PaperList } from '../replies.ts'
import { batchTone } from './batch-tone.ts'

/** Sheets that wait for a count first. */
export function PaperListPage({ reply, view }: { reply: PaperList; view: View }) {
  const { t } = view
  return (
    <WorkQueuePage
      view={view}
      name={t('petitions.paper.title')}
      lead={t('petitions.paper.lead')}
      reply={reply}
      empty={{
        title: t('petitions.paper.empty'),
        next: <a href={view.href('/petitions')}>{t('petitions.nav')}</a>,
      }}
      rowKey={(row) => row.id}
      href={(row) => view.href(`/work/paper/batches/${row.id}`)}
      title={(row) => row.petition.title}
      titleLang={(row) => row.petition.lang}
      titleHeader={t('petitions.petition')}
      columns={[
        {
          key: 'state',
          header: t('petitions.paper.state'),
          cell: (row) => (
            <Pill tone={batchTone(row.state)}>
              {t(row.waitsForMe ? 'petitions.paper.waits-for-me' : `petitions.paper.state.${row.state}`)}
            </Pill>
          ),
        },
        { key: 'authority', header: t('petitions.paper.authority'), cell: (row) => row.authority.name },
        {
          key: 'received',
          header: t('petitions.paper.received'),
          cell: (row) => view.date(row.receivedOn, 'short'),
        },
        {
          key: 'sheets',
          header: t('petitions.paper.sheets'),
          numeric: true,
          cell: (row) => view.number(row.sheets),
        },
        {
          key: 'signatures',
          header: t('petitions.signatures'),
          numeric: true,
          cell: (row) => (row.signatures === null ? '—' : view.number(row.signatures)),
        },
      ]}
    >
      {reply.mayRecord && (
        <p>
          <ButtonLink href={view.href('/work/paper/recording')}>{t('petitions.paper.record')}</ButtonLink>
        </p>
      )}
    </WorkQueuePage>
  )
}
