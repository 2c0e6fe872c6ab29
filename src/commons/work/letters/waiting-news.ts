import { addDays, dayOf, type PlainDay, weekday } from '#commons/lifecycle/plain-day.ts'
import type { NewsItem, NewsSource } from '#commons/notices/following/followable.ts'
import { followUnlessStopped } from '#commons/notices/subscriptions.ts'
import type { Context, Services } from '#kernel/http/context.ts'
import { sayIfKnown } from '#kernel/i18n/translator.ts'
import { enterable } from '../enterable.ts'
import type { Waiting, Workspace } from '../workspace.ts'
import { waitingInDigests } from './setting.ts'
import { forgetWaited, keepWaited, type Official, officialsNow, waitedBefore } from './store.ts'
import { WAITING } from './waiting-to-follow.ts'

const KEPT_DAYS = 30
const MONDAY = 1

/**
 * What waits in the workspaces of each official, for the digest that they get as everybody does: on most days only where more waits than on the
 * day before, or more is late; on Mondays all of it, so that what took the place of something else is not passed over.
 */
export const waitingNews: NewsSource = {
  name: 'work.waiting',
  async between(services, _since, until) {
    const day = dayOf(until, services.timeZone)
    await forgetWaited(services.db, addDays(day, -KEPT_DAYS))
    if (!(await services.settings.valueOn(waitingInDigests, day))) return []
    const officials = await officialsNow(services.db)
    await followUnlessStopped(
      services.db,
      officials.map(({ mailboxId }) => ({ mailboxId, kind: WAITING, id: mailboxId })),
      until,
    )
    const news: NewsItem[] = []
    for (const official of officials) news.push(...(await newsFor(services, official, { until, day })))
    return news
  },
}

interface Found {
  workspace: Workspace
  waiting: Waiting
}

async function newsFor(
  services: Services,
  official: Official,
  { until, day }: { until: Date; day: PlainDay },
): Promise<NewsItem[]> {
  const found = await waitingFor(services, official, until)
  const before = await waitedBefore(services.db, official.mailboxId, day)
  const counts = found.map(({ workspace: { path }, waiting: { count, overdue = 0 } }) => ({ path, count, overdue }))
  await keepWaited(services.db, official.mailboxId, day, counts)
  const all = weekday(day) === MONDAY
  return found
    .filter(({ workspace: { path }, waiting: { count, overdue = 0 } }) => {
      const last = before.get(path)
      return count > 0 && (all || count > (last?.count ?? 0) || overdue > (last?.overdue ?? 0))
    })
    .map((one) => newsItem(services, official, one, until))
}

/** Asked as the official would ask it at /work. One workspace that fails keeps no letter from going out. */
async function waitingFor(services: Services, official: Official, now: Date): Promise<Found[]> {
  const { accountId, mailboxId, roles } = official
  const viewer = { accountId, mailboxId, roles, secondFactor: true }
  const ctx: Context = { ...services, now, lang: 'ro', viewer, source: '' }
  const found: Found[] = []
  for (const workspace of enterable(ctx).filter(({ ownLetters }) => !ownLetters)) {
    try {
      const waiting = await workspace.waiting?.(ctx)
      if (waiting) found.push({ workspace, waiting })
    } catch (error) {
      services.log.error({ err: error, path: workspace.path }, 'what waits there could not be counted')
    }
  }
  return found
}

function newsItem(services: Services, official: Official, { workspace, waiting }: Found, at: Date): NewsItem {
  const { count, overdue = 0 } = waiting
  return {
    about: [{ kind: WAITING, id: official.mailboxId }],
    path: workspace.path,
    at,
    say(lang) {
      const t = services.translate(lang)
      return {
        title: sayIfKnown(t, workspace.label) ?? workspace.path,
        text: t('work.letters.line', { count, overdue }),
      }
    },
  }
}
