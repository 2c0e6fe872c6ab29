import { type Lang, langs } from '#kernel/i18n/lang.ts'
import { licenceUrl } from '../../catalogue/vocabularies/licences.ts'
import type { AboutColumns } from '../../own-data/about-columns.ts'
import type { PublicTable } from '../../store.ts'
import { type ColumnType, emptyIn } from '../../table-schema.ts'

interface Said {
  about: AboutColumns
  title: Partial<Record<Lang, string>>
  publisher: string
  licence: string
  issuedAt: Date
}

/**
 * A table's CSV as CSV on the Web describes one: https://www.w3.org/TR/tabular-metadata/. The first line of the file holds the names of the
 * columns; their titles stand beside them.
 *
 * @param url of the file; where it stands beside this description, a name is enough
 */
export function csvwOf(
  { columns, sheet }: PublicTable,
  key: readonly string[] | null,
  url: string,
  { about, title, publisher, licence, issuedAt }: Said,
): Record<string, unknown> {
  const names = new Set(columns.map(({ name }) => name))
  const titles = langs.flatMap((lang) => {
    const text = [title[lang], sheet].filter(Boolean).join(': ')
    return title[lang] ? [{ '@value': text, '@language': lang }] : []
  })
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'ro' }],
    url,
    'dc:title': titles,
    'dc:publisher': publisher,
    ...(licenceUrl(licence) && { 'dc:license': { '@id': licenceUrl(licence) } }),
    'dc:issued': { '@value': issuedAt.toISOString(), '@type': 'xsd:dateTime' },
    dialect: { delimiter: ',', header: true, encoding: 'utf-8' },
    tableSchema: {
      columns: columns.map((column) => ({
        name: column.name,
        titles: column.title === column.name ? column.name : [column.name, column.title],
        ...describedBy(about.get(column.title)),
        datatype: datatypes[column.type],
        // The numbers stand in the file without it.
        ...(column.format?.unit && { 'schema:unitText': column.format.unit }),
        ...(emptyIn(column) === 0 && { required: true }),
      })),
      ...(key?.every((name) => names.has(name)) && { primaryKey: key }),
    },
  }
}

function describedBy(said: Record<Lang, string> | undefined) {
  return said && { 'dc:description': langs.map((lang) => ({ '@value': said[lang], '@language': lang })) }
}

const datatypes: Record<ColumnType, unknown> = {
  string: 'string',
  integer: 'integer',
  number: 'number',
  boolean: { base: 'boolean', format: 'true|false' },
  date: { base: 'date', format: 'yyyy-MM-dd' },
  datetime: { base: 'datetime', format: 'yyyy-MM-ddTHH:mm:ss' },
  time: { base: 'time', format: 'HH:mm:ss' },
}
