import { sayIfKnown, type Translate } from '#kernel/i18n/translator.ts'
import type { SettingDefinition } from './settings.ts'

/** A setting's title: the message `<room>.setting.<name>`, or `<room>.<part>.setting.<name>` for a part; null when there is none. */
export function settingTitle(t: Translate, key: string): string | null {
  const names = key.split('.')
  const places = names.slice(1).map((_, at) => [...names.slice(0, at + 1), 'setting', ...names.slice(at + 1)].join('.'))
  return places.map((place) => sayIfKnown(t, place)).find((title) => title !== null) ?? null
}

/** A value with its unit, as a person says it: "30 de zile". */
export function valueInWords(t: Translate, unit: SettingDefinition['unit'], value: unknown): string {
  if (value === null || value === undefined) return t('settings.value.none')
  if (typeof value === 'boolean') return t(value ? 'settings.value.yes' : 'settings.value.no')
  if (typeof value === 'number') return unit === 'bytes' ? bytesInWords(t, value) : numberInWords(t, unit, value)
  if (Array.isArray(value)) return value.map((one) => valueInWords(t, unit, one)).join(', ')
  if (typeof value !== 'string') return JSON.stringify(value)
  if (unit === 'text') return value
  return sayIfKnown(t, `settings.value.${value}`) ?? value
}

function numberInWords(t: Translate, unit: SettingDefinition['unit'], value: number): string {
  switch (unit) {
    case 'days':
    case 'workingDays':
    case 'signatures':
    case 'people':
    case 'characters':
    case 'percent':
      return t(`settings.unit.${unit}`, { value })
    default:
      return t('settings.unit.number', { value })
  }
}

function bytesInWords(t: Translate, value: number): string {
  if (value >= 1024 * 1024) return t('settings.unit.megabytes', { value: Math.round((value / 1024 / 1024) * 10) / 10 })
  return t('settings.unit.kilobytes', { value: Math.round((value / 1024) * 10) / 10 })
}
