import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { CleanFile } from '#kernel/files/clean-file.ts'
import type { ReuseState } from '../reuse.ts'

export const pictureSizes = ['whole', 'small'] as const
export type PictureSize = (typeof pictureSizes)[number]

/** The picture of a reuse; width and height of the whole one, in pixels. */
export interface Picture {
  description: string
  width: number
  height: number
}

/** Of each reuse that has one, by the reuse's id. */
export async function picturesOf(db: Db, reuseIds: string[]): Promise<Map<string, Picture>> {
  if (reuseIds.length === 0) return new Map()
  const { rows } = await sql<Picture & { reuseId: string }>`
    SELECT reuse_id AS "reuseId", description, width, height FROM open_data.reuse_picture
    WHERE reuse_id = ANY(${reuseIds}::uuid[]) AND size = 'whole'`.execute(db)
  return new Map(rows.map(({ reuseId, ...picture }) => [reuseId, picture]))
}

/** The file of a picture, whatever becomes of its reuse: who may see it is for the caller to say. */
export async function pictureFile(
  db: Db,
  number: number,
  size: PictureSize,
): Promise<{ sha256: string; type: string; state: ReuseState } | undefined> {
  const { rows } = await sql<{ sha256: string; type: string; state: ReuseState }>`
    SELECT p.sha256, p.type, r.state FROM open_data.reuse_picture p JOIN open_data.reuse r ON r.id = p.reuse_id
    WHERE r.number = ${number} AND p.size = ${size}`.execute(db)
  return rows[0]
}

/** In place of the one that it had. */
export async function setPicture(
  tx: Tx,
  reuseId: string,
  description: string,
  files: { size: PictureSize; sha256: string; file: CleanFile }[],
): Promise<void> {
  for (const { size, sha256, file } of files)
    await sql`
      INSERT INTO open_data.reuse_picture (reuse_id, size, description, sha256, type, width, height)
      VALUES (${reuseId}, ${size}, ${description}, ${sha256}, ${file.type}, ${file.width}, ${file.height})
      ON CONFLICT ON CONSTRAINT reuse_picture_once DO UPDATE SET description = excluded.description, sha256 = excluded.sha256,
        type = excluded.type, width = excluded.width, height = excluded.height`.execute(tx)
}

export async function removePicture(tx: Tx, reuseId: string): Promise<void> {
  await sql`DELETE FROM open_data.reuse_picture WHERE reuse_id = ${reuseId}`.execute(tx)
}
