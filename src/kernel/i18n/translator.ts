import { IntlMessageFormat } from 'intl-messageformat'
import type { Lang } from './lang.ts'

export type MessageKey = keyof MessageArguments

/** A message to be translated where it is shown. */
export interface Text {
  key: MessageKey
  args?: Record<string, unknown>
}

/** Translates a message; the arguments are typed from the message itself (generated/messages.d.ts). */
export type Translate = <K extends MessageKey>(
  key: K,
  ...args: {} extends MessageArguments[K] ? [args?: MessageArguments[K]] : [args: MessageArguments[K]]
) => string

export type Messages = Record<Lang, Record<string, string>>

/**
 * @param messages ICU messages by language and key
 * @returns a translator for each language; a key without a message is a bug and throws
 */
export function createTranslators(messages: Messages): Record<Lang, Translate> {
  const translator = (lang: Lang): Translate => {
    const compiled = new Map<string, IntlMessageFormat>()
    const plain = messages[lang]
    const translate = ((key: string, args?: Record<string, unknown>) => {
      const message = plain[key]
      if (message === undefined) throw new Error(`No message "${key}" in ${lang}`)
      if (args === undefined && !message.includes('{') && !message.includes("'")) return message
      let format = compiled.get(key)
      if (!format) {
        format = new IntlMessageFormat(message, lang, undefined, { ignoreTag: true })
        compiled.set(key, format)
      }
      return String(format.format(args as Record<string, string>))
    }) as Translate
    known.set(translate, plain)
    return translate
  }
  return { ro: translator('ro'), ru: translator('ru'), en: translator('en') }
}

const known = new WeakMap<Translate, Record<string, string>>()

/** Translates a message whose key is put together from data (an act, a permission); null where there is none. */
export function sayIfKnown(t: Translate, key: string): string | null {
  const texts = known.get(t)
  return texts && Object.hasOwn(texts, key) ? say(t, { key: key as MessageKey }) : null
}

/** Translates a {@link Text}. */
export function say(t: Translate, text: Text): string {
  return (t as (key: string, args?: Record<string, unknown>) => string)(text.key, text.args ?? {})
}
