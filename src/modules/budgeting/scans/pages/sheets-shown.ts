import type { View } from '#kernel/i18n/view.ts'

/** Which sheets a scan shows, in words. */
export function sheetsShown({ first, last }: { first: number; last: number }, view: View): string {
  return first === last
    ? view.t('budgeting.scans.sheet', { sheet: first })
    : view.t('budgeting.scans.sheets', { first, last })
}
