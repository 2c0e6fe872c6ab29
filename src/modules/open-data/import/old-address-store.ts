import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'

/** Where things of imported portals are now, by the id or name that stood in addresses there; the one that came last, where two portals had it. */
export async function importedDataset(db: Db, idOrName: string): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    SELECT d.name FROM open_data.imported i JOIN open_data.dataset d ON d.id = i.dataset_id
    WHERE i.kind = 'package' AND (i.foreign_id = ${idOrName} OR i.foreign_name = ${idOrName}) ORDER BY i.at DESC LIMIT 1`.execute(
    db,
  )
  return rows[0]?.name
}

export async function importedResource(db: Db, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    SELECT distribution_id AS id FROM open_data.imported WHERE kind = 'resource' AND foreign_id = ${id} AND distribution_id IS NOT NULL
    ORDER BY at DESC LIMIT 1`.execute(db)
  return rows[0]?.id
}

export async function importedOrganisation(db: Db, idOrName: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    SELECT organisation_id AS id FROM open_data.imported
    WHERE kind = 'organization' AND (foreign_id = ${idOrName} OR foreign_name = ${idOrName}) AND organisation_id IS NOT NULL
    ORDER BY at DESC LIMIT 1`.execute(db)
  return rows[0]?.id
}

/** A code of the EU's data themes. */
export async function importedTheme(db: Db, idOrName: string): Promise<string | undefined> {
  const { rows } = await sql<{ theme: string }>`
    SELECT theme FROM open_data.imported WHERE kind = 'group' AND (foreign_id = ${idOrName} OR foreign_name = ${idOrName}) AND theme IS NOT NULL
    ORDER BY at DESC LIMIT 1`.execute(db)
  return rows[0]?.theme
}
