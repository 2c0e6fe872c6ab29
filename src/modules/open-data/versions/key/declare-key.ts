import { recordAct } from '#commons/audit/record.ts'
import { InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { enqueue } from '#kernel/jobs/jobs.ts'
import { quoted } from '../../engine/duckdb.ts'
import { lockOwnVersion } from '../../ingest/own-version.ts'
import { uploadData } from '../../ingest/permissions.ts'
import type { VersionRef } from '../../ingest/send-file.ts'
import { tablesOfVersion } from '../../ingest/store.ts'
import { countChangesJob } from '../count-changes.ts'
import { declaredKeys, declareKey as keepKey } from '../store.ts'

/** So many columns name a row at most, as the database has it. */
const MOST = 10

/**
 * An officer says by which columns a row of a table is known from version to version.
 *
 * @param columns names; none: the house looks for them itself
 * @throws SignInNeeded, Forbidden, NotFound, RuleBroken open-data.ingest.still-reading, InvalidInput for columns that the version has not, or in which
 *   rows of it have the same
 */
export async function declareKey(
  ctx: WriteContext,
  { table: id, ...ref }: VersionRef & { table: string },
  { columns: said }: { columns: string[] },
): Promise<VersionRef> {
  const { version, dataset, distribution, by } = await lockOwnVersion(ctx, ref, uploadData)
  if (version.state === 'waiting' || version.state === 'reading') throw new RuleBroken('open-data.ingest.still-reading')
  const table = (await tablesOfVersion(ctx.tx, version.id)).find((one) => one.id === id)
  if (!table) throw new NotFound()
  const columns = table.columns.map(({ name }) => name).filter((name) => said.includes(name))
  if (columns.length < new Set(said).size) throw wrong({ key: 'kernel.form.choose' })
  if (columns.length > MOST) throw wrong({ key: 'kernel.form.too-many', args: { max: MOST } })
  if (columns.length > 0) {
    const [[different] = []] = await ctx.tables.ask(table, ({ source, run }) =>
      run(`SELECT count(*) FROM (SELECT DISTINCT ${columns.map(quoted).join(', ')} FROM ${source})`),
    )
    const repeated = table.rows - Number(different)
    if (repeated > 0) throw wrong({ key: 'open-data.versions.key.repeats', args: { count: repeated } })
  }
  const before = (await declaredKeys(ctx.tx, [id])).get(id) ?? []
  await keepKey(ctx.tx, id, columns)
  await enqueue(ctx.tx, countChangesJob, null)
  await recordAct(ctx.tx, {
    by,
    act: 'open-data.declare-key',
    subject: { kind: 'open-data.dataset', id: dataset.name },
    data: { distribution: distribution.id, table: id, before, after: columns },
    now: ctx.now,
  })
  return ref
}

const wrong = (text: InvalidInput['text']) => new InvalidInput([{ field: 'columns', text }])
