import type { View } from '#kernel/i18n/view.ts'
import { CodeToCopy } from '#ui/components/CodeToCopy.tsx'
import { Details } from '#ui/components/Details.tsx'

/** What whoever cast can show to others if the public log never gets the ballot. @param promise empty where a script fills it in */
export function SignedPromise({ view, promise }: { view: View; promise: string }) {
  const { t } = view
  return (
    <Details summary={t('budgeting.vote.promise')}>
      <p>{t('budgeting.vote.promise.what')}</p>
      <CodeToCopy id="signed-promise" label={t('budgeting.vote.promise.note')} code={promise} />
      <p>{t('budgeting.vote.promise.how')}</p>
    </Details>
  )
}
