import type { View } from '#kernel/i18n/view.ts'
import { Prose } from '#ui/components/Prose.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { money } from '../../money.ts'
import type { IdeaDeskView } from '../replies.ts'

/** What an idea says: where, for how much as its author guesses, and what. */
export function IdeaSaid({ reply, view }: { reply: IdeaDeskView; view: View }) {
  const { t } = view
  const { idea } = reply
  return (
    <>
      <SummaryList
        view={view}
        rows={[
          { question: t('budgeting.review.place'), answer: [idea.place, idea.address].filter(Boolean).join(', ') },
          ...(idea.costGuess === null
            ? []
            : [
                {
                  question: t('budgeting.review.cost-guess'),
                  answer: money(view, idea.costGuess, reply.review.currency),
                },
              ]),
        ]}
      />
      <Prose html={idea.textHtml} lang={idea.lang} />
    </>
  )
}
