import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { startClock, stopClock } from '#commons/lifecycle/clocks.ts'
import { transact } from '#kernel/database/transact.ts'
import { newId } from '#kernel/ids.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { authorityId } from '#test/people.ts'
import type { AuthorityFigures, Figures } from './figures.ts'
import { refreshStatistics } from './refresh-statistics.ts'
import type { AuthorityList, StatisticsView } from './replies.ts'

let app: TestApp
const law = { ro: 'art. 60', ru: 'ст. 60', en: 'art. 60' }
before(async () => {
  app = await testApp({ now: '2026-11-23T08:00:00Z' })
})
after(() => app.close())

const db = () => app.services.db

test('before the first time the page says so', async () => {
  const reply = await app.get('/ro/petitions/statistics')
  assert.equal(reply.body.match(/class="nav-link"[^>]*aria-current/g)?.length, 2, 'the menu and its narrow twin')
  assert.equal(reply.statusCode, 200)
  assert.match(reply.body, /Statistica se face acum/)
  assert.equal((await shown()).asOf, null)
})

test('counts agree with the totals, and units are told in steps only', async () => {
  await addTotals([
    ['md-cu', 'email', '2026-10-31', 25],
    ['md-cu', 'email', '2026-11-01', 14],
    ['md-cu', 'signed', '2026-11-02', 1],
    ['md-ca', 'email', '2026-11-02', 9],
  ])
  await refreshStatistics(app.services)
  const figures = await shown()
  assert.equal(figures.asOf, '2026-11-23T08:00:00.000Z')
  assert.equal(figures.signatures, 49)
  assert.deepEqual(figures.byLevel, { email: 48, strong: 0, signed: 1 })
  assert.deepEqual(figures.byMonth, [
    { month: '2026-10', signatures: 25 },
    { month: '2026-11', signatures: 24 },
  ])
  assert.deepEqual(figures.byTopic, [{ topic: 'roads', petitions: 1, signatures: 49 }])
  assert.deepEqual(told(figures), { 'md-cu': 30 })
  assert.equal(figures.byUnitOf.elsewhere, 19)
  // One more in a small unit changes the total, and nothing that is told of units.
  await addTotals([['md-ca', 'email', '2026-11-03', 1]])
  await refreshStatistics(app.services)
  const next = await shown()
  assert.equal(next.signatures, 50)
  assert.deepEqual(next.byUnit, figures.byUnit)
  assert.doesNotMatch((await app.get('/api/v1/petitions/statistics')).body, /exact/)
  const page = (await app.get('/ru/petitions/statistics')).body
  assert.match(page, /октябрь 2026/)
  assert.match(page, /не меньше|не менее/i)
})

test('of many units the largest are told at once, the rest is folded, and nothing is left out', async () => {
  const keys = app.services.places.countedUnits().map(({ key }) => key)
  await addTotals(keys.map((key, n) => [key, 'email', '2026-11-03', 100 + n * 10]))
  await refreshStatistics(app.services)
  const page = (await app.get('/en/petitions/statistics')).body
  const section = page.slice(page.indexOf('class="units"'))
  const folded = section.indexOf('<details')
  const rows = (html: string) => html.match(/<th scope="row"/g)?.length
  assert.equal(rows(section.slice(0, folded)), 5)
  assert.match(section.slice(folded), new RegExp(`^[^]*?<summary[^>]*>${keys.length - 5} more<`))
  assert.equal(rows(section.slice(folded, section.indexOf('</details>'))), keys.length - 5 + 1, 'and what is elsewhere')
  await addTotals(keys.map((key, n) => [key, 'email', '2026-11-03', -100 - n * 10]))
})

test('how fast authorities answer, what is overdue and which thresholds wait', async () => {
  // Registered on 2, 4 and 6 October; answered after 10, 20 and 40 days; the term was 30 days.
  for (const [registered, days] of [
    ['2026-10-02', 10],
    ['2026-10-04', 20],
    ['2026-10-06', 40],
  ] as const)
    await addCase({ registered, days })
  const late = await addCase({ registered: '2026-10-20', days: null })
  await addCase({ registered: '2026-11-20', days: null })
  await sql`UPDATE petitions.threshold SET crossed_at = ${new Date('2026-11-13T23:00:00Z')} WHERE petition_id = ${late.petitionId}`.execute(
    db(),
  )
  await refreshStatistics(app.services)
  const { authorities, overdue, unanswered } = await shown()
  const city = authorities.items.find(({ authority }) => authority.slug === 'primaria-chisinau')
  assert.deepEqual(
    { ...city, authority: undefined },
    { authority: undefined, received: 5, answered: 3, medianDays: 20, inTime: 2, withTerm: 3, overdue: 1 },
  )
  // Due on 19 November; on the 23rd it is four days over.
  assert.deepEqual(
    overdue.items.map(({ petition, term, dueOn, daysOver }) => [petition.number, term, dueOn, daysOver]),
    [[late.number, 'answer', '2026-11-19', 4]],
  )
  assert.equal(overdue.total, 1)
  // Crossed at 01:00 on the 14th in Chișinău.
  assert.deepEqual(
    unanswered.items.map(({ petition, crossedOn, days }) => [petition.number, crossedOn, days]),
    [[late.number, '2026-11-14', 9]],
  )
  const page = (await app.get('/ro/petitions/statistics')).body
  assert.match(page, /4 zile/)
  assert.match(page, /2 din 3/)
  await sql`UPDATE petitions.petition SET title = 'Titlu mascat' WHERE id = ${late.petitionId}`.execute(db())
  assert.match((await app.get('/ro/petitions/statistics')).body, /Titlu mascat/)
})

test('the page begins the list of authorities; its own page goes on to the last, each once', async () => {
  const { rows } = await sql<{ figures: Figures }>`SELECT figures FROM petitions.statistics`.execute(db())
  const before = rows[0]?.figures as Figures
  const [city] = before.authorities as [AuthorityFigures]
  const authorities = Array.from({ length: 120 }, (_, n) => ({
    ...city,
    slug: `primaria-${n}`,
    name: { ro: `Primăria ${n}` },
  }))
  const keep = (figures: Figures) =>
    sql`UPDATE petitions.statistics SET figures = ${JSON.stringify(figures)}::jsonb`.execute(db())
  await keep({ ...before, authorities })
  const first = await shown()
  assert.deepEqual([first.authorities.total, first.authorities.items.length], [120, 10])
  const page = (await app.get('/ro/petitions/statistics')).body
  assert.match(page, /href="\/ro\/petitions\/statistics\/authorities">[^<]*120 de autorități/)
  assert.doesNotMatch(page, /Primăria 10</)
  const seen: string[] = []
  for (let path: string | null = '/petitions/statistics/authorities'; path; ) {
    const list: AuthorityList = (await app.get(`/api/v1${path}`)).json()
    seen.push(...list.items.map(({ authority }) => authority.slug))
    assert.equal((await app.get(`/ru${path}`)).statusCode, 200)
    path = list.next && `/petitions/statistics/authorities?after=${list.next}`
  }
  assert.deepEqual(
    seen,
    authorities.map(({ slug }) => slug),
  )
  assert.equal((await app.get('/ro/petitions/statistics/authorities?after=%27')).statusCode, 422)
  await keep(before)
})

test('the home page says what was answered well, and the same figures', async () => {
  await sql`UPDATE petitions.case SET outcome = 'satisfied' WHERE answered_at = (SELECT min(answered_at) FROM petitions.case)`.execute(
    db(),
  )
  const home = (await app.get('/api/v1/', { 'accept-language': 'ro' })).json()
  const changed = home.offers.find(({ name }: { name: string }) => name === 'petitions-changed')
  assert.deepEqual(
    changed.cards.map(({ tone, state, meta }: Record<string, string>) => [tone, state, meta]),
    [['good', 'Satisfăcută', 'Primăria municipiului Chișinău · răspuns în 10 zile']],
  )
  assert.deepEqual(home.figures.map(({ value, unit, of }: Record<string, unknown>) => [value, unit, of])[0], [
    66,
    '%',
    'din răspunsuri au venit în termen: 2 din 3',
  ])
  const page = (await app.get('/ro')).body
  assert.match(page, /href="\/ro\/petitions\/new"/)
  assert.match(page, /Ce s-a schimbat/)
  assert.match(page, /66/)
})

test('a download has a row a public petition, and no formula', async () => {
  await sql`UPDATE petitions.petition SET title = '=HYPERLINK("http://x";"a")' WHERE number = 1`.execute(db())
  const csv = await app.get('/petitions/statistics/petitions.csv')
  assert.equal(csv.statusCode, 200, csv.body)
  assert.match(String(csv.headers['content-type']), /^text\/csv; charset=utf-8/)
  assert.match(String(csv.headers['content-disposition']), /petitions\.csv/)
  const lines = csv.body.split('\r\n')
  assert.equal(lines[0]?.slice(0, 20), '\ufeffnumber,title,lang,s')
  assert.match(lines[1] ?? '', /^1,"'=HYPERLINK\(""http/)
  const { items } = (await app.get('/api/v1/petitions/statistics/petitions.json')).json()
  assert.equal(items.length, lines.length - 2)
  assert.equal(items[0].signatures, 50)
  const answered = items.find((one: { days_to_answer: unknown[] }) => one.days_to_answer[0] === 40)
  assert.deepEqual(
    [answered.authorities, answered.registered_on, answered.answered_on, answered.outcome],
    [['primaria-chisinau'], ['2026-10-06'], ['2026-11-15'], ['rejected']],
  )
  await sql`UPDATE petitions.petition SET state = 'returned' WHERE number = 1`.execute(db())
  const hidden = (await app.get('/api/v1/petitions/statistics/petitions.json')).json()
  assert.equal(hidden.items.length, items.length - 1)
  assert.equal((await app.get('/petitions/1/signatures-by-day.csv')).statusCode, 404)
  await sql`UPDATE petitions.petition SET state = 'open' WHERE number = 1`.execute(db())
})

test('a download of more than one batch misses none and repeats none', async () => {
  await sql`
    INSERT INTO petitions.petition (id, state, lang, title, slug, why_markdown, why_html, text_salt, place_key, topic, created_at, published_at, closed_at)
    SELECT gen_random_uuid(), 'closed', 'ro', 'Petiția ' || n, 'petitia', 'x', 'x', 'x', 'md', 'other', ${app.clock.now()}, ${app.clock.now()}, ${app.clock.now()}
    FROM generate_series(1, 450) n`.execute(db())
  const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM petitions.petition`.execute(db())
  const { items } = (await app.get('/petitions/statistics/petitions.json')).json()
  assert.equal(new Set(items.map((one: { number: number }) => one.number)).size, rows[0]?.n)
  assert.equal(items.length, rows[0]?.n)
})

test('days and units of one petition', async () => {
  const days = (await app.get('/petitions/1/signatures-by-day.json')).json()
  assert.deepEqual(days.items.at(-1), { day: '2026-11-03', signatures: 1 })
  const units = await app.get('/petitions/1/signatures-by-unit.csv')
  assert.equal(units.body.split('\r\n').length - 2, app.services.places.countedUnits().length)
  assert.equal((await app.get('/petitions/99999/signatures-by-unit.csv')).statusCode, 404)
})

test('every dataset is described where its files are, and its columns are those of the file', async () => {
  const { datasets } = (await app.get('/api/v1/developers')).json()
  assert.deepEqual(
    datasets.map(({ name }: { name: string }) => name),
    app.services.datasets.map(({ name }) => name),
  )
  for (const { path, columns } of datasets) {
    const csv = await app.get(`${path.replace(':number', '1')}.csv`)
    const names = columns.map(({ name }: { name: string }) => name)
    assert.equal(csv.body.slice(1).split('\r\n')[0], names.join(','))
    assert.match((await app.get('/ru/developers')).body, new RegExp(`${path}\\.csv`))
  }
})

async function shown(): Promise<StatisticsView> {
  return (await app.get('/api/v1/petitions/statistics')).json()
}

function told({ byUnit }: StatisticsView) {
  return Object.fromEntries(byUnit.filter((row) => row.signatures !== null).map((row) => [row.unit, row.signatures]))
}

async function addTotals(rows: [unit: string, level: string, day: string, signatures: number][]) {
  for (const [unit, level, day, signatures] of rows)
    await sql`
      INSERT INTO petitions.signature_delta (petition_id, unit_key, level, day, change)
      SELECT id, ${unit}, ${level}, ${day}::date, ${signatures} FROM petitions.petition WHERE number = 1`.execute(db())
  await app.fold()
}

/** A petition to the city hall, registered on a day with the law's 30 days, answered after some days or not. */
async function addCase({ registered, days }: { registered: string; days: number | null }) {
  const organisationId = await authorityId(app, 'primaria-chisinau')
  const petitionId = newId(app.clock.now())
  const caseId = newId(app.clock.now())
  const at = new Date(`${registered}T09:00:00Z`)
  const answeredAt = days === null ? null : new Date(at.getTime() + days * 86_400_000)
  return transact(db(), async (tx) => {
    const { rows } = await sql<{ number: number }>`
      INSERT INTO petitions.petition (id, state, lang, title, slug, why_markdown, why_html, text_salt, place_key, topic, created_at, published_at, closes_on)
      VALUES (${petitionId}, 'open', 'ro', 'O petiție', 'o-petitie', 'x', 'x', 'x', 'md-cu', 'health', ${at}, ${at}, '2027-05-01') RETURNING number`.execute(
      tx,
    )
    await sql`INSERT INTO petitions.addressee (petition_id, organisation_id, position) VALUES (${petitionId}, ${organisationId}, 0)`.execute(
      tx,
    )
    await sql`INSERT INTO petitions.threshold (petition_id, name, signatures, level, organisation_id) VALUES (${petitionId}, 'answer', 500, 'email', ${organisationId})`.execute(
      tx,
    )
    await sql`
      INSERT INTO petitions.case (id, petition_id, organisation_id, state, registered_at, outcome, answered_at, created_at)
      VALUES (${caseId}, ${petitionId}, ${organisationId}, ${days === null ? 'registered' : 'answered'}, ${at}, ${days === null ? null : 'rejected'}, ${answeredAt}, ${at})`.execute(
      tx,
    )
    const { calendar } = app.services
    const clock = await startClock(
      tx,
      calendar,
      {
        name: 'answer',
        subject: { kind: 'petitions.case', id: caseId },
        organisationId,
        by: { basis: { act: law, article: law } },
        unit: 'days',
        length: 30,
        startsOn: registered,
      },
      at,
    )
    if (answeredAt) await stopClock(tx, calendar, clock, answeredAt.toISOString().slice(0, 10))
    return { petitionId, number: rows[0]?.number as number }
  })
}
