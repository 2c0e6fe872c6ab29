import type { View } from '#kernel/i18n/view.ts'
import { locales } from '#kernel/i18n/view.ts'

const formats = new Map<string, Intl.NumberFormat>()

/** Money in minor units as the reader's language writes it; without fractions when it is whole. */
export function money(view: Pick<View, 'lang'>, minor: number, currency: string): string {
  const whole = minor % 100 === 0
  const key = `${view.lang} ${currency} ${whole}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(locales[view.lang], {
      style: 'currency',
      currency,
      currencyDisplay: 'code',
      minimumFractionDigits: whole ? 0 : 2,
      maximumFractionDigits: 2,
    })
    formats.set(key, format)
  }
  return format.format(minor / 100)
}
