import { quarterOf } from '#kernel/clock.ts'
import { type Lang, langs } from './lang.ts'
import type { Translate } from './translator.ts'
import { unbroken } from './unbroken.ts'

export type { Lang }

export const locales: Record<Lang, string> = { ro: 'ro-MD', ru: 'ru-MD', en: 'en-GB' }

/** What a page knows besides its reply. A public page must not depend on more, or its cached copy would be wrong. */
export interface View {
  lang: Lang
  now: Date
  /** Path without the language, e.g. '/petitions/42-slug'. */
  path: string
  /** What was asked of this page, as `?…` or nothing: the same question stands in the other languages. */
  search?: string
  /** Of a personal page: the list that one came from, with its filters, as a path without language. */
  from?: string
  /** Of a page whose form came back: path without language that the form posts to, and why. */
  returned?: { action: string; why: Returned }
  /** Of a page on which the form that was refused stands no more: why it was, and the texts that were typed into it. */
  unsaid?: { why: string[]; words: string[] }
  publicUrl: string
  t: Translate
  number(n: number): string
  /** A civil day or an instant, as the language writes it; instants in the installation's time zone. */
  date(d: string | Date, style?: 'long' | 'short' | 'weekday' | 'month'): string
  /** Civil days from the first to the last, short, with what both have in common said once: "15–21 iun. 2026". */
  days(first: string, last: string): string
  dateTime(d: string | Date): string
  /** The hour of an instant, in the installation's time zone. */
  time(d: string | Date): string
  list(items: string[]): string
  /** Adds the language: href('/petitions') → '/ro/petitions'. */
  href(path: string): string
  asset(name: string): string
  nav: { path: string; label: string }[]
  demo: boolean
}

/**
 * 'failed': something was wrong with it. 'language', 'search', 'image': its reader only wanted it in another language, to see what a field's
 * search finds, or clicked an image of it. 'kept': its reader had to sign in first.
 */
export type Returned = 'failed' | 'language' | 'search' | 'image' | 'kept'

/**
 * Name of the button that shows a form again without sending it; its values are the second and third of {@link Returned}, and 'enter' on the
 * button that Enter presses, which sends the form unless something was typed into a search of it.
 */
export const AGAIN = 'again'
/** Name, in a form and in an address, of the list that one came from. */
export const FROM = 'from'
/** Id of the form that came back. */
export const RETURNED_FORM = 'returned'

export type ViewMaker = (lang: Lang, path: string, now: Date) => View

/** Formatters are made once a language: constructing an Intl formatter costs a hundred times its use. */
export function createViews(options: {
  translators: Record<Lang, Translate>
  timeZone: string
  publicUrl: string
  asset: (name: string) => string
  nav: (t: Translate) => { path: string; label: string }[]
  demo: boolean
}): ViewMaker {
  const { timeZone } = options
  const shared = Object.fromEntries(
    langs.map((lang) => {
      const t = options.translators[lang]
      const locale = locales[lang]
      const number = new Intl.NumberFormat(locale)
      const list = new Intl.ListFormat(locale)
      const styles = {
        long: { day: 'numeric', month: 'long', year: 'numeric' },
        short: { day: 'numeric', month: 'short', year: 'numeric' },
        weekday: { weekday: 'long', day: 'numeric', month: 'long' },
        month: { month: 'long', year: 'numeric' },
      } as const
      const forDays = mapValues(styles, (style) => {
        const format = new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' })
        return remembering((day) => unbroken(format.format(new Date(`${day}T00:00:00Z`))))
      })
      const forInstants = mapValues(styles, (style) => {
        const format = new Intl.DateTimeFormat(locale, { ...style, timeZone })
        const say = (milliseconds: number) => unbroken(format.format(milliseconds))
        const remembered = remembering(say)
        return (milliseconds: number) => {
          const quarter = quarterOf(milliseconds)
          return quarter === null ? say(milliseconds) : remembered(quarter)
        }
      })
      const span = new Intl.DateTimeFormat(locale, { ...styles.short, timeZone: 'UTC' })
      const dateTime = new Intl.DateTimeFormat(locale, { ...styles.long, hour: '2-digit', minute: '2-digit', timeZone })
      const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone })
      return [
        lang,
        {
          lang,
          t,
          publicUrl: options.publicUrl,
          asset: options.asset,
          nav: options.nav(t),
          demo: options.demo,
          number: (n: number) => number.format(n),
          list: (items: string[]) => list.format(items),
          date: (d: string | Date, style: keyof typeof styles = 'long') =>
            typeof d === 'string' && d.length === 10 ? forDays[style](d) : forInstants[style](new Date(d).getTime()),
          days: (first: string, last: string) => unbroken(span.formatRange(new Date(first), new Date(last))),
          dateTime: (d: string | Date) => unbroken(dateTime.format(new Date(d))),
          time: (d: string | Date) => time.format(new Date(d)),
          href: (path: string) => `/${lang}${path === '/' ? '' : path}`,
        },
      ]
    }),
  ) as unknown as Record<Lang, Omit<View, 'now' | 'path'>>
  return (lang, path, now) => ({ ...shared[lang], path, now })
}

const DAYS = 20_000

/** A chart names hundreds of days, and there are only so many: saying them anew was a twelfth of the work of a petition's page. */
function remembering<Day>(say: (day: Day) => string): (day: Day) => string {
  const said = new Map<Day, string>()
  return (day) => {
    const known = said.get(day)
    if (known !== undefined) return known
    if (said.size >= DAYS) said.clear()
    const text = say(day)
    said.set(day, text)
    return text
  }
}

function mapValues<K extends string, A, B>(record: Record<K, A>, change: (value: A) => B): Record<K, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value as A)])) as Record<K, B>
}
