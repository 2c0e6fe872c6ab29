import type { View } from '#kernel/i18n/view.ts'

/** How many of the sheets that were read again were counted otherwise, also as a share, to a tenth of a percent. */
export function recheckFound({ sheets, differing }: { sheets: number; differing: number }, view: View): string {
  const percent = view.number(Math.round((differing / sheets) * 1000) / 10)
  return view.t('budgeting.paper.recheck.found', { sheets, differing, percent })
}
