import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Lang, Localised } from '#kernel/i18n/lang.ts'
import type { DatasetState, Description } from '../dataset.ts'

export interface DescribedFile {
  id: string
  title: Localised
  description: Partial<Record<Lang, string>>
  url: string | null
  format: string | null
  licence: string | null
}

/** A dataset as it stood after a change. */
export interface Described extends Description {
  state: DatasetState
  files: DescribedFile[]
  /** Why it was withdrawn or given back. */
  reason: string | null
  /** Of the reason; absent in what is older than the question. */
  reasonLang?: Lang | null
  /** What the series is called that it came into or left; of these two acts alone. */
  series?: Localised | null
}

export const historyActs = [
  'create',
  'describe',
  'add-file',
  'change-file',
  'move-file',
  'remove-file',
  'submit',
  'give-back',
  'schedule',
  'publish',
  'withdraw',
  'publish-again',
  'recall',
  'correct',
  'enter-series',
  'leave-series',
] as const
export type HistoryAct = (typeof historyActs)[number]

export interface HistoryEntry {
  seq: number
  at: Date
  act: HistoryAct
  described: Described
}

/** Keeps how the dataset stands now. It must be locked, because the entries are numbered. */
export async function recordHistory(
  tx: Tx,
  entry: {
    datasetId: string
    act: HistoryAct
    accountId: string | null
    reason?: string | null
    lang?: Lang | null
    series?: Localised | null
    now: Date
  },
): Promise<void> {
  const { datasetId, act, accountId, reason = null, lang = null, series = null, now } = entry
  await sql`
    INSERT INTO open_data.dataset_history (dataset_id, seq, at, account_id, act, described)
    SELECT d.id, coalesce((SELECT max(seq) FROM open_data.dataset_history WHERE dataset_id = d.id), 0) + 1, ${now}, ${accountId}, ${act},
      jsonb_build_object(
        'title', d.title, 'description', d.description, 'keywords', d.keywords, 'themes', d.themes, 'licence', d.licence,
        'frequency', d.frequency, 'accessRights', d.access_rights, 'contactName', d.contact_name, 'contactEmail', d.contact_email,
        'contactUrl', d.contact_url, 'placeKey', d.place_key, 'coversFrom', d.covers_from, 'coversTo', d.covers_to,
        'highValue', d.high_value, 'state', d.state, 'reason', ${reason}::text, 'reasonLang', ${lang}::text,
        'series', ${series && JSON.stringify(series)}::jsonb,
        'files', coalesce((
          SELECT jsonb_agg(jsonb_build_object('id', x.id, 'title', x.title, 'description', x.description, 'url', x.url,
            'format', x.format, 'licence', x.licence) ORDER BY x.position)
          FROM open_data.distribution x WHERE x.dataset_id = d.id AND x.removed_at IS NULL), '[]'))
    FROM open_data.dataset d WHERE d.id = ${datasetId}`.execute(tx)
}

/** Oldest first. */
export async function historyOf(db: Db, datasetId: string): Promise<HistoryEntry[]> {
  const { rows } = await sql<HistoryEntry>`
    SELECT seq, at, act, described FROM open_data.dataset_history WHERE dataset_id = ${datasetId} ORDER BY seq`.execute(
    db,
  )
  return rows
}

/** Who sent it to be published last, and why it was given back since, if it was. */
export async function lastSubmission(
  db: Db | Tx,
  datasetId: string,
): Promise<{ submittedBy: string | null; givenBack: string | null; givenBackLang: Lang | null }> {
  const { rows } = await sql<{ act: HistoryAct; accountId: string | null; reason: string | null; lang: Lang | null }>`
    SELECT act, account_id AS "accountId", described->>'reason' AS reason, described->>'reasonLang' AS lang FROM open_data.dataset_history
    WHERE dataset_id = ${datasetId} AND act IN ('submit', 'give-back') ORDER BY seq DESC LIMIT 2`.execute(db)
  const submitted = rows.find(({ act }) => act === 'submit')
  const returned = rows[0]?.act === 'give-back' ? rows[0] : undefined
  return {
    submittedBy: submitted?.accountId ?? null,
    givenBack: returned?.reason ?? null,
    givenBackLang: returned?.lang ?? null,
  }
}

export const NO_REASON = { reason: null, lang: null }

/** Why a dataset is to be published without data, as it was said when its day was chosen last. */
export async function reasonOfSchedule(
  tx: Tx,
  datasetId: string,
): Promise<{ reason: string | null; lang: Lang | null }> {
  const { rows } = await sql<{ reason: string | null; lang: Lang | null }>`
    SELECT described->>'reason' AS reason, described->>'reasonLang' AS lang FROM open_data.dataset_history
    WHERE dataset_id = ${datasetId} AND act = 'schedule' ORDER BY seq DESC LIMIT 1`.execute(tx)
  return rows[0] ?? NO_REASON
}
