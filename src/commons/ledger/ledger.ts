import { createHash, createPrivateKey } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'
import type { NamedStore } from '#kernel/files/named-store.ts'
import type { Witness } from './collect-cosignatures.ts'
import type { Signer } from './signed-note.ts'
import { vkeyOf } from './signed-note.ts'
import { ED25519, parseVkey, type VerifierKey } from './vkey.ts'
import type { WitnessPolicy } from './witness-policy.ts'

/** What the platform needs to serve and to grow its log. */
export interface Ledger {
  /** 32 random bytes, the seed of the log's Ed25519 key. */
  secret: Buffer
  /** The name that a new log takes: a URL without scheme. */
  originOfNew(): string
  /** Tiles and bundles that are full; all of it can be made again from PostgreSQL. */
  store: NamedStore
  /** Whose cosignatures are asked for, as the operator's policy names them. */
  witnesses: Witness[]
  policy: WitnessPolicy | null
}

declare module '#kernel/http/context.ts' {
  interface Services {
    ledger: Ledger
  }
}

/** The log that this database holds. */
export interface LogIdentity {
  origin: string
  signer: Signer
  /** As others write the key down. */
  vkey: string
  key: VerifierKey
  /** Where its files are in the store: a demo that begins anew begins another log. */
  folder: string
}

/** @returns null before the log has begun */
export async function identityOf(db: Db, { secret }: Ledger): Promise<LogIdentity | null> {
  const { rows } = await sql<{ origin: string | null }>`SELECT origin FROM ledger.log`.execute(db)
  const origin = rows[0]?.origin
  if (!origin) return null
  const signer = { name: origin, privateKey: ed25519(secret) }
  const vkey = vkeyOf(signer, ED25519)
  const folder = createHash('sha256').update(origin).digest('hex').slice(0, 16)
  return { origin, signer, vkey, key: parseVkey(vkey), folder }
}

/** A private key from its seed: PKCS #8 of RFC 8410 is a fixed head and the seed. */
function ed25519(seed: Buffer) {
  const head = Buffer.from('302e020100300506032b657004220420', 'hex')
  return createPrivateKey({ key: Buffer.concat([head, seed]), format: 'der', type: 'pkcs8' })
}
