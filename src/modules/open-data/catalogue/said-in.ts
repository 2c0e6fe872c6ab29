import { type Lang, langs } from '#kernel/i18n/lang.ts'

export interface Said {
  text: string
  lang: Lang
}

export interface SaidWords {
  words: string[]
  lang: Lang
}

/** A text of an official in the reader's language, else in the first one that it was written in; null where there is none. */
export function saidIn(texts: Partial<Record<Lang, string>>, lang: Lang): Said | null {
  const found = [lang, ...langs].find((one) => texts[one])
  return found === undefined ? null : { text: texts[found] as string, lang: found }
}

/** Keywords, in the same way. */
export function keywordsIn(keywords: Partial<Record<Lang, string[]>>, lang: Lang): SaidWords {
  const found = [lang, ...langs].find((one) => (keywords[one] ?? []).length > 0)
  return found === undefined ? { words: [], lang } : { words: keywords[found] as string[], lang: found }
}
