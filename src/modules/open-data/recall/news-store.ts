import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'
import type { Localised } from '#kernel/i18n/lang.ts'

/** Files of public datasets, by the id of their distribution. */
export async function filesToName(
  db: Db,
  ids: string[],
): Promise<{ id: string; title: Localised; datasetTitle: Localised; dataset: string }[]> {
  const { rows } = await sql<{ id: string; title: Localised; datasetTitle: Localised; dataset: string }>`
    SELECT x.id, x.title, d.title AS "datasetTitle", d.name AS dataset FROM open_data.distribution x JOIN open_data.dataset d ON d.id = x.dataset_id
    WHERE x.id = ANY(${ids}::uuid[]) AND x.removed_at IS NULL AND d.state = 'published' AND d.access_rights = 'PUBLIC'`.execute(
    db,
  )
  return rows
}
