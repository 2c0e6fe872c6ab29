import { type Checkpoint, openCheckpoint } from '#commons/ledger/checkpoint.ts'
import type { ReadNode } from '#commons/ledger/merkle.ts'
import { tileReader } from '#commons/ledger/tiles.ts'
import { parseVkey, type VerifierKey } from '#commons/ledger/vkey.ts'

/** The log as somebody outside reads it over HTTP. */
export interface Published {
  key: VerifierKey
  newest: Checkpoint
  /** Nodes of the newest tree, from the tiles that are served. */
  read: ReadNode
}

/** @throws Error when something is not served, Refused when the checkpoint is not good */
export async function readPublished(origin: string): Promise<Published> {
  const get = async (path: string) => {
    const answer = await fetch(`${origin}/ledger/${path}`)
    const bytes = Buffer.from(await answer.arrayBuffer())
    if (!answer.ok) throw new Error(`/ledger/${path} is answered with ${answer.status}`)
    return bytes
  }
  const key = parseVkey((await get('vkey')).toString().trim())
  const { checkpoint } = openCheckpoint(await get('checkpoint'), key)
  return { key, newest: checkpoint, read: tileReader(checkpoint.size, get) }
}
