import { ProcessPartPage } from '#commons/processes/pages/process-part-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { EmptyState } from '#ui/components/EmptyState.tsx'
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
    <ProcessPartPage
      view={view}
      process={process}
      title={title}
      lead={t('budgeting.evaluation.lead')}
      meta={process.title}
      description={t('budgeting.evaluation.lead')}
    >
      {reply.envelopes.length === 0 ? (
        <EmptyState
          title={t(
            process.cancelled === null || reply.decided
              ? 'budgeting.evaluation.later'
              : 'budgeting.result.lead.given-up',
          )}
          next={<a href={view.href(`/processes/${process.number}/result`)}>{t('budgeting.result.title')}</a>}
        />
      ) : (
        <>
          {reply.envelopes.map((one, at) => (
            <Section
              key={one.name}
              id={`envelope-${at + 1}`}
              title={one.name}
              note={[
                t('budgeting.vote.amount', { amount: money(view, one.amount, reply.currency) }),
                one.receives && t('budgeting.evaluation.receives'),
              ]
                .filter(Boolean)
                .join(' ')}
            >
              <ComparisonTables view={view} comparison={one} money={(minor) => money(view, minor, reply.currency)} />
            </Section>
          ))}
          <p class="soft">
            {t(process.rehearsal ? 'budgeting.evaluation.caution.rehearsal' : 'budgeting.evaluation.caution')}
          </p>
        </>
      )}
      <NewestImportedSection newest={reply.imported} view={view} />
    </ProcessPartPage>
  )
}
