import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Dataset } from '../dataset.ts'
import { datasetNode, type Site } from '../dcat/dataset-node.ts'
import { webIri } from '../dcat/rdf/iri.ts'
import { type Source, sourceOf, sourcesOf } from '../dcat/source-store.ts'
import { publishedDatasets } from '../store.ts'
import { indicatorNames, type Score, scoreOf } from './mqa.ts'
import { answering, forgetScores, hasDay, keepDay, keepScores, unscored } from './store.ts'

const BATCH = 200

/** Looks at what changed since it was looked at, and keeps how the day stands. */
export async function scoreChanged(services: Services): Promise<void> {
  const { db, clock, timeZone } = services
  let changed = await forgetScores(db)
  for (let ids = await unscored(db, BATCH); ids.length > 0; ids = ids.length < BATCH ? [] : await unscored(db, BATCH)) {
    const sources = await sourcesOf(db, await publishedDatasets(db, ids))
    const scores = await scoresOf(services, services, sources)
    await keepScores(
      db,
      sources.map(({ dataset }, at) => ({
        ...(scores[at] as Score),
        datasetId: dataset.id,
        ofModified: dataset.modifiedAt,
      })),
      clock.now(),
    )
    changed = true
  }
  const today = dayOf(clock.now(), timeZone)
  if (changed || !(await hasDay(db, today))) await keepDay(db, today)
}

/** As it would be if it were public as it is described now: also of a draft. */
export async function scoreNow(
  services: Pick<Services, 'db' | 'log'> & Site,
  dataset: Dataset,
  now: Date,
): Promise<Score> {
  const source = await sourceOf(services.db, { ...dataset, publishedAt: dataset.publishedAt ?? now })
  const [score] = await scoresOf(services, services, [source])
  return score as Score
}

async function scoresOf({ db, log }: Pick<Services, 'db' | 'log'>, site: Site, sources: Source[]): Promise<Score[]> {
  const outside = sources.flatMap(({ distributions }) => distributions.flatMap(({ url }) => url ?? []))
  const answered = new Set([...(await answering(db, outside))].flatMap((url) => webIri(url) ?? []))
  // What is here answers as long as somebody can ask it.
  const answers = (url: string) => url.startsWith(`${site.publicUrl}/`) || answered.has(url)
  return sources.map((source) => {
    try {
      return scoreOf(datasetNode(source, site), answers)
    } catch (error) {
      // Told by no program, it has nothing that can be measured; the others are counted.
      log.error({ err: error, dataset: source.dataset.name }, 'not described, so no points')
      return NOTHING
    }
  })
}

const NOTHING: Score = { points: 0, lacks: indicatorNames }
