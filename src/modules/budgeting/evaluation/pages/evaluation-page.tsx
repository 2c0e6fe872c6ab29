import { processCrumbs } from '#commons/processes/pages/process-crumbs.ts'
import { RehearsalNotice } from '#commons/processes/rehearsal/pages/rehearsal-notice.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Section } from '#ui/components/Section.tsx'
import { NewestImportedSection } from '../../imported/pages/imported-rows.tsx'
import { money } from '../../money.ts'
import type { EvaluationView } from '../replies.ts'
import { ComparisonTables } from './comparison.tsx'

/** What other rules would have done with the same ballots. */
export function EvaluationPage({ reply, view }: { reply: EvaluationView; view: View }) {
  const { t } = view
  const { process } = reply
  const title = t('budgeting.evaluation.title')
  return (
    <Page
      view={view}
      title={process.rehearsal ? `${title}. ${process.title}` : title}
      description={t('budgeting.evaluation.lead')}
      noindex={process.rehearsal}
    >
      <Wrap>
        <Breadcrumb view={view} crumbs={processCrumbs(view, process)} />
        <div class="stack-wide">
          <RehearsalNotice view={view} process={process} />
          <Heading title={title} lead={t('budgeting.evaluation.lead')} meta={process.title} />
          {reply.envelopes.length === 0 ? (
            <EmptyState
              title={t('budgeting.evaluation.later')}
              next={<a href={view.href(`/processes/${process.number}/result`)}>{t('budgeting.result.title')}</a>}
            />
          ) : (
            reply.envelopes.map((one, at) => (
              <Section
                key={one.name}
                id={`envelope-${at + 1}`}
                title={one.name}
                note={t('budgeting.vote.amount', { amount: money(view, one.amount, reply.currency) })}
              >
                <ComparisonTables view={view} comparison={one} money={(minor) => money(view, minor, reply.currency)} />
              </Section>
            ))
          )}
          <p class="soft">{t('budgeting.evaluation.caution')}</p>
          <NewestImportedSection newest={reply.imported} view={view} />
        </div>
      </Wrap>
    </Page>
  )
}
