import type { Db } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import { post } from '#kernel/outgoing/post.ts'
import { openCheckpoint } from './checkpoint.ts'
import { identityOf, type LogIdentity } from './ledger.ts'
import { consistencyProof } from './merkle.ts'
import { cosignaturesOf, keepCosignature, lastCosigned, newestCheckpoint, type SignedCheckpoint } from './store.ts'
import { fromDecimal } from './strict-text.ts'
import { tileReader } from './tiles.ts'
import { TreeFiles } from './tree-files.ts'
import type { VerifierKey } from './vkey.ts'

/** A program in other hands that sees every checkpoint and signs only trees that grow. */
export interface Witness {
  name: string
  key: VerifierKey
  /** Prefix of its interface; null where it is only named, and its cosignatures come another way. */
  url: string | null
}

const ASK = { seconds: 5, most: 64 * 1024 }

/** Shows the newest checkpoint to every witness that has not signed it, and keeps what they answer. One that fails is asked again next time. */
export async function collectCosignatures(services: Services): Promise<void> {
  const { db, ledger, log: logger } = services
  const log = await identityOf(db, ledger)
  const newest = await newestCheckpoint(db)
  if (!log || !newest || ledger.witnesses.length === 0) return
  const signed = new Set((await cosignaturesOf(db, newest.size)).map(({ witness }) => witness))
  await Promise.all(
    ledger.witnesses.map(async (witness) => {
      if (signed.has(witness.name) || !witness.url) return
      try {
        await askWitness(services, log, newest, witness)
      } catch (error) {
        logger.warn({ err: error, witness: witness.name }, 'a witness did not cosign')
      }
    }),
  )
}

/** C2SP tlog-witness: `add-checkpoint`. A witness that has seen another size than we remember says which, and is asked once more. */
async function askWitness(services: Services, log: LogIdentity, newest: SignedCheckpoint, witness: Witness) {
  const { db, clock } = services
  let old = await lastCosigned(db, witness.name)
  for (const isFirst of [true, false]) {
    const answer = await post(`${witness.url}/add-checkpoint`, await question(services, log, newest, old), ASK)
    if (answer.status === 200) {
      const line = lineOf(newest, log, witness, answer.body)
      return keepCosignature(db, newest.size, { witness: witness.name, line }, clock.now())
    }
    const seen = answer.status === 409 ? fromDecimal(answer.body.toString().trimEnd()) : null
    if (!isFirst || seen === null || seen > newest.size) throw new Error(`it answered ${answer.status}`)
    old = seen
  }
}

async function question(
  { db, ledger }: Pick<Services, 'ledger'> & { db: Db },
  { folder }: LogIdentity,
  newest: SignedCheckpoint,
  old: number,
): Promise<Buffer<ArrayBuffer>> {
  const files = new TreeFiles(db, ledger.store, folder)
  const proof = await consistencyProof(
    tileReader(newest.size, (path) => files.read(path)),
    old,
    newest.size,
  )
  const lines = [`old ${old}`, ...proof.map((hash) => hash.toString('base64')), '', newest.note]
  return Buffer.from(lines.join('\n'))
}

/** The witness' own line, checked: what it sends is kept only when it verifies. */
function lineOf({ note }: SignedCheckpoint, { key }: LogIdentity, witness: Witness, body: Buffer): string {
  const line = body
    .toString()
    .split('\n')
    .find((one) => one.startsWith(`— ${witness.key.name} `))
  if (!line) throw new Error('its answer has no line of its own')
  const { cosignatures } = openCheckpoint(Buffer.from(`${note}${line}\n`), key, [witness.key])
  if (cosignatures.length === 0) throw new Error('its answer is signed by another key')
  return `${line}\n`
}
