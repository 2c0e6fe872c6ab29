import Type from 'typebox'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Context } from '#kernel/http/context.ts'
import { collectDays, supportersNeeded, thresholdSettings } from '../settings.ts'

export const HowToStart = Type.Object({
  supporters: Type.Integer({ description: 'People who must stand behind a petition before a moderator reads it' }),
  days: Type.Integer({ description: 'How long signatures are collected' }),
  answer: Type.Integer({
    description: 'Signatures for which an answer is promised, unless the authority says otherwise',
  }),
})
export type HowToStart = Type.Static<typeof HowToStart>

/** What happens with a petition, in the numbers that hold today. */
export async function howToStart(ctx: Context): Promise<HowToStart> {
  const today = dayOf(ctx.now, ctx.timeZone)
  const [supporters, days, answer] = await Promise.all([
    ctx.settings.valueOn(supportersNeeded, today),
    ctx.settings.valueOn(collectDays, today),
    ctx.settings.valueOn(thresholdSettings.answer.signatures, today),
  ])
  return { supporters, days, answer }
}
