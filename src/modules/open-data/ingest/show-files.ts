import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { queryTable } from '../engine/query-table.ts'
import type { KeptTable } from '../engine/table-query.ts'
import { findSource } from '../from-address/store.ts'
import { guardOf } from '../guard/show-findings.ts'
import { asShown } from '../table-schema.ts'
import { driftOfVersion } from '../versions/drift/drift-of-version.ts'
import { declaredKeys } from '../versions/store.ts'
import { type DelimiterName, delimiters, MOST_BYTES } from './fields.ts'
import { type OwnVersion, ownVersion } from './own-version.ts'
import { type DistributionRef, type OwnDistribution, ownDistribution } from './permissions.ts'
import type { FilesView, TableOfVersion, VersionInList, VersionView } from './replies.ts'
import { sayFailure, sayReject } from './say-failure.ts'
import type { VersionRef } from './send-file.ts'
import { sumsOfVersions, tablesOfVersion, versionsOf } from './store.ts'
import { unendedUploads } from './uploads/store.ts'
import { mayPublish, type Version } from './version.ts'

const MOST_VERSIONS = 50
const PREVIEW_ROWS = 8

/** The versions of a distribution's file, for the officers of its owner. */
export async function showFiles(ctx: Context, ref: DistributionRef): Promise<FilesView> {
  const own = await ownDistribution(ctx, ref)
  const versions = await versionsOf(ctx.db, own.distribution.id, MOST_VERSIONS)
  const uploads = await unendedUploads(ctx.db, own.by.person.accountId)
  const sums = await sumsOfVersions(
    ctx.db,
    versions.map(({ id }) => id),
  )
  return {
    ...whoseOf(ctx, own),
    outside: own.distribution.url !== null,
    fetched: (await findSource(ctx.db, own.distribution.id)) !== undefined,
    mostBytes: MOST_BYTES,
    uploads: uploads.filter(({ distributionId }) => distributionId === own.distribution.id),
    versions: versions.map((version): VersionInList => {
      const { tables = 0, rows = 0, rejected = 0 } = sums.find(({ id }) => id === version.id) ?? {}
      return { ...versionOf(version), tables, rows, rejected }
    }),
  }
}

/** One version: how it was read, what was not taken, what it looks like. */
export async function showVersion(ctx: Context, ref: VersionRef): Promise<VersionView> {
  const own = await ownVersion(ctx, ref)
  const { version } = own
  const { reading, failure, state } = version
  const waits = own.dataset.state === 'review'
  const guard = await guardOf(ctx, own)
  return {
    ...whoseOf(ctx, own),
    ...versionOf(version),
    progress: version.progress,
    failure: failure && sayFailure(ctx.translate(ctx.lang), failure),
    format: reading?.format ?? null,
    encoding: reading?.encoding ?? null,
    delimiter: reading?.delimiter ?? null,
    overrides: overridesOf(version),
    tables: state === 'waiting' || state === 'reading' || state === 'recalled' ? [] : await tablesOf(ctx, own),
    guard,
    drift: await driftOfVersion(ctx, ctx.db, own),
    may: {
      publish: !waits && guard.verdict === 'passed' && own.dataset.accessRights === 'PUBLIC' && mayPublish(state),
      overrule: !waits && state !== 'waiting' && state !== 'reading' && state !== 'recalled',
    },
  }
}

export function whoseOf({ lang }: Context, { dataset, distribution, by }: OwnDistribution) {
  return {
    dataset: {
      name: dataset.name,
      title: inLang(dataset.title, lang),
      public: dataset.state === 'published',
      seen: dataset.publishedAt !== null,
      waits: dataset.state === 'review',
      accessRights: dataset.accessRights,
      own: by.role.name === 'officer',
    },
    distribution: { id: distribution.id, title: inLang(distribution.title, lang) },
  }
}

function versionOf(version: Version) {
  const { seq, fileName, sha256, size, state } = version
  return {
    ...{ seq, fileName, sha256, size, state },
    createdAt: version.createdAt.toISOString(),
    readAt: version.readAt?.toISOString() ?? null,
    publishedAt: version.publishedAt?.toISOString() ?? null,
  }
}

function overridesOf({ overrides }: Version): VersionView['overrides'] {
  const { encoding = null, preamble = null, headerRows = null, totals = null, commaBelow = false } = overrides
  const delimiter = Object.entries(delimiters).find(([, sign]) => sign === overrides.delimiter)?.[0] ?? null
  return {
    ...{ encoding, delimiter: delimiter as DelimiterName | null, preamble, headerRows, totals, commaBelow },
    columns: Object.entries(overrides.columns ?? {}).map(([title, { type }]) => ({ title, type })),
  }
}

async function tablesOf(ctx: Context, { version }: OwnVersion): Promise<TableOfVersion[]> {
  const t = ctx.translate(ctx.lang)
  const tables = await tablesOfVersion(ctx.db, version.id)
  const keys = await declaredKeys(
    ctx.db,
    tables.map(({ id }) => id),
  )
  return Promise.all(
    tables.map(async (table) => {
      const how = version.reading?.tables.find(({ sheet }) => sheet === table.sheet)
      return {
        ...{ id: table.id, sheet: table.sheet, rows: table.rows, rejected: table.rejected },
        ...{ preamble: how?.preamble ?? 0, headerRows: how?.headerRows ?? 0, totals: how?.totals ?? 0 },
        hidden: how?.hidden ?? false,
        encoding: how?.inArchive?.encoding ?? null,
        delimiter: how?.inArchive?.delimiter ?? null,
        columns: asShown(table.columns),
        openQuotes: how?.openQuotes ?? { count: 0, first: [] },
        rejects: (how?.rejects ?? []).map((reject) => sayReject(t, reject)),
        key: keys.get(table.id) ?? [],
        preview: await firstRows(ctx, table),
      }
    }),
  )
}

async function firstRows({ tables }: Context, table: KeptTable): Promise<TableOfVersion['preview']> {
  const { rows } = await queryTable(tables, table, { limit: PREVIEW_ROWS })
  return rows.map(({ cells }) => cells)
}
