import type { View } from '#kernel/i18n/view.ts'
import { Details } from '#ui/components/Details.tsx'
import { VOTERS_DAYS } from '../../vote/forget-voters.ts'

const kept = ['unlinkable', 'recount', 'found', 'replaced'] as const
/** Where single ballots stay closed, nobody counts them again and nobody finds one. */
const keptUnlisted = ['unlinkable', 'replaced'] as const
const not = ['coercion', 'device', 'served', 'minted', 'moment', 'few', 'taken'] as const

/** What a vote with tokens promises, and what it does not, in plain words. @param listed single ballots are published after the close */
export function PromiseOfTokens({ view, listed }: { view: View; listed: boolean }) {
  const { t } = view
  return (
    <Details summary={t('budgeting.tokens.promise')}>
      <p>{t('budgeting.tokens.promise.kept')}</p>
      <ul>
        {(listed ? kept : keptUnlisted).map((one) => (
          <li key={one}>{t(`budgeting.tokens.promise.${one}`)}</li>
        ))}
      </ul>
      {!listed && <p>{t('budgeting.vote.unlisted')}</p>}
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
