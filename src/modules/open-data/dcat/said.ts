import { type Lang, langs } from '#kernel/i18n/lang.ts'
import type { Name, Value } from './rdf/node.ts'

type Said = [Name, Value][]

/** Each language that has a text, with its tag. */
export function inLangs(name: Name, texts: Partial<Record<Lang, string>>): Said {
  return langs.flatMap((lang): Said => (texts[lang] ? [[name, { text: texts[lang], lang }]] : []))
}

export function plain(name: Name, text: string | null): Said {
  return text === null || text === '' ? [] : [[name, { text }]]
}

/** @param iri null where there is none, or none that may stand in RDF */
export function linked(name: Name, iri: string | null): Said {
  return iri === null ? [] : [[name, { iri }]]
}

export function typed(name: Name, text: string | null, datatype: Name): Said {
  return text === null ? [] : [[name, { text, datatype }]]
}

export function instant(name: Name, at: Date | null): Said {
  return at === null ? [] : typed(name, at.toISOString(), 'xsd:dateTime')
}
