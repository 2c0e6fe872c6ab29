import type { View } from '#kernel/i18n/view.ts'
import type { SummaryRow } from '#ui/components/SummaryList.tsx'
import type { PaperView } from '../replies.ts'

/** Ballots that were left over, beside how many should be. */
export function leftRows(
  { unused, left, leftWhy }: Pick<PaperView, 'left' | 'leftWhy'> & { unused: number },
  view: View,
): SummaryRow[] {
  const { t } = view
  const rows = [{ question: t('budgeting.paper.unused'), answer: view.number(unused) }]
  if (left === null) return rows
  const difference = unused - left
  return [
    ...rows,
    { question: t('budgeting.paper.left'), answer: view.number(left) },
    {
      question: t('budgeting.paper.left.difference'),
      answer:
        difference === 0
          ? t('budgeting.paper.left.none')
          : t(difference < 0 ? 'budgeting.paper.left.missing' : 'budgeting.paper.left.more', {
              ballots: Math.abs(difference),
            }),
    },
    ...(leftWhy ? [{ question: t('budgeting.paper.left-why'), answer: leftWhy.text, lang: leftWhy.lang }] : []),
  ]
}
