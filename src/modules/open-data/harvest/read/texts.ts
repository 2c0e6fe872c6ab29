import sanitizeHtml from 'sanitize-html'
import { type Lang, type Localised, langs } from '#kernel/i18n/lang.ts'

export type Texts = Partial<Record<Lang | 'other', string>>

/** A line of another's: one language of blanks, nothing that hides, at most so long. */
export function line(value: unknown, most: number): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null
  return cutAt(
    withoutTags(String(value).slice(0, most * 20))
      .replaceAll(/\s+/g, ' ')
      .trim(),
    most,
  )
}

/** A text of several lines: of HTML its words alone, what else it holds is read as Markdown that runs nothing. */
export function paragraphs(value: unknown, most: number): string | null {
  if (typeof value !== 'string') return null
  const lines = withoutTags(value.slice(0, most * 20)).split('\n')
  const text = lines.map((one) => one.replaceAll(/[^\S\n]+/g, ' ').trim()).join('\n')
  return cutAt(text.replaceAll(/\n{3,}/g, '\n\n').trim(), most)
}

/** Controls, what turns the direction of writing around, what nobody sees: out of another's text they go without a word. */
const HIDING = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu
const HTML = /<\/?[a-z!][^>]*>/i
const ENDS_A_LINE = /<(?:br|\/p|\/div|\/h[1-6]|\/tr|\/ul|\/ol)\b[^>]*>/gi
const ITEM = /<li\b[^>]*>/gi
const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }

function withoutTags(text: string): string {
  const words = HTML.test(text)
    ? sanitizeHtml(text.replaceAll(ENDS_A_LINE, '$&\n').replaceAll(ITEM, '\n- $&'), { allowedTags: [] })
    : text
  const plain = HTML.test(text) ? words.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (one) => ENTITIES[one] ?? one) : words
  return plain
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(HIDING, (one) => (one === '\n' ? '\n' : one === '\t' ? ' ' : ''))
    .normalize('NFC')
}

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
