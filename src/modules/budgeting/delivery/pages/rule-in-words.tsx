import type { View } from '#kernel/i18n/view.ts'
import type { RuleView } from '../replies.ts'

/** What happens when a chosen project cannot be done as it was voted on. */
export function RuleInWords({ rule, view }: { rule: RuleView; view: View }) {
  const { t } = view
  return (
    <ul>
      <li>{t('budgeting.delivery.rule.over', { percent: rule.overCostPercent })}</li>
      <li>{t(rule.topUp ? 'budgeting.delivery.rule.top-up' : 'budgeting.delivery.rule.no-top-up')}</li>
      <li>{t(`budgeting.delivery.rule.${rule.fallback}`)}</li>
    </ul>
  )
}
