import { randomInt } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { newToken } from '#kernel/ids.ts'
import type { ActRecord, Kind, Outcome } from './act-record.ts'

/** A pause of the server is longer: then people do not know what became of their act. */
const PATIENCE_MS = 3_000
/** Who got no answer does not try the next at once: the time of a fault would be full of acts that nobody received. */
const BREATH_MS = 500
const CLIENTS = 16

/**
 * People who confirm signatures and take some back. Each act is sent one to three times, one after the other or at once, as impatient
 * people and browsers do. Some follow links that nobody was sent: those must be refused.
 */
export class Clients {
  readonly told: Record<Outcome, number> = { ok: 0, fail: 0, unknown: 0 }
  /** Where the next requests go. */
  origin: string
  /** Whether some follow links that nobody was sent. */
  strangers = true
  private readonly record: ActRecord
  private readonly tokens: string[]
  private readonly confirmed: string[] = []
  private working: Promise<void>[] = []
  private going = true

  /** @param tokens of requests that wait for confirmation; each is used once */
  constructor(origin: string, record: ActRecord, tokens: string[]) {
    this.origin = origin
    this.record = record
    this.tokens = [...tokens]
  }

  /** @param perSecond acts by all clients together, about: fewer when answers are slow */
  start(perSecond: number): void {
    this.working = Array.from({ length: CLIENTS }, (_, at) => this.work(at, (1000 * CLIENTS) / perSecond))
  }

  /** @returns after the last answer */
  async stop(): Promise<void> {
    this.going = false
    await Promise.all(this.working)
  }

  private async work(at: number, everyMs: number): Promise<void> {
    // Clients come from addresses of their own, so that no limit of one source holds them.
    const agent = new Agent({ keepAlive: true, localAddress: `127.0.9.${at + 1}` })
    await sleep(randomInt(1, Math.ceil(everyMs) + 1))
    while (this.going) {
      const begun = performance.now()
      const outcome = await this.act(agent)
      if (outcome === null) break
      await sleep(outcome === 'unknown' ? BREATH_MS : Math.max(0, everyMs - (performance.now() - begun)))
    }
    agent.destroy()
  }

  /** @returns null when nobody is left who has not acted */
  private async act(agent: Agent): Promise<Outcome | null> {
    const chosen = this.choose()
    if (!chosen) return null
    const { kind, token } = chosen
    const act = this.record.invoke(kind, token)
    const path = `/api/v1/signatures/${token}/${kind === 'confirm' ? 'confirmation' : 'withdrawal'}`
    const times = randomInt(1, 4)
    const send = () => post(`${this.origin}${path}`, agent)
    const statuses: (number | null)[] = []
    if (randomInt(2) === 0) statuses.push(...(await Promise.all(Array.from({ length: times }, send))))
    else for (let time = 0; time < times; time++) statuses.push(await send())
    const outcome = outcomeOf(statuses)
    this.record.conclude(act, outcome)
    this.told[outcome] += 1
    if (outcome === 'ok' && kind === 'confirm') this.confirmed.push(token)
    return outcome
  }

  private choose(): { kind: Kind; token: string } | null {
    const share = randomInt(100)
    if (share < 4 && this.strangers) return { kind: share < 2 ? 'confirm' : 'withdraw', token: newToken() }
    const held = share < 20 ? this.confirmed.splice(randomInt(this.confirmed.length + 1), 1)[0] : undefined
    if (held) return { kind: 'withdraw', token: held }
    const token = this.tokens.pop()
    return token === undefined ? null : { kind: 'confirm', token }
  }
}

/** One acknowledgement is enough to rely on; refused is only what every answer refused. */
function outcomeOf(statuses: (number | null)[]): Outcome {
  if (statuses.some((status) => status !== null && status < 300)) return 'ok'
  return statuses.every((status) => status !== null && status >= 400 && status < 500) ? 'fail' : 'unknown'
}

/** @returns null without an answer */
function post(url: string, agent: Agent): Promise<number | null> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', 'content-length': 2 }
    const sent = request(url, { method: 'POST', agent, headers, timeout: PATIENCE_MS }, (answer) => {
      answer.resume()
      answer.once('end', () => resolve(answer.statusCode as number))
      answer.once('error', () => resolve(null))
    })
    sent.once('timeout', () => sent.destroy())
    sent.once('error', () => resolve(null))
    sent.end('{}')
  })
}
