import { IntlMessageFormat } from 'intl-messageformat'
import type { Lang, View } from '#kernel/i18n/view.ts'
import en from './messages/en.json' with { type: 'json' }
import ro from './messages/ro.json' with { type: 'json' }
import ru from './messages/ru.json' with { type: 'json' }

const MESSAGES: Record<Lang, Record<string, string>> = { ro, ru, en }

/** A view for tests of components: the real texts of the design system, a fixed day. A missing text is thrown. */
export function sampleView(overrides: Partial<View> = {}): View {
  const lang = overrides.lang ?? 'ro'
  const day = (d: string | Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(lang, { timeZone: 'Europe/Chisinau', ...options }).format(new Date(d))
  return {
    lang,
    now: new Date('2026-11-22T10:00:00Z'),
    path: '/petitions/42-trotuar',
    publicUrl: 'https://punte.example',
    demo: false,
    t: ((key: string, args: Record<string, unknown> = {}) => {
      const text = MESSAGES[lang][key.replace(/^ui\./, '')]
      if (text === undefined) throw new Error(`no message ${key} in ${lang}`)
      return String(new IntlMessageFormat(text, lang).format(args as Record<string, string | number>))
    }) as View['t'],
    number: (n) => new Intl.NumberFormat(lang).format(n),
    date: (d, style = 'long') =>
      day(
        d,
        style === 'short' ? { day: 'numeric', month: 'short' } : { day: 'numeric', month: 'long', year: 'numeric' },
      ),
    days: (first, last) =>
      new Intl.DateTimeFormat(lang, { timeZone: 'UTC', day: 'numeric', month: 'short' }).formatRange(
        new Date(first),
        new Date(last),
      ),
    dateTime: (d) => day(d, { dateStyle: 'long', timeStyle: 'short' }),
    time: (d) => day(d, { timeStyle: 'short' }),
    list: (items) => new Intl.ListFormat(lang).format(items),
    href: (path) => (path === '/' ? `/${lang}` : `/${lang}${path}`),
    asset: (name) => `/assets/${name}`,
    nav: [
      { path: '/petitions', label: 'Petiții' },
      { path: '/statistics', label: 'Statistici' },
    ],
    ...overrides,
  }
}
