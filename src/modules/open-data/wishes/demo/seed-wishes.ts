import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import { findAuthority } from '#commons/organisations/authorities.ts'
import { actAs, demoViewer } from '#commons/people/demo/act-as.ts'
import type { Services, WriteContext } from '#kernel/http/context.ts'
import { answerWish } from '../answer-wish.ts'
import { makeWish } from '../make-wish.ts'
import { supportWish } from '../support-wish.ts'
import { type DemoWish, demoWishes } from './wishes.ts'

/** Tells how the demo's wishes came about, by the use-cases of people and officers. */
export async function seedDemoWishes(services: Services, tell: (line: string) => void): Promise<void> {
  for (const wish of demoWishes) await tellOne(services, wish)
  tell(`Open data: ${demoWishes.length} wishes`)
}

async function tellOne(services: Services, { by, daysAgo, form, supporters, answer }: DemoWish): Promise<void> {
  const today = dayOf(services.clock.now(), services.timeZone)
  const act = async <T>(who: string, ago: number, work: (ctx: WriteContext) => Promise<T>, organisationId?: string) => {
    const roles = organisationId ? [{ name: 'officer' as const, placeKey: null, organisationId }] : []
    const now = new Date(`${addDays(today, -ago)}T08:00:00Z`)
    return actAs(services, { viewer: await demoViewer(services, who, roles), lang: form.lang, now }, work)
  }
  const { number } = await act(by, daysAgo, (ctx) => makeWish(ctx, form))
  for (const who of supporters) await act(who, daysAgo - 1, (ctx) => supportWish(ctx, number))
  if (!answer) return
  const institution = await findAuthority(services.db, answer.authority)
  const { inDays, reason, text } = answer
  const said = { text, lang: 'ro' as const, dataset: null, reason: reason ?? null }
  const outcome = reason ? ('declined' as const) : ('planned' as const)
  const plannedOn = inDays === undefined ? null : addDays(today, inDays)
  await act(
    answer.by,
    daysAgo - 3,
    (ctx) => answerWish(ctx, number, { ...said, organisation: null, seen: null, outcome, plannedOn }),
    institution?.id,
  )
}
