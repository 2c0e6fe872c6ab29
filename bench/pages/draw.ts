import { sql } from 'kysely'
import { fold } from '#commons/search/fold.ts'
import type { Db } from '#kernel/database/database.ts'
import { queryString, sorts, standings } from '#modules/petitions/find/filters.ts'
import { petitionPath, topics } from '#modules/petitions/petition.ts'
import { type AppDeps, buildApp } from '#src/app.ts'
import { type Lang, pick, type Random } from './texts.ts'

/** One kind of request, and how the addresses that people ask for are drawn. */
export interface Draw {
  name: 'home' | 'list' | 'filtered' | 'search' | 'petition' | 'petition-json'
  headers: Record<string, string>
  /** The next address that somebody asks for. */
  next(random: Random): string
}

interface Popular {
  id: string
  number: number
  slug: string
  lang: Lang
  title: string
  text: string
}

/** How deep people turn the pages of a list. */
const DEEPEST = 5
/** What browsers send with every request. */
const browser = { 'accept-encoding': 'gzip, deflate, br' }

/** The draws of docs/performance.md, from what the database holds. */
export async function drawRequests(deps: AppDeps): Promise<Draw[]> {
  const { db } = deps.database
  const petitions = await byPopularity(db)
  const zipf = byZipf(petitions)
  const lists = await listAddresses(deps)
  const filters = await filterAddresses(db)
  return [
    { name: 'home', headers: browser, next: (random) => `/${lang(random)}` },
    { name: 'list', headers: browser, next: (random) => `/${lang(random)}/petitions${lists(random)}` },
    { name: 'filtered', headers: browser, next: (random) => `/${lang(random)}/petitions${filters(random)}` },
    {
      name: 'search',
      headers: browser,
      next: (random) => `/${lang(random)}/petitions${queryString({ q: queryFrom(zipf(random), random) })}`,
    },
    {
      name: 'petition',
      headers: browser,
      next: (random) => {
        const petition = zipf(random)
        // Most read it in its own language.
        return `/${random() < 0.8 ? petition.lang : lang(random)}${petitionPath(petition)}`
      },
    },
    {
      name: 'petition-json',
      headers: { ...browser, 'accept-language': 'ro' },
      next: (random) => `/api/v1/petitions/${zipf(random).number}`,
    },
  ]
}

function lang(random: Random): Lang {
  const share = random()
  return share < 0.6 ? 'ro' : share < 0.9 ? 'ru' : 'en'
}

/** Who has most signatures is read most. */
export async function byPopularity(db: Db): Promise<Popular[]> {
  const { rows } = await sql<Popular>`
    SELECT p.id, p.number, p.slug, p.lang, p.title, p.why_markdown AS text FROM petitions.petition p
    JOIN petitions.signature_count c ON c.petition_id = p.id ORDER BY c.total DESC, p.number`.execute(db)
  return rows
}

/** The one at place r is drawn 1/r as often as the first. */
export function byZipf<T>(ranked: T[]): (random: Random) => T {
  let sum = 0
  const upTo = ranked.map((_, at) => {
    sum += 1 / (at + 1)
    return sum
  })
  return (random) => {
    const wanted = random() * sum
    let [low, high] = [0, ranked.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((upTo[middle] as number) < wanted) low = middle + 1
      else high = middle
    }
    return ranked[low] as T
  }
}

/** Three in four open the first page, newest first; the others sort or turn pages. */
async function listAddresses(deps: AppDeps): Promise<(random: Random) => string> {
  const app = await buildApp(deps)
  const known = new Map<string, string[]>()
  for (const sort of sorts) {
    const addresses = [queryString({ sort })]
    for (let page = 1; page < DEEPEST; page++) {
      const answer = await app.server.inject({ url: `/api/v1/petitions${addresses.at(-1)}` })
      const { next } = answer.json<{ next: string | null }>()
      if (next === null) break
      addresses.push(queryString({ sort, after: next }))
    }
    known.set(sort, addresses)
  }
  await app.close()
  return (random) => {
    if (random() < 0.75) return ''
    const addresses = known.get(pick(sorts, random)) as string[]
    return addresses[Math.floor(random() ** 2 * addresses.length)] as string
  }
}

/** One to three filters at once, of all that the form offers. */
async function filterAddresses(db: Db): Promise<(random: Random) => string> {
  const { rows: places } = await sql<{
    key: string
  }>`SELECT key FROM places.place WHERE valid_to IS NULL AND type <> 'abroad'`.execute(db)
  const { rows: authorities } = await sql<{ slug: string }>`
    SELECT slug FROM organisations.organisation WHERE is_authority`.execute(db)
  const filters = [
    (random: Random) => ({ place: pick(places, random).key }),
    (random: Random) => ({ authority: pick(authorities, random).slug }),
    (random: Random) => ({ topic: pick(topics, random) }),
    (random: Random) => ({ state: pick(standings, random) }),
    (random: Random) => ({ lang: pick(['ro', 'ru', 'en'] as const, random) }),
  ]
  return (random) => {
    const chosen = Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(filters, random)(random))
    return queryString({ ...Object.assign({}, ...chosen), sort: random() < 0.3 ? pick(sorts, random) : 'newest' })
  }
}

/** One or two words of a petition that people read, some without marks, some cut short while typing, one in ten with a letter missing. */
function queryFrom({ title, text }: Popular, random: Random): string {
  const words = (random() < 0.6 ? title : `${title} ${text}`).match(/[\p{L}]{4,}/gu) ?? ['petitie']
  const chosen = Array.from({ length: random() < 0.6 ? 1 : 2 }, () => pick(words, random))
  const last = chosen.at(-1) as string
  const share = random()
  if (share < 0.1 && last.length > 5) chosen[chosen.length - 1] = last.slice(0, 2) + last.slice(3)
  else if (share < 0.25) chosen[chosen.length - 1] = last.slice(0, Math.max(4, last.length - 2))
  const query = chosen.join(' ')
  return (random() < 0.5 ? fold(query) : query).slice(0, 100)
}
