import type { Dataset } from '../dataset.ts'
import { webIri } from './rdf/iri.ts'

/** Under what address each thing of the catalogue is told of; each of them answers, as RDF or with a page, to whoever asks it. */
export function addressesAt(publicUrl: string) {
  const data = `${publicUrl}/data`
  return {
    catalogue: data,
    dataset: (name: string) => `${data}/${name}`,
    /** A way to have some of a dataset. */
    distribution: (name: string, key: string) => `${data}/${name}#${key}`,
    table: (id: string) => `${data}/tables/${id}`,
    file: (id: string, format: string) => `${data}/tables/${id}.${format}`,
    /** As it came. */
    original: (id: string) => `${data}/tables/${id}/original`,
    service: (id: string) => `${data}/tables/${id}#api`,
    endpoint: (id: string) => `${publicUrl}/api/v1/data/tables/${id}`,
    openApi: `${publicUrl}/api/v1/openapi.json`,
    institution: (slug: string) => `${data}/institutions/${slug}`,
    series: (name: string) => `${data}/series/${name}`,
  }
}
/** A dataset of another catalogue is told of under the address that it has there, so that whoever reads both knows that it is one. */
export function datasetIri({ name, harvested }: Pick<Dataset, 'name' | 'harvested'>, at: Addresses): string {
  return (harvested?.uri ? webIri(harvested.uri) : null) ?? at.dataset(name)
}

export type Addresses = ReturnType<typeof addressesAt>
