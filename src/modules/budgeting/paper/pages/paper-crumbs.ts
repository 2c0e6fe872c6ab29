import type { View } from '#kernel/i18n/view.ts'
import type { Crumb } from '#ui/components/Breadcrumb.tsx'

/** The way back to a process's desk, and to its paper. */
export function paperCrumbs(view: View, process: { number: number; title: string }): [Crumb, Crumb, Crumb] {
  return [
    { path: '/work/processes', label: view.t('processes.desk.title') },
    { path: `/work/processes/${process.number}`, label: process.title },
    { path: `/work/processes/${process.number}/paper`, label: view.t('budgeting.paper.title') },
  ]
}
