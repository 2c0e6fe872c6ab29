import type { Context } from '#kernel/http/context.ts'
import type { Known } from '../catalogue/find/catalogue-index.ts'
import { publishedByName } from '../store.ts'
import { datasetNode, servicesOf } from './dataset-node.ts'
import { type FormatName, rdfFormats } from './rdf/formats.ts'
import type { RdfNode } from './rdf/node.ts'
import { type Source, sourcesOf } from './source-store.ts'

/** What a document is made of: each node written, to be joined with others. */
export interface Part {
  written: string
  /** Under what the dataset is told of. */
  iri: string
  /** Addresses of the services that are told of in it. */
  services: string[]
}

type Site = Pick<Context, 'db' | 'publicUrl' | 'places' | 'log'>

/** Characters of all that is kept, of all forms together. */
const MOST = 32 * 1024 * 1024
const perInstallation = new WeakMap<Site['db'], Prepared>()

/**
 * Datasets written as RDF, those of the index that were asked for lately. What the index holds of a dataset is another object after every
 * change that anybody could see, so what was written of the old one is never found again.
 */
export async function preparedParts(site: Site, known: Known[], format: FormatName): Promise<Part[]> {
  const prepared = perInstallation.get(site.db) ?? new Prepared()
  perInstallation.set(site.db, prepared)
  const missing = known.filter((one) => !prepared.find(one, format))
  const written = new Map(missing.length > 0 ? await write(site, missing, format) : [])
  return known.flatMap((one) => {
    const part = prepared.find(one, format) ?? written.get(one.name)
    if (!part) return []
    prepared.keep(one, format, part)
    return part
  })
}

async function write(site: Site, known: Known[], format: FormatName): Promise<[string, Part][]> {
  const datasets = await publishedByName(
    site.db,
    known.map(({ name }) => name),
  )
  const sources = await sourcesOf(site.db, datasets)
  return sources.flatMap((source) => {
    const part = partOf(site, source, format)
    return part ? [[source.dataset.name, part]] : []
  })
}

/** One dataset that cannot be told leaves the others as they are. */
function partOf(site: Site, source: Source, format: FormatName): Part | null {
  try {
    return writtenAs(format, datasetNode(source, site), servicesOf(source, site))
  } catch (error) {
    site.log.error({ err: error, dataset: source.dataset.name }, 'not told as RDF')
    return null
  }
}

export function writtenAs(format: FormatName, dataset: RdfNode, services: RdfNode[]): Part {
  const { write, between } = rdfFormats[format]
  return {
    iri: dataset.iri ?? '',
    written: [dataset, ...services].map(write).join(between),
    services: services.flatMap(({ iri }) => iri ?? []),
  }
}

class Prepared {
  private readonly parts = new Map<Known, Map<FormatName, Part>>()
  private size = 0

  find(known: Known, format: FormatName): Part | undefined {
    return this.parts.get(known)?.get(format)
  }

  /** What was asked for longest ago goes when there is no room. */
  keep(known: Known, format: FormatName, part: Part): void {
    const formats = this.parts.get(known) ?? new Map<FormatName, Part>()
    if (!formats.has(format)) this.size += part.written.length
    this.parts.delete(known)
    this.parts.set(known, formats.set(format, part))
    for (const [oldest, its] of this.parts) {
      if (this.size <= MOST) return
      this.parts.delete(oldest)
      for (const { written } of its.values()) this.size -= written.length
    }
  }
}
