import type { NamedTable } from '../runner/protocol.ts'
import { allowedFunctions, allowedTableFunctions } from './allowed-functions.ts'

/** A statement has what nobody may ask. */
export class NotAllowed extends Error {
  readonly what: 'function' | 'construct'
  readonly named: string

  constructor(what: 'function' | 'construct', named: string) {
    super(`${what} ${named}`)
    this.what = what
    this.named = named.slice(0, 100)
  }
}

type Tree = Record<string, unknown>

const named = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean))

/** By the names of DuckDB's own tree. What is not here is refused. */
const ALLOWED = {
  class: named(
    `BETWEEN CASE CAST COLLATE COLUMN_REF COMPARISON CONJUNCTION CONSTANT FUNCTION LAMBDA LAMBDA_REF OPERATOR POSITIONAL_REFERENCE STAR SUBQUERY
     WINDOW TYPE`,
  ),
  // Queries, what they are read from, and what follows them.
  type: named(
    `SELECT_NODE SET_OPERATION_NODE RECURSIVE_CTE_NODE CTE_NODE BASE_TABLE SUBQUERY JOIN TABLE_FUNCTION EMPTY EXPRESSION_LIST PIVOT
     ORDER_MODIFIER LIMIT_MODIFIER LIMIT_PERCENT_MODIFIER DISTINCT_MODIFIER ORDER_DEFAULT ASCENDING DESCENDING`,
  ),
}
/** Kinds of expressions, which their class has told already. */
const OF_EXPRESSIONS =
  /^(COMPARE_\w+|CONJUNCTION_\w+|OPERATOR_\w+|VALUE_CONSTANT|COLUMN_REF|FUNCTION|CASE_EXPR|STAR|COLLATE|LAMBDA|LAMBDA_REF|ARRAY_\w+|STRUCT_EXTRACT|POSITIONAL_REFERENCE|SUBQUERY|WINDOW_\w+|GROUPING_FUNCTION|TYPE|ARROW|CAST|AGGREGATE)$/
/** What a type is made of. */
const OF_TYPES = /_TYPE_INFO$/
/** They would stand before a table of the same name that nobody may see. */
const NO_NAME_OF_ONES_OWN = /^(duckdb|pragma|pg|sqlite|information_schema)(_|$)/i

/**
 * The tables of a statement, looked for in the tree that DuckDB makes of it.
 *
 * @param tree what `json_serialize_sql` says of one statement
 * @throws NotAllowed for whatever is not known to be harmless
 */
export function tablesInTree(tree: unknown): NamedTable[] {
  const found: NamedTable[] = []
  walk(tree, new Set(), found)
  return found
}

function walk(tree: unknown, own: ReadonlySet<string>, found: NamedTable[]): void {
  if (Array.isArray(tree)) {
    for (const one of tree) walk(one, own, found)
    return
  }
  if (typeof tree !== 'object' || tree === null) return
  const node = tree as Tree
  refuseUnknown(node)
  const within = withQueriesOf(node, own, found)
  if (node.type === 'BASE_TABLE') addTable(node, within, found)
  if (node.type === 'TABLE_FUNCTION') {
    walkTableFunction(node, within, found)
    return
  }
  for (const [name, part] of Object.entries(node)) {
    if (name === 'cte_map' || (node.class === 'CONSTANT' && name === 'value')) continue
    walk(part, within, found)
  }
}

function refuseUnknown(node: Tree): void {
  const { class: kind, type } = node
  if (kind !== undefined && !(typeof kind === 'string' && ALLOWED.class.has(kind)))
    throw new NotAllowed('construct', String(kind))
  const known =
    typeof type !== 'string' ||
    (kind === undefined
      ? ALLOWED.type.has(type) || OF_TYPES.test(type)
      : OF_EXPRESSIONS.test(type) || ALLOWED.type.has(type))
  if (!known) throw new NotAllowed('construct', String(type))
  if (node.function_name !== undefined) refuseFunction(node, allowedFunctions)
}

/** A method of a column, `name.upper()`, has the column where a schema would stand; no schema has other functions of these names. */
function refuseFunction({ function_name: name, schema, catalog }: Tree, allowed: ReadonlySet<string>): void {
  if (catalog || typeof name !== 'string' || !allowed.has(name.toLowerCase()))
    throw new NotAllowed('function', [catalog, schema, name].filter(Boolean).join('.'))
}

/** A query names queries of its own, each seen by those after it; a recursive one by itself too. */
function withQueriesOf(node: Tree, own: ReadonlySet<string>, found: NamedTable[]): ReadonlySet<string> {
  const map = (node.cte_map as { map?: { key: string; value: Tree }[] } | undefined)?.map ?? []
  let within = own
  for (const { key, value } of map) {
    refuseName(key)
    const named = new Set([...within, key.toLowerCase()])
    walk(value, isRecursive(value) ? named : within, found)
    within = named
  }
  const { cte_name: name } = node
  if (typeof name !== 'string') return within
  refuseName(name)
  return new Set([...within, name.toLowerCase()])
}

function isRecursive({ query }: Tree): boolean {
  return (query as { node?: Tree } | undefined)?.node?.type === 'RECURSIVE_CTE_NODE'
}

function refuseName(name: string): void {
  if (NO_NAME_OF_ONES_OWN.test(name)) throw new NotAllowed('construct', name)
}

function addTable(node: Tree, own: ReadonlySet<string>, found: NamedTable[]): void {
  const {
    table_name: name,
    schema_name: schema,
    catalog_name: catalog,
    alias,
    query_location: at,
    at_clause: past,
  } = node
  const whole = [catalog, schema, name].filter(Boolean).join('.')
  if (typeof name !== 'string' || schema || catalog || past) throw new NotAllowed('construct', whole)
  if (own.has(name.toLowerCase())) return
  found.push({ name, at: Number(at), aliased: Boolean(alias) })
}

function walkTableFunction({ function: called, ...node }: Tree, own: ReadonlySet<string>, found: NamedTable[]): void {
  const one = called as Tree
  if (one?.class !== 'FUNCTION') throw new NotAllowed('construct', 'TABLE_FUNCTION')
  refuseFunction(one, allowedTableFunctions)
  walk({ ...node, type: 'SUBQUERY' }, own, found)
  walk(one, own, found)
}
