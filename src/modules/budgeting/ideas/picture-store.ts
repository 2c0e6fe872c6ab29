import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { CleanFile } from '#kernel/files/clean-file.ts'

export const pictureSizes = ['whole', 'small'] as const
export type PictureSize = (typeof pictureSizes)[number]

/** A picture of an idea; width and height of the whole one, in pixels. */
export interface Picture {
  id: string
  description: string
  width: number
  height: number
}

/** Where a picture is, without language. */
export const picturePath = (number: number, id: string, size: PictureSize) => `/ideas/${number}/pictures/${id}/${size}`

export async function picturesOf(db: Db | Tx, ideaId: string): Promise<Picture[]> {
  const { rows } = await sql<Picture>`
    SELECT p.id, p.description, f.width, f.height FROM budgeting.idea_picture p
    JOIN budgeting.idea_picture_file f ON f.picture_id = p.id AND f.size = 'whole'
    WHERE p.idea_id = ${ideaId} ORDER BY p.added_at, p.id`.execute(db)
  return rows
}

/** The first picture of each idea that has one and is not hidden, by the idea's id. */
export async function firstPictures(
  db: Db,
  ideaIds: string[],
): Promise<Map<string, { id: string; description: string }>> {
  if (ideaIds.length === 0) return new Map()
  const { rows } = await sql<{ ideaId: string; id: string; description: string }>`
    SELECT DISTINCT ON (p.idea_id) p.idea_id AS "ideaId", p.id, p.description FROM budgeting.idea_picture p
    JOIN budgeting.idea i ON i.id = p.idea_id AND i.hidden_reason IS NULL
    WHERE p.idea_id = ANY(${ideaIds}::uuid[]) ORDER BY p.idea_id, p.added_at, p.id`.execute(db)
  return new Map(rows.map(({ ideaId, ...picture }) => [ideaId, picture]))
}

/** The file of a picture of an idea whose words everybody reads. */
export async function findPublicPicture(
  db: Db,
  number: number,
  id: string,
  size: PictureSize,
): Promise<{ sha256: string; type: string } | undefined> {
  const { rows } = await sql<{ sha256: string; type: string }>`
    SELECT f.sha256, f.type FROM budgeting.idea_picture_file f
    JOIN budgeting.idea_picture p ON p.id = f.picture_id JOIN budgeting.idea i ON i.id = p.idea_id
    WHERE i.number = ${number} AND p.id = ${id} AND f.size = ${size} AND i.hidden_reason IS NULL`.execute(db)
  return rows[0]
}

/** Whether an idea has this picture already, by the content of the whole one. */
export async function hasPicture(tx: Tx, ideaId: string, sha256: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM budgeting.idea_picture p JOIN budgeting.idea_picture_file f ON f.picture_id = p.id
    WHERE p.idea_id = ${ideaId} AND f.sha256 = ${sha256}`.execute(tx)
  return rows.length > 0
}

export async function addPicture(
  tx: Tx,
  picture: { id: string; ideaId: string; description: string; now: Date },
  files: { size: PictureSize; sha256: string; file: CleanFile }[],
): Promise<void> {
  await sql`
    INSERT INTO budgeting.idea_picture (id, idea_id, description, added_at)
    VALUES (${picture.id}, ${picture.ideaId}, ${picture.description}, ${picture.now})`.execute(tx)
  for (const { size, sha256, file } of files)
    await sql`
      INSERT INTO budgeting.idea_picture_file (picture_id, size, sha256, type, width, height)
      VALUES (${picture.id}, ${size}, ${sha256}, ${file.type}, ${file.width}, ${file.height})`.execute(tx)
}

/** Its files go with it, once nothing else names them. */
export async function removePicture(tx: Tx, ideaId: string, id: string): Promise<void> {
  await sql`DELETE FROM budgeting.idea_picture WHERE idea_id = ${ideaId} AND id = ${id}`.execute(tx)
}
