import type { View } from '#kernel/i18n/view.ts'
import type { Crumb } from '#ui/components/Breadcrumb.tsx'

/** The way back to the roll's desk. */
export function rollCrumbs(view: View, process: { number: number; title: string }): Crumb[] {
  return [
    { path: '/work/processes', label: view.t('processes.desk.title') },
    { path: `/work/processes/${process.number}`, label: process.title },
    { path: `/work/processes/${process.number}/roll`, label: view.t('processes.roll.title') },
  ]
}
