import Type from 'typebox'
import type { Field } from '#kernel/forms/fields.ts'
import type { View } from '#kernel/i18n/view.ts'
import { locales } from '#kernel/i18n/view.ts'
import { CURRENCY_UNIT } from './budget.ts'

/** More than any budget of a country spends: a typing error rather than a sum. In minor units. */
const MOST = 1_000_000_000_000

/**
 * A sum of money in whole units of the currency, as each language writes it; the value is in minor units.
 * "1 250 000", "1.250.000,50", "1,250,000.50" and "1250000.5" are read. A single separator before three digits groups them: nobody
 * writes thousandths of a leu.
 */
export function amount(options: { min?: number } = {}): Field<number> {
  const { min = 0 } = options
  return {
    keep: 'words',
    schema: Type.Union([Type.String({ pattern: '^[0-9.,\\s]{1,30}$' }), Type.Number({ minimum: 0 })], {
      description: 'In whole units of the currency, with or without decimals',
    }),
    read(raw) {
      if (raw === undefined) return { error: { key: 'kernel.form.missing' } }
      const value = typeof raw === 'number' ? minorOf(String(raw)) : typeof raw === 'string' ? minorOf(raw) : null
      if (value === null || value < min || value > MOST) return { error: { key: 'budgeting.money.not-amount' } }
      return { value }
    },
  }
}

function minorOf(typed: string): number | null {
  if (typed.length > 40) return null
  const compact = typed.replaceAll(/[\s\u00a0\u202f'’]/g, '')
  const parts = /^(\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+)(?:[.,](\d{1,2}))?$/.exec(compact)
  if (!parts) return null
  const [, whole = '', decimals = ''] = parts
  return Number(whole.replaceAll(/[.,]/g, '')) * CURRENCY_UNIT + Number(decimals.padEnd(2, '0'))
}

/** A sum as one would type it in the reader's language, for the value of a field. */
export function typedAmount({ lang }: Pick<View, 'lang'>, minor: number | null): string {
  if (minor === null) return ''
  const digits = minor % CURRENCY_UNIT === 0 ? 0 : 2
  return (minor / CURRENCY_UNIT).toLocaleString(locales[lang], {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
}
