import { InvalidInput } from '#kernel/errors.ts'
import type { Lang } from '#kernel/i18n/lang.ts'

interface Translated {
  /** Of the text that counts. */
  lang: Lang
  translation: string | null
  translationLang: Lang | null
}

/** A translation and its language come together, and it is another one than that of the text. @throws InvalidInput */
export function refuseHalfTranslation({ lang, translation, translationLang }: Translated): void {
  if ((translation === null) !== (translationLang === null) || translationLang === lang)
    throw new InvalidInput([{ field: 'translationLang', text: { key: 'people.translation.lang-wrong' } }])
}
