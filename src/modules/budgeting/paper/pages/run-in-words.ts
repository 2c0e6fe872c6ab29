import type { View } from '#kernel/i18n/view.ts'

/** Numbers of ballots that are printed together. */
export const runInWords = ({ t }: View, first: number, last: number): string =>
  first === last ? t('budgeting.paper.run.one', { number: first }) : t('budgeting.paper.run', { first, last })
