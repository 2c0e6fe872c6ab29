import { Fragment } from 'preact'
import type { View } from '#kernel/i18n/view.ts'

const forms = [
  { ending: 'ttl', type: 'text/turtle', name: 'Turtle' },
  { ending: 'jsonld', type: 'application/ld+json', name: 'JSON-LD' },
  { ending: 'rdf', type: 'application/rdf+xml', name: 'RDF/XML' },
]

/** For the head of a page: the same as RDF. @param path without its ending */
export function rdfAlternates(path: string): { type: string; href: string; title: string }[] {
  return forms.map(({ ending, type, name }) => ({ type, href: `${path}.${ending}`, title: `DCAT-AP, ${name}` }))
}

/** The same for people who give it to a program. */
export function RdfLinks({ view, path }: { view: View; path: string }) {
  return (
    <>
      {view.t('open-data.dcat.links')}{' '}
      {forms.map(({ ending, name }, at) => (
        <Fragment key={ending}>
          {at > 0 && ' · '}
          <a href={`${path}.${ending}`} rel="nofollow">
            {name}
          </a>
        </Fragment>
      ))}
    </>
  )
}
