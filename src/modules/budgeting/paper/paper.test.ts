import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { publishNews } from '#commons/ledger/publish-news.ts'
import type { Process } from '#commons/processes/process.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { goToPhase, makeBudget, publishedOf } from '#test/budgets.ts'
import { authorityId, givePersonalNumber, officerOf, signedIn, type TestPerson } from '#test/people.ts'
import { personalNumberOf } from '#test/personal-number.ts'
import { recount } from '../result/browser/recount.ts'
import { refreshStatistics } from '../statistics/refresh-statistics.ts'

const DICE = '16243516243516243516'
let app: TestApp
let doina: TestPerson
let oleg: TestPerson
let third: TestPerson
let process: Process
before(async () => {
  app = await testApp()
  const roles = [{ name: 'officer' as const, organisationId: await authorityId(app, 'primaria-chisinau') }]
  doina = await signedIn(app, { name: 'Doina Plămădeală', email: 'doina@example.md', roles })
  oleg = await signedIn(app, { name: 'Oleg Cojocaru', email: 'oleg@example.md', roles })
  third = await signedIn(app, { name: 'Ana Rusu', email: 'ana@example.md', roles })
})
after(() => app.close())
beforeEach(async () => {
  app.clock.set('2026-11-22T10:00:00Z')
  process = await makeBudget(app, {
    projects: [
      { title: 'Bănci în parc', cost: 30_000_000 },
      { title: 'Felinare pe alee', cost: 50_000_000 },
      { title: 'Teren de joacă', cost: 60_000_000 },
    ],
  })
  await goToPhase(app, process, 'vote')
})

const work = () => `/ro/work/processes/${process.number}`
const person = (at: number, more: Record<string, string> = {}) => ({
  personalNumber: personalNumberOf(at),
  birthDate: '1980-05-01',
  place: 'md-cu-botanica',
  way: 'counter',
  seen: 'yes',
  ...more,
})
const hand = (at: number, more: Record<string, string> = {}) =>
  app.post(`${work()}/counter`, person(at, more), doina.headers)
async function handMany(many: number): Promise<void> {
  for (let at = 1; at <= many; at++) assert.equal((await hand(at)).statusCode, 303)
}
let keys = 0
async function batch(sheets: number, kind = 'box'): Promise<string> {
  const form = { kind, label: 'Primăria, parter', sheets: String(sheets), 'idempotency-key': `batch-${keys++}` }
  const reply = await app.post(`${work()}/paper/batches`, form, doina.headers)
  assert.equal(reply.statusCode, 303, reply.body)
  return String(reply.headers.location)
}
const read = (path: string, by: TestPerson, lines: string[]) =>
  app.post(`${path}/reading`, { sheets: lines.join('\n') }, by.headers)
const sign = (path: string, by: TestPerson) => app.post(`${path}/signature`, {}, by.headers)
const seen = async (path: string, by: TestPerson) => (await app.get(path.replace('/ro', '/api/v1'), by.headers)).json()
const paper = async () => (await app.get(`/api/v1/processes/${process.number}/paper`)).json()
const finish = (more: Record<string, string> = {}) =>
  app.post(`${work()}/paper/finishing`, { unused: '3', ...more }, doina.headers)
async function entries(kind: string) {
  const { rows } = await app.deps.database.pool.query('SELECT body FROM ledger.entry WHERE kind = $1 ORDER BY index', [
    `budgeting.${kind}`,
  ])
  return rows.map(({ body }) => JSON.parse(body.toString())).filter((entry) => entry.process === process.number)
}
async function countedBatch(lines: string[], kind = 'box'): Promise<void> {
  const path = await batch(lines.length, kind)
  for (const by of [doina, oleg]) assert.equal((await read(path, by, lines)).statusCode, 303)
  for (const by of [doina, oleg]) assert.equal((await sign(path, by)).statusCode, 303)
}

test('one ballot a person: the second time, and after voting online, the counter says why not', async () => {
  assert.equal((await hand(1)).statusCode, 303)
  const again = await hand(1)
  assert.equal(again.statusCode, 409)
  assert.match(again.body, /a primit deja un buletin pe hârtie/)
  assert.match((await hand(2, { seen: '' })).body, /Priviți actul întâi/)
  assert.match((await hand(2, { personalNumber: '2002500081629' })).body, /Cifra de control/)
  const bare = await app.postJson(
    `/api/v1${work().slice(3)}/counter`,
    { way: 'counter', seen: true },
    { ...doina.headers, 'sec-fetch-site': 'same-origin' },
  )
  assert.deepEqual(
    bare.json().errors.map(({ field }: { field: string }) => field),
    ['personalNumber', 'birthDate', 'place'],
    'all that is missing at once',
  )
  assert.match((await hand(2, { birthDate: '2015-01-01' })).body, /nu are vârsta cerută/)
  const unborn = await hand(2, { birthDate: '2031-01-01' })
  assert.equal(unborn.statusCode, 422)
  assert.match(unborn.body, /href="#f-birthDate">Data nașterii nu poate fi în viitor/)
  assert.match((await hand(2, { place: 'md-ba' })).body, /locuiește în altă parte/)
  const maria = await signedIn(app, { name: 'Maria', email: 'maria@example.md', level: 'strong' })
  await givePersonalNumber(app, maria.accountId, personalNumberOf(3))
  const form = { picks: ['1'], place: 'md-cu-botanica', oldEnough: 'yes' }
  const online = () => app.post(`/ro/processes/${process.number}/ballot`, form, maria.headers)
  assert.equal((await online()).statusCode, 303)
  assert.match((await hand(3)).body, /a votat deja online/)
  await givePersonalNumber(app, maria.accountId, personalNumberOf(1))
  const { rows } = await app.deps.database.pool.query(
    'SELECT sum(ballots)::integer AS ballots FROM budgeting.paper_handed WHERE process_id = $1',
    [process.id],
  )
  assert.equal(rows[0].ballots, 1)
})

test('fifty counters that check one person at once, and a vote online meanwhile, leave one channel and at most one ballot', async () => {
  const maria = await signedIn(app, { name: 'Maria', email: 'maria2@example.md', level: 'strong' })
  await givePersonalNumber(app, maria.accountId, personalNumberOf(9))
  const form = { picks: ['1'], place: 'md-cu-botanica', oldEnough: 'yes' }
  const replies = await Promise.all([
    ...Array.from({ length: 25 }, () => hand(9)),
    app.post(`/ro/processes/${process.number}/ballot`, form, maria.headers),
    ...Array.from({ length: 25 }, () => hand(9)),
  ])
  const given = replies.filter((reply, at) => at !== 25 && reply.statusCode === 303).length
  const online = replies[25]?.statusCode === 303 ? 1 : 0
  assert.equal(given + online, 1)
  // 503: a slow machine asks some of those who wait for one lock to come again; nothing is given out then.
  for (const { statusCode } of replies) assert.ok([303, 409, 503].includes(statusCode), String(statusCode))
  const { pool } = app.deps.database
  const channels = await pool.query('SELECT DISTINCT channel FROM budgeting.voting_channel WHERE process_id = $1', [
    process.id,
  ])
  assert.equal(channels.rows.length, 1)
})

test('nothing of a person stands beside a ballot that was given out', async () => {
  await hand(4, { way: 'assisted' })
  const { pool } = app.deps.database
  const handed = await pool.query('SELECT * FROM budgeting.paper_handed WHERE process_id = $1', [process.id])
  assert.deepEqual(Object.keys(handed.rows[0]).sort(), ['ballots', 'handed_on', 'process_id', 'way'])
  const tables = await pool.query(
    "SELECT table_schema || '.' || table_name AS name FROM information_schema.tables WHERE table_schema IN ('budgeting', 'processes', 'audit', 'kernel')",
  )
  for (const { name } of tables.rows) {
    const { rows } = await pool.query(`SELECT one::text AS said FROM ${name} one`)
    for (const { said } of rows) assert.ok(!said.includes(personalNumberOf(4)), name)
  }
})

test('two read a batch without each other; what differs goes to a third look; two sign', async () => {
  await handMany(3)
  const early = await app.post(
    `${work()}/paper/batches`,
    { kind: 'box', label: 'x', sheets: '1', 'idempotency-key': 'early' },
    doina.headers,
  )
  assert.equal(early.statusCode, 409, 'boxes are opened after the close')
  await goToPhase(app, process, 'result')
  const path = await batch(3)
  assert.equal((await read(path, doina, ['1 2', '3'])).statusCode, 422, 'a sheet is missing')
  assert.equal((await read(path, doina, ['1 2', '3', '0'])).statusCode, 303)
  assert.equal((await read(path, doina, ['1 2', '3', '0'])).statusCode, 409, 'the second is somebody else')
  const blind = await seen(path, oleg)
  assert.deepEqual([blind.may, blind.differing, blind.totals], ['read', [], null])
  await read(path, oleg, ['1 2', '2', 'x'])
  const [mine, other] = [await seen(path, oleg), await seen(path, third)]
  assert.deepEqual([mine.state, mine.may, mine.toRead], ['differing', 'correct', [2, 3]])
  assert.deepEqual(mine.differing, [
    { sheet: 2, mine: '2', others: ['3'] },
    { sheet: 3, mine: 'x', others: ['0'] },
  ])
  assert.deepEqual([other.may, other.differing], ['third', []])
  assert.equal((await sign(path, doina)).statusCode, 409)
  await read(path, third, ['3', 'm'])
  assert.deepEqual((await seen(path, doina)).toRead, [3])
  await read(path, doina, ['3: x'])
  assert.equal((await seen(path, doina)).state, 'agreed')
  await sign(path, doina)
  await sign(path, doina)
  assert.equal((await seen(path, doina)).state, 'agreed', 'one signs for one')
  await sign(path, oleg)
  assert.equal((await seen(path, oleg)).state, 'counted')
  const [entry] = await entries('paper-batch-counted')
  assert.deepEqual([entry.sheets, entry.valid, entry.blank, entry.invalid.unclear, entry.corrected], [3, 2, 0, 1, 2])
})

test('what one of two held to be against the rules is said in words', async () => {
  await app.deps.database.pool.query('UPDATE budgeting.envelope SET max_picks = 1 WHERE process_id = $1', [process.id])
  await handMany(1)
  await goToPhase(app, process, 'result')
  const path = await batch(1)
  await read(path, doina, ['1 2'])
  await read(path, oleg, ['1'])
  for (const by of [doina, oleg]) {
    const { body } = await app.get(path, by.headers)
    assert.match(body, /<td[^>]*>Ales altfel decât permite buletinul</)
    assert.doesNotMatch(body, />!</)
  }
})

test('paper of a vote that was given up is opened by nobody, and the pages say why', async () => {
  await handMany(2)
  const reason = 'Consiliul a retras banii acestui buget.'
  assert.equal((await app.post(`${work()}/cancellation`, { reason }, doina.headers)).statusCode, 303)
  const desk = (await app.get(`${work()}/paper`, doina.headers)).body
  assert.match(desk, /nu se numără și nu decide nimic[\s\S]*Consiliul a retras banii/)
  assert.doesNotMatch(desk, /name="sheets"|name="unused"/)
  const form = { kind: 'box', label: 'Urna', sheets: '2', 'idempotency-key': `batch-${keys++}` }
  const begun = await app.post(`${work()}/paper/batches`, form, doina.headers)
  assert.equal(begun.statusCode, 409)
  assert.match(begun.body, /nu se numără și nu decide nimic/)
  const page = (await app.get(`/ro/processes/${process.number}/paper`)).body
  assert.match(page, /Consiliul a retras banii/)
  assert.doesNotMatch(page, /Rezultatul se face după ce termină/)
})

test('a batch of a vote that was given up asks nobody to read, sign, remove or scan it', async () => {
  await handMany(2)
  await goToPhase(app, process, 'result')
  const path = await batch(2)
  const page = async (rest = '') => (await app.get(`${path}${rest}`, doina.headers)).body
  assert.match(await page(), /\/reading"[\s\S]*\/removal"|\/removal"[\s\S]*\/reading"/)
  assert.match(await page('/scans'), /name="scans"/)
  const reason = 'Consiliul a retras banii acestui buget.'
  assert.equal((await app.post(`${work()}/cancellation`, { reason }, doina.headers)).statusCode, 303)
  assert.match(await page(), /nu se numără și nu decide nimic[\s\S]*Consiliul a retras banii/)
  assert.doesNotMatch(await page(), /\/reading"|\/signature"|\/removal"/)
  assert.doesNotMatch(await page('/scans'), /name="scans"/)
  assert.equal((await read(path, doina, ['1', '2'])).statusCode, 409)
})

test('more ballots than were given out are not counted; a sheet of no vote is none', async () => {
  await handMany(1)
  await goToPhase(app, process, 'result')
  const path = await batch(2)
  for (const by of [doina, oleg]) await read(path, by, ['1', '2'])
  const reply = await sign(path, doina)
  assert.equal(reply.statusCode, 409)
  assert.match(reply.body, /mai multe buletine decât au fost date\. Ștergeți teancul/)
  const reason = 'O foaie nu era buletin al acestui vot.'
  assert.equal((await app.post(`${path}/removal`, { reason }, doina.headers)).statusCode, 303)
  await countedBatch(['1', 'f'])
  assert.equal((await finish()).statusCode, 303)
  assert.equal((await paper()).total, 1)
})

test('paper goes into the count with what was cast online, and sheets drawn by the lot are read again', async () => {
  await handMany(26)
  const ana = await signedIn(app, { name: 'Ana', email: 'ana9@example.md' })
  const form = { picks: ['3'], place: 'md-cu-botanica', oldEnough: 'yes' }
  assert.equal((await app.post(`/ro/processes/${process.number}/ballot`, form, ana.headers)).statusCode, 303)
  const open = (await app.get(`/api/v1/processes/${process.number}/projects`)).json()
  assert.deepEqual(
    [open.turnout, open.channels],
    [{ ballots: 27, counts: 'cast-or-given', paper: null }, null],
    'by channel only after the close',
  )
  assert.equal((await paper()).channels, null)
  await goToPhase(app, process, 'result')
  assert.deepEqual((await paper()).turnout, {
    ballots: 27,
    counts: 'cast-or-given',
    paper: { given: 26, valid: null, notValid: null },
  })
  await publishNews(app.services)
  const dice = () => app.post(`${work()}/result/dice`, { dice: DICE }, doina.headers)
  const count = () => app.post(`${work()}/result/count`, {}, doina.headers)
  assert.equal((await dice()).statusCode, 409, 'the paper is not counted')
  const first = Array.from({ length: 20 }, (_, at) => (at % 2 ? '1 2' : '1'))
  await countedBatch([...first, 'm'])
  assert.equal((await paper()).items.length, 0, 'choices follow when all is counted')
  await countedBatch(['2', '0', '3', '2 3'], 'home')
  const missing = await finish()
  assert.equal(missing.statusCode, 422, 'of 26 that were given out one is in no batch')
  assert.match(missing.body, /1 buletin dat nu s-a găsit/)
  assert.equal((await finish({ allOpened: 'yes' })).statusCode, 303)
  assert.equal((await finish({ allOpened: 'yes' })).statusCode, 409)
  const opened = await entries('paper-opened')
  assert.deepEqual(
    opened.map(({ lot, batches, ballots }) => [lot, batches, ballots.length]),
    [[1, [1, 2], 23]],
  )
  assert.equal((await dice()).statusCode, 303)
  assert.equal((await count()).statusCode, 409, 'not before the log holds the dice')
  await publishNews(app.services)
  const counted = await count()
  assert.equal(counted.statusCode, 303, counted.body)
  const result = (await app.get(`/api/v1/processes/${process.number}/result`)).json()
  assert.deepEqual([result.ballots, result.paperBallots], [24, 23])
  const [recounted] = await recount(await publishedOf(app, process))
  assert.equal(recounted?.same, true, 'in the browser too')
  const inParts = async (query: string) => (await app.get(`/api/v1/processes/${process.number}/paper?${query}`)).json()
  const part = await inParts('size=20')
  const rest = await inParts(`size=1000&after=${part.next}`)
  assert.deepEqual([part.items.length, rest.items.length, rest.next], [20, 3, null])
  assert.equal((await app.get(`/api/v1/processes/${process.number}/paper?size=1001`)).statusCode, 422)
  for (const after of ['-1', '1.5', 'a', '2147483648'])
    assert.equal((await app.get(`/api/v1/processes/${process.number}/paper?after=${after}`)).statusCode, 422, after)
  await refreshStatistics(app.services)
  const at = `/api/v1/processes/${process.number}`
  const told = { ballots: 24, counts: 'counted', paper: { given: 26, valid: 23, notValid: 2 } }
  for (const page of ['result', 'projects', 'paper', 'statistics'])
    assert.deepEqual((await app.get(`${at}/${page}`)).json().turnout, told, page)
  const { figures } = (await app.get(at)).json()
  assert.deepEqual(
    figures.slice(-3).map(({ value, of }: { value: number; of: string }) => `${value} ${of}`),
    ['24 de buletine numărate', '26 de buletine date pe hârtie', '2 buletine pe hârtie nule sau albe'],
  )
  const rows = (await app.get(`/ro/processes/${process.number}/result`)).body
  assert.ok(rows.indexOf('id="envelope-1"') < rows.indexOf('id="channels"'), 'what is funded stands first')
  assert.match(rows, /Pe hârtie, date și neîntoarse<\/dt>\s*<dd[^>]*>1</, 'given out and not come back')
  assert.deepEqual(result.channels, { online: 1, token: 0, counter: 26, assisted: 0, home: 0 })
  const votes = new Map(
    result.envelopes[0].projects.map((one: { number: number; votes: number }) => [one.number, one.votes]),
  )
  assert.deepEqual([votes.get(1), votes.get(2), votes.get(3)], [20, 12, 3])
  const sample = await seen(`${work()}/paper/recheck`, third)
  assert.equal(sample.sheets.length, 20)
  const truth = ({ batch, sheet }: { batch: number; sheet: number }) =>
    batch === 1 ? ([...first, 'm'][sheet - 1] as string) : (['2', '0', '3', '2 3'][sheet - 1] as string)
  const names = sample.sheets.map(({ batch, sheet }: { batch: number; sheet: number }) => `${batch}/${sheet}`)
  const empty = (await app.get(`${work()}/paper/recheck`, third.headers)).body
  assert.ok(empty.includes(`>${names.map((name: string) => `${name}: `).join('\n')}</textarea>`), 'by name')
  const again = sample.sheets.map((one: { batch: number; sheet: number }, at: number) => `${names[at]}: ${truth(one)}`)
  again[0] = 'f'
  const other = { sheets: again.with(1, `1/200: ${again[1]}`).join('\n') }
  const wrong = await app.post(`${work()}/paper/recheck`, other, third.headers)
  assert.equal(wrong.statusCode, 422)
  assert.ok(wrong.body.includes(`Rândul foii ${names[1]} începe cu 1/200`), wrong.body)
  const recheck = () => app.post(`${work()}/paper/recheck`, { sheets: again.join('\n') }, third.headers)
  assert.equal((await recheck()).statusCode, 303)
  assert.equal((await recheck()).statusCode, 409)
  assert.deepEqual((await paper()).recheck, { sheets: 20, differing: 1 })
  assert.match((await app.get(`/ro/processes/${process.number}/paper`)).body, /citite altfel: 1 \(5 %\)/)
  assert.deepEqual(
    (await entries('paper-rechecked')).map(({ sheets, differing }) => [sheets, differing]),
    [[20, 1]],
  )
})

test('what is left over is compared with what was printed, given out and spoiled; the difference and its reason are public', async () => {
  await app.post(`${work()}/paper/runs`, { ballots: '10', 'idempotency-key': `run-${keys++}` }, doina.headers)
  await handMany(2)
  const spoiled = { 'idempotency-key': `spoiled-${keys++}`, way: 'home' }
  const exchanged = await app.post(`${work()}/counter/exchange`, spoiled, doina.headers)
  assert.equal(exchanged.statusCode, 303)
  const next = (await app.get(String(exchanged.headers.location), doina.headers)).body
  assert.match(next, /Schimbul este notat/, 'nobody presses again for want of an answer')
  assert.match(next, /întoarceți-vă cu spatele/, 'still at home')
  await goToPhase(app, process, 'result')
  await countedBatch(['1', '2'])
  const unsaid = await finish({ unused: '5' })
  assert.equal(unsaid.statusCode, 422)
  assert.match(unsaid.body, /href="#f-finish-leftWhy"[\s\S]*Ar trebui să rămână 7, ați scris 5/)
  assert.match(unsaid.body, /value="5"/, 'what was typed is kept')
  const leftWhy = 'Două foi s-au rupt la imprimantă.'
  assert.equal((await finish({ unused: '5', leftWhy })).statusCode, 303)
  const found = await paper()
  assert.deepEqual([found.unused, found.left, found.leftWhy], [5, 7, { text: leftWhy, lang: 'ro' }])
  assert.match(
    (await app.get(`/ro/processes/${process.number}/paper`)).body,
    /Lipsesc 2 buletine[\s\S]*s-au rupt la imprimantă/,
  )
})

test('where as many are left as should be there is nothing to say', async () => {
  await app.post(`${work()}/paper/runs`, { ballots: '4', 'idempotency-key': `run-${keys++}` }, doina.headers)
  await handMany(1)
  await goToPhase(app, process, 'result')
  await countedBatch(['1'])
  assert.equal((await finish({ leftWhy: 'Nu diferă, dar am scris.' })).statusCode, 303)
  const found = await paper()
  assert.deepEqual([found.unused, found.left, found.leftWhy], [3, 3, null])
  const desk = (await app.get(`${work()}/paper`, doina.headers)).body
  assert.match(desk, /Numărătoarea pe hârtie s-a încheiat[\s\S]*processes\/\d+\/result"/, 'what comes next')
})

test('ballots that were given out are not forgotten: without a batch the count does not end by itself', async () => {
  await handMany(2)
  await goToPhase(app, process, 'result')
  const reply = await finish()
  assert.equal(reply.statusCode, 422)
  assert.match(reply.body, /2 buletine date nu s-au găsit/)
  assert.match(reply.body, /În teancuri nu este niciun buletin/)
  assert.match(reply.body, /Nu s-a deschis niciun teanc/)
  assert.equal((await paper()).finishedAt, null)
})

test('a printed ballot says how its kind is filled in, also in large letters, and its choices are published as marks', async () => {
  await app.deps.database.pool.query(
    "UPDATE budgeting.envelope SET ballot_kind = 'points', points = 12, max_points = 4, max_picks = 3 WHERE process_id = $1",
    [process.id],
  )
  await handMany(1)
  const run = await app.post(
    `${work()}/paper/runs`,
    { ballots: '1', 'idempotency-key': `run-${keys++}` },
    doina.headers,
  )
  const path = String(run.headers.location)
  const usual = (await app.get(path, doina.headers)).body
  assert.match(usual, /Împărțiți 12 puncte/)
  assert.match(usual, /paper-box paper-box-wide/)
  const large = (await app.get(`${path}?size=large`, doina.headers)).body
  assert.match(large, /paper-large/)
  assert.match(large, /Aveți 12 puncte/)
  await goToPhase(app, process, 'result')
  await countedBatch(['1=4 3=2'])
  assert.equal((await finish({ unused: '0' })).statusCode, 303)
  const page = (await app.get(`/ro/processes/${process.number}/paper`)).body
  assert.match(page, /„3:4” înseamnă patru puncte/)
  const list = (await app.get(`/ro/processes/${process.number}/ballots`)).body
  assert.match(list, /1 buletin pe hârtie a fost numărat[\s\S]*\/paper#ballots"/)
  assert.deepEqual(
    (await paper()).items.map(({ marks }: { marks: string[] }) => marks),
    [['1:4', '3:2']],
  )
})

test('ballots are printed with numbers that go on, and officers of other authorities see nothing', async () => {
  const print = (ballots: string) =>
    app.post(`${work()}/paper/runs`, { ballots, 'idempotency-key': `run-${keys++}` }, doina.headers)
  const first = await print('2')
  assert.equal(first.statusCode, 303)
  const page = await app.get(String((await print('3')).headers.location), doina.headers)
  assert.match(page.body, /Cotor nr\. 3[\s\S]*Cotor nr\. 5/)
  assert.doesNotMatch(page.body, /Cotor nr\. 2|Cotor nr\. 6/)
  const many = String((await print('401')).headers.location)
  const cut = async (query: string) => (await app.get(many + query, doina.headers)).body.match(/Cotor nr\./g)?.length
  assert.deepEqual([await cut(''), await cut('?from=206'), await cut('?from=406')], [200, 200, 1])
  assert.match(
    (await app.get(many, doina.headers)).body,
    /href="[^"]*\?from=206"[^>]*>Nr\.\s206–405<[\s\S]+>Nr\.\s406</,
  )
  assert.equal((await app.get(`${many}?from=5`, doina.headers)).statusCode, 404)
  const stranger = await officerOf(app, 'primaria-balti', { name: 'De la Bălți', email: 'balti@example.md' })
  for (const path of ['paper', 'counter', 'paper/runs/1'])
    assert.equal((await app.get(`${work()}/${path}`, stranger.headers)).statusCode, 403)
  assert.equal((await app.post(`${work()}/counter`, person(7), stranger.headers)).statusCode, 403)
})

test('where one votes on paper stands on the process page and where an anonymous ballot needs a script', async () => {
  const ways = async (path: string) => (await app.get(`/api/v1/processes/${process.number}${path}`)).json().ways
  const also = async () => {
    const { phases } = (await app.get(`/api/v1/processes/${process.number}`)).json()
    return phases.find(({ method }: { method: string }) => method === 'budgeting.vote').also
  }
  assert.deepEqual([await ways('/vote'), await also()], [[], []])
  const say = (more: Record<string, string>, by = doina) => app.post(`${work()}/paper/counters`, more, by.headers)
  const where = 'Primăria, parter, luni–vineri 8–17'
  assert.equal((await say({ countersRo: '' })).statusCode, 422)
  assert.equal((await say({ countersRo: where, homeEn: 'Call us' })).statusCode, 422, 'in Romanian first')
  const stranger = await signedIn(app, { name: 'Maria', email: 'maria-strain@example.md' })
  assert.equal((await say({ countersRo: where }, stranger)).statusCode, 403)
  assert.equal((await say({ countersRo: where, countersEn: 'City hall', homeRo: 'sunați la 112' })).statusCode, 303)
  for (const path of ['/vote', '/paper'])
    assert.deepEqual(await ways(path), [
      { way: 'counter', where },
      { way: 'assisted', where: '' },
      { way: 'home', where: 'sunați la 112' },
    ])
  assert.equal((await also()).length, 3)
  assert.match(
    (await app.get(`/en/processes/${process.number}-${process.slug}`)).body,
    /at a counter, with a document: City hall/,
  )
  assert.equal((await say({ countersRo: where })).statusCode, 303)
  assert.equal((await ways('/vote')).length, 2, 'nobody comes home')
  const { rows } = await app.deps.database.pool.query("SELECT 1 FROM audit.act WHERE act = 'budgeting.say-counters'")
  assert.equal(rows.length, 2)
  await goToPhase(app, process, 'result')
  assert.deepEqual(await also(), [])
  assert.equal((await say({ countersRo: where })).statusCode, 409)
})
