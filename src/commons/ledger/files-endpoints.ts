import { NotFound } from '#kernel/errors.ts'
import { checked, form, text } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import { resource } from '#kernel/http/endpoint.ts'
import { identityOf } from './ledger.ts'
import { servedCheckpoint } from './served-checkpoint.ts'
import { newestCheckpoint } from './store.ts'
import { parseTilePath, type TileName, tilePath, WIDTH } from './tile-path.ts'
import { TreeFiles } from './tree-files.ts'

const PLAIN = 'text/plain; charset=utf-8'
/** A tile never changes. */
const FOR_EVER = { headers: { 'cache-control': 'public, max-age=31536000, immutable' } }
/**
 * Unless the demo is put back: then another log begins at the same addresses. A copy is as old as that of a checkpoint may be, and gone
 * before a reset, during which nothing is answered for longer, is over.
 */
const UNTIL_A_RESET = { headers: { 'cache-control': 'public, max-age=1' }, revalidated: true }

/** C2SP tlog-tiles: the only file of the log that changes. */
const checkpoint = resource({
  name: 'ledgerCheckpoint',
  path: '/ledger/checkpoint',
  contentType: PLAIN,
  api: false,
  load: async (ctx) => {
    const served = await servedCheckpoint(ctx.db)
    if (!served) throw new NotFound()
    return { body: served.note, headers: { 'cache-control': 'public, max-age=1' } }
  },
})

const vkey = resource({
  name: 'ledgerKey',
  path: '/ledger/vkey',
  contentType: PLAIN,
  api: false,
  load: async (ctx) => {
    const log = await identityOf(ctx.db, ctx.ledger)
    if (!log) throw new NotFound()
    return { body: `${log.vkey}\n`, cacheSeconds: 60 }
  },
})

const tile = resource({
  name: 'ledgerTile',
  path: '/ledger/tile/*',
  params: form({
    '*': checked(text({ max: 100 }), (path) => (parseTilePath(`tile/${path}`) ? null : { key: 'kernel.form.wrong' })),
  }),
  contentType: 'application/octet-stream',
  api: false,
  load: async (ctx, params) => ({
    body: await readTile(ctx, `tile/${params['*']}`),
    ...(ctx.demo ? UNTIL_A_RESET : FOR_EVER),
  }),
})

/** Tiles of the published tree only: what is not signed yet does not exist for anybody. */
async function readTile(ctx: Context, path: string): Promise<Buffer> {
  const name = parseTilePath(path)
  const [log, newest] = await Promise.all([identityOf(ctx.db, ctx.ledger), newestCheckpoint(ctx.db)])
  if (!name || !log || !newest || !isWithin(name, newest.size)) throw new NotFound()
  return new TreeFiles(ctx.db, ctx.ledger.store, log.folder).read(tilePath(name))
}

function isWithin({ level, n, width }: TileName, size: number): boolean {
  const hashes = Math.floor(size / WIDTH ** (level === 'entries' ? 0 : level))
  return n * WIDTH + width <= hashes
}

export const fileEndpoints = [checkpoint, vkey, tile]
