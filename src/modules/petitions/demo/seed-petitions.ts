import { sql } from 'kysely'
import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Services } from '#kernel/http/context.ts'
import { keepPromises } from '../answering/promises.ts'
import { foldCounts } from '../signing/fold-counts.ts'
import { Past } from './past.ts'
import { type Crowd, signOnDay, spread } from './seed-crowd.ts'
import { type Act, actsOf, type Made, makeDemoPetition } from './seed-stories.ts'
import { demoPetitions } from './stories.ts'

/**
 * The demo at its size: petitions in every state with their signatures over months, told day by day through the same
 * use-cases that people use. Runs once; a demo that has more than its first petition is left alone.
 */
export async function seedDemoPetitions(services: Services, tell: (line: string) => void): Promise<void> {
  const { rows } = await sql`SELECT 1 FROM petitions.petition OFFSET 1 LIMIT 1`.execute(services.db)
  if (rows.length > 0) return
  tell('demo: telling the story of some sixty petitions, some seconds …')
  const past = await Past.of(services)
  const acts: Act[] = []
  const crowds: Crowd[] = await firstPetition(services)
  for (const petition of demoPetitions.toSorted((a, b) => b.daysAgo - a.daysAgo)) {
    const made = await makeDemoPetition(past, petition)
    acts.push(...actsOf(past, made))
    if (takes(made)) crowds.push(crowdOf(made))
  }
  const days = new Set([...acts.map(({ daysAgo }) => daysAgo), ...crowds.flatMap(({ days }) => [...days.keys()])])
  let signatures = 0
  for (const daysAgo of [...days].sort((a, b) => b - a)) {
    // In the order in which a petition's acts follow each other: published before lodged before registered.
    for (const act of acts.filter((one) => one.daysAgo === daysAgo)) await act.run()
    const then = past.asOf(daysAgo)
    const signed = await signOnDay(then, past.at(daysAgo), crowds, daysAgo)
    signatures += signed
    if (signed > 0) await foldCounts(then)
    await keepPromises(then)
  }
  tell(`demo: ${demoPetitions.length + 1} petitions, ${signatures} signatures`)
}

const closed = ['supporting', 'moderation', 'moderation-overdue', 'returned', 'refused', 'appealed']

function takes({ petition }: Made): boolean {
  return !closed.includes(petition.story.split(':')[0] as string)
}

function crowdOf({ petition, id, number }: Made): Crowd {
  const { lang, place, signatures, daysAgo } = petition
  return { id, number, lang, place, days: spread(signatures, daysAgo, Math.max(0, daysAgo - 170), number) }
}

/** The petition that every installation of the demo starts with gets a past too. */
async function firstPetition(services: Services): Promise<Crowd[]> {
  const today = dayOf(services.clock.now(), services.timeZone)
  const since = 49
  const { rows } = await sql<{ id: string; number: number }>`
    UPDATE petitions.petition SET created_at = created_at - make_interval(days => ${since}), published_at = published_at - make_interval(days => ${since}),
      closes_on = ${addDays(today, 180 - since)} WHERE number = 1 AND state = 'open' RETURNING id, number`.execute(
    services.db,
  )
  return rows.map(({ id, number }) => ({
    id,
    number,
    lang: 'ro',
    place: 'md-cu-buiucani',
    days: spread(412, since, 0, number),
  }))
}
