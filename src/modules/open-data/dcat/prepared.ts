import type { Context } from '#kernel/http/context.ts'
import type { Known } from '../catalogue/find/catalogue-index.ts'
import { publishedByName } from '../store.ts'
import { type Source, sourcesOf } from './source-store.ts'
import { type Part, partOf, type Telling } from './told.ts'

type Site = Pick<Context, 'db' | 'publicUrl' | 'log'>

/** Characters of all that is kept, of all forms together. */
const MOST = 32 * 1024 * 1024
const perInstallation = new WeakMap<Site['db'], Prepared>()

/**
 * Datasets as they are told, those of the index that were asked for lately. What the index holds of a dataset is another object after every
 * change that anybody could see, so what was written of the old one is never found again.
 */
export async function preparedParts(site: Site, known: Known[], telling: Telling): Promise<Part[]> {
  const prepared = perInstallation.get(site.db) ?? new Prepared()
  perInstallation.set(site.db, prepared)
  const way = telling === 'data-json' ? telling : `${telling.vocabulary} ${telling.format}`
  const missing = known.filter((one) => !prepared.find(one, way))
  const written = new Map(missing.length > 0 ? await write(site, missing, telling) : [])
  return known.flatMap((one) => {
    const part = prepared.find(one, way) ?? written.get(one.name)
    if (!part) return []
    prepared.keep(one, way, part)
    return part
  })
}

async function write(site: Site, known: Known[], telling: Telling): Promise<[string, Part][]> {
  const datasets = await publishedByName(
    site.db,
    known.map(({ name }) => name),
  )
  const sources = await sourcesOf(site.db, datasets)
  return sources.flatMap((source) => {
    const part = partOrNull(site, source, telling)
    return part ? [[source.dataset.name, part]] : []
  })
}

/** One dataset that cannot be told leaves the others as they are. */
function partOrNull(site: Site, source: Source, telling: Telling): Part | null {
  try {
    return partOf(telling, source, site)
  } catch (error) {
    site.log.error({ err: error, dataset: source.dataset.name }, 'not told as RDF')
    return null
  }
}

class Prepared {
  private readonly parts = new Map<Known, Map<string, Part>>()
  private size = 0

  /** @param way in whose words and which form */
  find(known: Known, way: string): Part | undefined {
    return this.parts.get(known)?.get(way)
  }

  /** What was asked for longest ago goes when there is no room. */
  keep(known: Known, way: string, part: Part): void {
    const ways = this.parts.get(known) ?? new Map<string, Part>()
    if (!ways.has(way)) this.size += part.written.length
    this.parts.delete(known)
    this.parts.set(known, ways.set(way, part))
    for (const [oldest, its] of this.parts) {
      if (this.size <= MOST) return
      this.parts.delete(oldest)
      for (const { written } of its.values()) this.size -= written.length
    }
  }
}
