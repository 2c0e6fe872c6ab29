import { CkanError } from '../action.ts'

/** What a filter asks, as Lucene writes it. */
export type Query =
  | { all: Query[] }
  | { any: Query[] }
  | { not: Query }
  /** `field` is null where none was named. A value may have `*` for anything. */
  | { field: string | null; value: string }
  /** `*`: no bound. */
  | { field: string; from: string; to: string }

const MOST_DEEP = 6
/** Values and ranges of one search. */
const MOST_FILTERS = 20

type Token = { kind: '(' | ')' | 'and' | 'or' | 'not' } | { kind: 'field' | 'word' | 'phrase' | 'range'; text: string }

/** Each reads on from one place and never goes back, so that a text costs no more than its length. */
const TOKEN =
  /\s+|([()])|(&&|AND(?=[\s(])|\+)|(\|\||OR(?=[\s(]))|(!|-|NOT(?=[\s(]))|"((?:[^"\\]|\\.)*)"(?:~\d*)?(?:\^[\d.]+)?|[[{]([^\]}]*)[\]}]|([\w.-]+|\*):|((?:[^\s()":[\]{}\\]|\\.|:(?=\S))+)/y

/** All parts must be so unless OR stands between them. @throws CkanError */
export function parseLucene(text: string): Query {
  const tokens = tokensOf(text)
  let at = 0
  let filters = 0
  const query = either(null, 0)
  if (at < tokens.length) throw wrong(text)
  return query

  function either(field: string | null, deep: number): Query {
    if (deep > MOST_DEEP) throw wrong(text)
    const any = [every(field, deep)]
    while (tokens[at]?.kind === 'or') {
      at += 1
      any.push(every(field, deep))
    }
    return any.length === 1 ? (any[0] as Query) : { any }
  }

  function every(field: string | null, deep: number): Query {
    const all: Query[] = []
    for (let token = tokens[at]; token && token.kind !== ')' && token.kind !== 'or'; token = tokens[at])
      if (token.kind === 'and') at += 1
      else all.push(one(field, deep))
    return all.length === 1 ? (all[0] as Query) : { all }
  }

  function one(field: string | null, deep: number): Query {
    const token = tokens[at++]
    if (token?.kind === 'not') {
      if (deep > MOST_DEEP) throw wrong(text)
      return { not: one(field, deep + 1) }
    }
    if (token?.kind === '(') {
      const inner = either(field, deep + 1)
      if (tokens[at++]?.kind !== ')') throw wrong(text)
      return inner
    }
    if (token?.kind === 'field' && deep <= MOST_DEEP) return one(token.text, deep + 1)
    filters += 1
    if (filters > MOST_FILTERS) throw wrong(`more than ${MOST_FILTERS} filters`)
    if (token?.kind === 'word' || token?.kind === 'phrase') return { field, value: token.text }
    if (token?.kind !== 'range' || field === null) throw wrong(text)
    const [from, to, ...rest] = token.text.trim().split(/\s+TO\s+/)
    if (from === undefined || to === undefined || rest.length > 0) throw wrong(text)
    return { field, from, to }
  }
}

function tokensOf(text: string): Token[] {
  // A way to choose another parser, that of the search engine behind CKAN: never ours.
  if (text.includes('{!')) throw wrong(text)
  const tokens: Token[] = []
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length; ) {
    const from = TOKEN.lastIndex
    const [, bracket, and, or, not, phrase, range, field, word] = TOKEN.exec(text) ?? []
    if (TOKEN.lastIndex <= from) throw wrong(text)
    if (bracket) tokens.push({ kind: bracket as '(' })
    else if (and) tokens.push({ kind: 'and' })
    else if (or) tokens.push({ kind: 'or' })
    else if (not) tokens.push({ kind: 'not' })
    else if (phrase !== undefined) tokens.push({ kind: 'phrase', text: unescaped(phrase) })
    else if (range !== undefined) tokens.push({ kind: 'range', text: range })
    else if (field) tokens.push({ kind: 'field', text: field })
    else if (word) tokens.push({ kind: 'word', text: unescaped(word.replace(/\^[\d.]+$/, '')) })
  }
  return tokens
}

const unescaped = (text: string) => text.replaceAll(/\\(.)/g, '$1')

function wrong(text: string): CkanError {
  return new CkanError('Search Query Error', {
    message: `Search Query is invalid: Cannot understand "${text.trim().slice(0, 100)}"`,
  })
}
