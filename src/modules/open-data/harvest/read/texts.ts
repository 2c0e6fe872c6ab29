import sanitizeHtml from 'sanitize-html'
import { type Lang, type Localised, langs } from '#kernel/i18n/lang.ts'

export type Texts = Partial<Record<Lang | 'other', string>>

/** A line of another's: one language of blanks, nothing that hides, at most so long. */
export function line(value: unknown, most: number): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null
  return cutAt(
    withoutTags(String(value).slice(0, most * 20), (words) => words)
      .replaceAll(/\s+/g, ' ')
      .trim(),
    most,
  )
}

/** A text of several lines: of HTML its words and links alone, what else it holds is read as Markdown that runs nothing. */
export function paragraphs(value: unknown, most: number): string | null {
  return lines(value, most, (words, address) => `[${words.replaceAll(/[\\[\]*_]/g, '\\$&')}](${address})`)
}

/** The same where no Markdown is read: addresses stand behind their words. */
export function plainLines(value: unknown, most: number): string | null {
  return lines(value, most, (words, address) => {
    const saysAll = [words, `mailto:${words}`].some((said) => safeAddress(said) === address)
    return saysAll ? words : `${words} (${address})`
  })
}

/** How a link is written. @param address whole, without blanks and brackets */
type Link = (words: string, address: string) => string

function lines(value: unknown, most: number, link: Link): string | null {
  if (typeof value !== 'string') return null
  const all = withoutTags(value.slice(0, most * 20), (said, to) => {
    const [words, address] = [said.replaceAll(/\s+/g, ' ').trim(), safeAddress(to)]
    return address === null ? words : link(words || address, address)
  }).split('\n')
  const text = all.map((one) => one.replaceAll(/[^\S\n]+/g, ' ').trim()).join('\n')
  return cutAt(text.replaceAll(/\n{3,}/g, '\n\n').trim(), most)
}

/** Leads to a page or writes a letter, and holds no password; null for all else. */
function safeAddress(address: string): string | null {
  const url = URL.parse(address)
  if (!url || !/^(https?|mailto):$/.test(url.protocol) || url.username || url.password) return null
  return url.href.replaceAll(/[()<>\\\s]/g, (one) => `%${one.charCodeAt(0).toString(16)}`)
}

/** Controls, what turns the direction of writing around, what nobody sees: out of another's text they go without a word. */
const HIDING = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu
const HTML = /<\/?[a-z!][^<>]*>/i
const ENDS_A_LINE = /<(?:br|\/p|\/div|\/h[1-6]|\/tr|\/ul|\/ol)\b[^<>]*>/gi
const ITEM = /<li\b[^<>]*>/gi
/** Of Markdown: `<https://example.md>`, `<ion@example.md>`. */
const AUTOLINK = /<((?:https?:\/\/|mailto:)[^\s<>]+|[^\s<>@:/"'=]+@[^\s<>@/"'=]+)>/gi
/** As it comes out of `sanitizeHtml`, which closes what is open. */
const ANCHOR = /<a(?: href="([^"]*)")?>(.*?)<\/a>/gs
const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }

function withoutTags(text: string, link: Link): string {
  const plain = HTML.test(text.replaceAll(AUTOLINK, '')) ? wordsOf(text, link) : text.replaceAll(AUTOLINK, linked(link))
  return plain
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(HIDING, (one) => (one === '\n' ? '\n' : one === '\t' ? ' ' : ''))
    .normalize('NFC')
}

const linked = (link: Link) => (_: string, said: string) =>
  link(said, said.includes('@') && !said.includes(':') ? `mailto:${said}` : said)

/** What of HTML is read; links of Markdown among it are links like the others. */
function wordsOf(text: string, link: Link): string {
  const anchor = linked((words, address) => `<a href="${escaped(address)}">${escaped(words)}</a>`)
  const html = sanitizeHtml(
    text.replaceAll(AUTOLINK, anchor).replaceAll(ENDS_A_LINE, '$&\n').replaceAll(ITEM, '\n- $&'),
    { allowedTags: ['a'], allowedAttributes: { a: ['href'] } },
  )
  const words = (part: string) => unescaped(part.replaceAll(/<[^>]*>/g, ''))
  let read = ''
  let from = 0
  for (const found of html.matchAll(ANCHOR)) {
    const [whole, address = '', said = ''] = found
    read += words(html.slice(from, found.index)) + link(words(said), unescaped(address))
    from = found.index + whole.length
  }
  return read + words(html.slice(from))
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
const unescaped = (text: string) => text.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (one) => ENTITIES[one] ?? one)

function cutAt(text: string, most: number): string | null {
  if (text === '') return null
  const letters = [...text]
  return letters.length <= most
    ? text
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
}

/** Of a tag such as `ro-MD`; 'other' for a language that we do not have. */
export function langOf(tag: string | null | undefined, otherwise: Lang): Lang | 'other' {
  if (!tag) return otherwise
  const primary = tag.toLowerCase().split(/[-_]/)[0]
  return langs.find((lang) => lang === primary || (lang === 'ro' && primary === 'mo')) ?? 'other'
}

/** With a Romanian one, which we cannot do without: the first there is stands in for it. */
export function localised(texts: Texts): Localised | null {
  const { ro, ru, en, other } = texts
  const first = ro ?? ru ?? en ?? other
  if (first === undefined) return null
  return { ro: ro ?? first, ...(ru && { ru }), ...(en && { en }) }
}

/** The same of a text that may be missing. One in a language that we do not have stands in the source's own. */
export function partlyLocalised({ other, ...texts }: Texts, otherwise: Lang): Partial<Record<Lang, string>> {
  return Object.keys(texts).length > 0 || other === undefined ? texts : { [otherwise]: other }
}
