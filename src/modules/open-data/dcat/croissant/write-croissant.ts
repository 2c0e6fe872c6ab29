import { hash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Context } from '#kernel/http/context.ts'
import { publicTablesOf } from '../../store.ts'
import { declaredKeys } from '../../versions/store.ts'
import { sourceOf } from '../source-store.ts'
import type { Document } from '../write-catalogue.ts'
import { openDataset } from '../write-dataset.ts'
import { croissantOf } from './croissant-of.ts'

/** @throws NotFound, Gone */
export async function writeCroissant(ctx: Context, idOrName: string): Promise<Document> {
  const dataset = await openDataset(ctx, idOrName)
  const tables = await publicTablesOf(ctx.db, dataset.id)
  const keys = await declaredKeys(
    ctx.db,
    tables.map(({ id }) => id),
  )
  const body = JSON.stringify(croissantOf(await sourceOf(ctx.db, dataset), tables, keys, ctx.publicUrl), null, 2)
  return {
    body: Readable.from([body]),
    contentType: 'application/ld+json; charset=utf-8',
    etag: `"${hash('sha256', body, 'base64url').slice(0, 27)}"`,
  }
}
