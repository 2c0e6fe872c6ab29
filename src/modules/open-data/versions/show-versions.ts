import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { columnChanges } from './compare/column-changes.ts'
import type { TableOfVersion, VersionsView } from './replies.ts'
import { findPublicDistribution, publicVersions, tablesOfVersions, type VersionOfTable } from './store.ts'

const A_PAGE = 50

/** What everybody has had of a file, and what each version changed. @throws NotFound */
export async function showVersions(
  ctx: Context,
  ref: { dataset: string; distribution: string },
  { below }: { below: number | null },
): Promise<VersionsView> {
  const found = await findPublicDistribution(ctx.db, ref.dataset, ref.distribution)
  if (!found) throw new NotFound()
  const versions = await publicVersions(ctx.db, found.id, { below, most: A_PAGE + 1 })
  const shown = versions.slice(0, A_PAGE)
  const tables = await tablesOfVersions(
    ctx.db,
    shown.flatMap(({ id, recalledAt }) => (recalledAt ? [] : [id])),
  )
  return {
    dataset: { name: found.dataset, title: inLang(found.datasetTitle, ctx.lang) },
    distribution: { id: found.id, title: inLang(found.title, ctx.lang) },
    items: shown.map(({ id, publishedAt, seq, isCurrent, fileName, sha256, size, ...gone }) => ({
      ...{ seq, isCurrent, sha256, size },
      fileName: gone.recalledAt ? '' : fileName,
      publishedAt: publishedAt.toISOString(),
      recalled: gone.recalledAt && {
        at: gone.recalledAt.toISOString(),
        reason: gone.reason ?? 'other',
        text: gone.reasonText ?? '',
      },
      tables: tables.filter(({ versionId }) => versionId === id).map(tableOf),
    })),
    next: versions.length > A_PAGE ? (shown.at(-1)?.seq ?? null) : null,
  }
}

function tableOf({ id, sheet, rows, columns, before, changes }: VersionOfTable): TableOfVersion {
  return {
    ...{ id, sheet, rows },
    columns: columns.length,
    since: before && { seq: before.seq, rows: changes, columns: columnChanges(before.columns, columns) },
  }
}
