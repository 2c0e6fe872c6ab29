import { sql } from 'kysely'
import type { Citable, CitedThing, Titles } from '#commons/citations/citing.ts'
import { isId } from '#kernel/ids.ts'
import { datasetPath, reservedNames } from '../catalogue/dataset-path.ts'
import { DATASET } from './dataset-discussion.ts'

/** Datasets to which texts link: by their page, a table of theirs, their address in RDF, or the one they had in a portal of CKAN. */
export const datasetsCited: Citable = {
  kind: DATASET,
  async named(db, paths) {
    const aims = paths.flatMap((path) => aimOf(path) ?? [])
    const { rows } = await sql<{ key: string; table: string | null; title: Titles }>`
      SELECT d.name AS key, NULL AS table, d.title FROM open_data.dataset d
      WHERE d.state = 'published' AND d.name = ANY(${aims.flatMap(({ name }) => name ?? [])}::text[])
      UNION ALL
      SELECT d.name, t.id::text, d.title FROM open_data.data_table t JOIN open_data.distribution x ON x.id = t.distribution_id
      JOIN open_data.dataset d ON d.id = x.dataset_id
      WHERE d.state = 'published' AND t.id = ANY(${aims.flatMap(({ table }) => table ?? [])}::uuid[])`.execute(db)
    const found = new Map<string, CitedThing>()
    for (const { path, name, table } of aims) {
      const row = rows.find((one) => (table === null ? one.table === null && one.key === name : one.table === table))
      if (row) found.set(path, { key: row.key, title: row.title, path: datasetPath({ name: row.key }) })
    }
    return found
  },
}

interface Aim {
  path: string
  name: string | null
  table: string | null
}

/** What a path of this site may mean; null for what leads to no dataset. */
export function aimOf(path: string): Aim | null {
  const table = /^\/data\/tables\/([0-9a-f-]{36})(?:[/.]|$)/.exec(path)?.[1]
  if (table) return isId(table) ? { path, name: null, table } : null
  const name =
    /^\/(?:ckan\/(?:[a-z]{2}\/)?)?dataset\/([a-z0-9_-]{2,100})(?:[/.]|$)/.exec(path)?.[1] ??
    /^\/data\/([a-z0-9_-]{2,100})(?:\/|$)/.exec(path)?.[1]
  return name && !reservedNames.includes(name) ? { path, name, table: null } : null
}
