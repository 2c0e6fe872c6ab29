import { type Lang, type Localised, langs } from '#kernel/i18n/lang.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { plainText } from '#kernel/text/plain-text.ts'
import { licenceUrl } from '../../catalogue/vocabularies/licences.ts'
import type { Dataset } from '../../dataset.ts'
import type { PublicTable } from '../../store.ts'
import type { Column, ColumnType } from '../../table-schema.ts'
import { addressesAt } from '../addresses.ts'
import type { Source } from '../source-store.ts'
import { croissantContext } from './context.ts'

/**
 * A dataset as Croissant describes one, for programs that learn from tables: each table is a Parquet file with its sum, pinned to its version,
 * and a set of records with a field for each column.
 *
 * @param keys names of columns in which no two rows have the same, by the table's id
 */
export function croissantOf(
  { dataset, institution, distributions }: Source,
  tables: PublicTable[],
  keys: ReadonlyMap<string, string[]>,
  publicUrl: string,
): Record<string, unknown> {
  const at = addressesAt(publicUrl)
  const titleOf = ({ distributionId, sheet }: PublicTable) => {
    const title = distributions.find(({ id }) => id === distributionId)?.title
    return [title && first(title), sheet].filter(Boolean).join(': ')
  }
  const licence = licenceUrl(dataset.licence)
  const words = [...new Set(langs.flatMap((lang) => dataset.keywords[lang] ?? []))]
  return {
    '@context': croissantContext,
    '@type': 'sc:Dataset',
    '@id': at.dataset(dataset.name),
    conformsTo: 'http://mlcommons.org/croissant/1.0',
    name: dataset.name,
    alternateName: first(dataset.title),
    description: descriptionOf(dataset),
    url: at.dataset(dataset.name),
    ...(licence && { license: licence }),
    ...(words.length > 0 && { keywords: words }),
    creator: {
      '@type': 'sc:GovernmentOrganization',
      name: first(institution.name),
      url: at.institution(institution.slug),
    },
    ...(dataset.publishedAt && { datePublished: dataset.publishedAt.toISOString() }),
    dateModified: dataset.modifiedAt.toISOString(),
    version: versionOf(tables),
    distribution: tables.map((table) => fileOf(table, `${at.file(table.id, 'parquet')}?version=${table.seq}`)),
    recordSet: tables.map((table) => recordsOf(table, titleOf(table), keys.get(table.id) ?? [])),
  }
}

const fileId = ({ id }: PublicTable) => `${id}.parquet`

function fileOf(table: PublicTable, contentUrl: string): object {
  return {
    '@type': 'cr:FileObject',
    '@id': fileId(table),
    name: fileId(table),
    contentUrl,
    contentSize: `${table.size} B`,
    encodingFormat: 'application/x-parquet',
    sha256: table.sha256,
  }
}

function recordsOf(table: PublicTable, title: string, key: string[]): object {
  const names = new Set(table.columns.map(({ name }) => name))
  const known = key.length > 0 && key.every((name) => names.has(name))
  return {
    '@type': 'cr:RecordSet',
    '@id': table.id,
    name: title,
    ...(known && { key: key.map((name) => ({ '@id': `${table.id}/${name}` })) }),
    field: table.columns.map((column) => fieldOf(table, column)),
  }
}

function fieldOf(table: PublicTable, { name, title, type }: Column): object {
  return {
    '@type': 'cr:Field',
    '@id': `${table.id}/${name}`,
    name,
    description: title,
    dataType: dataTypes[type],
    source: { fileObject: { '@id': fileId(table) }, extract: { column: name } },
  }
}

const dataTypes: Record<ColumnType, string> = {
  string: 'sc:Text',
  integer: 'sc:Integer',
  number: 'sc:Float',
  boolean: 'sc:Boolean',
  date: 'sc:Date',
  datetime: 'sc:DateTime',
  time: 'sc:Time',
}

/** As the specification wants it: three numbers. What grows with each new version of a file is the first one. */
function versionOf(tables: PublicTable[]): string {
  return `${tables.reduce((most, { seq }) => Math.max(most, seq), 1)}.0.0`
}

function descriptionOf({ description, title }: Dataset): string {
  const text = langs.map((lang) => description[lang]).find(Boolean)
  return text ? plainText(markdownToHtml(text)) : (first(title) as string)
}

function first(texts: Localised | Partial<Record<Lang, string>>): string | undefined {
  return langs.map((lang) => texts[lang]).find(Boolean)
}
