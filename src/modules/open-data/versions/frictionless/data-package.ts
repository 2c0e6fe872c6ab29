import type { View } from '#kernel/i18n/view.ts'
import { datasetPath } from '../../catalogue/dataset-path.ts'
import type { DatasetView } from '../../catalogue/show/replies.ts'
import type { AboutColumns } from '../../own-data/about-columns.ts'
import type { PublicTable } from '../../store.ts'
import { tableSchema } from './table-schema.ts'

/**
 * A dataset as a Tabular Data Package: https://specs.frictionlessdata.io/tabular-data-package/. Its resources are pinned to the versions of now, so
 * that a package that somebody kept goes on describing what it leads to.
 *
 * @param keys names of columns, by the table's id
 * @param about what the columns of its tables hold
 */
export function dataPackage(
  dataset: DatasetView,
  tables: readonly PublicTable[],
  keys: ReadonlyMap<string, string[]>,
  about: AboutColumns,
  view: Pick<View, 'publicUrl' | 'href' | 'lang'>,
): Record<string, unknown> {
  const { licence, description, institution } = dataset
  const titles = new Map(dataset.files.map((file) => [file.id, file.title.text]))
  return {
    profile: 'tabular-data-package',
    name: dataset.name,
    title: dataset.title.text,
    ...(description && { description: description.text }),
    homepage: view.publicUrl + view.href(datasetPath(dataset)),
    created: dataset.publishedAt,
    ...(licence.url && { licenses: [{ name: licence.code, path: licence.url, title: licence.name }] }),
    ...(dataset.keywords.length > 0 && { keywords: dataset.keywords }),
    contributors: [
      {
        title: institution.name,
        path: view.publicUrl + view.href(`/data/institutions/${institution.slug}`),
        role: 'publisher',
      },
    ],
    resources: tables.map(({ id, sheet, seq, distributionId, columns }) => ({
      profile: 'tabular-data-resource',
      name: id,
      title: [titles.get(distributionId), sheet].filter(Boolean).join(': '),
      path: `${view.publicUrl}/data/tables/${id}.csv?version=${seq}`,
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      schema: tableSchema(columns, keys.get(id) ?? null, (title) => about.get(title)?.[view.lang]),
    })),
  }
}
