import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import type { View } from '#kernel/i18n/view.ts'
import { atom } from '#kernel/text/atom.ts'
import { datasetPath } from '../catalogue/dataset-path.ts'
import { saidIn } from '../catalogue/said-in.ts'
import { findInstitution } from '../catalogue/store.ts'
import { findDataset } from '../store.ts'
import { versionsFeedPath, versionsPath } from './addresses.ts'
import { type PublishedVersion, publishedVersionsOf } from './store.ts'

const ENTRIES = 50

/** Versions of all files of a dataset, what happened last first; what was taken down says so. @throws NotFound */
export async function versionsFeed(ctx: Context, { dataset: name }: { dataset: string }, view: View): Promise<string> {
  const dataset = await findDataset(ctx.db, name)
  if (dataset?.state !== 'published' || dataset.accessRights !== 'PUBLIC') throw new NotFound()
  const versions = await publishedVersionsOf(ctx.db, dataset.id, ENTRIES)
  const institution = inLang((await findInstitution(ctx.db, dataset.organisationId)).name, view.lang)
  const title = inLang(dataset.title, view.lang)
  return atom({
    lang: view.lang,
    title: view.t('open-data.versions.feed.of', { title }),
    site: view.t('ui.site'),
    self: ctx.publicUrl + view.href(versionsFeedPath(name)),
    page: ctx.publicUrl + view.href(datasetPath({ name })),
    entries: versions.map((version) => {
      const file = saidIn(version.title, view.lang)
      return {
        id: `version-${version.distribution}-${version.seq}`,
        lang: view.lang,
        title: `${file?.text ?? title}: ${view.t('open-data.ingest.version', { seq: version.seq })}`,
        href: ctx.publicUrl + view.href(versionsPath({ dataset: { name }, distribution: version.distribution })),
        published: version.at.toISOString(),
        updated: happened(version).toISOString(),
        author: institution,
        summary: { text: summaryOf(version, view), lang: view.lang },
      }
    }),
  })
}

const happened = ({ at, recalledAt }: PublishedVersion): Date => recalledAt ?? at

/** What somebody wrote of a recall is read on the page: it is in one language, and a feed is kept by others for good. */
function summaryOf({ rows, recalledAt, reason }: PublishedVersion, { t, date }: View): string {
  if (recalledAt === null) return t('open-data.catalogue.rows', { count: rows })
  return t('open-data.versions.recalled.at', {
    day: date(recalledAt.toISOString()),
    reason: t(`open-data.recall.because.${reason ?? 'other'}`),
  })
}
