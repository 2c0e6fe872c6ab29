import Type from 'typebox'
import type { Dependence } from '#kernel/changes/change-feed.ts'
import type { Context } from '#kernel/http/context.ts'
import { type Lang, langs } from '#kernel/i18n/lang.ts'
import { citingTexts, type Titles } from './citing.ts'
import { citedBy, citersOf, type OtherEnd } from './store.ts'

/** Another thing of the house, to or from which a text links. */
export const CitationLine = Type.Object({
  kind: Type.String({ description: '<room>.<thing>' }),
  label: Type.String({ description: 'What it is, in words; empty where that needs no word' }),
  title: Type.String(),
  lang: Type.Enum([...langs]),
  path: Type.String({ description: 'Of its page, without the language' }),
})
export type CitationLine = Type.Static<typeof CitationLine>

const MOST = 50

/** Public texts of the house that link to a thing, found last first. */
export async function citersLine(ctx: Context, to: { kind: string; key: string }): Promise<CitationLine[]> {
  const t = ctx.translate(ctx.lang)
  const labels = new Map(citingTexts(ctx).map(({ kind, label }) => [kind, t(label)]))
  return (await citersOf(ctx.db, to, MOST)).map((one) => ({
    ...lineOf(one, ctx.lang),
    label: labels.get(one.kind) ?? '',
  }))
}

/** What a text of the house links to. */
export async function citedLine(ctx: Context, from: { kind: string; key: string }): Promise<CitationLine[]> {
  return (await citedBy(ctx.db, from)).map((one) => lineOf(one, ctx.lang))
}

export function lineOf({ kind, title, path }: Omit<OtherEnd, 'key'>, lang: Lang): CitationLine {
  return { kind, label: '', path, ...titleIn(title, lang) }
}

/** While nothing else cites it, and it cites nothing else; also while none of those ends is called otherwise. */
export function whileCitations({ kind, key }: { kind: string; key: string | number }): Dependence {
  return { topics: [`citations ${kind} ${key}`] }
}

function titleIn(title: Titles, lang: Lang): { title: string; lang: Lang } {
  const found = [lang, ...langs].find((one) => title[one]) ?? lang
  return { title: title[found] ?? '', lang: found }
}
