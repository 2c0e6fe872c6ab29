import { createHash } from 'node:crypto'
import type { Context } from '#kernel/http/context.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { inTurns } from '#kernel/in-turns.ts'
import { mediaTypes } from '../../catalogue/vocabularies/file-types.ts'
import { licenceFacts, licenceUrl } from '../../catalogue/vocabularies/licences.ts'
import { nameOfCode } from '../../catalogue/vocabularies/names.ts'
import type { Distribution } from '../../dataset.ts'
import type { Organisation, Package } from '../store.ts'
import { licenceOf } from '../write/licences.ts'
import { computedKeys, computedResourceKeys, KEPT, keptOf } from './kept-keys.ts'

/** Of up to a thousand; other work goes on in between. */
export async function packageViews(
  ctx: Pick<Context, 'publicUrl' | 'translate'>,
  packages: Package[],
): Promise<ReturnType<typeof packageView>[]> {
  const views = []
  for await (const one of inTurns(packages)) views.push(packageView(ctx, one))
  return views
}

/** A dataset in CKAN's words. Texts are Romanian; all languages stand in `…_translated`, as its plug-in for languages writes them. */
export function packageView(
  { publicUrl, translate }: Pick<Context, 'publicUrl' | 'translate'>,
  { dataset, organisation, distributions, tables, files, seriesId, isOwn }: Package,
) {
  const isPublic = dataset.state === 'published'
  const resources = distributions.flatMap((distribution) => [
    resourceOf(distribution, tables.find(({ id }) => id === distribution.id) ?? null),
    ...tables
      .filter(({ id, distributionId }) => distributionId === distribution.id && id !== distribution.id)
      .map((table) => resourceOf(distribution, table)),
  ])
  const kept = (dataset.extras[KEPT] ?? {}) as Record<string, unknown>
  const tags = [...new Set(langs.flatMap((lang) => dataset.keywords[lang] ?? []))].toSorted()
  return {
    ...keptOf(kept, computedKeys),
    id: dataset.id,
    name: dataset.name,
    title: dataset.title.ro,
    title_translated: dataset.title,
    notes: dataset.description.ro ?? '',
    notes_translated: dataset.description,
    author: kept.author ?? organisation.name.ro,
    author_email: kept.author_email ?? null,
    maintainer: dataset.contactName,
    maintainer_email: dataset.contactEmail,
    license_id: licenceOf(String(kept.license_id ?? '')) === dataset.licence ? kept.license_id : dataset.licence,
    license_title: nameOfCode(translate('ro'), 'licence', dataset.licence),
    license_url: licenceUrl(dataset.licence) ?? null,
    isopen: isOpen(dataset.licence),
    url: kept.url ?? `${publicUrl}/ro/data/${dataset.name}`,
    version: kept.version ?? null,
    state: isPublic ? 'active' : dataset.state === 'withdrawn' ? 'deleted' : 'draft',
    type: 'dataset',
    private: !isPublic,
    ...(isOwn && { publication: { state: dataset.state } }),
    owner_org: organisation.id,
    creator_user_id: null,
    metadata_created: timeOf(dataset.createdAt),
    metadata_modified: timeOf(dataset.modifiedAt),
    num_resources: resources.length,
    num_tags: tags.length,
    resources: resources.map((resource, position) => ({ ...resource, position })),
    tags: tags.map((name) => ({
      id: idFrom(`tag ${name}`),
      name,
      display_name: name,
      state: 'active',
      vocabulary_id: null,
    })),
    groups: dataset.themes.map((code) => ({
      id: idFrom(`theme ${code}`),
      name: code.toLowerCase(),
      title: nameOfCode(translate('ro'), 'theme', code),
      display_name: nameOfCode(translate('ro'), 'theme', code),
      description: '',
      image_display_url: '',
    })),
    organization: organizationOf(organisation),
    ...(seriesId !== null && { in_series: [seriesId] }),
    extras: extrasOf(dataset),
    relationships_as_subject: [],
    relationships_as_object: [],
  }

  /** Of a file with several sheets each table is a resource of its own, so that each can be asked. */
  function resourceOf(distribution: Distribution, table: Package['tables'][number] | null) {
    const id = table?.id ?? distribution.id
    const sheet = table?.sheet ? ` (${table.sheet})` : ''
    const { extras } = distribution
    const sent = files.get(distribution.id)
    // A further sheet is no file of its own; of a file that is not public only its institution learns anything.
    const file = sent && id === distribution.id && (sent.isGiven || (!table && isOwn)) ? sent : undefined
    const download =
      file && `${publicUrl}/dataset/${dataset.id}/resource/${id}/download/${encodeURIComponent(file.fileName)}`
    return {
      ...keptOf(extras, computedResourceKeys),
      id,
      package_id: dataset.id,
      url: distribution.url ?? download ?? (table ? `${publicUrl}/datastore/dump/${id}` : ''),
      url_type: distribution.url ? null : file ? 'upload' : table ? 'datastore' : null,
      name: `${extras.name ?? distribution.title.ro}${sheet}`,
      name_translated: Object.fromEntries(
        Object.entries(distribution.title).map(([lang, title]) => [lang, title + sheet]),
      ),
      description: distribution.description.ro ?? '',
      format: table && !file ? 'CSV' : (extras.format ?? distribution.format ?? ''),
      mimetype: table && !file ? 'text/csv' : (extras.mimetype ?? mediaTypeOf(distribution.format)),
      mimetype_inner: extras.mimetype_inner ?? null,
      size: file?.size ?? extras.size ?? null,
      hash: file?.sha256 ?? extras.hash ?? '',
      resource_type: extras.resource_type ?? null,
      state: 'active',
      created: timeOf(distribution.createdAt),
      last_modified: timeOf(distribution.modifiedAt),
      metadata_modified: timeOf(distribution.modifiedAt),
      cache_url: extras.cache_url ?? null,
      cache_last_updated: extras.cache_last_updated ?? null,
      datastore_active: table !== null,
      ...(isOwn && sent && { version: { seq: sent.seq, state: sent.state, refusal: sent.refusal } }),
    }
  }
}

/** Of a licence that came with an import and is in none of our lists nobody knows. */
function isOpen(code: string): boolean {
  return Object.hasOwn(licenceFacts, code) && licenceFacts[code as keyof typeof licenceFacts].open
}

function mediaTypeOf(format: string | null): string | null {
  return format !== null && Object.hasOwn(mediaTypes, format) ? mediaTypes[format as keyof typeof mediaTypes] : null
}

export function organizationOf({ id, slug, name, createdAt }: Organisation) {
  return {
    id,
    name: slug,
    title: name.ro,
    type: 'organization',
    description: '',
    image_url: '',
    created: timeOf(createdAt),
    is_organization: true,
    approval_status: 'approved',
    state: 'active',
  }
}

/** What CKAN has no field for, under the keys that its plug-in for DCAT reads. */
function extrasOf({
  placeKey,
  frequency,
  accessRights,
  coversFrom,
  coversTo,
  highValue,
  contactUrl,
  extras,
}: Package['dataset']) {
  const known = {
    // What nobody said, or what is so anyway, is not told as if somebody had.
    frequency: frequency === 'UNKNOWN' ? null : frequency,
    access_rights: accessRights === 'PUBLIC' ? null : accessRights,
    place_key: placeKey,
    temporal_start: coversFrom,
    temporal_end: coversTo,
    hvd_category: highValue,
    contact_url: contactUrl,
    ...keptOf(extras, new Set([KEPT])),
  }
  return Object.entries(known)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([key, value]) => ({ key, value: typeof value === 'string' ? value : JSON.stringify(value) }))
}

/** UTC with microseconds and without a zone, as CKAN writes it. */
export function timeOf(at: Date): string {
  return at.toISOString().replace('Z', '000')
}

/** The same for the same name, in the shape of a UUID. */
export function idFrom(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
