import { type DuckDBPreparedStatement, DuckDBTypeId } from '@duckdb/node-api'
import type { Cell } from '../../engine/table-query.ts'
import type { AnswerColumn } from './protocol.ts'

/** A column of an answer, and how it is had of `c0`, `c1` …: as a number, a boolean or a text, whatever it is. */
export interface ShownColumn extends AnswerColumn {
  shown: string
  cell(value: Cell): Cell
}

type Kind = Pick<AnswerColumn, 'type' | 'native'> & { as(name: string): string; cell?(value: Cell): Cell }

const asText = (name: string) => `CAST(${name} AS VARCHAR)`
const asMoment = (name: string) => `replace(CAST(${name} AS VARCHAR), ' ', 'T')`
const itself = (name: string) => name
/** What JSON has no word for is nothing. */
const finite = (value: Cell) => (typeof value === 'number' && !Number.isFinite(value) ? null : value)

const integer = (native: string): Kind => ({ type: 'integer', native, as: itself })
const huge: Kind = {
  type: 'integer',
  native: 'numeric',
  as: asText,
  cell: (value) => (value === null ? null : exactly(String(value))),
}
const number = (native: string): Kind => ({
  type: 'number',
  native,
  as: (name) => `CAST(${name} AS DOUBLE)`,
  cell: finite,
})
const moment = (native: string): Kind => ({ type: 'datetime', native, as: asMoment })
const text: Kind = { type: 'string', native: 'text', as: asText }
const json: Kind = { type: 'json', native: 'json', as: (name) => `CAST(to_json(${name}) AS VARCHAR)` }

const kinds: Partial<Record<DuckDBTypeId, Kind>> = {
  [DuckDBTypeId.BOOLEAN]: { type: 'boolean', native: 'bool', as: itself },
  [DuckDBTypeId.TINYINT]: integer('int2'),
  [DuckDBTypeId.SMALLINT]: integer('int2'),
  [DuckDBTypeId.INTEGER]: integer('int4'),
  [DuckDBTypeId.BIGINT]: integer('int8'),
  [DuckDBTypeId.UTINYINT]: integer('int2'),
  [DuckDBTypeId.USMALLINT]: integer('int4'),
  [DuckDBTypeId.UINTEGER]: integer('int8'),
  [DuckDBTypeId.UBIGINT]: huge,
  [DuckDBTypeId.HUGEINT]: huge,
  [DuckDBTypeId.UHUGEINT]: huge,
  [DuckDBTypeId.FLOAT]: number('float4'),
  [DuckDBTypeId.DOUBLE]: number('float8'),
  [DuckDBTypeId.DECIMAL]: number('numeric'),
  [DuckDBTypeId.DATE]: { type: 'date', native: 'date', as: asText },
  [DuckDBTypeId.TIME]: { type: 'time', native: 'time', as: asText },
  [DuckDBTypeId.TIMESTAMP]: moment('timestamp'),
  [DuckDBTypeId.TIMESTAMP_S]: moment('timestamp'),
  [DuckDBTypeId.TIMESTAMP_MS]: moment('timestamp'),
  [DuckDBTypeId.TIMESTAMP_NS]: moment('timestamp'),
  [DuckDBTypeId.TIMESTAMP_TZ]: moment('timestamptz'),
  [DuckDBTypeId.LIST]: json,
  [DuckDBTypeId.ARRAY]: json,
  [DuckDBTypeId.STRUCT]: json,
  [DuckDBTypeId.MAP]: json,
  [DuckDBTypeId.UNION]: json,
}

export function shownColumns(statement: DuckDBPreparedStatement): ShownColumn[] {
  const columns = Array.from({ length: statement.columnCount }, (_, at): ShownColumn => {
    const { as, cell, type, native } = kinds[statement.columnTypeId(at)] ?? text
    return { name: statement.columnName(at), type, native, shown: as(`c${at}`), cell: cell ?? ((value) => value) }
  })
  statement.destroySync()
  return columns
}

function exactly(digits: string): Cell {
  const number = Number(digits)
  return Number.isSafeInteger(number) ? number : digits
}
