import { recordAct } from '#commons/audit/record.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { enqueue } from '#kernel/jobs/jobs.ts'
import type { Column, Overrides } from '../table-schema.ts'
import { addReading } from './add-version.ts'
import { delimiters, type readingForm } from './fields.ts'
import { lockOwnVersion } from './own-version.ts'
import { uploadData } from './permissions.ts'
import { readWaitingJob } from './read-waiting.ts'
import { countUpload, type VersionRef } from './send-file.ts'
import { readAgain, tablesOfVersion } from './store.ts'
import { isUnseen } from './version.ts'

type Said = FormValue<(typeof readingForm)['fields']>

/**
 * An officer says how a file is to be read where the house guessed wrong; the same bytes are read again. A version that everybody has seen
 * stays as it is: the new reading is the next version.
 *
 * @throws SignInNeeded, Forbidden, NotFound, RuleBroken open-data.ingest.still-reading, TooMany
 */
export async function overruleReading(ctx: WriteContext, ref: VersionRef, said: Said): Promise<VersionRef> {
  const own = await lockOwnVersion(ctx, ref, uploadData)
  const { version, dataset, distribution, by } = own
  if (version.state === 'waiting' || version.state === 'reading') throw new RuleBroken('open-data.ingest.still-reading')
  if (version.state === 'recalled') throw new RuleBroken('open-data.recall.is-recalled')
  await countUpload(ctx)
  const columns = (await tablesOfVersion(ctx.tx, version.id)).flatMap((table) => table.columns)
  const overrides = overridesOf(said, columns, version.overrides)
  let seq = version.seq
  if (isUnseen(version.state)) {
    if (!(await readAgain(ctx.tx, version.id, overrides))) throw new RuleBroken('open-data.ingest.still-reading')
    await enqueue(ctx.tx, readWaitingJob, null)
  } else seq = (await addReading(ctx, own, version, overrides)).seq
  await recordAct(ctx.tx, {
    by,
    act: 'open-data.overrule',
    subject: { kind: 'open-data.dataset', id: dataset.name },
    data: { distribution: distribution.id, version: seq, before: version.overrides, after: overrides },
    now: ctx.now,
  })
  return { ...ref, version: seq }
}

/**
 * What was said, as the reader takes it: what is left empty is guessed.
 *
 * @param columns as they were read: a type that is theirs already is no overrule, unless it was one before
 */
export function overridesOf(said: Said, columns: readonly Column[], before: Overrides): Overrides {
  const { encoding, delimiter, preamble, headerRows, totals, commaBelow, types } = said
  const chosen: NonNullable<Overrides['columns']> = {}
  for (const said of types) {
    const column = said && columns.find(({ name }) => name === said.name)
    if (!said || !column) continue
    const { type } = said
    const earlier = before.columns?.[column.title]
    if (earlier?.type === type) chosen[column.title] = earlier
    else if (column.type !== type) chosen[column.title] = { type }
  }
  return {
    ...(encoding !== null && { encoding }),
    ...(delimiter !== null && { delimiter: delimiters[delimiter] }),
    ...(preamble !== null && { preamble }),
    ...(headerRows !== null && { headerRows }),
    ...(totals !== null && { totals }),
    ...(commaBelow && { commaBelow }),
    ...(Object.keys(chosen).length > 0 && { columns: chosen }),
  }
}
