import { ComparedPage } from '#commons/ledger/compared/compared-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { ideaPath } from '../../idea.ts'
import type { BudgetRecountView } from '../replies.ts'
import { DESK } from '../show-recount.ts'

/** Whether supports, ballots and results of budgets agree with their rows and with the public log. */
export function BudgetRecountPage({ reply, view }: { reply: BudgetRecountView; view: View }) {
  const { t } = view
  return (
    <ComparedPage
      reply={reply}
      view={view}
      desk={DESK}
      words={{
        title: t('budgeting.recount.title'),
        lead: t('budgeting.recount.lead'),
        differs: t('budgeting.recount.differs'),
        note: t('budgeting.recount.check.note'),
        of: {
          key: 'process',
          header: t('budgeting.recount.budget'),
          cell: ({ process, idea }) => (
            <>
              <a href={view.href(`/processes/${process.number}-${process.slug}`)}>
                {process.number}. {process.title}
              </a>
              {idea && (
                <>
                  {', '}
                  <a href={view.href(ideaPath(idea))}>{t('budgeting.ideas.number', { number: idea.number })}</a>
                </>
              )}
            </>
          ),
        },
        place: ({ place }) => t(`budgeting.recount.place.${place}`),
        number: (name, value) => t('budgeting.recount.number', { name, value }),
      }}
    />
  )
}
