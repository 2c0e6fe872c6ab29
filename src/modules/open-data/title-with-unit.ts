import type { ColumnView } from '../replies.ts'

/** The title of a column with the unit that stood beside its numbers, where the title does not say it: the numbers are here without it. */
export function titleWithUnit({ title, format }: Pick<ColumnView, 'title' | 'format'>): string {
  const unit = format?.unit
  return unit === undefined || title.toLowerCase().includes(unit.toLowerCase()) ? title : `${title} (${unit})`
}
