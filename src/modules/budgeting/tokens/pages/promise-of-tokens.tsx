import type { View } from '#kernel/i18n/view.ts'
import { Details } from '#ui/components/Details.tsx'
import { VOTERS_DAYS } from '../../vote/forget-voters.ts'

const kept = ['unlinkable', 'recount', 'found', 'replaced'] as const
const not = ['coercion', 'device', 'served', 'minted', 'moment', 'few', 'taken'] as const

/** What a vote with tokens promises, and what it does not, in plain words. */
export function PromiseOfTokens({ view }: { view: View }) {
  const { t } = view
  return (
    <Details summary={t('budgeting.tokens.promise')}>
      <p>{t('budgeting.tokens.promise.kept')}</p>
      <ul>
        {kept.map((one) => (
          <li key={one}>{t(`budgeting.tokens.promise.${one}`)}</li>
        ))}
      </ul>
      <p>{t('budgeting.tokens.promise.not')}</p>
      <ul>
        {not.map((one) => (
          <li key={one}>
            {one === 'taken'
              ? t('budgeting.tokens.promise.taken', { days: VOTERS_DAYS })
              : t(`budgeting.tokens.promise.${one}`)}
          </li>
        ))}
      </ul>
    </Details>
  )
}
