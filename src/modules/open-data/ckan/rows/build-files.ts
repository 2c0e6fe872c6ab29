import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isDeepStrictEqual } from 'node:util'
import { viewerOfTokenId } from '#commons/people/identify.ts'
import { after } from '#kernel/clock.ts'
import { transact } from '#kernel/database/transact.ts'
import { Refusal } from '#kernel/errors.ts'
import type { Services, WriteContext } from '#kernel/http/context.ts'
import type { Dataset } from '../../dataset.ts'
import { addReading } from '../../ingest/add-version.ts'
import { lockOwnDistribution, type OwnDistribution } from '../../ingest/permissions.ts'
import { saidByOfficers } from '../../ingest/said-by-officers.ts'
import { keepSent } from '../../ingest/send-file.ts'
import type { Version } from '../../ingest/version.ts'
import { clearRefused } from '../../recall/refuse-recalled.ts'
import { findDataset } from '../../store.ts'
import type { Overrides } from '../../table-schema.ts'
import { publishOnceRead } from '../write/publish.ts'
import { noCookies } from '../write/write.ts'
import {
  keepBuilt,
  keepFailed,
  keepOverrides,
  type PushedField,
  rowsOf,
  stillCollected,
  type ToBuild,
  tablesToBuild,
} from './store.ts'

/** Programs send rows in many requests; those that follow each other so closely are one version. */
const QUIET_SECONDS = 10
const LONGEST_SECONDS = 600

/** Makes a file of the rows that programs sent, which becomes the next version of its distribution. Safe to repeat: the same rows are the same file. */
export async function buildFiles(services: Services): Promise<void> {
  const now = services.clock.now()
  for (const one of await tablesToBuild(services.db, after(now, -QUIET_SECONDS), after(now, -LONGEST_SECONDS)))
    await buildOne(services, one).catch((error) =>
      services.log.error({ err: error, distribution: one.distribution }, 'rows were not made into a file'),
    )
}

async function buildOne(services: Services, one: ToBuild): Promise<void> {
  const { db, clock, files } = services
  const { dataset, distribution, fields } = one
  const folder = await files.newFolder()
  try {
    const place = path.join(folder, 'rows.ndjson')
    await pipeline(Readable.from(linesOf(services, one)), createWriteStream(place, { mode: 0o640 }))
    const kept = await files.putFile(place)
    // Without a row there is nothing to read.
    if (kept.size === 0) return await keepBuilt(db, distribution, one.changedAt, null)
    const now = clock.now()
    const viewer = await viewerOfTokenId(db, one.tokenId, now)
    if (!viewer) throw new Refusal(401, { key: 'people.bad-token' })
    await transact(db, async (tx) => {
      const ctx = { ...services, db: tx, tx, now, lang: 'ro' as const, viewer, source: '', cookies: noCookies }
      const ref = { dataset, distribution }
      const own = await lockOwnDistribution(ctx, ref)
      if (!(await stillCollected(tx, one))) return
      const version = await readWithTexts(
        ctx,
        own,
        await keepSent(ctx, ref, { fileName: 'rows.ndjson', ...kept }),
        fields,
      )
      await publishOnceRead(ctx, (await findDataset(tx, dataset)) as Dataset, { ...ref, version: version.seq })
      await keepBuilt(tx, distribution, one.changedAt, null)
    })
  } catch (error) {
    await clearRefused(db, error)
    if (!(error instanceof Refusal) || error.status >= 500) {
      await keepFailed(db, distribution, clock.now())
      throw error
    }
    await keepBuilt(db, distribution, one.changedAt, error.text.key)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Every row with all fields, in their order. */
async function* linesOf({ db }: Services, { distribution, fields }: ToBuild): AsyncGenerator<string> {
  for await (const records of rowsOf(db, distribution))
    yield records
      .map((record) => `${JSON.stringify(Object.fromEntries(fields.map(({ id }) => [id, record[id] ?? null])))}\n`)
      .join('')
}

/** The same rows under other types are read anew: everybody may have seen the version that they were. */
async function readWithTexts(
  ctx: WriteContext,
  own: OwnDistribution,
  version: Version,
  fields: PushedField[],
): Promise<Version> {
  const overrides = withTexts(saidByOfficers(version.overrides), fields)
  if (isDeepStrictEqual(overrides, version.overrides)) return version
  if (version.state !== 'waiting') return addReading(ctx, own, version, overrides)
  await keepOverrides(ctx.tx, version.id, overrides)
  return version
}

/**
 * What a program calls a text is one, as long as it calls it so; all other types are found in the rows. What an officer said of a column counts
 * before that.
 */
function withTexts(said: Overrides, fields: PushedField[]): Overrides {
  const texts = fields
    .filter(({ type }) => type === 'text')
    .map(({ id }) => [id, { type: 'string' as const, by: 'program' as const }])
  return texts.length > 0 ? { ...said, columns: { ...Object.fromEntries(texts), ...said.columns } } : said
}
