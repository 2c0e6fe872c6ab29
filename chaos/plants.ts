import { acknowledgeBeforeCommit } from './plants/acknowledge-before-commit.ts'
import { droppedEntry } from './plants/dropped-entry.ts'
import { editedRow } from './plants/edited-row.ts'
import type { Plant } from './plants/plant.ts'
import { rewrittenTile } from './plants/rewritten-tile.ts'
import { synchronousCommitOff } from './plants/synchronous-commit-off.ts'
import { twoSequencers } from './plants/two-sequencers.ts'
import { workerGone } from './plants/worker-gone.ts'

export const plants: Plant[] = [
  synchronousCommitOff,
  acknowledgeBeforeCommit,
  droppedEntry,
  twoSequencers,
  rewrittenTile,
  editedRow,
  workerGone,
]
