import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { placeLabel } from '#commons/places/label.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang, type Lang } from '#kernel/i18n/lang.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { plainText } from '#kernel/text/plain-text.ts'
import { showAround } from '../../around/show-around.ts'
import type { Dataset, Distribution } from '../../dataset.ts'
import { recalledFilesOf } from '../../recall/tombstone-store.ts'
import { inSeries } from '../../series/in-series.ts'
import { currentTablesOf, distributionsOf, findDataset, type PublicTable } from '../../store.ts'
import { freshnessOf } from '../freshness.ts'
import { keywordsIn, type Said, saidIn } from '../said-in.ts'
import { findInstitution, newestDataAt } from '../store.ts'
import { licenceFacts } from '../vocabularies/licences.ts'
import { nameOfCode, type Vocabulary } from '../vocabularies/names.ts'
import type { DatasetFile, DatasetView } from './replies.ts'

/** A dataset that is or was public; what was withdrawn keeps its page, with the reason and without its files. @throws NotFound */
export async function publicDataset(ctx: Context, name: string): Promise<Dataset & { publishedAt: Date }> {
  const dataset = await findDataset(ctx.db, name)
  const { publishedAt = null } = dataset ?? {}
  if (!dataset || publishedAt === null) throw new NotFound()
  return { ...dataset, publishedAt }
}

export async function showDataset(ctx: Context, { dataset: name }: { dataset: string }): Promise<DatasetView> {
  return viewOf(ctx, await publicDataset(ctx, name))
}

/** As its page shows it, or will: also of one that is not public yet, for whoever publishes it. */
export async function viewOf(ctx: Context, dataset: Dataset): Promise<DatasetView> {
  const institution = await findInstitution(ctx.db, dataset.organisationId)
  const open = dataset.state !== 'withdrawn'
  const files = open ? await distributionsOf(ctx.db, dataset.id) : []
  const tables = open ? await currentTablesOf(ctx.db, dataset) : []
  const recalled = open ? await recalledFilesOf(ctx.db, dataset.id) : []
  const updatedAt = (open && (await newestDataAt(ctx.db, dataset.id))) || dataset.modifiedAt
  const today = dayOf(ctx.now, ctx.timeZone)
  const { dueOn, late } = freshnessOf(dataset.frequency, dayOf(updatedAt, ctx.timeZone), today)
  const { withdrawnAt, withdrawnReason, withdrawnLang, contactName, contactEmail, contactUrl, placeKey } = dataset
  const keywords = keywordsIn(dataset.keywords, ctx.lang)
  return {
    name: dataset.name,
    title: saidIn(dataset.title, ctx.lang) as Said,
    description: htmlIn(dataset.description, ctx.lang),
    institution: { slug: institution.slug, name: inLang(institution.name, ctx.lang) },
    withdrawn: withdrawnAt && { at: withdrawnAt.toISOString(), reason: withdrawnReason ?? '', lang: withdrawnLang },
    harvested: dataset.harvested && {
      from: dataset.harvested.from,
      id: dataset.harvested.id,
      page: dataset.harvested.page,
      uri: dataset.harvested.uri,
      ended: dataset.harvested.ended === true,
    },
    files: files.map((file) => fileView(ctx, dataset, file, tables, recalled)),
    themes: dataset.themes.map((code) => coded(ctx, 'theme', code)),
    keywords: keywords.words,
    keywordsLang: keywords.lang,
    licence: { ...coded(ctx, 'licence', dataset.licence), ...factsOfLicence(dataset.licence) },
    frequency: coded(ctx, 'frequency', dataset.frequency),
    dueOn: open ? dueOn : null,
    late: open && late,
    accessRights: dataset.accessRights,
    contact: { name: contactName, email: contactEmail, url: contactUrl },
    place: placeKey && ctx.places.find(placeKey) ? { key: placeKey, name: placeLabel(ctx, placeKey) } : null,
    coversFrom: dataset.coversFrom,
    coversTo: dataset.coversTo,
    highValue: dataset.highValue === null ? null : coded(ctx, 'high-value', dataset.highValue),
    series: await inSeries(ctx, dataset.id),
    publishedAt: dataset.publishedAt?.toISOString() ?? null,
    modifiedAt: dataset.modifiedAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    around: await showAround(ctx, dataset),
  }
}

function htmlIn(texts: Partial<Record<Lang, string>>, lang: Lang): DatasetView['description'] {
  const said = saidIn(texts, lang)
  if (!said) return null
  const html = markdownToHtml(said.text)
  return { html, text: plainText(html), lang: said.lang }
}

function fileView(
  ctx: Context,
  { accessRights }: Dataset,
  file: Distribution,
  tables: PublicTable[],
  recalled: string[],
): DatasetFile {
  const { id, url, format, licence, currentVersionId } = file
  return {
    id,
    title: saidIn(file.title, ctx.lang) as Said,
    description: saidIn(file.description, ctx.lang),
    format: format === null ? null : coded(ctx, 'file-type', format),
    url,
    licence: licence === null ? null : coded(ctx, 'licence', licence),
    published: url !== null || (accessRights === 'PUBLIC' && currentVersionId !== null),
    recalled: url === null && currentVersionId === null && recalled.includes(id),
    tables: tables
      .filter(({ distributionId }) => distributionId === id)
      .map((table) => ({ id: table.id, sheet: table.sheet, rows: table.rows, columns: table.columns.length })),
  }
}

function coded(ctx: Context, vocabulary: Vocabulary, code: string) {
  return { code, name: nameOfCode(ctx.translate(ctx.lang), vocabulary, code) }
}

function factsOfLicence(code: string): { url: string | null; open: boolean } {
  return Object.hasOwn(licenceFacts, code)
    ? licenceFacts[code as keyof typeof licenceFacts]
    : { url: null, open: false }
}
