import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'
import { tokenHash } from '#kernel/ids.ts'
import { recordOf } from '#modules/petitions/ledger-entries.ts'
import type { Act, Kind } from './act-record.ts'

export interface FoundEntry {
  index: number
  body: Buffer
}

/** What is in the database of one act. */
export interface FoundAct {
  act: Act
  /** How many rows say that it was done. */
  rows: number
  /** Entries of the public log that say so. */
  entries: FoundEntry[]
}

export interface Found {
  acts: FoundAct[]
  /** In the tables, whoever asked for them. */
  signatures: number
  withdrawn: number
  /** Requests that still wait. */
  waiting: number
  /** Entries about a signature. */
  entries: number
}

const kinds: Record<string, Kind> = {
  'petitions.signature-confirmed': 'confirm',
  'petitions.signature-withdrawn': 'withdraw',
}

/** Reads what became of the acts, as of one moment. */
export async function findActs(db: Db, acts: Act[]): Promise<Found> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const { rows: links } = await sql<Link>`
        SELECT encode(l.token_hash, 'hex') AS hash, s.id, s.unit_key AS "unitKey", s.record_key AS "recordKey", s.ended_at IS NOT NULL AS ended
        FROM petitions.receipt_link l JOIN petitions.signature s ON s.petition_id = l.petition_id AND s.id = l.signature_id`.execute(
        tx,
      )
      const { rows: entries } = await sql<FoundEntry & { kind: string; record: Buffer }>`
        SELECT index, kind, record, body FROM ledger.entry WHERE kind = ANY(${Object.keys(kinds)}) ORDER BY index`.execute(
        tx,
      )
      const { rows: counts } = await sql<{ signatures: number; withdrawn: number; waiting: number }>`
        SELECT count(*) AS signatures, count(ended_at) AS withdrawn, (SELECT count(*) FROM petitions.signature_request) AS waiting
        FROM petitions.signature`.execute(tx)
      const byRecord = Map.groupBy(entries, ({ kind, record }) => `${kinds[kind]} ${record.toString('hex')}`)
      const byToken = Map.groupBy(links, ({ hash }) => hash)
      return {
        acts: acts.map((act) => foundOf(act, byToken, byRecord)),
        ...(counts[0] as { signatures: number; withdrawn: number; waiting: number }),
        entries: entries.length,
      }
    })
}

interface Link {
  hash: string
  id: string
  unitKey: string
  recordKey: Buffer
  ended: boolean
}

function foundOf(act: Act, byToken: Map<string, Link[]>, byRecord: Map<string, FoundEntry[]>): FoundAct {
  const links = byToken.get(tokenHash(act.token).toString('hex')) ?? []
  return {
    act,
    rows: links.filter(({ ended }) => act.kind === 'confirm' || ended).length,
    entries: links.flatMap(
      (link) => byRecord.get(`${act.kind} ${recordOf(link.recordKey, link).toString('hex')}`) ?? [],
    ),
  }
}
