export type Lang = 'ro' | 'ru' | 'en'

export interface View {
  lang: Lang
  now: Date
  /** Path without the language, e.g. '/petitions/42-slug'. */
  path: string
  t: (key: string, args?: Record<string, unknown>) => string
  number(n: number): string
  date(d: string | Date, style?: 'long' | 'short' | 'weekday'): string
  dateTime(d: string | Date): string
  list(items: string[]): string
  /** Adds the language prefix. */
  href(path: string): string
  /** '/assets/punte-ab12.css' */
  asset(name: string): string
  /** Main navigation, from the manifests. */
  nav: { path: string; label: string }[]
}
