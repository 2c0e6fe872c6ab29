import { sql } from 'kysely'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import { addDays } from '#commons/lifecycle/plain-day.ts'
import type { Db } from '#kernel/database/database.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { REQUEST } from './request.ts'

/** How many days before a term ends the officers hear of it. */
const SOON_DAYS = 3

export interface Item {
  what: 'new' | 'soon' | 'overdue'
  key: string
  number: number
}

export interface Reader {
  mailboxId: string
  address: string
  lang: Lang
  forWhom: 'officer' | 'requester'
  items: Item[]
}

/** Who has something to hear today, with all of it, told already or not. */
export async function readersOf(db: Db, today: PlainDay): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    WITH item AS (
      SELECT r.organisation_id, r.mailbox_id, r.number, 'new' AS what, 'data-request ' || r.id || ' new ' || ${today}::text AS key
      FROM open_data.data_request r WHERE r.state = 'sent'
      UNION ALL
      SELECT r.organisation_id, r.mailbox_id, r.number, CASE WHEN k.due_on < ${today} THEN 'overdue' ELSE 'soon' END,
        'clock ' || k.id || CASE WHEN k.due_on < ${today} THEN ' overdue ' ELSE ' soon ' END || k.due_on
      FROM open_data.data_request r JOIN lifecycle.clock k ON k.subject_kind = ${REQUEST} AND k.subject_id = r.id::text
      WHERE r.state IN ('sent', 'registered') AND k.stopped_on IS NULL AND k.due_on <= ${addDays(today, SOON_DAYS)}
    ), told AS (
      SELECT a.mailbox_id, 'officer' AS for_whom, item.what, item.key, item.number FROM item
      JOIN access.role r ON r.organisation_id = item.organisation_id AND r.role = 'officer' AND r.ended_at IS NULL
      JOIN people.account a ON a.id = r.account_id AND a.erased_at IS NULL
      UNION ALL SELECT item.mailbox_id, 'requester', item.what, item.key, item.number FROM item WHERE item.what = 'overdue'
    )
    SELECT m.id AS "mailboxId", m.address, m.lang, told.for_whom AS "forWhom",
      jsonb_agg(DISTINCT jsonb_build_object('what', what, 'key', key || ' ' || for_whom, 'number', number)) AS items
    FROM told JOIN people.mailbox m ON m.id = told.mailbox_id WHERE m.address IS NOT NULL
    GROUP BY m.id, m.address, m.lang, told.for_whom`.execute(db)
  return rows
}
