import type { View } from '#kernel/i18n/view.ts'
import { Notice } from '#ui/components/Notice.tsx'

interface Props {
  view: View
  process: { number: number; again: number | null; cancelled: string | null }
}

/**
 * Where one takes part in what is held again: who took part the first time does so once more. Nothing on pages of other processes, nor where
 * the second time was given up.
 */
export function AgainNotice({ view, process }: Props) {
  const { t } = view
  if (process.again === null || process.cancelled !== null) return null
  return (
    <Notice kind="info" title={t('processes.again.is')}>
      <p>
        {t('processes.again.is.everybody')}{' '}
        <a href={view.href(`/processes/${process.number}`)}>{t('processes.again.is.why')}</a>
      </p>
    </Notice>
  )
}
