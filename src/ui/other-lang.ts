import type { View } from '#kernel/i18n/view.ts'

/** For `lang`: the language of words that a person or an institution wrote, where the page speaks another one. */
export function otherLang<L extends string>(lang: L | undefined, view: Pick<View, 'lang'>): L | undefined {
  return lang === view.lang ? undefined : lang
}
