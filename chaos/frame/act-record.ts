import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs'

export type Kind = 'confirm' | 'withdraw'
/** ok: acknowledged; fail: refused; unknown: no answer, or one that does not say whether it was done. */
export type Outcome = 'ok' | 'fail' | 'unknown'

export interface Act {
  kind: Kind
  token: string
  outcome: Outcome
}

/**
 * What clients asked for and what they were told, outside the system that is judged by it. A line is on the disk before the request is
 * sent, and before its outcome counts.
 */
export class ActRecord {
  readonly path: string
  private readonly file: number
  private acts = 0

  constructor(path: string) {
    this.path = path
    this.file = openSync(path, 'ax')
  }

  /** @returns number of the act, for its outcome */
  invoke(kind: Kind, token: string): number {
    this.acts += 1
    this.write(`${this.acts} invoke ${kind} ${token}`)
    return this.acts
  }

  conclude(act: number, outcome: Outcome): void {
    this.write(`${act} ${outcome}`)
  }

  close(): void {
    closeSync(this.file)
  }

  private write(line: string): void {
    writeSync(this.file, `${line}\n`)
    fdatasyncSync(this.file)
  }
}

/** The acts in their order; one without an outcome is unknown. */
export function readActs(path: string): Act[] {
  const acts = new Map<string, Act>()
  for (const line of readFileSync(path, 'utf8').trimEnd().split('\n')) {
    const [act = '', event, kind, token] = line.split(' ')
    if (event === 'invoke') acts.set(act, { kind: kind as Kind, token: token as string, outcome: 'unknown' })
    else (acts.get(act) as Act).outcome = event as Outcome
  }
  return [...acts.values()]
}
