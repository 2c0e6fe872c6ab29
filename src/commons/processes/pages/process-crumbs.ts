import type { View } from '#kernel/i18n/view.ts'
import type { Crumb } from '#ui/components/Breadcrumb.tsx'
import { processPath } from '../process.ts'

/** The way to a process, for the pages that stand below it. */
export function processCrumbs(view: View, process: { number: number; slug: string; title: string }): Crumb[] {
  return [
    { path: '/processes', label: view.t('processes.title') },
    { path: processPath(process), label: process.title },
  ]
}

/** The same for those who run it: the way to its desk, for the pages that stand below it. */
export function processDeskCrumbs(view: View, process: { number: number; title: string }): Crumb[] {
  return [
    { path: '/work/processes', label: view.t('processes.desk.title') },
    { path: `/work/processes/${process.number}`, label: process.title },
  ]
}
