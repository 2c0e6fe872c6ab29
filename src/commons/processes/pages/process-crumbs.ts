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
