import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { startClock } from '#commons/lifecycle/clocks.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { transact } from '#kernel/database/transact.ts'
import { newId } from '#kernel/ids.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { listed } from '#test/listed.ts'
import { CASE } from '../answering/case.ts'
import { recordEvent } from '../record-event.ts'
import { refreshEveryListing } from './keep-listings.ts'
import { mendWords } from './mend-words.ts'
import { refreshListing } from './refresh-listing.ts'
import type { PetitionList } from './replies.ts'
import { type After, searchListings } from './store.ts'
import { queryWords } from './words.ts'

let app: TestApp
before(async () => {
  app = await testApp()
  await sql`UPDATE petitions.petition SET state = 'abandoned'`.execute(app.services.db)
  await refreshEveryListing(app.services)
  await listed(app, {
    title: 'Reparația școlii din Rîșcani',
    why: 'Acoperișul curge.',
    place: 'md-ri',
    topic: 'education',
    daysAgo: 9,
  })
  await listed(app, {
    title: 'Pod nou peste Bîc',
    why: 'Podurile vechi sunt **închise**.',
    place: 'md-cu-buiucani',
    topic: 'roads',
    daysAgo: 8,
    signatures: { 20: 30, 1: 2 },
  })
  await listed(app, {
    title: 'Ремонт дороги в Дурлештах',
    why: 'Тротуаров нет, школьники идут по дороге.',
    lang: 'ru',
    place: 'md-cu-buiucani',
    topic: 'roads',
    daysAgo: 7,
    signatures: { 2: 12 },
  })
  await listed(app, {
    title: 'Bike lanes on the main streets of Balti',
    lang: 'en',
    place: 'md-ba',
    topic: 'transport',
    authority: 'primaria-balti',
    daysAgo: 6,
    closesInDays: 3,
  })
  await listed(app, {
    title: 'Transport public seara',
    place: 'md-ba',
    topic: 'transport',
    state: 'closed',
    authority: 'primaria-balti',
    daysAgo: 5,
  })
  await listed(app, { title: 'Refuzată', state: 'refused', daysAgo: 4 })
  await listed(app, { title: 'Nepublicată despre școală', state: 'moderation', daysAgo: 3 })
  await app.fold()
})
after(() => app.close())

async function list(query: Record<string, string> = {}): Promise<PetitionList> {
  const reply = await app.get(`/api/v1/petitions?${new URLSearchParams(query)}`)
  assert.equal(reply.statusCode, 200, reply.body)
  return reply.json()
}
const titles = async (query: Record<string, string>) =>
  (await list(query)).items.map(({ title }) => title.split(' ')[0])

test('words are found in any form, with or without marks, in three languages', async () => {
  for (const [q, found] of [
    ['şcoala', ['Reparația']],
    ['scoli', ['Reparația']],
    ['poduri', ['Pod']],
    ['podul', ['Pod']],
    ['bâc', ['Pod']],
    ['bic', ['Pod']],
    ['inchise', ['Pod']],
    ['ÎNCHISĂ', ['Pod']],
    ['дорога', ['Ремонт', 'Pod']],
    ['тротуара', ['Ремонт', 'Pod']],
    ['school', ['Reparația']],
    ['museum', []],
    ['street', ['Bike']],
    ['bike la', ['Bike']],
    ['lane street', ['Bike']],
    ['pod дорога', ['Pod']],
    ['pod ремонт', []],
    ['repar', ['Reparația']],
  ] as const)
    assert.deepEqual(await titles({ q }), found, q)
})

test('places and authorities are found by their names in each language', async () => {
  for (const q of ['Rîșcani', 'Râșcani', 'Riscani', 'рышканы', 'rascani'])
    assert.deepEqual(await titles({ q }), ['Reparația'], q)
  for (const q of ['Chișinău', 'Chisinau', 'Кишинёв', 'кишиневе', 'Buiucani'])
    assert.deepEqual((await titles({ q, topic: 'roads' })).sort(), ['Pod', 'Ремонт'], q)
  for (const q of ['primăria Bălți', 'примэрия Бельцы', 'Balti City Hall'])
    assert.deepEqual(await titles({ q, sort: 'newest' }), ['Transport', 'Bike'], q)
})

test('a misspelled word is mended, and the reader is told', async () => {
  const misspelled = await list({ q: 'tansport' })
  assert.deepEqual(
    misspelled.items.map(({ title }) => title.split(' ')[0]),
    ['Transport', 'Bike'],
  )
  assert.deepEqual(misspelled.mended, ['transport'])
  assert.match((await app.get('/ro/petitions?q=tansport')).body, /Am căutat și: transport\./)
  assert.deepEqual((await list({ q: 'reparatja scolii' })).items.length, 1)
  assert.deepEqual((await list({ q: 'школники' })).mended, ['школьники'])
  assert.deepEqual((await list({ q: 'transport' })).mended, [])
  // Two slips, and another ending than in the text.
  for (const q of ['трратуаров', 'тратуарав', 'тртуарам']) assert.deepEqual(await titles({ q }), ['Ремонт', 'Pod'], q)
  assert.deepEqual(await titles({ q: 'шкальнека' }), ['Ремонт'])
  assert.equal((await list({ q: 'qwertyuiop' })).total, 0)
})

test('filters combine', async () => {
  for (const [query, found] of [
    [{}, ['Refuzată', 'Transport', 'Bike', 'Ремонт', 'Pod', 'Reparația']],
    [{ place: 'md-cu' }, ['Ремонт', 'Pod']],
    [{ place: 'md-cu-buiucani' }, ['Ремонт', 'Pod']],
    [{ place: 'md-cu', lang: 'ru' }, ['Ремонт']],
    [{ topic: 'transport' }, ['Transport', 'Bike']],
    [{ topic: 'transport', state: 'open' }, ['Bike']],
    [{ state: 'closed' }, ['Transport']],
    [{ state: 'refused' }, ['Refuzată']],
    [{ authority: 'primaria-balti' }, ['Transport', 'Bike']],
    [
      { authority: 'primaria-balti', lang: 'ro', state: 'closed', topic: 'transport', place: 'md-ba', q: 'seara' },
      ['Transport'],
    ],
    [{ authority: 'no-such-authority' }, []],
    [{ sort: 'signed' }, ['Pod', 'Ремонт']],
    [{ sort: 'fastest' }, ['Ремонт', 'Pod']],
    [{ sort: 'closing' }, ['Bike']],
  ] as [Record<string, string>, string[]][]) {
    const shown = await titles(query)
    assert.deepEqual(query.sort ? shown.slice(0, found.length) : shown, found, JSON.stringify(query))
    if (!query.sort) assert.equal((await list(query)).total, found.length)
  }
})

test('closing soon shows only what can still be signed, the nearest day first', async () => {
  const days = (await list({ sort: 'closing' })).items.map(({ closesOn }) => closesOn as string)
  assert.equal(days.length, 4)
  assert.deepEqual(days, [...days].sort())
})

test('what cannot be asked is told: 422', async () => {
  for (const query of [
    'place=nowhere',
    'place=abroad',
    'topic=x',
    'state=x',
    'lang=uk',
    'sort=x',
    'after=abc',
    'q=a&q=b',
    'authority=%3C',
  ])
    assert.equal((await app.get(`/api/v1/petitions?${query}`)).statusCode, 422, query)
  const { next } = await firstPageOf(3)
  assert.equal((await app.get(`/api/v1/petitions?sort=signed&after=${next}`)).statusCode, 422)
})

test('pages go through everything once, also with ties and while new ones arrive', async () => {
  await firstPageOf(45)
  for (const sort of ['best', 'newest', 'signed', 'fastest', 'closing']) {
    const before = new Set((await everything(sort)).map(({ number }) => number))
    const seen: number[] = []
    let after: string | null = null
    do {
      const page: PetitionList = await list({ sort, q: 'tie', ...(after && { after }) })
      seen.push(...page.items.map(({ number }) => number))
      after = page.next
      await listed(app, { title: `Late tie ${seen.length} ${sort}` })
    } while (after)
    const old = seen.filter((number) => before.has(number))
    assert.equal(new Set(seen).size, seen.length, `${sort}: nothing twice`)
    assert.equal(old.length, before.size, `${sort}: nothing passed over`)
  }
})

test('a search pages like a list, and says how many there are on every page', async () => {
  const texts = ['Iluminat pe strada Lalelelor', 'Iluminat pe strada Viilor', 'Iluminat în parcul Alunelul']
  for (const [at, title] of texts.entries())
    await listed(app, { title, place: 'md-ba', daysAgo: 2, signatures: { 1: at } })
  await app.fold()
  const { db } = app.services
  const sought = { place: null, authorityId: null, topic: null, state: null, lang: null, today: '2026-11-22' }
  const seen: string[] = []
  for (let after: After | null = null, more = true; more; ) {
    const { rows, total } = await searchListings(db, { words: `'iluminat'`, sort: 'signed' }, sought, 2, after)
    assert.equal(total, 3)
    seen.push(...rows.map((row) => row.title))
    const last = rows.at(-1)
    more = last !== undefined
    if (last) after = { value: String(last.total), id: last.id }
  }
  assert.deepEqual(seen, texts.toReversed())
  const nowhere = await searchListings(db, { words: `'nicăieri'`, sort: 'newest' }, sought, 2, null)
  assert.deepEqual(nowhere, { rows: [], total: 0 })
})

test('the page keeps what was asked, and its chips take it off', async () => {
  const { body } = await app.get('/ru/petitions?q=%D0%B4%D0%BE%D1%80%D0%BE%D0%B3%D0%B0&place=md-cu&sort=signed')
  assert.match(body, /value="дорога"/)
  assert.match(body, /<option value="md-cu" selected/)
  assert.match(body, /class="chip" href="\/ru\/petitions\?place=md-cu&amp;sort=signed"/)
  assert.match(body, /class="chip" href="\/ru\/petitions\?q=%D0%B4%D0%BE%D1%80%D0%BE%D0%B3%D0%B0&amp;sort=signed"/)
  assert.match(body, /type="application\/atom\+xml" href="\/ru\/petitions\/feed.atom\?q=/)
  const none = await app.get('/ro/petitions?q=qwertyuiop')
  assert.equal(none.statusCode, 200)
  assert.match(none.body, /href="\/ro\/petitions\/new"/)
})

test('a listing follows its petition: a masked word is not found, a hidden petition is not listed', async () => {
  const { id } = await listed(app, { title: 'Despre Grigorescu', why: 'Vecinul zgomotos.' })
  const { db } = app.services
  const refresh = () => transact(db, (tx) => refreshListing(tx, [id], app.clock.now()))
  assert.equal((await list({ q: 'zgomotos' })).total, 1)
  await sql`UPDATE petitions.petition SET why_html = '<p>▇▇▇</p>' WHERE id = ${id}`.execute(db)
  await transact(db, async (tx) => refreshListing(tx, [id], app.clock.now()))
  assert.equal((await list({ q: 'zgomotos' })).total, 0)
  await refreshEveryListing(app.services)
  assert.deepEqual((await list({ q: 'zgomotoss' })).mended, [], 'forgotten as a word too')
  await sql`UPDATE petitions.petition SET state = 'returned' WHERE id = ${id}`.execute(db)
  await refresh()
  assert.equal((await list({ q: 'grigorescu' })).total, 0)
})

test('the last seven days move on at night', async () => {
  const week = async () => (await list({ q: 'Дурлештах' })).items[0]?.week
  assert.equal(await week(), 12)
  app.clock.advance(5 * 86_400)
  await refreshEveryListing(app.services)
  assert.equal(await week(), 0)
})

test('who waits for an answer, who waits too long and who has one', async () => {
  const { id } = await listed(app, { title: 'Termene', daysAgo: 1 })
  const { db, calendar } = app.services
  const now = app.clock.now()
  const caseId = newId(now)
  await transact(db, async (tx) => {
    await sql`INSERT INTO petitions.case (id, petition_id, organisation_id, state, created_at)
      SELECT ${caseId}, ${id}, organisation_id, 'registered', ${now} FROM petitions.addressee WHERE petition_id = ${id}`.execute(
      tx,
    )
    const subject = { kind: CASE, id: caseId }
    const startsOn = dayOf(now, app.services.timeZone)
    const term = { subject, by: { promisedBy: 'primaria-chisinau' }, unit: 'days', startsOn } as const
    await startClock(tx, calendar, { ...term, name: 'promised-answer', length: 10 }, now)
    // The first two days to register are not the answer's term.
    await startClock(tx, calendar, { ...term, name: 'registration', length: 2 }, now)
    await recordEvent(tx, { petitionId: id, kind: 'answering.registered', now })
  })
  const standings = async () => (await list({ q: 'termene' })).items[0]?.standings
  assert.deepEqual(await standings(), ['waiting', 'open'])
  assert.equal((await list({ q: 'termene', state: 'waiting' })).total, 1)
  assert.equal((await list({ q: 'termene', state: 'overdue' })).total, 0)
  app.clock.advance(11 * 86_400)
  assert.deepEqual(await standings(), ['overdue', 'open'])
  assert.equal((await list({ q: 'termene', state: 'waiting' })).total, 0)
  assert.equal((await list({ q: 'termene', state: 'overdue' })).total, 1)
  await transact(db, async (tx) => {
    await sql`UPDATE petitions.case SET state = 'answered', outcome = 'rejected', answered_at = ${app.clock.now()} WHERE id = ${caseId}`.execute(
      tx,
    )
    await recordEvent(tx, { petitionId: id, kind: 'answering.answered', now: app.clock.now() })
  })
  assert.deepEqual(await standings(), ['answered', 'open'])
  assert.equal((await list({ q: 'termene', state: 'answered' })).total, 1)
  app.clock.advance(200 * 86_400)
  assert.deepEqual(await standings(), ['answered', 'closed'])
  assert.equal((await list({ q: 'termene', state: 'open' })).total, 0)
  assert.equal((await list({ q: 'termene', state: 'closed' })).total, 1)
})

test('each of several words is mended on its own', async () => {
  for (const [q, found] of [
    ['reparatja scolli', ['Reparația']],
    ['tarnsport pubilc', ['Transport']],
    ['рмеонт дорги', ['Ремонт']],
    ['bkie strets', ['Bike']],
    ['reparatia xyzzyplugh', []],
  ] as const)
    assert.deepEqual(await titles({ q }), found, q)
  // Both stand somewhere, but not together: "vechi" is a slip of "veche" here.
  await listed(app, { title: 'Biserica veche', place: 'md-ca', daysAgo: 30 })
  const slip = await list({ q: 'biserica vechi' })
  assert.deepEqual(
    slip.items.map(({ title }) => title),
    ['Biserica veche'],
  )
})

test('what fits best comes first: the title, then a part of it, then the text, then the topic; the newest of each', async () => {
  const fitting = [
    { title: 'Fântâna din sat', daysAgo: 50 },
    { title: 'Fântâna veche din sat', daysAgo: 60 },
    { title: 'Fântânile satului', daysAgo: 10 },
    { title: 'Apă curată', why: 'Satul are o fântână.', daysAgo: 3 },
    { title: 'Sat fără apă', why: 'Din fântână.', daysAgo: 40 },
  ] as const
  for (const one of fitting) await listed(app, { ...one, place: 'md-ca', topic: 'environment' })
  const inOrder = async (query: Record<string, string>) => (await list(query)).items.map(({ title }) => title)
  const best = ['Fântâna din sat', 'Fântâna veche din sat', 'Fântânile satului', 'Sat fără apă', 'Apă curată']
  assert.deepEqual(await inOrder({ q: 'fântâna sat' }), best)
  assert.deepEqual(await inOrder({ q: 'fântâna sat', sort: 'best' }), best)
  assert.deepEqual((await inOrder({ q: 'fântâna sat', sort: 'newest' })).slice(0, 2), [
    'Apă curată',
    'Fântânile satului',
  ])
  const topic = await inOrder({ q: 'mediu', place: 'md-ca' })
  assert.deepEqual(
    topic,
    [...topic].sort((a, b) => days(a) - days(b)),
  )
  function days(title: string) {
    return fitting.find((one) => one.title === title)?.daysAgo ?? 0
  }
  // What was typed comes before what it was mended to.
  await listed(app, { title: 'Fintini la Tipova', daysAgo: 70, place: 'md-re' })
  await listed(app, { title: 'Cascada de la Tipove', daysAgo: 1, place: 'md-re' })
  assert.deepEqual(await inOrder({ q: 'tipova', place: 'md-re' }), ['Fintini la Tipova', 'Cascada de la Tipove'])
  assert.equal((await list({ q: 'fântâna' })).query.sort, 'best')
  assert.equal((await list({ q: '...' })).query.sort, 'newest')
  assert.equal((await list({ sort: 'best' })).query.sort, 'newest')
})

test('pages of the best go through every rank once', async () => {
  const numbers: number[] = []
  for (let n = 0; n < 45; n++) {
    const word = { title: 'Zgârie-nori', why: '' }
    const one = n % 3 === 0 ? word : { title: `Bloc ${n}`, why: n % 3 === 1 ? 'Un zgârie-nori.' : 'Zgârie alți nori.' }
    numbers.push((await listed(app, { ...one, daysAgo: n % 5 })).number)
  }
  const seen: PetitionList['items'] = []
  for (let after: string | null = ''; after !== null; ) {
    const page: PetitionList = await list({ q: 'zgârie nori', ...(after && { after }) })
    seen.push(...page.items)
    after = page.next
  }
  assert.deepEqual(seen.map(({ number }) => number).sort(), numbers.sort())
  assert.deepEqual(
    seen.map(({ title }) => title.startsWith('Zg')),
    numbers.map((_, at) => at < 15),
  )
  const { next } = await list({ q: 'zgârie nori' })
  assert.equal((await app.get(`/api/v1/petitions?after=${next}`)).statusCode, 422, 'a cursor of another order')
})

test('of a long query some words are left out, which is said, and only five are mended', async () => {
  const many = Array.from({ length: 40 }, (_, at) => `xyz${at}q`).join(' ')
  const long = await list({ q: many })
  assert.equal(long.leftOut, 28)
  assert.equal(long.total, 0)
  const { body } = await app.get(`/ro/petitions?${new URLSearchParams({ q: many })}`)
  assert.match(body, /Am căutat după primele 12 cuvinte; 28 de cuvinte au fost lăsate deoparte\./)
  assert.equal((await list({ q: 'pod' })).leftOut, 0)
  assert.equal((await app.get(`/api/v1/petitions?q=${'pod+'.repeat(200)}`)).statusCode, 422)
  const slips = queryWords('reparatja scolli tansport tarnsport stretes bkies рмеонт').words
  const mended = await mendWords(app.services.db, slips, 'all')
  assert.equal(mended.filter((word) => word.mended.length > 0).length, 5)
  assert.deepEqual(
    mended.slice(5).map((word) => word.mended),
    [[], []],
  )
})

test('words of one language find petitions in another: by topic, by subject, by names spelled alike', async () => {
  await listed(app, {
    title: 'The most important one',
    lang: 'en',
    place: 'md-ca',
    daysAgo: 400,
    state: 'closed',
  })
  await listed(app, { title: 'Pistă în Gidighici', why: 'Din Durlești.', topic: 'safety', daysAgo: 20 })
  await listed(app, { title: 'Пешеходный переход в Гратиештах', lang: 'ru', topic: 'safety', daysAgo: 21 })
  for (const [q, found] of [
    ['безопасность', ['Pistă', 'Пешеходный']],
    ['siguranta', ['Pistă', 'Пешеходный']],
    ['safety gratiesti', ['Пешеходный']],
    ['Gratiești', ['Пешеходный']],
    ['мосты', ['Pod']],
    ['мост', ['Pod']],
    ['bridge', ['Pod']],
    ['ремонт библиотеки', []],
    ['школа', ['Reparația', 'Ремонт']],
    ['дурлештах безопасность', ['Pistă']],
    ['durlesti', ['Ремонт', 'Pistă']],
  ] as const)
    assert.deepEqual(await titles({ q }), found, q)
})

async function firstPageOf(count: number): Promise<PetitionList> {
  for (let n = 0; n < count; n++) await listed(app, { title: `Tie ${n} of many`, daysAgo: n % 3, closesInDays: 10 })
  return list({ q: 'tie' })
}

async function everything(sort: string) {
  const all: PetitionList['items'] = []
  let after: string | null = null
  do {
    const page: PetitionList = await list({ sort, q: 'tie', ...(after && { after }) })
    all.push(...page.items)
    after = page.next
  } while (after)
  return all
}

test('another language asks the same question, without what nobody asked for', async () => {
  const { body } = await app.get('/ro/petitions?q=pod&utm_source=x%22onclick&topic=roads')
  const links = [...body.matchAll(/class="langs-link" href="([^"]+)"/g)].map(([, href]) =>
    href?.replaceAll('&amp;', '&'),
  )
  assert.equal(links.length, 3)
  for (const [n, lang] of ['ro', 'ru', 'en'].entries()) {
    const url = new URL(links[n] as string, app.origin)
    assert.equal(url.pathname, `/${lang}/petitions`)
    assert.deepEqual(Object.fromEntries(url.searchParams), { q: 'pod', topic: 'roads' })
  }
})

test('an address with a filter that nobody knows leads to the list without it', async () => {
  const { statusCode, body } = await app.get('/ru/petitions?state=retired&q=pod')
  assert.equal(statusCode, 422)
  assert.match(body, /<code>state<\/code>/)
  assert.match(body, /<a [^>]*href="\/ru\/petitions"[^>]*>Та же страница без этих условий/)
})
