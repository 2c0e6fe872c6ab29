import type { PartField } from './parts.ts'

export interface Text {
  title: string
  /** Markdown. */
  why: string
}

/** A stretch of the original text: UTF-16 positions, end excluded. Title and text of a petition, or a field of another part. */
export interface Range {
  field: keyof Text | PartField
  start: number
  end: number
}

export interface HiddenPart {
  /** 'text' hides all of it. */
  target: 'passage' | 'text'
  ranges: Range[]
  /** What stands in its place, such as „[ascuns: date ale altei persoane]". */
  mark: string
}

/** The text as readers may see it. Parts that overlap or touch become one, under the mark of the first. */
export function maskedText(original: Text, hidden: HiddenPart[]): Text {
  const whole = hidden.find(({ target }) => target === 'text')
  if (whole) return { title: whole.mark, why: escaped(whole.mark) }
  return {
    title: without(original.title, partsOf(hidden, 'title')),
    why: maskedMarkdown(original.why, hidden, 'why'),
  }
}

/** One field in Markdown as readers may see it. @param plain the field is no Markdown: a bracket begins no link */
export function maskedMarkdown(markdown: string, hidden: HiddenPart[], field: Range['field'], plain = false): string {
  const asMarkdown = (mark: string) => (plain ? mark : escaped(mark))
  const whole = hidden.find(({ target }) => target === 'text')
  if (whole) return asMarkdown(whole.mark)
  const parts = partsOf(hidden, field).map((part) => ({ ...part, mark: asMarkdown(part.mark) }))
  return without(markdown, parts)
}

/** Everywhere a passage stands in the text; empty when it stands nowhere. */
export function rangesOf(fields: Partial<Record<Range['field'], string>>, passage: string): Range[] {
  return (Object.entries(fields) as [Range['field'], string][]).flatMap(([field, text]) => {
    const found: Range[] = []
    for (let at = text.indexOf(passage); at >= 0; at = text.indexOf(passage, at + passage.length))
      found.push({ field, start: at, end: at + passage.length })
    return found
  })
}

interface Part {
  start: number
  end: number
  mark: string
}

function partsOf(hidden: HiddenPart[], field: Range['field']): Part[] {
  const parts = hidden
    .flatMap(({ ranges, mark }) => ranges.filter((range) => range.field === field).map((range) => ({ ...range, mark })))
    .sort((a, b) => a.start - b.start)
  const merged: Part[] = []
  for (const { start, end, mark } of parts) {
    const last = merged.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else merged.push({ start, end, mark })
  }
  return merged
}

function without(text: string, parts: Part[]): string {
  let shown = ''
  let from = 0
  for (const { start, end, mark } of parts) {
    shown += text.slice(from, start) + mark
    from = end
  }
  return shown + text.slice(from)
}

/** In Markdown a bracket may begin a link. */
function escaped(mark: string): string {
  return mark.replaceAll(/[[\]]/g, '\\$&')
}
