import type { Db } from '#kernel/database/database.ts'
import { identityOf, type Ledger } from './ledger.ts'
import { formatNote, signText } from './signed-note.ts'

/** Signs lines, under a title of their own and the log's name, by the log's key. */
export type SignStatement = (title: `punte-${string}/v${number}`, lines: readonly string[]) => string

/**
 * What the log's key says beside checkpoints. Such a note is never taken for one: its first line is the title and no log's name, its second no
 * number.
 *
 * @returns null before the log has begun
 */
export async function statementsOf(db: Db, ledger: Ledger): Promise<SignStatement | null> {
  const identity = await identityOf(db, ledger)
  if (!identity) return null
  const { origin, signer } = identity
  return (title, lines) => {
    const text = `${[title, origin, ...lines].join('\n')}\n`
    return formatNote(text, [signText(text, signer)])
  }
}
