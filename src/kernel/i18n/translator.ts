import { TYPE } from '@formatjs/icu-messageformat-parser'
import { IntlMessageFormat } from 'intl-messageformat'
import { inLang, isLocalised, type Lang } from './lang.ts'

export type MessageKey = keyof MessageArguments

/** A message to be translated where it is shown; arguments in several languages too, such as a name. */
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
    const compiled = new Map<string, Format>()
    const plain = messages[lang]
    const translate = ((key: string, args?: Record<string, unknown>) => {
      const message = plain[key]
      if (message === undefined) throw new Error(`No message "${key}" in ${lang}`)
      if (args === undefined && !message.includes('{') && !message.includes("'")) return message
      let format = compiled.get(key)
      if (!format) {
        format = compile(message, lang)
        compiled.set(key, format)
      }
      return lang === 'ru' ? withOneStop(format(args)) : format(args)
    }) as Translate
    known.set(translate, { lang, plain })
    return translate
  }
  return { ro: translator('ro'), ru: translator('ru'), en: translator('en') }
}

/** A Russian date ends with "г.", which also ends its sentence. */
function withOneStop(text: string): string {
  return text.includes('г..') ? text.replaceAll('г..', 'г.') : text
}

type Format = (args: Record<string, unknown> | undefined) => string

/**
 * What a message says with its arguments. Most are words with a name or a number already written put in: those are joined here, because a
 * list says a hundred of them and the library takes some ten times as long. Plurals, numbers and choices are the library's.
 */
function compile(message: string, lang: Lang): Format {
  const format = new IntlMessageFormat(message, lang, undefined, { ignoreTag: true, formatters })
  const elements = format.getAst()
  const plain = elements.every(({ type }) => type === TYPE.literal || type === TYPE.argument)
  if (!plain) return (args) => String(format.format(args as Record<string, string>))
  const parts = elements.map((element) => ({
    said: element.type === TYPE.literal,
    text: 'value' in element ? String(element.value) : '',
  }))
  return (args = {}) => {
    let text = ''
    for (const { said, text: name } of parts) {
      const value = said ? name : args[name]
      // As the library: an argument that is missing is a bug, and is told by it.
      if (typeof value !== 'string' && typeof value !== 'number')
        return String(format.format(args as Record<string, string>))
      text += value
    }
    return text
  }
}

/** Formatters by language and options. The library's own way to remember them writes all options as text for every message. */
const formatters = {
  getNumberFormat: remembered((lang, options) => new Intl.NumberFormat(lang, options as Intl.NumberFormatOptions)),
  getDateTimeFormat: remembered(
    (lang, options) => new Intl.DateTimeFormat(lang, options as Intl.DateTimeFormatOptions),
  ),
  getPluralRules: remembered((lang, options) => new Intl.PluralRules(lang, options as Intl.PluralRulesOptions)),
}

type Languages = string | readonly string[] | undefined

function remembered<T>(make: (lang: string | string[] | undefined, options: unknown) => T) {
  const usual = new Map<string, T>()
  return (lang?: Languages, options?: unknown): T => {
    // Options are objects of parsed messages: nearly all are of plurals, with a type alone.
    const type = typeof options === 'object' && options !== null ? Object.keys(options).join() : ''
    const name = `${lang} ${type === 'type' ? (options as { type: string }).type : type}`
    const asked = typeof lang === 'string' || lang === undefined ? lang : [...lang]
    if (type !== '' && type !== 'type') return make(asked, options)
    const known = usual.get(name) ?? make(asked, options)
    usual.set(name, known)
    return known
  }
}

const known = new WeakMap<Translate, { lang: Lang; plain: Record<string, string> }>()

/** Translates a message whose key is put together from data (an act, a permission); null where there is none. */
export function sayIfKnown(t: Translate, key: string): string | null {
  const texts = known.get(t)?.plain
  return texts && Object.hasOwn(texts, key) ? say(t, { key: key as MessageKey }) : null
}

/** Translates a {@link Text}. */
export function say(t: Translate, text: Text): string {
  const lang = known.get(t)?.lang ?? 'ro'
  const args = Object.entries(text.args ?? {}).map(([name, value]) => [
    name,
    isLocalised(value) ? inLang(value, lang) : value,
  ])
  return (t as (key: string, args?: Record<string, unknown>) => string)(text.key, Object.fromEntries(args))
}
