import type { Db } from '#kernel/database/database.ts'
import { identityOf, type Ledger } from './ledger.ts'
import { inclusionProof } from './merkle.ts'
import { servedCheckpoint } from './served-checkpoint.ts'
import { tileReader } from './tiles.ts'
import { formatProof } from './tlog-proof.ts'
import { TreeFiles } from './tree-files.ts'

/**
 * A receipt for an entry: the newest signed tree and the path that leads to its root. The entry itself stands in `extra`.
 *
 * @returns null while no checkpoint holds the entry
 */
export async function makeReceipt(
  db: Db,
  ledger: Ledger,
  { index, body }: { index: number; body: Buffer },
): Promise<Buffer | null> {
  const [log, newest] = await Promise.all([identityOf(db, ledger), servedCheckpoint(db)])
  if (!log || !newest || index >= newest.size) return null
  const files = new TreeFiles(db, ledger.store, log.folder)
  const read = tileReader(newest.size, (path) => files.read(path))
  const path = await inclusionProof(read, index, newest.size)
  return formatProof({ index, path, checkpoint: Buffer.from(newest.note), extra: body })
}
