import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'
import type { Lang, Localised } from '#kernel/i18n/lang.ts'

/** What an officer says of a file, an address or a service. */
export interface FileDescription {
  title: Localised
  description: Partial<Record<Lang, string>>
  url: string | null
  format: string | null
  licence: string | null
}

/** At the end of the dataset's files. */
export async function addDistribution(
  tx: Tx,
  file: FileDescription & { id: string; datasetId: string; now: Date },
): Promise<void> {
  await sql`
    INSERT INTO open_data.distribution (id, dataset_id, position, title, description, url, format, licence, created_at, modified_at)
    SELECT ${file.id}, ${file.datasetId}, coalesce(max(position), 0) + 1, ${JSON.stringify(file.title)}::jsonb,
      ${JSON.stringify(file.description)}::jsonb, ${file.url}, ${file.format}, ${file.licence}, ${file.now}, ${file.now}
    FROM open_data.distribution WHERE dataset_id = ${file.datasetId}`.execute(tx)
}

export async function keepFileDescription(tx: Tx, id: string, file: FileDescription, now: Date): Promise<void> {
  await sql`
    UPDATE open_data.distribution SET title = ${JSON.stringify(file.title)}::jsonb, description = ${JSON.stringify(file.description)}::jsonb,
      url = ${file.url}, format = ${file.format}, licence = ${file.licence}, modified_at = ${now}
    WHERE id = ${id}`.execute(tx)
}

/** The row stays: versions of what was uploaded hang on it. */
export async function setRemoved(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`UPDATE open_data.distribution SET removed_at = ${now} WHERE id = ${id}`.execute(tx)
}

/** Two neighbours change places; the constraint looks when the act is over. */
export async function swapPlaces(tx: Tx, one: string, other: string): Promise<void> {
  await sql`
    UPDATE open_data.distribution x SET position = y.position
    FROM open_data.distribution y
    WHERE (x.id = ${one} AND y.id = ${other}) OR (x.id = ${other} AND y.id = ${one})`.execute(tx)
}
