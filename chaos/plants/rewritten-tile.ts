import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { identityOf } from '#commons/ledger/ledger.ts'
import { tilePath, WIDTH } from '#commons/ledger/tile-path.ts'
import type { Plant } from './plant.ts'

const HASH = 32
const ENTRY = 100

/** Somebody with access to the files of the log replaces the hash of one entry. */
export const rewrittenTile: Plant = {
  name: 'rewritten-tile',
  foundBy: ['provable', 'verifier'],
  faults: [],
  entries: WIDTH + 1,
  async end({ services, room }) {
    const log = await identityOf(services.db, services.ledger)
    const file = join(room.folder, 'server/ledger', log?.folder ?? '', tilePath({ level: 0, n: 0, width: WIDTH }))
    const tile = await readFile(file)
    tile.fill(7, ENTRY * HASH, (ENTRY + 1) * HASH)
    await writeFile(file, tile)
  },
}
