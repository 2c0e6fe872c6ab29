import { after } from '#kernel/clock.ts'
import { type FetchOptions, fetchOutside, Unfetchable } from '#kernel/fetch/fetch-outside.ts'
import type { Services } from '#kernel/http/context.ts'
import { keepLinkCheck, linksToCheck } from './store.ts'

const DAY_SECONDS = 86_400
/** One that answers is asked again after a week, one that did not the next day. */
const AGAIN_SECONDS = { answered: 7 * DAY_SECONDS, failed: DAY_SECONDS }
const AT_ONCE = 4
const MOST_IN_A_RUN = 40
const ANSWER_SECONDS = 10
/** Of an answer to GET only whether it comes matters. */
const MOST_BYTES = 64 * 1024

/** Asks addresses outside that our datasets lead to whether they answer, a few at a time. */
export async function checkLinks(services: Services, options: Partial<FetchOptions> = {}): Promise<void> {
  const { db, clock } = services
  const now = clock.now()
  const urls = await linksToCheck(db, {
    answeredBefore: after(now, -AGAIN_SECONDS.answered),
    failedBefore: after(now, -AGAIN_SECONDS.failed),
    limit: MOST_IN_A_RUN,
  })
  const next = urls.values()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const url of next) await keepLinkCheck(db, { url, ...(await askLink(url, options)), at: clock.now() })
    }),
  )
}

/** By HEAD, as the European portal does; by GET where a server does not know HEAD. */
async function askLink(url: string, options: Partial<FetchOptions>): Promise<{ answers: boolean; said: string }> {
  const head = await askBy('HEAD', url, options)
  return ['403', '404', '405', '501'].includes(head.said) ? askBy('GET', url, options) : head
}

async function askBy(method: 'HEAD' | 'GET', url: string, options: Partial<FetchOptions>) {
  try {
    const { status } = await fetchOutside(url, { seconds: ANSWER_SECONDS, most: MOST_BYTES, ...options, method })
    return { answers: isGood(status), said: String(status) }
  } catch (error) {
    if (!(error instanceof Unfetchable)) throw error
    // A long file answers: more of it came than we wanted.
    const { why, status } = error
    return { answers: why === 'too-large' && isGood(status ?? 0), said: why }
  }
}

const isGood = (status: number) => status >= 200 && status < 300
