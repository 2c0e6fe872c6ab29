import type { Permission } from '#commons/access/permit.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { findInstitution } from '../catalogue/store.ts'
import type { VersionRef } from '../ingest/send-file.ts'
import { errataOfVersion, otherPublicVersions } from './correct/store.ts'
import { fallbackOf } from './fall-back.ts'
import { recallData, type VersionToRecall, versionToRecall } from './permissions.ts'
import { wayOf } from './recall.ts'
import type { CorrectionView, RecallView } from './replies.ts'
import { erratumView } from './show-corrections.ts'
import { othersWithSameBytes, versionsToTake } from './take-down-store.ts'

/** What would go, and what everybody would get instead. @throws SignInNeeded, Forbidden, NotFound */
export async function showRecall(ctx: Context, ref: VersionRef, permission: Permission): Promise<RecallView> {
  const own = await versionToRecall(ctx, ref, permission)
  const { dataset, distribution, version, by } = own
  const { organisationId } = by.role
  const same = await versionsToTake(ctx.db, version, { sameBytes: true, organisationId })
  const fallback = await fallbackOf(
    ctx.db,
    { id: distribution.id, organisationId: dataset.organisationId },
    same.map(({ id }) => id),
  )
  return {
    ...(await whoseOf(ctx, own)),
    as: by.role.name === 'administrator' ? 'administrator' : 'officer',
    way: wayOf(version),
    publishedAt: version.publishedAt?.toISOString() ?? null,
    isCurrent: distribution.currentVersionId === version.id,
    sameBytes: same
      .filter(({ id }) => id !== version.id)
      .map(({ dataset, title, seq }) => ({ dataset, title: inLang(title, ctx.lang), seq })),
    elsewhere: organisationId === null ? 0 : await othersWithSameBytes(ctx.db, version.sha256, dataset.organisationId),
    fallback: fallback && { seq: fallback.seq, publishedAt: fallback.publishedAt.toISOString() },
  }
}

/** What has been said of a version's faults, and which others may be right. @throws SignInNeeded, Forbidden, NotFound */
export async function showCorrection(ctx: Context, ref: VersionRef): Promise<CorrectionView> {
  const own = await versionToRecall(ctx, ref, recallData)
  const { distribution, version } = own
  const others = await otherPublicVersions(ctx.db, distribution.id, version.id)
  const errata = await errataOfVersion(ctx.db, version.id)
  return {
    ...(await whoseOf(ctx, own)),
    publishedAt: version.publishedAt?.toISOString() ?? null,
    others: others.map(({ seq, publishedAt }) => ({ seq, publishedAt: publishedAt.toISOString() })),
    errata: errata.map((one) => erratumView(one, ctx.lang)),
  }
}

async function whoseOf(ctx: Context, { dataset, distribution, version }: VersionToRecall) {
  const { name } = await findInstitution(ctx.db, dataset.organisationId)
  return {
    dataset: { name: dataset.name, title: inLang(dataset.title, ctx.lang) },
    distribution: { id: distribution.id, title: inLang(distribution.title, ctx.lang) },
    institution: inLang(name, ctx.lang),
    seq: version.seq,
    sha256: version.sha256,
  }
}
