import { type Lang, langs } from '#kernel/i18n/lang.ts'
import type { Described, DescribedFile } from '../history-store.ts'
import { inThemeOrder } from '../vocabularies/themes.ts'
import type { ChangedField } from './replies.ts'

export interface Line {
  kind: 'same' | 'gone' | 'new'
  text: string
}

export interface Change {
  field: ChangedField
  lang: Lang | null
  lines: Line[]
}

/** How codes, places and files are said. */
export interface InWords {
  code(vocabulary: 'theme' | 'licence' | 'frequency' | 'high-value' | 'file-type', code: string): string
  place(key: string): string
  access(rights: string): string
}

/** What a change of a description changed, field by field in the order of the form, line by line where there are several. */
export function changesBetween(before: Described, after: Described, words: InWords): Change[] {
  const [old, now] = [linesOf(before, words), linesOf(after, words)]
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((key) => ({ ...parts(key), lines: diff(old.get(key) ?? [], now.get(key) ?? []) }))
    .filter(({ lines }) => lines.some(({ kind }) => kind !== 'same'))
    .map(({ field, lang, lines }) => ({ field, lang, lines: unsaid.has(field) ? [] : withoutFarLines(lines) }))
}

/** Somebody's name and address, once taken out, are not told for ever: only that they changed. */
const unsaid: ReadonlySet<ChangedField> = new Set(['contactName', 'contactEmail'])

type Key = `${ChangedField}` | `${ChangedField} ${string}`

function parts(key: Key): { field: ChangedField; lang: Lang | null } {
  const [field, rest] = key.split(' ') as [ChangedField, string | undefined]
  return { field, lang: langs.find((lang) => lang === rest) ?? null }
}

/** What a description says, by field and, where it has one, language or file. */
function linesOf(described: Described, words: InWords): Map<Key, string[]> {
  const { themes, licence, frequency, placeKey, highValue, files } = described
  const said: [Key, string[]][] = [
    ...langs.map((lang): [Key, string[]] => [`title ${lang}`, [described.title[lang] ?? '']]),
    ...langs.map((lang): [Key, string[]] => [`description ${lang}`, (described.description[lang] ?? '').split('\n')]),
    ...langs.map((lang): [Key, string[]] => [`keywords ${lang}`, [(described.keywords[lang] ?? []).join(', ')]]),
    ['themes', inThemeOrder(themes).map((code) => words.code('theme', code))],
    ['licence', [words.code('licence', licence)]],
    ['frequency', [words.code('frequency', frequency)]],
    ['accessRights', [words.access(described.accessRights)]],
    ['contactName', [described.contactName ?? '']],
    ['contactEmail', [described.contactEmail ?? '']],
    ['contactUrl', [described.contactUrl ?? '']],
    ['place', [placeKey === null ? '' : words.place(placeKey)]],
    ['coversFrom', [described.coversFrom ?? '']],
    ['coversTo', [described.coversTo ?? '']],
    ['highValue', [highValue === null ? '' : words.code('high-value', highValue)]],
    ...files.map((file): [Key, string[]] => [`file ${file.id}`, fileLines(file, words)]),
  ]
  return new Map(said.map(([key, lines]) => [key, lines.filter((line) => line.trim() !== '')]))
}

function fileLines({ title, description, url, format, licence }: DescribedFile, words: InWords): string[] {
  return [
    ...langs.map((lang) => title[lang] ?? ''),
    ...langs.map((lang) => description[lang] ?? ''),
    url ?? '',
    // Of a file that stands here it is that of its versions, which are told by themselves; nobody says it when describing.
    url === null || format === null ? '' : words.code('file-type', format),
    licence === null ? '' : words.code('licence', licence),
  ]
}

/** The longest common lines stay; what stands between them went or came (Hunt & McIlroy's problem, by the plain table). */
export function diff(before: string[], after: string[]): Line[] {
  const common = tableOf(before, after)
  const lines: Line[] = []
  let [at, to] = [0, 0]
  while (at < before.length || to < after.length) {
    if (at < before.length && to < after.length && before[at] === after[to]) {
      lines.push({ kind: 'same', text: before[at] as string })
      at++
      to++
    } else if (at < before.length && (to === after.length || length(common, at + 1, to) >= length(common, at, to + 1)))
      lines.push({ kind: 'gone', text: before[at++] as string })
    else lines.push({ kind: 'new', text: after[to++] as string })
  }
  return lines
}

/** Beyond so many lines a text is taken as a new one: the table grows with the square. */
const MOST_LINES = 500

/** How many lines the rests from each pair of lines on have in common. */
function tableOf(before: string[], after: string[]): number[][] {
  if (before.length > MOST_LINES || after.length > MOST_LINES) return []
  const table = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0))
  for (let at = before.length - 1; at >= 0; at--)
    for (let to = after.length - 1; to >= 0; to--)
      (table[at] as number[])[to] =
        before[at] === after[to]
          ? length(table, at + 1, to + 1) + 1
          : Math.max(length(table, at + 1, to), length(table, at, to + 1))
  return table
}

const length = (table: number[][], at: number, to: number) => table[at]?.[to] ?? 0

/** Of what stayed only the neighbours of what did not. */
function withoutFarLines(lines: Line[]): Line[] {
  return lines.filter(
    ({ kind }, at) =>
      kind !== 'same' || [lines[at - 1], lines[at + 1]].some((beside) => beside && beside.kind !== 'same'),
  )
}
