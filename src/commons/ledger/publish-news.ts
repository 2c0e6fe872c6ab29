import type { Db } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { formatCheckpoint } from './checkpoint.ts'
import { identityOf, type LogIdentity } from './ledger.ts'
import { emptyRoot } from './merkle.ts'
import { formatNote, signText } from './signed-note.ts'
import { addCheckpoint, nameLog, newestCheckpoint, readEntries, type SignedCheckpoint } from './store.ts'
import { type Edge, growTree, readEdge, rootOfEdge } from './tiles.ts'
import { TreeFiles } from './tree-files.ts'

/** Something is wrong that must not be signed over: a person has to look. */
export class LedgerStopped extends Error {}

/** Entries in one checkpoint at most, so that a long backlog is published in steps and not held in memory whole. */
const MOST = 20_000

/** The right edge of the tree this process signed last, so that it is not read again each second. */
const edges = new WeakMap<Db, { folder: string; edge: Edge }>()

/**
 * What the sequencer does again and again, in one process at a time: integrates the entries that were acknowledged since the last
 * checkpoint and publishes the next one. Another process that does it too is harmless: only one of them can put a checkpoint after the last.
 *
 * @returns size of the newest checkpoint
 * @throws LedgerStopped when an entry is missing, when the tree is not the one that was signed, when the clock went back
 */
export async function publishNews(services: Services): Promise<number> {
  const log = (await identityOf(services.db, services.ledger)) ?? (await begin(services))
  for (;;) {
    const last = await newestCheckpoint(services.db)
    if (!last) throw new LedgerStopped('the log has a name and no checkpoint')
    const next = await publishOne(services, log, last)
    if (!next) return last.size
  }
}

/**
 * The first checkpoint is of the empty tree: whoever watches from then on has seen everything. With the name or not at all: a log that
 * has only a name is one that somebody touched.
 */
async function begin({ db, ledger, clock }: Services): Promise<LogIdentity> {
  return transact(db, async (tx) => {
    await nameLog(tx, ledger.originOfNew())
    const log = (await identityOf(tx, ledger)) as LogIdentity
    await addCheckpoint(tx, -1, signed(log, 0, emptyRoot, clock.now()))
    return log
  })
}

async function publishOne(
  { db, ledger, clock }: Services,
  log: LogIdentity,
  last: SignedCheckpoint,
): Promise<SignedCheckpoint | null> {
  const rows = await readEntries(db, last.size, MOST)
  if (rows.length === 0) return null
  // The index is taken by the last statement of each act and in one order, so a gap is an entry that somebody took away.
  const gap = rows.findIndex(({ index }, at) => index !== last.size + at)
  if (gap >= 0) throw new LedgerStopped(`entry ${last.size + gap} is missing`)
  const now = clock.now()
  if (now < last.signedAt) throw new LedgerStopped(`the clock went back, to before ${last.signedAt.toISOString()}`)
  const files = new TreeFiles(db, ledger.store, log.folder)
  const edge = await edgeAt(db, log, last, files)
  const grown = growTree(
    edge,
    rows.map(({ body }) => body),
  )
  // Integrated: every full tile is on the disk before anybody is told of the tree.
  for (const { path, bytes } of grown.files.filter(({ path }) => !path.includes('.p/'))) await files.write(path, bytes)
  const next = signed(log, grown.edge.size, grown.root, now)
  edges.delete(db)
  if (await addCheckpoint(db, last.size, next)) edges.set(db, { folder: log.folder, edge: grown.edge })
  // Another sequencer was first: its checkpoint is the one to go on from.
  return next
}

async function edgeAt(db: Db, { folder }: LogIdentity, last: SignedCheckpoint, files: TreeFiles): Promise<Edge> {
  const kept = edges.get(db)
  if (kept && kept.folder === folder && kept.edge.size === last.size) return kept.edge
  const edge = await readEdge(last.size, (path) => files.read(path))
  if (!rootOfEdge(edge).equals(last.root))
    throw new LedgerStopped(`the ${last.size} entries have another root than the one that was signed`)
  return edge
}

function signed({ origin, signer }: LogIdentity, size: number, root: Buffer, now: Date): SignedCheckpoint {
  const text = formatCheckpoint({ origin, size, root })
  return { size, root, note: formatNote(text, [signText(text, signer)]), signedAt: now }
}
