import { inLang, type Lang, type Localised } from '#kernel/i18n/lang.ts'

/** The act and, where one is named, its article: "Codul administrativ nr. 116/2018, art. 60". */
export function basisInWords(basis: { act: Localised; article: Localised | null }, lang: Lang): string {
  return [basis.act, basis.article].flatMap((text) => (text ? [inLang(text, lang)] : [])).join(', ')
}
