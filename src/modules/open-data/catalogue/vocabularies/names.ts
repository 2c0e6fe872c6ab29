import { sayIfKnown, type Translate } from '#kernel/i18n/translator.ts'

export type Vocabulary = 'theme' | 'frequency' | 'licence' | 'file-type' | 'high-value'

/** A code in the reader's language; one that came with an import and is in none of our lists says itself. */
export function nameOfCode(t: Translate, vocabulary: Vocabulary, code: string): string {
  return sayIfKnown(t, `open-data.catalogue.vocabularies.${vocabulary}.${code}`) ?? code
}

/** Addresses of the lists in which the codes stand. */
const LISTS: Record<Vocabulary, string> = {
  theme: 'http://publications.europa.eu/resource/authority/data-theme/',
  frequency: 'http://publications.europa.eu/resource/authority/frequency/',
  licence: 'http://publications.europa.eu/resource/authority/licence/',
  'file-type': 'http://publications.europa.eu/resource/authority/file-type/',
  'high-value': 'http://data.europa.eu/bna/',
}

export function uriOfCode(vocabulary: Vocabulary, code: string): string {
  return LISTS[vocabulary] + code
}
