import type { Lang } from './lang.ts'
import { unbroken } from './unbroken.ts'
import { locales } from './view.ts'

const kept = new Map<Lang, Intl.DateTimeFormat>()

/** A civil day as a letter writes it; pages have `view.date`. @param day YYYY-MM-DD */
export function dayInWords(day: string, lang: Lang): string {
  let format = kept.get(lang)
  if (!format) {
    format = new Intl.DateTimeFormat(locales[lang], { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
    kept.set(lang, format)
  }
  return unbroken(format.format(new Date(`${day}T00:00:00Z`)))
}
