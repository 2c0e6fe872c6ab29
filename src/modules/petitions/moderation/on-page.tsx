import type { Context } from '#kernel/http/context.ts'
import type { PublicPetition } from '../read-public-petition.ts'
import { publicDecision } from './decisions.ts'
import { masksOf, publicMask } from './masks.ts'
import type { ModerationView as View } from './replies.ts'

export { ModerationNotice, ModerationSection } from './pages/on-page.tsx'
export { ModerationView } from './replies.ts'

export async function loadModerationView(ctx: Context, petition: PublicPetition): Promise<View> {
  const masks = petition.has.masks ? await masksOf(ctx.db, petition.id) : []
  return {
    unreviewed: petition.publishedUnreviewed,
    textHidden: masks.some((mask) => mask.target === 'text' && mask.liftedAt === null),
    decisions: petition.decisions.map(publicDecision),
    masks: masks.map(publicMask),
    appealDueOn: petition.appealDueOn,
    number: petition.number,
    refused: ['refused', 'appealed', 'refused-finally'].includes(petition.state),
  }
}
