import type { View } from '#kernel/i18n/view.ts'
import type { MapView } from '../replies.ts'

/** What the numbers are. */
export function sayMeasure({ t }: Pick<View, 't'>, { measure, columns }: MapView): string {
  const { figure, column } = measure
  const title = columns.find(({ name }) => name === column)?.title ?? column ?? ''
  return figure === 'count' ? t('open-data.map.measure.count') : t(`open-data.map.measure.${figure}`, { title })
}

/** The line of a scale. @param length in metres */
export function lengthInWords({ t }: Pick<View, 't'>, length: number): string {
  return length < 1_000 ? t('ui.map.metres', { length }) : t('ui.map.kilometres', { length: length / 1_000 })
}

/** In what numbers are told, so that the largest fits a small square. */
export function unitFor(values: number[]): { unit: 1 | 1_000 | 1_000_000 | 1_000_000_000; whole: boolean } {
  const most = Math.max(0, ...values.map(Math.abs))
  const unit = ([1, 1_000, 1_000_000, 1_000_000_000] as const).find((one) => most / one < 100_000) ?? 1_000_000_000
  return { unit, whole: unit > 1 || values.every(Number.isInteger) || most >= 1_000 }
}

/** To three digits that count, where it is no whole number. */
export function shortened(value: number): number {
  return Number.isInteger(value) || Math.abs(value) >= 1_000 ? Math.round(value) : Number(value.toPrecision(3))
}
