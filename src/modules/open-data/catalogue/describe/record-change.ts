import { recordAct } from '#commons/audit/record.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { type HistoryAct, recordHistory } from '../history-store.ts'
import type { OwnDataset } from '../permissions.ts'

/** Why, in an officer's words. */
export interface Reason {
  reason: string
  /** Null where nobody said in which language. */
  lang: Lang | null
}

/** What an officer did: how the dataset stands now, for its history, and the act, for the audit record. */
export async function recordChange(
  ctx: WriteContext,
  { dataset, by }: OwnDataset,
  act: HistoryAct,
  said: Partial<Reason> & { data?: Record<string, unknown> } = {},
): Promise<void> {
  const { reason, lang = null, data = {} } = said
  await recordHistory(ctx.tx, {
    datasetId: dataset.id,
    act,
    accountId: by.person.accountId,
    reason: reason ?? null,
    lang,
    now: ctx.now,
  })
  await recordAct(ctx.tx, {
    by,
    act: `open-data.catalogue.${act}`,
    subject: { kind: 'open-data.dataset', id: dataset.name },
    data: { ...data, ...(reason !== undefined && { reason }) },
    now: ctx.now,
  })
}
