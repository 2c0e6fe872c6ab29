import type { View } from '#kernel/i18n/view.ts'
import { Notice } from '#ui/components/Notice.tsx'

/** That a process was given up, and why: on its own page and on those of its parts. Nothing on pages of other processes. */
export function CancelledNotice({ view, process }: { view: View; process: { cancelled: string | null } }) {
  if (process.cancelled === null) return null
  return (
    <Notice kind="warning" title={view.t('processes.cancelled')}>
      <p>{process.cancelled}</p>
    </Notice>
  )
}
