import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { waitForActors } from '#commons/processes/hold-phase.ts'
import type { Process } from '#commons/processes/process.ts'
import { phasesOf } from '#commons/processes/store.ts'
import { turnPhasesOf } from '#commons/processes/turn-phases.ts'
import { transact } from '#kernel/database/transact.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { goToPhase, makeBudget } from '#test/budgets.ts'
import { authorityId, officerOf, signedIn, type TestPerson } from '#test/people.ts'
import { thousandths } from './bradley-terry.ts'
import { PAIRS_MAX } from './fields.ts'
import { rankComparedNeeds } from './rank-by-pairs.ts'

let app: TestApp
let process: Process
let maria: TestPerson
let ion: TestPerson
let doina: TestPerson
let stranger: TestPerson
let moderator: TestPerson
before(async () => {
  app = await testApp()
  maria = await signedIn(app, { name: 'Maria Rusu', email: 'maria@example.md' })
  ion = await signedIn(app, { name: 'Ion Rotaru', email: 'ion@example.md' })
  doina = await officerOf(app, 'primaria-chisinau', { name: 'Doina Plămădeală', email: 'doina@example.md' })
  stranger = await officerOf(app, 'primaria-balti', { name: 'Oleg Kravciuk', email: 'oleg@example.md' })
  const roles = [{ name: 'moderator' as const, placeKey: 'md-cu' }]
  moderator = await signedIn(app, { name: 'Ana Lungu', email: 'ana@example.md', roles })
})
after(() => app.close())
beforeEach(async () => {
  app.clock.set('2026-11-22T10:00:00Z')
  await app.deps.database.pool.query('DELETE FROM kernel.limit_window')
  process = await makeBudget(app, { needs: 'pairs' })
})

const declared = { residence: 'md-cu-botanica', oldEnough: 'yes' }
let key = 0
/** What was said at a meeting: `4 Trotuar` a line. @returns numbers of the needs, in the order of the lines */
async function meeting(lines: string[]): Promise<number[]> {
  key += 1
  const reply = await app.post(
    `/ro/work/processes/${process.number}/needs/meetings`,
    {
      heldAt: 'Școala nr. 3',
      heldOn: '2026-11-20',
      present: '40',
      lang: 'ro',
      category: 'streets',
      place: 'md-cu',
      lines: lines.join('\n'),
      'idempotency-key': `meeting-of-pairs-${key}`,
    },
    doina.headers,
  )
  assert.equal(reply.statusCode, 303, reply.body)
  const { rows } = await app.deps.database.pool.query(
    'SELECT number FROM budgeting.need WHERE process_id = $1 ORDER BY number',
    [process.id],
  )
  return rows.map(({ number }) => Number(number))
}
/** Each said by one person at a meeting of its own, so nothing is compared yet. */
async function needs(...texts: string[]): Promise<number[]> {
  let numbers: number[] = []
  for (const text of texts) numbers = await meeting([`1 ${text}`])
  return numbers
}
const shown = async (person: TestPerson) =>
  (await app.get(`/api/v1/processes/${process.number}/needs/pairs`, person.headers)).json()
const choose = (person: TestPerson, pair: string, choice: string, more: Record<string, string> = declared) =>
  app.post(`/ro/processes/${process.number}/needs/pairs`, { pair, choice, ...more }, person.headers)
/** The person prefers one need in the pair that they are shown. */
async function prefer(person: TestPerson, need: number): Promise<void> {
  const { pair } = await shown(person)
  const choice = pair.first.number === need ? 'first' : pair.second.number === need ? 'second' : 'alike'
  assert.equal((await choose(person, pair.pair, choice)).statusCode, 303)
}
async function ranking(): Promise<any> {
  await rankComparedNeeds(app.services)
  return (await app.get(`/api/v1/processes/${process.number}/needs`)).json()
}
async function counts(): Promise<{ pairs: number; sum: number; compared: number }> {
  const { rows } = await app.deps.database.pool.query(
    `SELECT (SELECT count(*)::int FROM budgeting.need_pair WHERE process_id = $1) AS pairs,
      (SELECT coalesce(sum(low + high + alike), 0)::int FROM budgeting.need_pair_count WHERE process_id = $1) AS sum,
      (SELECT coalesce(sum(compared), 0)::int FROM budgeting.need WHERE process_id = $1) AS compared`,
    [process.id],
  )
  return rows[0]
}

test('of two needs one is chosen, and it stands above the other', async () => {
  const [one, other] = await needs('Trotuar la școală', 'Felinare pe drumul gării')
  assert.deepEqual(
    (await ranking()).items.map(({ number, score, compared }: any) => [number, score, compared]),
    [
      [one, 500, 0],
      [other, 500, 0],
    ],
    'of equal ones the earlier first',
  )
  await prefer(maria, other as number)
  const { items, comparisons, givers, ranking: by, points } = await ranking()
  assert.deepEqual(
    items.map(({ number, score, compared }: any) => [number, score, compared]),
    [
      [other, 681, 1],
      [one, 319, 1],
    ],
  )
  assert.deepEqual([by, comparisons, givers, points], ['pairs', 1, 1, 0])
  assert.equal((await shown(maria)).pair, null, 'each pair once')
  const page = await app.get(`/ro/processes/${process.number}/needs/pairs`, maria.headers)
  assert.match(page.body, /cel mult 40 de perechi/)
  assert.match(page.body, /Nu mai sunt nevoi pe care să nu le fi comparat/)
  assert.match((await app.get(`/ro/processes/${process.number}-${process.slug}/needs`)).body, /68,1\u00a0%/)
  const { slug } = (await app.get(`/api/v1/needs/${other}`)).json()
  assert.match((await app.get(`/en/needs/${other}-${slug}`)).body, /time compared online/)
})

test('a page says what is wrong, and asks where one lives with the first pair only', async () => {
  await needs('Trotuar la școală', 'Felinare pe drumul gării', 'Bănci în parc')
  const first = await app.get(`/ro/processes/${process.number}/needs/pairs`, maria.headers)
  assert.match(first.body, /name="oldEnough"/)
  const { pair } = (await shown(maria)).pair
  assert.match((await choose(maria, pair, 'first', {})).body, /Alegeți localitatea în care locuiți/)
  assert.match((await choose(maria, pair, 'first', { ...declared, residence: 'md-ba' })).body, /href="#f-residence"/)
  assert.match((await choose(maria, pair, '')).body, /href="#f-choice"/)
  assert.equal((await counts()).pairs, 0)
  assert.equal((await choose(maria, pair, 'first')).statusCode, 303)
  const second = await app.get(`/ro/processes/${process.number}/needs/pairs`, maria.headers)
  assert.doesNotMatch(second.body, /name="oldEnough"/)
  assert.match(second.body, /Ați văzut 1 din cel mult 40 de perechi/)
  assert.equal((await choose(maria, (await shown(maria)).pair.pair, 'alike', {})).statusCode, 303)
})

test('only the pair that was drawn for somebody is decided by them', async () => {
  const [one, other] = await needs('Trotuar la școală', 'Felinare pe drumul gării', 'Bănci în parc')
  const { pair } = (await shown(maria)).pair
  const seal = pair.split('-').slice(2).join('-')
  for (const forged of [pair, `${one}-${other}-${'A'.repeat(22)}`, `${other}-999999-${seal}`])
    assert.match((await choose(ion, forged, 'first')).body, /Perechea nu este cea care v-a fost dată/)
  assert.equal((await choose(ion, 'x', 'first')).statusCode, 422)
  assert.equal((await choose(maria, pair, 'low')).statusCode, 422)
  assert.equal(
    (await app.post(`/ro/processes/${process.number}/needs/pairs`, { pair, choice: 'first' })).statusCode,
    303,
  )
  assert.deepEqual(await counts(), { pairs: 0, sum: 0, compared: 0 })
})

test('the last word counts, also of twenty said at once', async () => {
  await needs('Trotuar la școală', 'Felinare pe drumul gării')
  const { pair, first, second } = (await shown(maria)).pair
  await choose(maria, pair, 'first')
  await choose(maria, pair, 'second')
  assert.equal((await ranking()).items[0].number, second.number)
  await choose(maria, pair, 'unsure')
  assert.deepEqual(await counts(), { pairs: 1, sum: 0, compared: 0 })
  assert.equal((await ranking()).items[0].score, 500, 'who cannot say counts for neither')
  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, at) => choose(maria, pair, at % 2 ? 'first' : 'alike')),
  )
  assert.deepEqual([...new Set(replies.map(({ statusCode }) => statusCode))], [303])
  assert.deepEqual(await counts(), { pairs: 1, sum: 1, compared: 2 })
  await choose(maria, pair, 'first')
  assert.equal((await ranking()).items[0].number, first.number)
})

test('needs that were little compared come first', async () => {
  const numbers = await needs('Trotuar la școală', 'Felinare pe drumul gării', 'Bănci în parc', 'Apă la fântână')
  await choose(maria, (await shown(maria)).pair.pair, 'alike')
  const { pair } = await shown(ion)
  const { rows } = await app.deps.database.pool.query(
    'SELECT number FROM budgeting.need WHERE process_id = $1 AND compared = 0',
    [process.id],
  )
  assert.deepEqual(
    [pair.first.number, pair.second.number].toSorted(),
    rows.map(({ number }) => Number(number)).toSorted(),
  )
  assert.equal(numbers.length, 4)
})

test('a person decides so many pairs, and no more', async () => {
  await meeting(Array.from({ length: 10 }, (_, at) => `1 Nevoia a ${at + 1}-a`))
  for (let at = 0; at < PAIRS_MAX - 1; at++)
    assert.equal((await choose(maria, (await shown(maria)).pair.pair, at % 2 ? 'first' : 'unsure')).statusCode, 303)
  const { pair } = (await shown(maria)).pair
  await app.deps.database.pool.query(
    `INSERT INTO budgeting.need_pair (process_id, mailbox_id, low_id, high_id, choice, decided_at)
     SELECT n.process_id, $2, n.id, o.id, 'unsure', $3 FROM budgeting.need n JOIN budgeting.need o ON o.process_id = n.process_id AND n.id < o.id
     WHERE n.process_id = $1 AND NOT EXISTS (
       SELECT 1 FROM budgeting.need_pair d WHERE d.mailbox_id = $2 AND d.low_id = n.id AND d.high_id = o.id)
       AND NOT ARRAY[n.number, o.number] <@ $4::bigint[] LIMIT 1`,
    [process.id, maria.mailboxId, app.clock.now(), pair.split('-').slice(0, 2)],
  )
  assert.equal((await choose(maria, pair, 'first')).statusCode, 409)
  const page = await app.get(`/ro/processes/${process.number}/needs/pairs`, maria.headers)
  assert.match(page.body, /Ați comparat 40 de perechi/)
})

test('a hidden need is drawn for nobody, and what was said of it stays counted', async () => {
  const [bad, good] = await needs('Vecinul Gheorghe trebuie alungat', 'Felinare pe drumul gării', 'Bănci în parc')
  const { pair } = (await shown(maria)).pair
  const drawn = pair.split('-').slice(0, 2).map(Number)
  await app.post(`/ro/work/published-needs/${drawn[0]}`, { reason: 'Acuză o persoană.' }, moderator.headers)
  assert.equal((await choose(maria, pair, 'first')).statusCode, 409)
  const next = (await shown(maria)).pair
  assert.ok(![next.first.number, next.second.number].includes(drawn[0]))
  assert.ok(bad && good)
  await choose(maria, next.pair, 'first')
  await app.post(`/ro/work/published-needs/${next.first.number}`, { reason: 'Acuză o persoană.' }, moderator.headers)
  assert.equal((await shown(maria)).pair, null)
  assert.equal((await ranking()).items[0].number, next.first.number)
})

test('meetings are joined as comparisons of what was said at each', async () => {
  const [weak, strong] = await meeting(['5 Trotuar la școală', '25 Felinare pe drumul gării'])
  const { items, people, comparisons } = await ranking()
  assert.deepEqual(
    items.map(({ number }: any) => number),
    [strong, weak],
  )
  assert.equal(items[0].score, thousandths(2, [{ one: 0, other: 1, forOne: 25, forOther: 5, alike: 0 }])[0])
  assert.deepEqual([people, comparisons, items[0].compared], [30, 0, 0])
})

test('points and pairs are not mixed, and the rule stands once needs are gathered', async () => {
  const [need] = await needs('Trotuar la școală', 'Felinare pe drumul gării')
  const points = await app.post(`/ro/needs/${need}/points`, { points: '2', ...declared }, ion.headers)
  assert.equal(points.statusCode, 409)
  assert.equal((await app.get(`/api/v1/needs/${need}/points`, ion.headers)).json().open, false)
  const set = (number: number, person: TestPerson, rule: string) =>
    app.post(`/ro/work/processes/${number}/needs/ranking`, { ranking: rule }, person.headers)
  assert.equal((await set(process.number, doina, 'points')).statusCode, 409)
  assert.equal((await set(process.number, stranger, 'points')).statusCode, 403)
  assert.equal((await set(process.number, ion, 'points')).statusCode, 403)
  const other = await makeBudget(app, { needs: true })
  assert.equal((await app.get(`/api/v1/processes/${other.number}/needs/pairs`, ion.headers)).statusCode, 404)
  const { pair } = (await shown(ion)).pair
  const compared = await app.postJson(
    `/api/v1/processes/${other.number}/needs/pairs`,
    { pair, choice: 'first', residence: 'md-cu-botanica', oldEnough: true },
    { ...ion.headers, 'sec-fetch-site': 'same-origin' },
  )
  assert.deepEqual([compared.statusCode, compared.json().code], [409, 'budgeting.needs.by-points'])
  const begun = await app.post(
    '/ro/work/processes',
    {
      blueprint: 'budgeting.town',
      titleRo: 'Bugetul de la anul',
      summaryRo: 'Locuitorii propun și aleg.',
      place: 'md-cu',
      organisation: await authorityId(app, 'primaria-chisinau'),
      firstDay: '2026-12-01',
      'idempotency-key': 'draft-for-pairs',
    },
    doina.headers,
  )
  const draft = Number(/processes\/(\d+)/.exec(String(begun.headers.location))?.[1])
  assert.equal((await set(draft, doina, 'pairs')).statusCode, 303, begun.body)
  const chosen = await app.get(`/api/v1/work/processes/${draft}/needs/ranking`, doina.headers)
  assert.deepEqual([chosen.json().ranking, chosen.json().mayChange], ['pairs', true])
  assert.match((await app.get(`/ro/work/processes/${draft}/money`, doina.headers)).body, /needs\/ranking/)
})

test('at the close the public log has all that the ranking follows from', async () => {
  const numbers = await needs('Trotuar la școală', 'Felinare pe drumul gării', 'Bănci în parc')
  await prefer(maria, numbers[1] as number)
  await prefer(maria, numbers[1] as number)
  await prefer(ion, numbers[1] as number)
  await goToPhase(app, process, 'ideas')
  const { rows } = await app.deps.database.pool.query(
    "SELECT body FROM ledger.entry WHERE kind IN ('budgeting.needs-compared', 'budgeting.needs-ranked') ORDER BY index",
  )
  const [compared, ranked] = rows
    .map(({ body }) => JSON.parse(body.toString()))
    .filter((entry) => entry.process === process.number)
  const place = (number: number) => numbers.indexOf(number)
  const again = thousandths(
    3,
    compared.pairs.map(([need, other, forOne, forOther, alike]: number[]) => ({
      one: place(need as number),
      other: place(other as number),
      forOne,
      forOther,
      alike,
    })),
  )
  assert.deepEqual(
    ranked.needs,
    numbers.map((need, at) => ({ need, score: again[at] })),
  )
  assert.ok((again[1] as number) > 600)
  assert.equal((await choose(ion, 'x', 'first')).statusCode, 422)
  const page = await app.get(`/ro/processes/${process.number}/needs/pairs`, ion.headers)
  assert.match(page.body, /Nevoile nu se mai adună/)
})

test('erasing takes comparisons back while needs are gathered', async () => {
  const ana = await signedIn(app, { name: 'Ana Moraru', email: 'ana.moraru@example.md' })
  await needs('Trotuar la școală', 'Felinare pe drumul gării')
  await choose(maria, (await shown(maria)).pair.pair, 'first')
  const { first, pair } = (await shown(ana)).pair
  await choose(ana, pair, 'first')
  const data = (await app.get('/ro/account/data/export', ana.headers)).json()
  assert.equal(data['budgeting.need-pairs'][0].preferred, first.number)
  assert.equal((await app.post('/ro/account/data/erasure', { sure: 'yes' }, ana.headers)).statusCode, 303)
  assert.deepEqual(await counts(), { pairs: 1, sum: 1, compared: 2 })
})

test('erasing waits for the close of needs, and then takes back nothing that the log counted', async () => {
  const vera = await signedIn(app, { name: 'Vera Moraru', email: 'vera.moraru@example.md' })
  await needs('Trotuar la școală', 'Felinare pe drumul gării')
  await choose(vera, (await shown(vera)).pair.pair, 'first')
  const ideas = (await phasesOf(app.services.db, [process.id])).find(({ method }) => method === 'budgeting.ideas')
  const begun = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  const closing = transact(app.services.db, async (tx) => {
    await waitForActors(tx, process.id)
    begun.resolve()
    await goOn.promise
    await turnPhasesOf(app.services, tx, process.number, new Date(`${ideas?.opensOn}T10:00:00Z`))
  })
  await begun.promise
  let erased = false
  const erasing = app.post('/ro/account/data/erasure', { sure: 'yes' }, vera.headers).finally(() => {
    erased = true
  })
  const waits = async () => {
    const { rows } = await app.deps.database.pool.query(
      "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock' AND NOT granted",
    )
    return rows.length > 0
  }
  while (!erased && !(await waits())) await setTimeout(20)
  goOn.resolve()
  await closing
  assert.equal((await erasing).statusCode, 303)
  assert.deepEqual(await counts(), { pairs: 0, sum: 1, compared: 2 })
})

test('pages of pairs read in three languages', async () => {
  await needs('Trotuar la școală', 'Felinare pe drumul gării')
  const pages: [TestPerson, string][] = [
    [maria, `/processes/${process.number}/needs/pairs`],
    [maria, `/processes/${process.number}-${process.slug}/needs`],
    [maria, `/processes/${process.number}-${process.slug}`],
    [doina, `/work/processes/${process.number}/needs`],
    [doina, `/work/processes/${process.number}/needs/ranking`],
  ]
  for (const [person, path] of pages)
    for (const lang of ['ro', 'ru', 'en']) {
      const { statusCode, body } = await app.get(`/${lang}${path}`, person.headers)
      assert.equal(statusCode, 200, path)
      assert.doesNotMatch(body, /budgeting\.\w|undefined/, `${lang} ${path}`)
    }
})
