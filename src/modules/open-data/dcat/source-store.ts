import { sql } from 'kysely'
import { type Authority, publishersById } from '#commons/organisations/authorities.ts'
import type { Db } from '#kernel/database/database.ts'
import type { Dataset, Distribution } from '../dataset.ts'
import { currentTablesOf, distributionsOfAll, type PublicTable, publicTablesOfAll } from '../store.ts'

type Table = Pick<PublicTable, 'id' | 'sheet' | 'sha256' | 'size' | 'distributionId' | 'versionId'>

/** A dataset with all that DCAT tells of it. */
export interface Source {
  dataset: Dataset
  institution: Pick<Authority, 'slug' | 'kind' | 'name' | 'email'>
  distributions: Distribution[]
  /** With the day on which everybody could have its version first. */
  tables: (Table & { issuedAt: Date })[]
}

/** Published datasets as they stand, in the order given; in as many questions as for one. */
export async function sourcesOf(db: Db, datasets: Dataset[]): Promise<Source[]> {
  const ids = datasets.map(({ id }) => id)
  return joined(db, datasets, await publicTablesOfAll(db, ids))
}

/** One as it is described now, in whatever state: what the public would be told of it. */
export async function sourceOf(db: Db, dataset: Dataset): Promise<Source> {
  const [source] = await joined(db, [dataset], await currentTablesOf(db, dataset))
  return source as Source
}

async function joined(db: Db, datasets: Dataset[], tables: Table[]): Promise<Source[]> {
  const authorities = await publishersById(db, [...new Set(datasets.map(({ organisationId }) => organisationId))])
  const institutions = new Map(authorities.map((authority) => [authority.id, authority]))
  const distributions = Map.groupBy(
    await distributionsOfAll(
      db,
      datasets.map(({ id }) => id),
    ),
    ({ datasetId }) => datasetId,
  )
  const issued = await firstPublished(db, [...new Set(tables.map(({ versionId }) => versionId))])
  const tablesOf = Map.groupBy(tables, ({ distributionId }) => distributionId)
  return datasets.map((dataset) => {
    const own = distributions.get(dataset.id) ?? []
    return {
      dataset,
      institution: institutions.get(dataset.organisationId) as Authority,
      distributions: own,
      tables: own
        .flatMap(({ id }) => tablesOf.get(id) ?? [])
        .map((table) => ({ ...table, issuedAt: issued.get(table.versionId) ?? dataset.modifiedAt })),
    }
  })
}

async function firstPublished(db: Db, versionIds: string[]): Promise<Map<string, Date>> {
  const { rows } = await sql<{ id: string; at: Date }>`
    SELECT id, published_at AS at FROM open_data.version WHERE id = ANY (${versionIds}::uuid[]) AND published_at IS NOT NULL`.execute(
    db,
  )
  return new Map(rows.map(({ id, at }) => [id, at]))
}
