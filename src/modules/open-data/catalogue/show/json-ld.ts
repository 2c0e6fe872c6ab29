import { locales, type View } from '#kernel/i18n/view.ts'
import { datasetPath } from '../dataset-path.ts'
import { mediaTypes } from '../vocabularies/file-types.ts'
import { uriOfCode } from '../vocabularies/names.ts'
import type { DatasetView } from './replies.ts'

/** A dataset in the words of schema.org, which search engines of data read; its texts in the reader's language. */
export function schemaOrgOf(dataset: DatasetView, view: View): Record<string, unknown> {
  const url = view.publicUrl + view.href(datasetPath(dataset))
  const { description, contact, place, licence, institution } = dataset
  return {
    '@context': 'https://schema.org/',
    '@type': 'Dataset',
    '@id': url,
    url,
    identifier: dataset.name,
    name: dataset.title.text,
    ...(description && { description: description.text }),
    inLanguage: locales[view.lang],
    isAccessibleForFree: true,
    ...(licence.url && { license: licence.url }),
    creator: {
      '@type': 'GovernmentOrganization',
      name: institution.name,
      url: `${view.publicUrl}${view.href(`/data/institutions/${institution.slug}`)}`,
    },
    ...(dataset.keywords.length > 0 && { keywords: dataset.keywords }),
    ...(dataset.themes.length > 0 && { about: dataset.themes.map(({ code }) => uriOfCode('theme', code)) }),
    datePublished: dataset.publishedAt,
    dateModified: dataset.updatedAt,
    ...((dataset.coversFrom || dataset.coversTo) && {
      temporalCoverage: `${dataset.coversFrom ?? '..'}/${dataset.coversTo ?? '..'}`,
    }),
    ...(dataset.series && {
      isPartOf: {
        '@type': 'CreativeWorkSeries',
        name: dataset.series.title.text,
        url: `${view.publicUrl}${view.href(`/data/series/${dataset.series.name}`)}`,
      },
    }),
    ...(place && { spatialCoverage: { '@type': 'Place', name: place.name } }),
    ...((contact.email || contact.url) && {
      maintainer: {
        '@type': 'ContactPoint',
        ...(contact.name && { name: contact.name }),
        ...(contact.email && { email: contact.email }),
        ...(contact.url && { url: contact.url }),
      },
    }),
    ...(dataset.files.length > 0 && { distribution: dataset.files.flatMap((file) => downloadsOf(file, view)) }),
  }
}

/** What is outside by its address; of what is here, each table as CSV. */
function downloadsOf({ title, url, format, tables }: DatasetView['files'][number], view: View) {
  const mediaType = format && Object.hasOwn(mediaTypes, format.code) && mediaTypes[format.code as 'CSV']
  const outside = url
    ? [{ '@type': 'DataDownload', name: title.text, contentUrl: url, ...(mediaType && { encodingFormat: mediaType }) }]
    : []
  const here = tables.map(({ id, sheet }) => ({
    '@type': 'DataDownload',
    name: [title.text, sheet].filter(Boolean).join(': '),
    contentUrl: `${view.publicUrl}/data/tables/${id}.csv`,
    encodingFormat: mediaTypes.CSV,
  }))
  return [...outside, ...here]
}
