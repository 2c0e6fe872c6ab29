import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import { derivedKey, type Secrets } from '#kernel/config/secrets.ts'
import { Refusal } from '#kernel/errors.ts'
import { root } from '#kernel/root.ts'
import type { Answered, Asked, Begin } from './protocol.ts'

declare module '#kernel/http/context.ts' {
  interface Services {
    tokenSigner: TokenSigner
  }
}

/** A signature takes two milliseconds and a new key a second or two; past this the signer is given up. */
const PATIENCE_MS = 20_000

type Request = Asked extends infer A ? (A extends unknown ? Omit<A, 'id'> : never) : never

interface Waiting {
  resolve(answer: Answered): void
  reject(error: Error): void
  timeout: NodeJS.Timeout
}

/**
 * The way to the process that holds the private keys of votes. It is started when it is first needed, ends with this process,
 * and is started again when it ended: what it knows is made again from the sealed keys.
 */
export class TokenSigner {
  readonly #key: Buffer
  #child: ChildProcess | null = null
  #last = 0
  readonly #waiting = new Map<number, Waiting>()

  constructor(secrets: Pick<Secrets, 'vault'>) {
    this.#key = derivedKey(secrets.vault, 'budgeting.token-signer')
  }

  /** A new key for one vote. @returns the public key (DER), and the private one sealed: only the signer opens it */
  async make(about: string): Promise<{ spki: Buffer; sealed: Buffer }> {
    const { spki, sealed } = await this.#ask({ act: 'make', about })
    return { spki: bytes(spki), sealed: bytes(sealed) }
  }

  /**
   * Signs a blinded message (RFC 9474). The same message gives the same signature.
   *
   * @throws Refusal 503 budgeting.tokens.issuer-away: nothing is lost, and asking again helps
   */
  async sign(about: string, sealed: Buffer, blinded: Buffer): Promise<Buffer> {
    return bytes((await this.#ask({ act: 'sign', about, sealed, blinded })).signature)
  }

  /** The signer keeps the opened key no longer. */
  async forget(about: string): Promise<void> {
    if (this.#child) await this.#ask({ act: 'forget', about })
  }

  /** Of the process that runs now; null when none does. */
  get pid(): number | null {
    return this.#child?.pid ?? null
  }

  #ask(request: Request): Promise<Answered> {
    const child = this.#child ?? this.#start()
    this.#last += 1
    const id = this.#last
    return new Promise<Answered>((resolve, reject) => {
      const timeout = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
      this.#waiting.set(id, { resolve, reject, timeout })
      child.send({ ...request, id } satisfies { id: number }, (error) => {
        if (error) this.#settle(id, { id, failed: true })
      })
    })
  }

  #start(): ChildProcess {
    const child = fork(path.join(root, 'dist/token-signer.js'), [], {
      serialization: 'advanced',
      execArgv: [],
      env: {},
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    // It keeps nobody from ending: whoever waits for an answer has a timer or a connection of its own.
    child.unref()
    child.channel?.unref()
    child.on('message', (answer: Answered) => this.#settle(answer.id, answer))
    child.once('error', () => this.#lose(child))
    child.once('exit', () => this.#lose(child))
    child.send({ act: 'begin', key: this.#key } satisfies Begin)
    this.#child = child
    return child
  }

  #settle(id: number, answer: Answered): void {
    const waiting = this.#waiting.get(id)
    if (!waiting) return
    this.#waiting.delete(id)
    clearTimeout(waiting.timeout)
    if (answer.failed) waiting.reject(away())
    else waiting.resolve(answer)
  }

  #lose(child: ChildProcess): void {
    if (this.#child !== child) return
    this.#child = null
    for (const id of [...this.#waiting.keys()]) this.#settle(id, { id, failed: true })
  }
}

const signers = new WeakMap<Secrets, TokenSigner>()

/** The signer of an installation: one a process, however many servers and workers it runs. */
export function tokenSignerOf(secrets: Secrets): TokenSigner {
  const signer = signers.get(secrets) ?? new TokenSigner(secrets)
  signers.set(secrets, signer)
  return signer
}

function away(): Refusal {
  return new Refusal(503, { key: 'budgeting.tokens.issuer-away' }, { 'retry-after': '5' })
}

function bytes(given: Uint8Array | undefined): Buffer {
  if (!given) throw away()
  return Buffer.from(given)
}
