import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Context } from '#kernel/http/context.ts'
import { thresholdSettings } from '../settings.ts'
import type { Answers } from './answers.ts'
import { type AuthorityChoice, authorityIds, slugsOf } from './authorities.ts'
import type { DraftView } from './replies.ts'

/** What each of the authorities chosen promises today, and for how many signatures. */
export async function promisesOf(
  ctx: Context,
  answers: Answers,
  authorities: AuthorityChoice[],
): Promise<DraftView['promises']> {
  const today = dayOf(ctx.now, ctx.timeZone)
  const slugs = slugsOf(answers)
  const ids = await authorityIds(ctx.db, slugs)
  const promises: DraftView['promises'] = []
  for (const [at, id] of ids.entries()) {
    const name = authorities.find(({ slug }) => slug === slugs[at])?.name
    if (id === null || name === undefined) continue
    promises.push({
      authority: name,
      answer: await ctx.settings.valueOn(thresholdSettings.answer.signatures, today, id),
      hearing: await ctx.settings.valueOn(thresholdSettings.hearing.signatures, today, id),
    })
  }
  return promises
}
