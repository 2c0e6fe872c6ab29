import { sql } from 'kysely'
import { type Authority, publishersById } from '#commons/organisations/authorities.ts'
import type { Place } from '#commons/places/places.ts'
import type { Db } from '#kernel/database/database.ts'
import type { Dataset, Distribution } from '../dataset.ts'
import { type Member, publicOnes, type Series } from '../series/series.ts'
import { membersOf, seriesOfDatasets } from '../series/store.ts'
import { currentTablesOf, distributionsOfAll, type PublicTable, publicTablesOfAll } from '../store.ts'

type Table = Pick<PublicTable, 'id' | 'sheet' | 'sha256' | 'size' | 'distributionId' | 'versionId'>

/** A dataset with all that DCAT tells of it. */
export interface Source {
  dataset: Dataset
  institution: Pick<Authority, 'slug' | 'kind' | 'name' | 'email'>
  /** As the database has it and not as this process read it once: what is written of it is kept until the next change. */
  place: Place | null
  distributions: Distribution[]
  /** With the day on which everybody could have its version first. */
  tables: (Table & { issuedAt: Date })[]
  /** Files as they came, of those that are given so. */
  originals: Original[]
  /** The series in which it stands, and the public dataset before it there; null: it stands in none. */
  series: { name: string; previous: Pick<Member, 'name' | 'harvested'> | null } | null
}

export interface Original {
  distributionId: string
  /** One of the tables that were found in it. */
  tableId: string
  fileName: string
  sha256: string
  size: number
  issuedAt: Date
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
  const places = await placesOf(db, [...new Set(datasets.flatMap(({ placeKey }) => placeKey ?? []))])
  const institutions = new Map(authorities.map((authority) => [authority.id, authority]))
  const distributions = Map.groupBy(
    await distributionsOfAll(
      db,
      datasets.map(({ id }) => id),
    ),
    ({ datasetId }) => datasetId,
  )
  const versions = await versionsOf(db, [...new Set(tables.map(({ versionId }) => versionId))])
  const seriesOf = await seriesOfDatasets(
    db,
    datasets.map(({ id }) => id),
  )
  const members = await membersOf(db, [...new Set([...seriesOf.values()].map(({ id }) => id))])
  const tablesOf = Map.groupBy(tables, ({ distributionId }) => distributionId)
  return datasets.map((dataset) => {
    const own = distributions.get(dataset.id) ?? []
    const issuedAt = ({ versionId }: Table) => versions.get(versionId)?.publishedAt ?? dataset.modifiedAt
    return {
      dataset,
      institution: institutions.get(dataset.organisationId) as Authority,
      place: places.get(dataset.placeKey ?? '') ?? null,
      distributions: own,
      series: placeIn(seriesOf.get(dataset.id), members, dataset.id),
      tables: own.flatMap(({ id }) => tablesOf.get(id) ?? []).map((table) => ({ ...table, issuedAt: issuedAt(table) })),
      originals: own.flatMap(({ id }) => {
        const [table] = tablesOf.get(id) ?? []
        const version = table && versions.get(table.versionId)
        if (!table || !version?.givesOriginal) return []
        const { fileName, sha256, size } = version
        return { distributionId: id, tableId: table.id, fileName, sha256, size, issuedAt: issuedAt(table) }
      }),
    }
  })
}

function placeIn(series: Series | undefined, members: Member[], datasetId: string): Source['series'] {
  if (!series) return null
  const own = members.filter(({ seriesId }) => seriesId === series.id)
  const before = own.slice(
    0,
    own.findIndex((one) => one.datasetId === datasetId),
  )
  return { name: series.name, previous: publicOnes(before).at(-1) ?? null }
}

async function placesOf(db: Db, keys: string[]): Promise<Map<string, Place>> {
  const { rows } = await sql<Place>`
    SELECT key, parent_key AS "parentKey", type, name, iso FROM places.place
    WHERE key = ANY (${keys}::text[]) AND valid_to IS NULL`.execute(db)
  return new Map(rows.map((place) => [place.key, place]))
}

interface Version {
  id: string
  publishedAt: Date | null
  fileName: string
  sha256: string
  size: number
  givesOriginal: boolean
}

async function versionsOf(db: Db, ids: string[]): Promise<Map<string, Version>> {
  const { rows } = await sql<Version>`
    SELECT id, published_at AS "publishedAt", file_name AS "fileName", sha256, size, gives_original AS "givesOriginal"
    FROM open_data.version WHERE id = ANY (${ids}::uuid[])`.execute(db)
  return new Map(rows.map((version) => [version.id, version]))
}
