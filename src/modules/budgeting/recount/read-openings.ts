import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import { listIn, readBody } from './read-log.ts'

/** What the log says of the ballots of one process after the close, by commitment (base64url). */
export interface Openings {
  /** That were opened, or named as counted where single ballots are not published. */
  opened: Set<string>
  replaced: Set<string>
}

/** What the log says of all processes; fingerprints are known of each, what it says word by word is read where it is asked for. */
export interface OpeningsInLog {
  fingerprintOf(process: number): string
  wordsOf(process: number): Promise<Openings>
}

/** Entries a statement; one may hold 65 KB. */
const BATCH = 200
const KINDS = ['budgeting.ballots-opened', 'budgeting.ballots-counted', 'budgeting.ballots-replaced']

/** What this process has read already, up to which entry. The log only grows, and the openings of a vote come in one act. */
const known = new WeakMap<Db, { next: number; fingerprints: Map<number, string> }>()

/**
 * Reads what the log says of closed votes, as far as it is not known from before: after some years that is most of the log, and it does not change.
 * Whether an entry was edited is for those to find who compare it with the signed tree; until it is read anew it stands as it was read.
 */
export async function readOpenings(db: Db, tx: Tx): Promise<OpeningsInLog> {
  const before = known.get(db) ?? { next: 0, fingerprints: new Map<number, string>() }
  let { openings, next } = await readFrom(tx, before.next)
  // More of a vote that was read before: its fingerprint is of all of it.
  if ([...openings.keys()].some((process) => before.fingerprints.has(process))) {
    before.fingerprints.clear()
    ;({ openings, next } = await readFrom(tx, 0))
  }
  const fingerprints = new Map(before.fingerprints)
  for (const [process, one] of openings) fingerprints.set(process, fingerprintOf(one))
  known.set(db, { next, fingerprints })
  let all: Map<number, Openings> | undefined
  return {
    fingerprintOf: (process) => fingerprints.get(process) ?? fingerprintOf(none()),
    async wordsOf(process) {
      forgetOpenings(db)
      all ??= (await readFrom(tx, 0)).openings
      return all.get(process) ?? none()
    },
  }
}

/** The next comparison reads all of it anew. */
export function forgetOpenings(db: Db): void {
  known.delete(db)
}

/** Of commitments (base64url) given in the order of their bytes: two are the same when the same are opened and the same replaced. */
export class Fingerprint {
  private readonly of = { opened: createHash('sha256'), replaced: createHash('sha256') }

  add(which: 'opened' | 'replaced', commitment: string): void {
    this.of[which].update(`${commitment}\n`)
  }

  end(): string {
    return `${this.of.opened.digest('hex')} ${this.of.replaced.digest('hex')}`
  }
}

function fingerprintOf(openings: Openings): string {
  const fingerprint = new Fingerprint()
  for (const which of ['opened', 'replaced'] as const)
    for (const { text } of [...openings[which]]
      .map((text) => ({ text, bytes: Buffer.from(text, 'base64url') }))
      .sort((a, b) => Buffer.compare(a.bytes, b.bytes)))
      fingerprint.add(which, text)
  return fingerprint.end()
}

async function readFrom(tx: Tx, from: number): Promise<{ openings: Map<number, Openings>; next: number }> {
  const openings = new Map<number, Openings>()
  for (let next = from; ; ) {
    const { rows } = await sql<{ index: number; body: Buffer }>`
      SELECT index, body FROM ledger.entry WHERE kind = ANY(${KINDS}::text[]) AND index >= ${next} ORDER BY index LIMIT ${BATCH}`.execute(
      tx,
    )
    for (const { body } of rows) addEntry(openings, readBody(body))
    const last = rows.at(-1)
    if (last) next = last.index + 1
    if (rows.length < BATCH) return { openings, next }
  }
}

function addEntry(openings: Map<number, Openings>, entry: Record<string, unknown>): void {
  if (typeof entry.process !== 'number') return
  const one = openings.get(entry.process) ?? none()
  openings.set(entry.process, one)
  const named = Array.isArray(entry.commitments) ? entry.commitments.map(String) : []
  // Of tokens replaced ballots are opened as well, in an entry of their own kind.
  if (entry.kind === 'budgeting.ballots-opened')
    for (const { commitment } of listIn(entry, 'ballots')) one.opened.add(String(commitment))
  if (entry.kind === 'budgeting.ballots-counted') for (const commitment of named) one.opened.add(commitment)
  if (entry.kind === 'budgeting.ballots-replaced') for (const commitment of named) one.replaced.add(commitment)
}

function none(): Openings {
  return { opened: new Set(), replaced: new Set() }
}
