import type { Pool } from 'pg'
import { columns } from './draw-rows.ts'

/** The table of a resource as CKAN's DataStore makes it, asked with CKAN's own statements (2.11, from its public behaviour). */
export const TABLE = 'a7a1c1f0-0000-4000-8000-000000000001'

const names = columns.map(({ name }) => `"${name}"`).join(', ')
/** As CKAN puts columns out. */
const shown = ['"_id"', ...columns.map(({ name, pg }) => (pg === 'timestamp' ? asText(name) : `"${name}"`))].join(', ')

function asText(name: string): string {
  return `to_char("${name}", 'YYYY-MM-DD"T"HH24:MI:SS') as "${name}"`
}

/** The table, filled from a file of the server's machine, with full text by trigger and its index. */
export async function loadTable(pool: Pool, file: string): Promise<void> {
  const run = (statement: string) => pool.query(statement)
  await run(`CREATE TABLE "${TABLE}" (_id serial PRIMARY KEY, _full_text tsvector,
    ${columns.map(({ name, pg }) => `"${name}" ${pg}`).join(', ')})`)
  await run(`CREATE OR REPLACE FUNCTION populate_full_text_trigger() RETURNS trigger AS $body$
    BEGIN
      IF NEW._full_text IS NOT NULL THEN RETURN NEW; END IF;
      NEW._full_text := (SELECT to_tsvector(string_agg(value, ' ')) FROM json_each_text(row_to_json(NEW.*)) WHERE key NOT LIKE '\\_%');
      RETURN NEW;
    END $body$ LANGUAGE plpgsql`)
  await run(
    `CREATE TRIGGER zfulltext BEFORE INSERT OR UPDATE ON "${TABLE}" FOR EACH ROW EXECUTE PROCEDURE populate_full_text_trigger()`,
  )
  await run(`COPY "${TABLE}" (${names}) FROM '${file}' (FORMAT csv, HEADER true)`)
  await run(`CREATE INDEX ON "${TABLE}" USING gist (_full_text)`)
  await run(`VACUUM ANALYZE "${TABLE}"`)
}

export async function bytesOfTable(pool: Pool): Promise<number> {
  const { rows } = await pool.query(`SELECT pg_total_relation_size('"${TABLE}"')::bigint AS bytes`)
  return Number(rows[0].bytes)
}

export interface CkanQuery {
  where?: string
  /** A word, by full text. */
  q?: string
  sort?: string
  limit?: number
  offset?: number
  /** Columns, and each combination once. */
  distinct?: string
}

/** The records of a page, as one text of JSON, the way CKAN asks for them. */
export function pageOf({ where, q, sort = '"_id"', limit = 100, offset = 0, distinct }: CkanQuery): string {
  const cells = distinct ? `DISTINCT ${distinct}` : shown
  return `SELECT array_to_json(array_agg(j))::text FROM (SELECT * FROM (SELECT ${cells} FROM ${source(q)} ${conditions(where, q)}
    ORDER BY ${distinct ?? sort} LIMIT ${limit} OFFSET ${offset}) as z) AS j`
}

/** How many there are in all, which CKAN asks beside each page. */
export function countOf({ where, q, distinct }: CkanQuery): string {
  const cells = distinct ? `DISTINCT ${distinct}` : shown
  return `SELECT count(*) FROM (SELECT ${cells} FROM ${source(q)} ${conditions(where, q)}) as t`
}

/** A statement of a person, as `datastore_search_sql` runs it. */
export function asked(sql: string): string {
  return `SELECT * FROM (${sql}) AS blah LIMIT 32001`
}

function source(q: string | undefined): string {
  return q === undefined ? `"${TABLE}"` : `"${TABLE}", plainto_tsquery('english', '${q}') "query"`
}

function conditions(where: string | undefined, q: string | undefined): string {
  const all = [where, q === undefined ? undefined : '_full_text @@ "query"'].filter(Boolean)
  return all.length > 0 ? `WHERE ${all.map((one) => `(${one})`).join(' AND ')}` : ''
}
