import type { View } from '#kernel/i18n/view.ts'
import { Notice } from '#ui/components/Notice.tsx'

/** On every page of a rehearsal: nobody may take it for what people did. Nothing on pages of other processes. */
export function RehearsalNotice({ view, process }: { view: View; process: { number: number; rehearsal: unknown } }) {
  const { t } = view
  if (!process.rehearsal) return null
  return (
    <Notice kind="warning" title={t('processes.rehearsal.notice')}>
      <p>
        {t('processes.rehearsal.notice.text')}{' '}
        <a href={view.href(`/processes/${process.number}/evaluation`)}>{t('processes.rehearsal.rules')}</a>
      </p>
    </Notice>
  )
}
