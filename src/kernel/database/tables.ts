import type { Generated } from 'kysely'

/**
 * The tables as the code knows them, keyed 'schema.table'. Each room adds its own by declaration merging:
 * `declare module '#kernel/database/tables.ts' { interface Tables { 'petitions.petition': PetitionRow } }`.
 */
export interface Tables {
  'kernel.migration': { name: string; checksum: string; applied_at: Date }
  'kernel.mail': {
    id: string
    to_address: string
    subject: string
    text: string
    html: string
    headers: Record<string, string>
    created_at: Date
    due_at: Date
    attempts: Generated<number>
    sent_at: Date | null
    failed_at: Date | null
    failed_because: 'address' | 'mail' | 'tries' | null
  }
  'kernel.idempotency_key': {
    key: string
    principal: string
    request_hash: Buffer
    status: number | null
    reply: unknown
    created_at: Date
  }
}
