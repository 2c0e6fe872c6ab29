import { addDays, dayOf, weekday } from '#commons/lifecycle/plain-day.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Job } from '#kernel/jobs/jobs.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import type { NewsSubject } from '../subscriptions.ts'
import { digestLetter } from './digest-letter.ts'
import type { NewsItem } from './followable.ts'
import { findReaders, finishRound, forgetDigests, nextReaders, type Reader, type Round, roundOf } from './store.ts'

/** What is written in an act's transaction is seen when it commits: this is longer than any takes. */
const SETTLED_MS = 5 * 60_000
const BATCH = 500
const KEPT_DAYS = 30
const MONDAY = 1

/**
 * Tells followers what happened, in one letter a day (or a week) to each: what happened is read from the rooms' own rows, then whoever
 * follows something of it is found in one statement. Who has nothing to get costs nothing.
 */
export async function sendDigests(services: Services): Promise<void> {
  const now = services.clock.now()
  const today = dayOf(now, services.timeZone)
  await sendRounds(services, 'daily', 1)
  if (weekday(today) === MONDAY) await sendRounds(services, 'weekly', 7)
  await forgetDigests(services.db, addDays(today, -KEPT_DAYS))
}

export const digestJob: Job = {
  name: 'notices.send-digests',
  // 08:00 or 09:00 in Chișinău, by the season: nobody is woken.
  schedule: '0 6 * * *',
  repeat: 'who gets a letter on a day is a row (mailbox, day), marked in the transaction that queues the letter',
  run: sendDigests,
}

/** Also what an earlier run left unfinished. */
async function sendRounds(services: Services, frequency: Round['frequency'], days: number): Promise<void> {
  const now = services.clock.now()
  const until = new Date(now.getTime() - SETTLED_MS)
  const first = new Date(until.getTime() - days * 86_400_000)
  const day = dayOf(now, services.timeZone)
  for (;;) {
    const round = await transact(services.db, (tx) => roundOf(tx, frequency, day, { first, until, now }))
    if (!round) return
    await sendRound(services, round)
  }
}

async function sendRound(services: Services, round: Round): Promise<void> {
  const news = await newsBetween(services, round.since, round.until)
  // Oldest first, so that the last news of each subject stay.
  const lasts = news.flatMap(({ about, at }) => about.map((one) => ({ ...one, last: at })))
  const subjects = [...new Map(lasts.map((one) => [keyOf(one), one])).values()]
  if (subjects.length > 0) {
    if (!round.foundAt) await transact(services.db, (tx) => findReaders(tx, round, subjects, services.clock.now()))
    while (await sendBatch(services, round, news, subjects));
  }
  await transact(services.db, (tx) => finishRound(tx, round, services.clock.now()))
}

async function newsBetween(services: Services, since: Date, until: Date): Promise<NewsItem[]> {
  const news: NewsItem[] = []
  for (const { news: sources = [] } of services.manifests)
    for (const source of sources) news.push(...(await source.between(services, since, until)))
  return news.sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** @returns whether there may be more to do */
function sendBatch(services: Services, round: Round, news: NewsItem[], subjects: NewsSubject[]): Promise<boolean> {
  return transact(services.db, async (tx) => {
    const now = services.clock.now()
    const readers = await nextReaders(tx, round, subjects, BATCH, now)
    const letters = readers.flatMap((reader) => {
      const items = newsFor(reader, news)
      return reader.address && items.length > 0
        ? [digestLetter(services, { ...reader, to: reader.address }, items)]
        : []
    })
    await queueMails(tx, letters, now)
    return readers.length > 0
  })
}

/** What happened to what they follow, since they do. */
function newsFor({ follows }: Reader, news: NewsItem[]): NewsItem[] {
  const since = new Map(follows.map((one) => [keyOf(one), new Date(one.since).getTime()]))
  return news.filter(({ about, at }) =>
    about.some((one) => (since.get(keyOf(one)) ?? Number.POSITIVE_INFINITY) <= at.getTime()),
  )
}

const keyOf = ({ kind, id }: NewsSubject) => `${kind} ${id}`
