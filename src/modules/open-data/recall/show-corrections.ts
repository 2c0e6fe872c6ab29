import type { Context } from '#kernel/http/context.ts'
import { inLang, type Lang } from '#kernel/i18n/lang.ts'
import { type Said, saidIn } from '../catalogue/said-in.ts'
import { publicDataset } from '../catalogue/show/show-dataset.ts'
import type { PublicTable } from '../store.ts'
import { type Erratum, errataOfDataset, errataOfVersion } from './correct/store.ts'
import type { CorrectionsView, ErratumView, VersionMarks } from './replies.ts'
import { tombstonesOf } from './tombstone-store.ts'

/** Everything that was taken down of a dataset, and what was wrong in it. It stays for good. @throws NotFound */
export async function showCorrections(ctx: Context, { dataset: name }: { dataset: string }): Promise<CorrectionsView> {
  const dataset = await publicDataset(ctx, name)
  const [tombstones, errata] = await Promise.all([
    tombstonesOf(ctx.db, dataset.id),
    errataOfDataset(ctx.db, dataset.id),
  ])
  const fileOf = (one: { distributionId: string; title: Erratum['title'] }) => ({
    id: one.distributionId,
    title: saidIn(one.title, ctx.lang) as Said,
  })
  return {
    name,
    title: saidIn(dataset.title, ctx.lang) as Said,
    recalls: tombstones.map((one) => ({
      ...{ file: fileOf(one), seq: one.seq, sha256: one.sha256, size: one.size, reason: one.reason },
      ...{ text: one.text, lang: one.lang },
      publishedAt: one.publishedAt.toISOString(),
      recalledAt: one.recalledAt.toISOString(),
      ...{ by: one.byRole, institution: inLang(one.institution, ctx.lang), now: one.now },
    })),
    errata: errata.map((one) => ({ file: fileOf(one), ...erratumView(one, ctx.lang) })),
  }
}

export function erratumView({ seq, replacedBy, text, publishedAt }: Erratum, lang: Lang): ErratumView {
  return { seq, replacedBy, text: saidIn(text, lang) as Said, publishedAt: publishedAt.toISOString() }
}

/** What the page of a table says of the version that it shows. */
export async function marksOf(
  ctx: Pick<Context, 'db' | 'lang'>,
  { versionId, distributionId }: Pick<PublicTable, 'versionId' | 'distributionId'>,
): Promise<VersionMarks> {
  const errata = await errataOfVersion(ctx.db, versionId)
  return { file: distributionId, errata: errata.map((one) => erratumView(one, ctx.lang)) }
}
