import { Refusal } from '#kernel/errors.ts'
import type { CatalogueQuery } from './write-catalogue.ts'

/** What programs may say of the vocabulary that they want: all that we tell is the first, which the older ones are part of. */
const profiles = ['euro_dcat_ap_3', 'euro_dcat_ap_2', 'euro_dcat_ap', 'euro_hvd', 'dcat_ap_3']
const LONGEST_Q = 300
/** A day, or an instant with or without its zone; without one it is UTC. */
const WHEN = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/

/** @throws Refusal 400 for what cannot be meant */
export function readAsked(query: URLSearchParams): CatalogueQuery {
  for (const profile of (query.get('profiles') ?? '').split(/[\s,]+/).filter(Boolean))
    if (!profiles.includes(profile))
      throw new Refusal(400, {
        key: 'open-data.dcat.unknown-profile',
        args: { profile: profile.slice(0, 60), known: profiles.join(', ') },
      })
  return {
    page: readPage(query.get('page')),
    modifiedSince: readInstant(query.get('modified_since')),
    q: readWords(query.get('q')),
  }
}

function readPage(text: string | null): number {
  if (text === null || text === '') return 1
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Refusal(400, { key: 'open-data.dcat.wrong-page' })
  return Number(text)
}

function readInstant(text: string | null): Date | null {
  if (text === null || text === '') return null
  const at = new Date(/[Z+]|T.*-/.test(text) || !text.includes('T') ? text : `${text}Z`)
  if (!WHEN.test(text) || Number.isNaN(at.getTime())) throw new Refusal(400, { key: 'open-data.dcat.wrong-instant' })
  return at
}

function readWords(text: string | null): string | null {
  // As CKAN's programs say that they want everything.
  if (text === null || text.trim() === '' || text === '*:*') return null
  return text.slice(0, LONGEST_Q)
}
