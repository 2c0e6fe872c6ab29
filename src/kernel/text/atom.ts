import { xml } from './xml.ts'

/** A feed without entries has to say when it changed; it has not. */
const FOUNDED = '2026-11-22T00:00:00.000Z'

export interface AtomEntry {
  /** Behind `tag:HOST,2026:`, the same for good. */
  id: string
  lang: string
  title: string
  href: string
  /** Instants, RFC 3339. */
  published: string
  updated: string
  author: string
  summary?: { text: string; lang: string } | undefined
}

/** An Atom feed (RFC 4287). @param self and `page` are whole addresses: of the feed itself and of what people read */
export function atom(feed: {
  lang: string
  title: string
  site: string
  self: string
  page: string
  entries: AtomEntry[]
}): string {
  const { lang, title, site, self, page, entries } = feed
  // In RFC 3339 the latest instant is the last one by letters.
  const updated = [FOUNDED, ...entries.map((one) => one.updated)].sort().at(-1)
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">`,
    `<id>${xml(self)}</id>`,
    `<title>${xml(`${title} — ${site}`)}</title>`,
    `<updated>${updated}</updated>`,
    `<link rel="self" type="application/atom+xml" href="${xml(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${xml(page)}"/>`,
    `<author><name>${xml(site)}</name></author>`,
    ...entries.map((entry) => entryOf(entry, new URL(self).hostname)),
    '</feed>\n',
  ].join('\n')
}

function entryOf({ id, lang, title, href, published, updated, author, summary }: AtomEntry, host: string): string {
  return [
    `<entry xml:lang="${lang}">`,
    `<id>tag:${host},2026:${xml(id)}</id>`,
    `<title>${xml(title)}</title>`,
    `<link rel="alternate" type="text/html" href="${xml(href)}"/>`,
    `<published>${published}</published>`,
    `<updated>${updated}</updated>`,
    `<author><name>${xml(author)}</name></author>`,
    ...(summary ? [`<summary xml:lang="${summary.lang}">${xml(summary.text)}</summary>`] : []),
    '</entry>',
  ].join('\n')
}
