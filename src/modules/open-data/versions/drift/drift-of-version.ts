import type { Db, Tx } from '#kernel/database/database.ts'
import { InvalidInput } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import type { Distribution } from '../../dataset.ts'
import { quoted } from '../../engine/duckdb.ts'
import { tablesOfVersion, type VersionTable } from '../../ingest/store.ts'
import { mayPublish, type Version } from '../../ingest/version.ts'
import { type Drift, type DriftingTable, findDrift } from './find-drift.ts'

interface Read {
  version: Version
  distribution: Distribution
}

/** In what a version that may be published differs from the one that everybody has; null: in nothing. @throws TooHeavy, Busy */
export async function driftOfVersion(
  { tables }: Pick<Context, 'tables'>,
  db: Db | Tx,
  { version, distribution }: Read,
): Promise<Drift | null> {
  if (!mayPublish(version.state)) return null
  const { currentVersionId } = distribution
  const current = currentVersionId === null ? [] : await tablesOfVersion(db, currentVersionId)
  const next = await tablesOfVersion(db, version.id)
  const emptied: DriftingTable[] = []
  for (const table of next) emptied.push({ ...table, emptied: await emptiedIn(tables, table, version) })
  return findDrift(
    current.map((table) => ({ ...table, emptied: [] })),
    emptied,
  )
}

/** Only columns with a type of an officer's are looked at: a type of the house fits all cells of its column. */
async function emptiedIn(
  tables: Context['tables'],
  table: VersionTable,
  { overrides }: Pick<Version, 'overrides'>,
): Promise<string[]> {
  const columns = table.columns.filter(
    ({ title, missing }) => Object.hasOwn(overrides.columns ?? {}, title) && missing < table.rows,
  )
  if (columns.length === 0) return []
  const [counts = []] = await tables.ask(table, ({ source, run }) =>
    run(`SELECT ${columns.map(({ name }) => `count(${quoted(name)})`).join(', ')} FROM ${source}`),
  )
  return columns.filter((_, at) => Number(counts[at]) === 0).map(({ title }) => title)
}

/** Where columns go, change their type or are emptied, an officer says that this was seen. @throws InvalidInput */
export async function refuseUnseenDrift(ctx: WriteContext, read: Read, seen: boolean): Promise<void> {
  if (seen) return
  const drift = await driftOfVersion(ctx, ctx.tx, read)
  if (drift?.mustBeSeen)
    throw new InvalidInput([{ field: 'driftSeen', text: { key: 'open-data.versions.drift.must' } }])
}
