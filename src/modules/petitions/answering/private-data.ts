import { sql } from 'kysely'
import { seal, unseal } from '#kernel/config/seal.ts'
import type { Db, Tx } from '#kernel/database/database.ts'

/** Who lodges, as the law asks it (Administrative Code art. 75(1)). Private: read by officers of the addressees only. */
export interface LodgingData {
  kind: 'person' | 'organisation'
  name: string
  /** Domicile of a person, seat of an organisation. */
  domicile: string
  email: string
  phone: string | null
}

const PURPOSE = 'petitions lodging'

export function sealLodging(vault: Buffer, lodgingId: string, data: LodgingData): Buffer {
  return seal(vault, PURPOSE, lodgingId, Buffer.from(JSON.stringify(data)))
}

/** Who lodged; `data` is null where the person had it erased. */
export async function readLodging(
  db: Db | Tx,
  vault: Buffer,
  lodgingId: string,
): Promise<{ data: LodgingData | null; mailboxId: string; level: 'email' | 'strong' | 'signed'; lodgedAt: Date }> {
  const { rows } = await sql<{
    sealed: Buffer
    mailboxId: string
    level: 'email' | 'strong' | 'signed'
    lodgedAt: Date
  }>`
    SELECT sealed, mailbox_id AS "mailboxId", level, lodged_at AS "lodgedAt" FROM petitions.lodging WHERE id = ${lodgingId}`.execute(
    db,
  )
  const row = rows[0]
  if (!row) throw new Error(`no lodging ${lodgingId}`)
  const { sealed, ...rest } = row
  if (sealed.length === 0) return { ...rest, data: null }
  return { ...rest, data: JSON.parse(unseal(vault, PURPOSE, lodgingId, sealed).toString()) as LodgingData }
}

const MENDED = 'petitions mended'

export function sealMended(vault: Buffer, defectId: string, text: string): Buffer {
  return seal(vault, MENDED, defectId, Buffer.from(text))
}

export function unsealMended(vault: Buffer, defectId: string, sealed: Buffer): string {
  return unseal(vault, MENDED, defectId, sealed).toString()
}
