import { randomBytes } from 'node:crypto'
import type { Process } from '#commons/processes/process.ts'
import { transact } from '#kernel/database/transact.ts'
import { type BallotKey, ballotKey } from '../tokens/browser/ballot-key.ts'
import { blind, finalize, SALT_BYTES } from '../tokens/browser/blind.ts'
import { type Bytes, toBase64url } from '../tokens/browser/bytes.ts'
import { newCode } from '../tokens/browser/recovery-code.ts'
import { readRsaKey } from '../tokens/browser/rsa-key.ts'
import { castTokens } from '../tokens/cast-tokens.ts'
import { castForm } from '../tokens/fields.ts'
import { tellIssued } from '../tokens/issuer.ts'
import { addIssued, type Issuer } from '../tokens/store.ts'
import { joined, PREFIX_BYTES, tokenMessage } from '../tokens/token-message.ts'
import type { ManyCast } from '../vote/cast-many.ts'
import type { Past } from './past.ts'

interface Token {
  key: BallotKey
  prepared: Bytes
  signature: Bytes
  seq: number
}

/** Invented voters who vote with tokens: each gets one with the first ballot. */
export class TokenVoters {
  readonly #past: Past
  readonly #process: Process
  readonly #issuer: Issuer
  readonly #tokens = new Map<string, Token>()

  constructor(past: Past, process: Process, issuer: Issuer) {
    this.#past = past
    this.#process = process
    this.#issuer = issuer
  }

  async cast(daysAgo: number, casts: ManyCast[]): Promise<void> {
    const { number } = this.#process
    const fresh = casts.filter(({ voterKey }) => !this.#tokens.has(voterKey.toString('hex')))
    for (const { voterKey } of fresh) this.#tokens.set(voterKey.toString('hex'), await this.#issue())
    const acts = await Promise.all(casts.map(async (one) => ({ number, body: await this.#ballot(one) })))
    const services = this.#past.asOf(daysAgo)
    const now = this.#past.at(daysAgo)
    await transact(services.db, async (tx) => {
      // Nobody's: there is no mailbox behind an invented voter.
      const unknown = { personKey: null, blindedHash: randomBytes(32) }
      await addIssued(
        tx,
        fresh.map(({ voterKey }) => ({
          ...unknown,
          processId: this.#process.id,
          voterKey,
          commitment: randomBytes(32),
        })),
      )
      await tellIssued(tx, this.#process, now)
      const refused = (await castTokens({ ...services, tx, now }, acts)).find((one) => 'refusal' in one)
      if (refused && 'refusal' in refused) throw refused.refusal
    })
  }

  /** Without blinding: there is nobody to hide. */
  async #issue(): Promise<Token> {
    const { processId, spki, sealed } = this.#issuer
    const [rsa, key] = await Promise.all([readRsaKey(new Uint8Array(spki)), ballotKey(newCode(), this.#process.number)])
    const prepared = joined(randomBytes(PREFIX_BYTES), tokenMessage(this.#process.number, key.pk))
    const salt = new Uint8Array(randomBytes(SALT_BYTES))
    const { message, unblind } = await blind(rsa, prepared, salt, 1n)
    const signed = await this.#past.services.tokenSigner.sign(processId, sealed as Buffer, Buffer.from(message))
    return { key, prepared, signature: await finalize(rsa, prepared, salt, new Uint8Array(signed), unblind), seq: 0 }
  }

  async #ballot({ voterKey, picks }: ManyCast) {
    const token = this.#tokens.get(voterKey.toString('hex')) as Token
    token.seq += 1
    const { key, prepared, signature, seq } = token
    const edSig = await key.sign(this.#process.number, seq, picks)
    const bytes = Object.entries({ pk: key.pk, prepared, signature, edSig }).map(([name, value]) => [
      name,
      toBase64url(value),
    ])
    const read = castForm.read({ ...Object.fromEntries(bytes), seq, picks })
    if ('errors' in read) throw new Error(JSON.stringify(read.errors))
    return read.value
  }
}
