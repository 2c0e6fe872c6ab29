import { sql } from 'kysely'
import { startClock } from '#commons/lifecycle/clocks.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { SettingDefinition } from '#commons/settings/settings.ts'
import { newId } from '#kernel/ids.ts'
import type { ActContext } from './act-context.ts'
import type { CheckedFinding } from './check-text.ts'
import type { ItemKind } from './reasons.ts'
import { flagDays, moderationDays } from './settings.ts'

/** Who promises the terms of moderation. */
const PROMISED_BY = 'Punte'

const clockNames: Record<ItemKind, string> = {
  petition: 'moderation',
  appeal: 'appeal',
  unreviewed: 'review',
  flags: 'flags',
  'mask-appeal': 'mask-appeal',
}

interface NewItem {
  kind: ItemKind
  maskId?: string
  findings?: CheckedFinding[]
  stopped?: boolean
  message?: string
}

/**
 * Puts something to decide into the moderators' queue and starts its clock. What is already there stays as it is.
 *
 * @returns id of the open item
 */
export async function openItem(ctx: ActContext, petition: { id: string }, item: NewItem): Promise<string> {
  const open = await openItemOf(ctx, petition.id, item)
  if (open) return open
  const { rows: past } = await sql<{ items: number }>`
    SELECT count(*) AS items FROM petitions.moderation_item
    WHERE petition_id = ${petition.id} AND kind = ${item.kind} AND closed_at IS NOT NULL`.execute(ctx.tx)
  const round = (past[0]?.items ?? 0) + 1
  // A stopped clock of the same name and day would come back as it is, so each round has a name of its own.
  const name = round === 1 ? clockNames[item.kind] : `${clockNames[item.kind]}-${round}`
  const today = dayOf(ctx.now, ctx.timeZone)
  const setting: SettingDefinition<number> = item.kind === 'flags' ? flagDays : moderationDays
  const clock = await startClock(
    ctx.tx,
    ctx.calendar,
    {
      name,
      subject: { kind: 'petitions.petition', id: petition.id },
      by: { promisedBy: PROMISED_BY },
      unit: 'workingDays',
      length: await ctx.settings.valueOn(setting, today),
      startsOn: today,
    },
    ctx.now,
  )
  const { rows } = await sql<{ id: string }>`
    INSERT INTO petitions.moderation_item (id, petition_id, kind, mask_id, clock_name, due_on, findings, stopped, message, opened_at)
    VALUES (${newId(ctx.now)}, ${petition.id}, ${item.kind}, ${item.maskId ?? null}, ${name}, ${clock.deadline.dueOn},
      ${JSON.stringify(item.findings ?? [])}::jsonb, ${item.stopped ?? false}, ${item.message ?? null}, ${ctx.now})
    ON CONFLICT DO NOTHING RETURNING id`.execute(ctx.tx)
  return rows[0]?.id ?? ((await openItemOf(ctx, petition.id, item)) as string)
}

async function openItemOf(ctx: ActContext, petitionId: string, item: NewItem): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM petitions.moderation_item
    WHERE petition_id = ${petitionId} AND kind = ${item.kind} AND closed_at IS NULL
      AND mask_id IS NOT DISTINCT FROM ${item.maskId ?? null}::uuid`.execute(ctx.tx)
  return rows[0]?.id ?? null
}
