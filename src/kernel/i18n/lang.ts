export const langs = ['ro', 'ru', 'en'] as const
export type Lang = (typeof langs)[number]

/** Text that officials write: one version a language; ro stands in for a missing one. */
export type Localised = { ro: string; ru?: string; en?: string }

export const isLocalised = (value: unknown): value is Localised =>
  typeof value === 'object' && value !== null && 'ro' in value

export function inLang(text: Localised, lang: Lang): string {
  return text[lang] ?? text.ro
}

export function isLang(value: string): value is Lang {
  return (langs as readonly string[]).includes(value)
}

/** The best of our languages for an Accept-Language header. */
export function preferredLang(header: string | undefined): Lang {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().split(';')
      const q = rest.map((r) => r.trim()).find((r) => r.startsWith('q='))
      const [primary = ''] = tag.toLowerCase().split('-')
      // 'mo' was the code of what Moldova now calls Romanian; old phones still send it.
      return { lang: primary === 'mo' ? 'ro' : primary, q: q ? Number(q.slice(2)) || 0 : 1 }
    })
    .filter(({ lang, q }) => isLang(lang) && q > 0)
    .sort((a, b) => b.q - a.q)
  return (wanted[0]?.lang as Lang | undefined) ?? 'ro'
}
