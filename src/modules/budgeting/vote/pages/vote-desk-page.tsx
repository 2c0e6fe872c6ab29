import { processDeskCrumbs } from '#commons/processes/pages/process-crumbs.ts'
import { RehearsalNotice } from '#commons/processes/rehearsal/pages/rehearsal-notice.tsx'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { QueueTable } from '#ui/components/QueueTable.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { money } from '../../money.ts'
import { turnoutLine } from '../../paper/pages/turnout-words.ts'
import type { VoteDeskView } from '../replies.ts'

/** The vote for those who run it: what stands on the ballot, and how many have voted. */
export function VoteDeskPage({ reply, view }: { reply: VoteDeskView; view: View }) {
  const { t } = view
  const { process } = reply
  return (
    <WorkPage
      view={view}
      title={t('budgeting.vote.desk')}
      lead={t('budgeting.vote.desk.lead')}
      crumbs={processDeskCrumbs(view, process)}
      meta={turnoutLine(reply.turnout, process, view)}
    >
      <RehearsalNotice view={view} process={process} />
      {!process.rehearsal && (
        <p>
          <a href={view.href(`/work/processes/${process.number}/paper`)}>{t('budgeting.paper.title')}</a>
        </p>
      )}
      {reply.known && reply.known.surely + reply.known.byMailbox > 0 && (
        <Section id="known" title={t('budgeting.vote.known')} note={t('budgeting.vote.known.note')}>
          <SummaryList
            view={view}
            rows={[
              { question: t('budgeting.vote.known.surely'), answer: view.number(reply.known.surely) },
              { question: t('budgeting.vote.known.by-mailbox'), answer: view.number(reply.known.byMailbox) },
            ]}
          />
        </Section>
      )}
      {reply.envelopes.map((envelope) => (
        <QueueTable
          key={envelope.position}
          view={view}
          caption={envelope.name}
          rows={envelope.projects}
          rowKey={({ number }) => String(number)}
          href={({ number }) => view.href(`/work/processes/${process.number}/projects/${number}`)}
          title={({ title }) => title}
          titleLang={({ lang }) => lang}
          titleHeader={t('budgeting.vote.project')}
          columns={[
            {
              key: 'number',
              header: t('budgeting.vote.number'),
              numeric: true,
              cell: ({ number }) => view.number(number),
            },
            {
              key: 'cost',
              header: t('budgeting.vote.cost'),
              numeric: true,
              cell: ({ cost }) => money(view, cost, reply.currency),
            },
            {
              key: 'state',
              header: t('budgeting.vote.state'),
              cell: (project) => t(project.void ? 'budgeting.vote.state.void' : 'budgeting.vote.state.listed'),
            },
          ]}
        />
      ))}
    </WorkPage>
  )
}
