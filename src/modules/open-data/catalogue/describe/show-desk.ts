import { may, permit } from '#commons/access/permit.ts'
import { canMove } from '#commons/lifecycle/lifecycle.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { authoritiesById } from '#commons/organisations/authorities.ts'
import { allPlaceChoices } from '#commons/places/choices.ts'
import { ownOrganisations } from '#commons/processes/own-process.ts'
import type { Waiting } from '#commons/work/workspace.ts'
import type { Context } from '#kernel/http/context.ts'
import { readCursor, writeCursor } from '#kernel/http/cursor.ts'
import { inLang, type Lang } from '#kernel/i18n/lang.ts'
import { type Dataset, type DatasetState, datasetLife } from '../../dataset.ts'
import { mayBecomePublic } from '../../guard/gate.ts'
import { currentVersionsOf } from '../../ingest/store.ts'
import { scoreView } from '../../score/replies.ts'
import { scoreNow } from '../../score/score-datasets.ts'
import { distributionsOf } from '../../store.ts'
import { describedFields, missingFields } from '../completeness.ts'
import { lastSubmission } from '../history-store.ts'
import { describeData, type OwnDataset, overseeData, ownDataset, publishData, waitingDataset } from '../permissions.ts'
import { type Said, saidIn } from '../said-in.ts'
import { viewOf } from '../show/show-dataset.ts'
import { countByState, countToPublish, deskRows, findInstitution } from '../store.ts'
import { NOT_SPECIFIED } from '../vocabularies/licences.ts'
import { nameOfCode } from '../vocabularies/names.ts'
import type { DatasetRef } from './describe-dataset.ts'
import { lacksOf } from './lacks.ts'
import { mustBeAnother } from './publish-dataset.ts'
import type { DatasetDesk, DescriptionView, DeskList, NewDatasetView } from './replies.ts'

const PAGE = 50

/** Datasets of the viewer's institutions, what was changed last first. */
export async function listForDesk(
  ctx: Context,
  { state, after }: { state: DatasetState | null; after: string | null },
): Promise<DeskList> {
  permit(ctx, describeData)
  return deskList(ctx, ownOrganisations(ctx, describeData), state, after)
}

async function deskList(
  ctx: Context,
  organisationIds: string[] | null,
  state: DatasetState | null,
  after: string | null,
): Promise<DeskList> {
  const place = after === null ? null : readCursor(after)
  const rows = await deskRows(ctx.db, { organisationIds, state, after: place, limit: PAGE + 1 })
  const counts = await countByState(ctx.db, organisationIds)
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
  return {
    state,
    items: rows.slice(0, PAGE).map((row) => ({
      name: row.name,
      title: saidIn(row.title, ctx.lang) as Said,
      institution: inLang(row.institution, ctx.lang),
      state: row.state,
      files: row.files,
      modifiedAt: row.modifiedAt.toISOString(),
      publishAt: row.publishAt?.toISOString() ?? null,
    })),
    counts,
    total: counts.filter((one) => state === null || one.state === state).reduce((sum, { count }) => sum + count, 0),
    next: last ? writeCursor({ at: last.modifiedAt, id: last.id }) : null,
  }
}

/** What was sent and nobody published yet. */
export async function datasetsWaiting(ctx: Context): Promise<Waiting> {
  return { count: await countToPublish(ctx.db, ownOrganisations(ctx, describeData)) }
}

/** What waits in all institutions, for administrators. */
export async function allDatasetsWaiting(ctx: Context): Promise<Waiting> {
  return { count: await countToPublish(ctx.db, null) }
}

export async function listWaiting(ctx: Context, { after }: { after: string | null }): Promise<DeskList> {
  permit(ctx, overseeData)
  return deskList(ctx, null, 'review', after)
}

export async function showNew(ctx: Context): Promise<NewDatasetView> {
  permit(ctx, describeData)
  const institutions = await authoritiesById(ctx.db, ownOrganisations(ctx, describeData))
  return {
    institutions: institutions.map(({ id, name }) => ({ id, name: inLang(name, ctx.lang) })),
    places: allPlaceChoices(ctx),
  }
}

export async function showDescription(ctx: Context, { dataset: name }: DatasetRef): Promise<DescriptionView> {
  const { dataset } = await ownDataset(ctx, name)
  const { keywords, licence } = dataset
  return {
    ...headOf(dataset, ctx.lang),
    titles: inAll(dataset.title),
    descriptions: inAll(dataset.description),
    keywords: inAll({ ro: keywords.ro?.join(', '), ru: keywords.ru?.join(', '), en: keywords.en?.join(', ') }),
    themes: dataset.themes,
    licence: licence === NOT_SPECIFIED ? null : licence,
    frequency: dataset.frequency,
    accessRights: dataset.accessRights,
    contactName: dataset.contactName,
    contactEmail: dataset.contactEmail,
    contactUrl: dataset.contactUrl,
    placeKey: dataset.placeKey,
    coversFrom: dataset.coversFrom,
    coversTo: dataset.coversTo,
    highValue: dataset.highValue,
    missing: missingFields(dataset),
    describable: describedFields.length,
    score: scoreView(await scoreNow(ctx, dataset, ctx.now)),
    places: allPlaceChoices(ctx, { chosen: dataset.placeKey }),
  }
}

export async function showDesk(ctx: Context, { dataset: name }: DatasetRef): Promise<DatasetDesk> {
  return deskOf(ctx, await ownDataset(ctx, name), { path: `/work/data/${name}`, own: true })
}

/** For an administrator, who publishes or gives back and changes nothing. */
export async function showWaiting(ctx: Context, { dataset: name }: DatasetRef): Promise<DatasetDesk> {
  return deskOf(ctx, await waitingDataset(ctx, name), { path: `/work/data-to-publish/${name}`, own: false })
}

async function deskOf(
  ctx: Context,
  { dataset, by }: OwnDataset,
  where: { path: string; own: boolean },
): Promise<DatasetDesk> {
  const t = ctx.translate(ctx.lang)
  const institution = await findInstitution(ctx.db, dataset.organisationId)
  const files = await distributionsOf(ctx.db, dataset.id)
  const versions = await currentVersionsOf(ctx.db, dataset.id)
  const { state, publishAt } = dataset
  const lacks = lacksOf(dataset)
  const needsAnother =
    (state === 'draft' || state === 'review') && (await mustBeAnother(ctx, ctx.db, dataset, by.person.accountId))
  const returned = state === 'draft' ? await lastSubmission(ctx.db, dataset.id) : null
  const publishes = !where.own || may(ctx, publishData, { organisationId: dataset.organisationId })
  const can = (transition: keyof typeof datasetLife.transitions) =>
    canMove(datasetLife, state, transition, 'officer') && (transition === 'submit' || publishes)
  return {
    ...headOf(dataset, ctx.lang),
    ...where,
    preview: await viewOf(ctx, dataset),
    institution: inLang(institution.name, ctx.lang),
    files: files.map(({ id, title, format, url, currentVersionId }) => ({
      id,
      title: saidIn(title, ctx.lang) as Said,
      format: format === null ? null : nameOfCode(t, 'file-type', format),
      url,
      published: url !== null || currentVersionId !== null,
      version: versions.find(({ distributionId }) => distributionId === id)?.seq ?? null,
    })),
    missing: missingFields(dataset),
    describable: describedFields.length,
    score: scoreView(await scoreNow(ctx, dataset, ctx.now)),
    lacks,
    may: {
      change: state !== 'review' && (dataset.harvested === null || dataset.harvested.ended === true),
      submit: can('submit') && lacks.length === 0,
      giveBack: can('giveBack'),
      publish: can('publish') && lacks.length === 0 && !needsAnother,
      schedule: state === 'review' && !needsAnother,
      withdraw: can('withdraw'),
      publishAgain: can('publishAgain'),
    },
    needsAnother,
    publishAt: publishAt?.toISOString() ?? null,
    held: state === 'review' && publishAt !== null && publishAt <= ctx.now && !(await mayBecomePublic(ctx.db, dataset)),
    givenBack: returned?.givenBack ?? null,
    givenBackLang: returned?.givenBackLang ?? null,
    withdrawnReason: dataset.withdrawnReason,
    withdrawnLang: dataset.withdrawnLang,
    public: dataset.publishedAt !== null,
    today: dayOf(ctx.now, ctx.timeZone),
  }
}

export function headOf({ name, title, state }: Dataset, lang: Lang) {
  return { name, title: saidIn(title, lang) as Said, state }
}

/** For a form: each language, null where nothing was written. */
export function inAll(texts: Partial<Record<Lang, string | undefined>>): Record<Lang, string | null> {
  return { ro: texts.ro ?? null, ru: texts.ru ?? null, en: texts.en ?? null }
}
