import type { View } from '#kernel/i18n/view.ts'
import type { Crumb } from '#ui/components/Breadcrumb.tsx'
import { processDeskCrumbs } from '../../pages/process-crumbs.ts'

/** The way back to the roll's desk. */
export function rollCrumbs(view: View, process: { number: number; title: string }): Crumb[] {
  return [
    ...processDeskCrumbs(view, process),
    { path: `/work/processes/${process.number}/roll`, label: view.t('processes.roll.title') },
  ]
}
