import type { View } from '#kernel/i18n/view.ts'
import type { SummaryRow } from '#ui/components/SummaryList.tsx'
import type { PaperBatchView } from '../replies.ts'

/** What a batch comes to. */
export function totalsRows(totals: NonNullable<PaperBatchView['totals']>, view: View): SummaryRow[] {
  const { t } = view
  return [
    { question: t('budgeting.paper.valid'), answer: view.number(totals.valid) },
    { question: t('budgeting.paper.blank'), answer: view.number(totals.blank) },
    ...totals.invalid.map(({ reason, count }) => ({
      question: t(`budgeting.paper.invalid.${reason}`),
      answer: view.number(count),
    })),
    { question: t('budgeting.paper.corrected'), answer: view.number(totals.corrected) },
  ]
}
