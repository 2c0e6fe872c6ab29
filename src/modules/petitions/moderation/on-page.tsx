import { sql } from 'kysely'
import type { Context } from '#kernel/http/context.ts'
import type { PetitionRow } from '../store.ts'
import { decisionsOf, publicDecision } from './decisions.ts'
import { masksOf, publicMask } from './masks.ts'
import type { ModerationView as View } from './replies.ts'

export { ModerationNotice, ModerationSection } from './pages/on-page.tsx'
export { ModerationView } from './replies.ts'

export async function loadModerationView(ctx: Context, petition: PetitionRow): Promise<View> {
  const [decisions, masks, { rows }] = await Promise.all([
    decisionsOf(ctx.db, petition.id),
    masksOf(ctx.db, petition.id),
    sql<{ unreviewed: boolean; appealDueOn: string | null }>`
      SELECT published_unreviewed AS unreviewed,
        (SELECT due_on FROM petitions.moderation_item i WHERE i.petition_id = p.id AND i.kind = 'appeal' AND i.closed_at IS NULL) AS "appealDueOn"
      FROM petitions.petition p WHERE id = ${petition.id}`.execute(ctx.db),
  ])
  return {
    unreviewed: rows[0]?.unreviewed ?? false,
    textHidden: masks.some((mask) => mask.target === 'text' && mask.liftedAt === null),
    decisions: decisions.map(publicDecision),
    masks: masks.map(publicMask),
    appealDueOn: rows[0]?.appealDueOn ?? null,
    number: petition.number,
    refused: ['refused', 'appealed', 'refused-finally'].includes(petition.state),
  }
}
