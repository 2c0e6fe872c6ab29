import type { View } from '#kernel/i18n/view.ts'
import { Details } from '#ui/components/Details.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import type { VoteView } from '../replies.ts'

/** Which programs the page loads, by hashes that the public log names too. */
export function Programs({ view, reply }: { view: View; reply: Pick<VoteView, 'scripts' | 'scriptsToldOn'> }) {
  const { t } = view
  const { scripts, scriptsToldOn: day } = reply
  return (
    <Details summary={t('budgeting.tokens.programs')}>
      <p>
        {day === null
          ? t('budgeting.tokens.programs.untold')
          : t('budgeting.tokens.programs.told', { day: view.date(day) })}{' '}
        <a href={view.href('/ledger')}>{t('budgeting.tokens.programs.log')}</a>
      </p>
      <SummaryList
        view={view}
        rows={scripts.map(({ path, sha256 }) => ({
          question: path.slice(path.lastIndexOf('/') + 1),
          answer: (
            <a href={path}>
              <code>{sha256}</code>
            </a>
          ),
        }))}
      />
      <p>{t('budgeting.tokens.programs.how')}</p>
    </Details>
  )
}
