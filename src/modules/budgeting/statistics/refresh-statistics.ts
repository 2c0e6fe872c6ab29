import { sql } from 'kysely'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { phaseWith } from '#commons/processes/store.ts'
import { smallestToldApart } from '#commons/settings/house-settings.ts'
import { publishable, publishableApart } from '#commons/settings/small-numbers.ts'
import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import { eachApart } from '#kernel/each-apart.ts'
import type { Services } from '#kernel/http/context.ts'
import { agesOf } from '../ages/store.ts'
import { withUnsaid } from '../ages/tell-ages.ts'
import { isAnswered } from '../answers/asks.ts'
import { countAnswers } from '../answers/store.ts'
import type { Channels } from '../paper/replies.ts'
import { channelsOf, turnoutOf } from '../paper/turnout.ts'
import { budgetOf } from '../store.ts'
import { visitsOf } from '../visits/store.ts'
import {
  areaFigures,
  countPeople,
  deliveryFigures,
  ideaFigures,
  ideasByDay,
  keepStatistics,
  processesToCount,
  statisticsOf,
} from './store.ts'

/** Makes the statistics of budgets anew, a process a transaction. Safe to repeat: it reads, then replaces what was made before. */
export async function refreshStatistics(services: Services): Promise<void> {
  const madeAt = services.clock.now()
  const k = await services.settings.valueOn(smallestToldApart, dayOf(madeAt, services.timeZone))
  await eachApart(await processesToCount(services.db), (processId) =>
    transact(services.db, (tx) => refresh(services, tx, processId, k, madeAt)),
  )
}

async function refresh(services: Services, tx: Tx, processId: string, k: number, madeAt: Date): Promise<void> {
  // All numbers of one moment.
  await sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ`.execute(tx)
  const before = (await statisticsOf(tx, processId))?.counts
  const people = await countPeople(tx, processId)
  const vote = await phaseWith(tx, processId, 'budgeting.vote')
  const visits = await visitsOf(tx, processId)
  // While people vote, only the whole is told.
  const channels = vote?.closedAt ? await channelsOf(tx, processId) : null
  await keepStatistics(tx, processId, {
    figures: {
      ideas: await ideaFigures(tx, processId),
      areas: await areaFigures(tx, processId),
      days: await ideasByDay(tx, processId, services.timeZone),
      answers: (await isAnswered(tx, processId)) ? await countAnswers(tx, processId) : null,
      turnout: await turnoutOf(tx, processId),
      ...(await deliveryFigures(tx, processId, services.timeZone)),
    },
    counts: {
      authors: publishable({ all: people.authors }, k, before?.authors),
      supporters: publishable({ all: people.supporters }, k, before?.supporters),
      channels: channels && publishableApart(byWay(channels), k, before?.channels ?? undefined),
      visits: {
        page: publishable(visits.page, k, before?.visits?.page),
        ballot: publishable(visits.ballot, k, before?.visits?.ballot),
        identity: publishable(visits.identity, k, before?.visits?.identity),
      },
      ages:
        channels && (await budgetOf(tx, processId)).asksAge
          ? publishable(withUnsaid(await agesOf(tx, processId), sum(channels)), k, before?.ages ?? undefined)
          : null,
    },
    madeAt,
  })
}

const sum = (channels: Record<string, number>) => Object.values(channels).reduce((all, one) => all + one, 0)

/** How many voted online and how many ballots of paper were given out stands beside the channels. */
const byWay = ({ online, token, ...paper }: Channels): Record<string, number>[] => [{ online, token }, paper]
