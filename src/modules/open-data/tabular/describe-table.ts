import type { Context } from '#kernel/http/context.ts'
import type { PublicTable } from '../store.ts'
import { type Column, type ColumnType, emptyIn } from '../table-schema.ts'
import { addressesOf } from './addresses.ts'
import { aggregates, filterNames } from './grammar.ts'
import { MOST_PAGE } from './read-asked.ts'

/** Names of types as programs of this grammar know them. */
const pythonTypes: Record<ColumnType, string> = {
  string: 'string',
  integer: 'int',
  number: 'float',
  boolean: 'bool',
  date: 'date',
  datetime: 'datetime',
  time: 'string',
}

/** What there is to ask of a table. */
export function aboutTable({ publicUrl }: Context, { id, dataset, seq, rows }: PublicTable): object {
  const at = addressesOf(publicUrl, id)
  const links = { profile: at.profile, data: at.data, swagger: at.swagger }
  return {
    id,
    url: `${publicUrl}/data/tables/${id}.csv`,
    dataset: `${publicUrl}/data/${dataset}`,
    version: seq,
    total_lines: rows,
    links: Object.entries(links).map(([rel, href]) => ({ href, type: 'GET', rel })),
  }
}

/** Its columns: what they hold, and in how many rows nothing stands. */
export function profileOf({ datasetId, columns, rows }: PublicTable): object {
  const byName = <T>(of: (column: Column) => T) => Object.fromEntries(columns.map((one) => [one.name, of(one)]))
  return {
    profile: {
      header: columns.map(({ name }) => name),
      columns: byName(({ title, type, format }) => ({
        ...{ title, python_type: pythonTypes[type], format: type, score: 1 },
        ...(format?.unit && { unit: format.unit }),
      })),
      profile: byName((column) => ({ nb_missing_values: emptyIn(column) })),
      total_lines: rows,
      encoding: 'utf-8',
      separator: ',',
    },
    dataset_id: datasetId,
    deleted_at: null,
    indexes: null,
  }
}

/** A description of a table's parameters grows by fifteen with each column. */
const MOST_DESCRIBED = 100

/** The questions about this table as an OpenAPI document. */
export function swaggerOf({ publicUrl }: Context, { id, dataset, columns }: PublicTable): object {
  const at = addressesOf(publicUrl, id)
  const path = (address: string) => new URL(address).pathname
  const parameters = [...paging(), ...columns.slice(0, MOST_DESCRIBED).flatMap(ofColumn)]
  const answer = (type: string, schema: object) => ({ 200: { description: 'OK', content: { [type]: { schema } } } })
  const record = {
    type: 'object',
    properties: Object.fromEntries(columns.map(({ name, title, type }) => [name, { ...schemas[type], title }])),
  }
  const get = (summary: string, more: object, responses: object) => ({ get: { summary, ...more, responses } })
  return {
    openapi: '3.0.3',
    info: { title: dataset, version: '1.0', description: `${publicUrl}/data/tables/${id}` },
    servers: [{ url: publicUrl }],
    paths: {
      [path(at.profile)]: get('Columns', {}, answer('application/json', { type: 'object' })),
      [path(at.data)]: get('Rows', { parameters }, answer('application/json', page(record))),
      [path(at.json)]: get('All rows', { parameters }, answer('application/json', { type: 'array', items: record })),
      [path(at.csv)]: get('All rows', { parameters }, answer('text/csv', { type: 'string' })),
    },
  }
}

const schemas: Record<ColumnType, object> = {
  string: { type: 'string', nullable: true },
  integer: { type: 'integer', nullable: true },
  number: { type: 'number', nullable: true },
  boolean: { type: 'boolean', nullable: true },
  date: { type: 'string', format: 'date', nullable: true },
  datetime: { type: 'string', nullable: true },
  time: { type: 'string', nullable: true },
}

function page(record: object): object {
  return {
    type: 'object',
    properties: {
      data: { type: 'array', items: record },
      links: { type: 'object' },
      meta: {
        type: 'object',
        properties: { page: { type: 'integer' }, page_size: { type: 'integer' }, total: { type: 'integer' } },
      },
    },
  }
}

const inQuery = (name: string, schema: object) => ({ name, in: 'query', required: false, schema })

function paging(): object[] {
  return [
    inQuery('page', { type: 'integer', minimum: 1 }),
    inQuery('page_size', { type: 'integer', minimum: 1, maximum: MOST_PAGE }),
    inQuery('columns', { type: 'string' }),
    inQuery('version', { type: 'integer', minimum: 1 }),
  ]
}

function ofColumn({ name }: Column): object[] {
  return [
    inQuery(`${name}__sort`, { type: 'string', enum: ['asc', 'desc'] }),
    inQuery(`${name}__groupby`, { type: 'boolean' }),
    ...filterNames.map((filter) => inQuery(`${name}__${filter}`, { type: 'string' })),
    ...Object.keys(aggregates).map((word) => inQuery(`${name}__${word}`, { type: 'boolean' })),
  ]
}
