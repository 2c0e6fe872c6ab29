import { processDeskCrumbs } from '#commons/processes/pages/process-crumbs.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { Crumb } from '#ui/components/Breadcrumb.tsx'

/** The way back to a process's desk, and to its paper. */
export function paperCrumbs(view: View, process: { number: number; title: string }): Crumb[] {
  return [
    ...processDeskCrumbs(view, process),
    { path: `/work/processes/${process.number}/paper`, label: view.t('budgeting.paper.title') },
  ]
}
