import { Readable } from 'node:stream'
import type { Fields, Form, FormValue } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import { type Resource, resource } from '#kernel/http/endpoint.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'
import { type Cell, csvFile } from '#kernel/text/csv.ts'
import type { CatalogueEntry } from './catalogue-entry.ts'
import { jsonFile } from './json-file.ts'

/** A cell of a dataset; a list is joined with '; ' in CSV and stays a list in JSON. */
export type DatasetCell = string | number | boolean | null | readonly (string | number | null)[]

export interface DatasetColumn<Row = never> {
  /** Stands in the first line of the CSV and as the name in JSON: stable, in English, snake_case. */
  name: string
  type: 'text' | 'integer' | 'number' | 'day' | 'code' | 'list'
  /** What it holds. */
  about: MessageKey
  of(row: Row): DatasetCell
}

/** What the house publishes as open data: whole files, without personal data, made from what is public anyway. */
export interface PublicDataset {
  name: string
  title: MessageKey
  /** How old it may be. */
  refresh: MessageKey
  /** Address without '.csv' and '.json'. */
  path: string
  columns: DatasetColumn<any>[]
}

/** What the house puts into its own catalogue of open data, by the name that the dataset has there. */
export interface OwnDataset {
  name: string
  entry: CatalogueEntry<any>
}

declare module '#kernel/module.ts' {
  interface Manifest {
    publicDatasets?: PublicDataset[]
    ownDatasets?: OwnDataset[]
  }
}

declare module '#kernel/http/context.ts' {
  interface Services {
    /** What all rooms publish, in their order. */
    datasets: PublicDataset[]
  }
}

interface DatasetOptions<P extends Fields, Row> extends PublicDataset {
  columns: DatasetColumn<Row>[]
  params?: Form<P>
  /** Begins the names of both operations in the Open API: `<operation>Csv`, `<operation>Json`. */
  operation: string
  cacheSeconds: number
  /**
   * Called before the first byte leaves, so that what does not exist is answered as such. Rows come in batches: a file of any
   * length takes the memory of one batch.
   */
  rows(ctx: Context, params: FormValue<P>): Promise<AsyncIterable<Row>>
}

/** A column in one line. */
export const column = <Row>(
  name: string,
  type: DatasetColumn['type'],
  about: MessageKey,
  of: (row: Row) => DatasetCell,
): DatasetColumn<Row> => ({ name, type, about, of })

/** Declares what the catalogue gets, with the types of its rows checked. */
export const ownDataset = <Row>(name: string, entry: CatalogueEntry<Row>): OwnDataset => ({ name, entry })

/** Declares a dataset and its two downloads. */
export function defineDataset<Row, P extends Fields = {}>(
  options: DatasetOptions<P, Row>,
): { dataset: PublicDataset; endpoints: Resource<P>[] } {
  const { name, title, refresh, path, columns } = options
  const names = columns.map((column) => column.name)
  return {
    dataset: { name, title, refresh, path, columns },
    endpoints: [
      download(options, 'csv', 'text/csv; charset=utf-8', (rows) =>
        csvFile(
          names,
          mapped(rows, (row) => columns.map((column) => asCell(column.of(row)))),
        ),
      ),
      download(options, 'json', 'application/json; charset=utf-8', (rows) =>
        jsonFile(mapped(rows, (row) => Object.fromEntries(columns.map((column) => [column.name, column.of(row)])))),
      ),
    ],
  }
}

function download<P extends Fields, Row>(
  options: DatasetOptions<P, Row>,
  ending: 'csv' | 'json',
  contentType: string,
  write: (rows: AsyncIterable<Row>) => AsyncIterable<string>,
): Resource<P> {
  return resource<P>({
    name: `${options.operation}${ending === 'csv' ? 'Csv' : 'Json'}`,
    path: `${options.path}.${ending}`,
    ...(options.params && { params: options.params }),
    contentType,
    canWait: true,
    load: async (ctx, params) => ({
      body: Readable.from(inChunks(write(await options.rows(ctx, params))), { objectMode: false }),
      fileName: `${[options.name, ...Object.values(params)].join('-')}.${ending}`,
      cacheSeconds: options.cacheSeconds,
    }),
  })
}

async function* mapped<A, B>(rows: AsyncIterable<A>, change: (row: A) => B): AsyncIterable<B> {
  for await (const row of rows) yield change(row)
}

const CHUNK = 16 * 1024

/** One write to the socket a record would cost more than making the record. */
async function* inChunks(pieces: AsyncIterable<string>): AsyncIterable<string> {
  let chunk = ''
  for await (const piece of pieces) {
    chunk += piece
    if (chunk.length < CHUNK) continue
    yield chunk
    chunk = ''
  }
  if (chunk) yield chunk
}

/** A list as CSV has it. */
export function asCell(cell: DatasetCell): Cell {
  return Array.isArray(cell) ? cell.map((one) => one ?? '').join('; ') : (cell as Cell)
}
