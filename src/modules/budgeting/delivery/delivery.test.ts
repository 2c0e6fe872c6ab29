import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { publishNews } from '#commons/ledger/publish-news.ts'
import type { Process } from '#commons/processes/process.ts'
import { transact } from '#kernel/database/transact.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { goToPhase, makeBudget } from '#test/budgets.ts'
import { authorityId, signedIn, type TestPerson } from '#test/people.ts'
import { CURRENCY_UNIT, type Project } from '../budget.ts'
import { ruleNamed } from '../counting/rule-names.ts'
import { lockIdea } from '../idea-store.ts'
import { hideWords } from '../ideas/hiding-store.ts'
import { setNames } from '../names.ts'
import { refreshStatistics } from '../statistics/refresh-statistics.ts'
import { projectsOf } from '../store.ts'

let app: TestApp
let doina: TestPerson
let oleg: TestPerson
let vera: TestPerson
let chisinau: string
const DICE = '16243516243516243516'

before(async () => {
  app = await testApp()
  chisinau = await authorityId(app, 'primaria-chisinau')
})
after(() => app.close())

/** Sessions do not outlive the months of a budget. */
async function signIn(): Promise<void> {
  const officer = (organisationId: string) => ({ name: 'officer' as const, organisationId })
  doina = await signedIn(app, { name: 'Doina Plămădeală', email: 'doina@example.md', roles: [officer(chisinau)] })
  oleg = await signedIn(app, {
    name: 'Oleg Rusu',
    email: 'oleg@example.md',
    roles: [officer(await authorityId(app, 'primaria-balti'))],
  })
  vera = await signedIn(app, { name: 'Vera Ceban', email: 'vera@example.md' })
}

/**
 * A decided budget of 1,000,000 lei: benches (300,000) and lights (500,000) win by votes, a playground (600,000) and a fountain (200,000)
 * do not. The author of the benches is Vera.
 */
async function decided(rule: Record<string, string> = {}): Promise<Process> {
  app.clock.set('2026-11-22T10:00:00Z')
  await signIn()
  const process = await makeBudget(app, {
    projects: [
      { title: 'Bănci în parc', cost: 30_000_000 },
      { title: 'Felinare pe alee', cost: 50_000_000 },
      { title: 'Teren de joacă', cost: 60_000_000 },
      { title: 'Cișmea', cost: 20_000_000 },
    ],
  })
  const { pool } = app.deps.database
  await pool.query("UPDATE budgeting.envelope SET rule = 'greedy', parameters = $2 WHERE process_id = $1", [
    process.id,
    JSON.stringify(ruleNamed('greedy', { currencyUnit: CURRENCY_UNIT })),
  ])
  await pool.query(
    'UPDATE budgeting.idea SET author_mailbox_id = (SELECT mailbox_id FROM people.account WHERE name = $2 LIMIT 1) WHERE process_id = $1 AND title = $3',
    [process.id, 'Vera Ceban', 'Bănci în parc'],
  )
  if (Object.keys(rule).length > 0) {
    const set = await app.post(`/ro/work/processes/${process.number}/money/delivery-rule`, rule, doina.headers)
    assert.equal(set.statusCode, 303, set.body)
  }
  await goToPhase(app, process, 'vote')
  for (const [at, picks] of [['1', '2'], ['1', '2', '4'], ['1', '2', '3'], ['1', '3'], ['1']].entries()) {
    const person = await signedIn(app, { name: 'Ana Lungu', email: `ana${at}@example.md` })
    const form = { picks, place: 'md-cu-botanica', oldEnough: 'yes' }
    const cast = await app.post(`/ro/processes/${process.number}/ballot`, form, person.headers)
    assert.equal(cast.statusCode, 303, cast.body)
  }
  await goToPhase(app, process, 'result')
  await signIn()
  const act = (name: string, fields: Record<string, string> = {}) =>
    app.post(`/ro/work/processes/${process.number}/result/${name}`, fields, doina.headers)
  assert.equal((await act('dice', { dice: DICE })).statusCode, 303)
  await publishNews(app.services)
  assert.equal((await act('count')).statusCode, 303)
  app.clock.set(new Date(app.clock.now().getTime() + 10 * 86_400_000).toISOString())
  assert.equal((await act('protocol')).statusCode, 303)
  const decidedOn = app.clock.now().toISOString().slice(0, 10)
  assert.equal((await act('decision', { decision: '7/12', decidedOn })).statusCode, 303)
  await goToPhase(app, process, 'delivery')
  await signIn()
  return process
}

const today = () => app.clock.now().toISOString().slice(0, 10)
const list = async (process: Process) => (await app.get(`/api/v1/processes/${process.number}/delivery`)).json()
const project = async (process: Process, number = 1) =>
  (await app.get(`/api/v1/processes/${process.number}/delivery/${number}`)).json()
/** The page of the idea of a project, up to its support, and as a program reads it. */
async function ideaOf(process: Process, number: number) {
  const { rows } = await app.deps.database.pool.query(
    'SELECT i.number, i.slug FROM budgeting.idea i JOIN budgeting.project p ON p.idea_id = i.id WHERE p.process_id = $1 AND p.number = $2',
    [process.id, number],
  )
  const { body } = await app.get(`/ro/ideas/${rows[0].number}-${rows[0].slug}`)
  const { delivery, deliveryState, notFunded, voted } = (await app.get(`/api/v1/ideas/${rows[0].number}`)).json()
  return { page: body.split('id="support"')[0] ?? '', told: [delivery, deliveryState, notFunded], voted }
}
/** What the result says, which is what the statistics say once they are made anew. */
async function sinceVote({ id, number }: Process) {
  const { sinceVote: told } = (await app.get(`/api/v1/processes/${number}/result`)).json()
  await refreshStatistics(app.services)
  const statistics = (await app.get(`/api/v1/processes/${number}/statistics`)).json()
  assert.deepEqual(statistics.sinceVote, told)
  assert.equal(statistics.funded, 3 - told.stopped + told.reserve, id)
  return told
}
const post = (
  process: Process,
  path: string,
  fields: Record<string, string>,
  { number = 1, by = doina }: { number?: number; by?: TestPerson } = {},
) => {
  keys += 1
  const body = { 'idempotency-key': `key-${keys}`, ...fields }
  return app.post(`/ro/work/processes/${process.number}/delivery/${number}/${path}`, body, by.headers)
}
let keys = 0
const mustPost = async (...args: Parameters<typeof post>) => {
  const reply = await post(...args)
  assert.equal(reply.statusCode, 303, reply.body)
}
const owner = () => ({ organisation: chisinau, office: 'Direcția spații verzi', mine: 'yes' })
const contract = (contracted: string, more: Record<string, string> = {}) => ({
  what: 'Lucrări',
  planned: '300000',
  contracted,
  supplier: 'Grădini SRL',
  contractNumber: '14/26',
  contractOn: today(),
  ...more,
})
const decision = (fields: Record<string, string>) => ({
  reason: 'Nimeni nu a depus oferte la două licitații.',
  decision: '9/3',
  decidedOn: today(),
  ...fields,
})

test('what the council decided is delivered, and the rule was in the log before anybody voted', async () => {
  const process = await decided()
  const reply = await list(process)
  assert.deepEqual(
    reply.projects.map(({ number, state, chosenBy }: Record<string, unknown>) => [number, state, chosenBy]),
    [
      [1, 'planned', 'vote'],
      [2, 'planned', 'vote'],
      [4, 'planned', 'vote'],
    ],
  )
  const address = `/processes/${process.number}`
  const [funded, lost] = [await ideaOf(process, 1), await ideaOf(process, 3)]
  assert.deepEqual(funded.told, [`${address}/delivery/1`, 'planned', null])
  assert.match(funded.page, /Ideea a devenit proiect</)
  assert.deepEqual(lost.told, [null, null, `${address}/result`])
  assert.deepEqual([funded.voted, lost.voted], ['funded', 'not-funded'])
  const all = (await app.get(`/ro${address}/ideas`)).body
  assert.deepEqual([all.match(/>finanțată</g)?.length, all.match(/>nefinanțată</g)?.length], [3, 1])
  assert.doesNotMatch(funded.page + lost.page, />pe buletinul de vot</)
  const found = async (state: string) => (await app.get(`/api/v1${address}/ideas?state=${state}`)).json()
  const { items, total, standings } = await found('funded')
  assert.deepEqual([items.length, total, (await found('not-funded')).total], [3, 3, 1])
  assert.deepEqual(
    standings.map(({ standing, ideas }: any) => `${standing} ${ideas}`),
    ['on-ballot 4', 'funded 3', 'not-funded 1'],
  )
  const page = (await app.get(`/ro${address}/ideas?state=funded`)).body
  assert.match(page, /<option value="funded" selected[^>]*>finanțată \(3\)/)
  assert.match(lost.page, new RegExp(`Ideea nu este finanțată[\\s\\S]*href="/ro${address}/result"`))
  assert.deepEqual(reply.rule, { overCostPercent: 20, topUp: true, fallback: 'reserve' })
  const { rows } = await app.deps.database.pool.query(
    "SELECT body FROM ledger.entry WHERE kind IN ('budgeting.delivery-rule', 'budgeting.delivery-begun', 'budgeting.ballot-cast') ORDER BY index",
  )
  const told = rows.map(({ body }) => JSON.parse(body.toString())).filter((one) => one.process === process.number)
  assert.equal(told[0].kind, 'budgeting.delivery-rule')
  assert.deepEqual([told[0].over, told[0].fallback], [20, 'reserve'])
  assert.deepEqual(told.at(-1).projects, [1, 2, 4])
  const fixed = await app.post(
    `/ro/work/processes/${process.number}/money/delivery-rule`,
    { overCostPercent: '50', fallback: 'carry-over' },
    doina.headers,
  )
  assert.equal(fixed.statusCode, 409, 'after the vote the rule stands')
})

test('from planned to checked, with days, money, pictures and the question whether it is done', async () => {
  const process = await decided()
  assert.equal((await post(process, 'step', { step: 'begin', on: today() })).statusCode, 409, 'an office first')
  assert.equal((await post(process, 'owner', owner(), { by: oleg })).statusCode, 403)
  assert.equal((await post(process, 'owner', owner(), { by: vera })).statusCode, 403)
  await mustPost(process, 'owner', owner())
  await mustPost(process, 'milestones', { title: 'Bănci montate', plannedOn: today() })
  const { milestones } = await project(process)
  await mustPost(process, 'step', { step: 'begin', on: today() })
  assert.equal((await post(process, 'step', { step: 'tender', on: today() })).statusCode, 409)
  assert.equal((await post(process, 'step', { step: 'finish', on: today() })).statusCode, 409, 'a milestone is open')
  app.clock.set(new Date(app.clock.now().getTime() + 3 * 86_400_000).toISOString())
  assert.equal((await project(process)).overdueDays, 3)
  assert.match((await app.get(`/ro/processes/${process.number}/delivery`)).body, /3 zile întârziere/)
  const queue = (await app.get('/api/v1/work/projects', doina.headers)).json()
  assert.deepEqual([queue.items[0].title, queue.items[0].overdueDays, queue.items[0].mine], ['Bănci în parc', 3, true])
  const milestone = `milestones/${milestones[0].id}`
  const later = '2028-01-01'
  assert.match((await post(process, milestone, { plannedOn: later })).body, /href="#f-reason"/)
  await mustPost(process, milestone, { plannedOn: later, reason: 'Furnizorul întârzie cu lemnul.' })
  await mustPost(process, milestone, { plannedOn: later, doneOn: today() })
  assert.equal((await project(process)).milestones[0].firstPlannedOn < later, true)

  assert.match((await post(process, 'money', contract('', { supplier: 'X SRL' }))).body, /href="#f-contracted"/)
  assert.match((await post(process, 'money', contract('300000', { paid: '300001' }))).body, /href="#f-paid"/)
  assert.match(
    (await post(process, 'money', contract('300000', { contractUrl: 'javascript:1' }))).body,
    /#f-contractUrl/,
  )
  assert.match((await post(process, 'money', contract('360001'))).body, /href="#f-contracted"/, 'over 120 %')
  assert.match((await post(process, 'money', contract('300000', { contractOn: '2099-01-01' }))).body, /#f-contractOn/)
  await mustPost(process, 'money', contract('320000', { paid: '100000', ocid: 'ocds-b3wdp1-MD-14' }))
  const delivered = await project(process)
  assert.deepEqual([delivered.contracted, delivered.paid, delivered.over], [32_000_000, 10_000_000, 2_000_000])

  const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#0a5a9c' } })
    .withExif({ IFD0: { Copyright: 'secret place' } })
    .jpeg()
    .toBuffer()
  const picture = (content: Buffer) =>
    app.postJson(
      `/api/v1/work/processes/${process.number}/delivery/1/pictures`,
      {
        file: [{ name: 'a.jpg', content: content.toString('base64') }],
        moment: 'after',
        takenOn: today(),
        description: 'Banca cea nouă sub tei',
      },
      { 'sec-fetch-site': 'same-origin', ...doina.headers },
    )
  assert.equal((await picture(Buffer.from('%PDF-1.4 nothing'))).statusCode, 422, 'pictures only')
  const added = await picture(bytes)
  assert.equal(added.statusCode, 200, added.body)
  const [shown] = (await project(process)).pictures
  const sent = await app.get(shown.path)
  assert.equal(sent.headers['content-type'], 'image/jpeg')
  assert.ok(!sent.rawPayload.includes('secret place'))

  const answer = (fields: Record<string, string>, by = vera) =>
    app.post(`/ro/processes/${process.number}/delivery/1/answer`, fields, by.headers)
  assert.equal((await answer({ done: 'yes' })).statusCode, 409, 'not before it is done')
  await mustPost(process, 'step', { step: 'finish', on: today(), warrantyUntil: '2030-01-01' })
  assert.match((await app.mails()).at(-1)?.subject ?? '', /Este gata\? „Bănci în parc”/)
  assert.equal((await answer({ done: 'yes' })).statusCode, 303)
  assert.equal(
    (await answer({ done: 'no', comment: 'O bancă este ruptă.' })).statusCode,
    303,
    'a later answer replaces it',
  )
  const done = await project(process)
  assert.deepEqual(done.answers, { yes: 0, no: 1 })
  assert.doesNotMatch(JSON.stringify(done), /ruptă|Vera|Doina/, 'words and names stay inside')
  const desk = (await app.get(`/api/v1/work/processes/${process.number}/delivery/1`, doina.headers)).json()
  assert.equal(desk.comments[0].text, 'O bancă este ruptă.')
  assert.equal(desk.officer, 'Doina Plămădeală')
  await mustPost(process, 'step', { step: 'check', on: today() })
  assert.equal((await project(process)).state, 'checked')
  for (const lang of ['ro', 'ru', 'en'])
    assert.equal((await app.get(`/${lang}/processes/${process.number}/delivery/1`)).statusCode, 200)
  for (const name of ['owner', 'step', 'milestones', 'money', 'pictures', 'scope', 'decision', milestone])
    assert.equal(
      (await app.get(`/ru/work/processes/${process.number}/delivery/1/${name}`, doina.headers)).statusCode,
      200,
      name,
    )
})

test('the forms of a new milestone and a new line of money can be sent as they stand, and sent twice are sent once', async () => {
  const process = await decided()
  const send = async (path: string, fields: Record<string, string>) => {
    const address = `/ro/work/processes/${process.number}/delivery/1/${path}`
    const { body } = await app.get(address, doina.headers)
    const key = /name="idempotency-key" value="([^"]+)"/.exec(body)?.[1] ?? ''
    for (const _ of [1, 2]) {
      const reply = await app.post(address, { 'idempotency-key': key, ...fields }, doina.headers)
      assert.equal(reply.statusCode, 303, reply.body)
    }
  }
  await send('milestones', { title: 'Fundația turnată', plannedOn: today() })
  await send('money', { what: 'Lucrări', planned: '300000' })
  const { milestones, lines } = await project(process)
  assert.deepEqual([milestones.length, lines.length], [1, 1])
})

test('a step before delivery began says from which day on, and a smaller project leads to its change first', async () => {
  const process = await decided()
  await mustPost(process, 'owner', owner())
  const early = await post(process, 'step', { step: 'begin', on: '2026-11-22' })
  assert.match(early.body, /înainte de începutul realizării: cel mai devreme \d+/)
  const desk = async () =>
    (await app.get(`/ro/work/processes/${process.number}/delivery/1/decision`, doina.headers)).body
  assert.match(await desk(), /delivery\/1\/scope"[\s\S]*propuneți mai întâi schimbarea lui/)
  await mustPost(process, 'scope', {
    what: 'Zece bănci în loc de douăzeci, toate cu spătar.',
    reason: 'Lemnul s-a scumpit cu o treime de la vot.',
  })
  assert.doesNotMatch(await desk(), /propuneți mai întâi schimbarea lui/)
  assert.match(await desk(), /autorul ideii este ascultat până la \d+/)
  app.clock.set(new Date(app.clock.now().getTime() + 30 * 86_400_000).toISOString())
  assert.doesNotMatch(await desk(), /propuneți mai întâi schimbarea lui|este ascultat până la/)
})

test('a project is changed with a reason and its author heard', async () => {
  const process = await decided()
  const change = {
    what: 'Zece bănci în loc de douăzeci, toate cu spătar.',
    reason: 'Lemnul s-a scumpit cu o treime de la vot.',
  }
  const statement = (by: TestPerson) =>
    app.post(
      `/ro/processes/${process.number}/delivery/1/statement`,
      { text: 'De acord, dacă rămân cele de la fântână.' },
      by.headers,
    )
  assert.equal((await statement(vera)).statusCode, 409, 'nothing to speak of')
  await mustPost(process, 'scope', change)
  assert.equal((await post(process, 'scope', change)).statusCode, 409, 'one at a time')
  assert.ok((await app.mails()).some(({ subject }) => /schimbarea proiectului „Bănci în parc”/.test(subject)))
  assert.equal((await post(process, 'scope/end', { outcome: 'in-force' })).statusCode, 409, 'the author is heard first')
  const own = async () => {
    const { items } = (await app.get('/api/v1/account/ideas', vera.headers)).json()
    const mine = items.find((one: any) => one.process.number === process.number)
    return (await app.get(`/ro/ideas/${mine.number}/mine`, vera.headers)).body
  }
  assert.match(
    await own(),
    new RegExp(`href="/ro/processes/${process.number}/delivery/1/statement"`),
    'not by mail alone',
  )
  assert.equal((await statement(oleg)).statusCode, 404)
  assert.equal((await statement(vera)).statusCode, 303)
  await mustPost(process, 'scope/end', { outcome: 'in-force' })
  assert.doesNotMatch(await own(), /statement"/)
  const { scope, events } = await project(process)
  assert.deepEqual([scope[0].outcome, scope[0].statement], ['in-force', 'De acord, dacă rămân cele de la fântână.'])
  assert.ok(events.some(({ kind }: { kind: string }) => kind === 'scope-stated'))
  await mustPost(process, 'scope', change)
  app.clock.set(new Date(app.clock.now().getTime() + 11 * 86_400_000).toISOString())
  await mustPost(process, 'scope/end', { outcome: 'in-force' })
  assert.equal((await project(process)).scope[1].heard, false, 'the days passed')
})

test('over cost the council decides, and a stopped project gives its place to the next by the same count', async () => {
  const process = await decided()
  const over = decision({ cause: 'over-cost', outcome: 'top-up', amount: '450000' })
  const tooEarly = await post(process, 'decision', over)
  assert.equal(tooEarly.statusCode, 409, 'it costs what it should')
  assert.match(tooEarly.body, /Scrieți mai întâi la bani cât se planifică/)
  await mustPost(process, 'money', { what: 'Oferta cea mai mică', planned: '440000' })
  assert.match((await post(process, 'decision', { ...over, amount: '360000' })).body, /href="#f-amount"/)
  const early = (await post(process, 'decision', { ...over, decidedOn: '2026-11-22' })).body
  assert.match(early, /înainte ca proiectul să fi fost finanțat: cel mai devreme \d+/)
  await mustPost(process, 'decision', over)
  assert.equal((await project(process)).mayContract, 45_000_000)

  // Without lights (500,000), greedy takes benches and the playground (600,000) has two votes: 300,000 + 600,000 leave no room for
  // more. But 450,000 are promised to the benches now and 200,000 to the fountain: 350,000 are free, and the playground does not fit.
  const lights = { number: 2 }
  const stop = decision({ cause: 'no-bids', outcome: 'reserve' })
  assert.equal((await post(process, 'decision', stop, lights)).statusCode, 409, 'none in reserve fits')
  assert.equal((await post(process, 'decision', stop, { ...lights, by: oleg })).statusCode, 403)
  const stoppedDesk = async () => (await app.get(`/ro/work/processes/${process.number}/delivery/2`, doina.headers)).body
  assert.match(await stoppedDesk(), /Numiți mai întâi biroul/)
  await mustPost(process, 'decision', { ...stop, outcome: 'carry-over' }, lights)
  assert.equal((await project(process, 2)).state, 'stopped')
  const stopped = await ideaOf(process, 2)
  assert.deepEqual(stopped.told, [`/processes/${process.number}/delivery/2`, 'stopped', null])
  assert.match(stopped.page, /Ideea a devenit proiect, dar acesta a fost oprit[\s\S]*Ce s-a decis și de ce/)
  assert.doesNotMatch(stopped.page, /Ideea a devenit proiect</, 'no success')
  assert.equal(stopped.voted, 'stopped')
  const all = (await app.get(`/ro/processes/${process.number}/ideas`)).body
  assert.deepEqual([all.match(/>finanțată</g)?.length, all.match(/>proiect oprit</g)?.length], [2, 1])
  assert.deepEqual(await sinceVote(process), { stopped: 1, reserve: 0 })
  assert.match((await app.get(`/ro/processes/${process.number}/result`)).body, /Un proiect ales la vot a fost oprit/)
  assert.doesNotMatch(await stoppedDesk(), /Numiți mai întâi biroul/, 'nothing is delivered any more')

  const other = await decided()
  const desk = await app.get(`/api/v1/work/processes/${other.number}/delivery/4/decision`, doina.headers)
  assert.equal(desk.json().reserve.next, null)
  await mustPost(other, 'decision', { ...stop, outcome: 'carry-over' }, { number: 4 })
  const place = await app.get(`/api/v1/work/processes/${other.number}/delivery/2/decision`, doina.headers)
  const outcomes = async (number: number) =>
    [
      ...(await app.get(`/ro/work/processes/${other.number}/delivery/${number}/decision`, doina.headers)).body.matchAll(
        /name="outcome" value="([a-z-]+)"/g,
      ),
    ].map(([, value]) => value)
  assert.deepEqual(await outcomes(2), ['top-up', 'reserve'], 'only what the count lets be decided')
  assert.deepEqual(await outcomes(1), ['top-up', 'carry-over'])
  assert.deepEqual(place.json().reserve, {
    free: 70_000_000,
    next: { number: 3, title: 'Teren de joacă', lang: 'ro', original: null },
  })
  const third = (await projectsOf(app.services.db, other.id))[2] as Project
  await transact(app.services.db, (tx) => setNames(tx, third.ideaId, { ru: 'Детская площадка' }))
  const translated = /<span lang="ru">Детская площадка<\/span> <span class="soft" lang="ro">\(Teren de joacă\)/
  const inRussian = async (path: string) => (await app.get(`/ru${path}`, doina.headers)).body
  assert.match(await inRussian(`/work/processes/${other.number}/delivery/2/decision`), translated)
  assert.equal(
    (await post(other, 'decision', { ...stop, outcome: 'carry-over' }, lights)).statusCode,
    409,
    'reserve first',
  )
  await mustPost(other, 'decision', stop, lights)
  const next = await project(other, 3)
  assert.deepEqual([next.state, next.chosenBy, next.replaces.number], ['planned', 'reserve', 2])
  const { told } = await ideaOf(other, 3)
  assert.deepEqual(
    told,
    [`/processes/${other.number}/delivery/3`, 'planned', null],
    'of the reserve: it lost, and is funded',
  )
  assert.deepEqual(await sinceVote(other), { stopped: 2, reserve: 1 })
  const { events } = (await app.get(`/api/v1/processes/${other.number}`)).json()
  assert.match(events.at(-1).text, /„Felinare pe alee” nu se realizează; locul îl ia „Teren de joacă”/)
  assert.equal((await post(other, 'decision', stop, lights)).statusCode, 409, 'once')
  assert.match(await inRussian(`/processes/${other.number}/delivery/2`), translated)
  const takenIn = await inRussian(`/work/processes/${other.number}/delivery/3`)
  assert.match(takenIn, /<h1 lang="ru">Детская площадка[\s\S]+<span lang="ro"> Teren de joacă/)
  await transact(app.services.db, async (tx) =>
    hideWords(tx, await lockIdea(tx, third.idea.number), 'Acuză o persoană.'),
  )
  const story = (await app.get(`/api/v1/processes/${other.number}`)).json().events.at(-1).text
  assert.match(story, /„Felinare pe alee” nu se realizează; locul îl ia „\[…\]”/, 'words that are hidden later')
  assert.match((await project(other, 2)).events.at(-1).text, /locul îl ia „\[…\]”/)
  assert.match((await project(other, 3)).events[0].text, /Ia locul proiectului „Felinare pe alee”/)
})

test('of a stopped project nothing more is contracted, and what was is not free', async () => {
  const process = await decided()
  const lights = { number: 2 }
  await mustPost(process, 'money', contract('200000', { planned: '500000', paid: '50000' }), lights)
  await mustPost(process, 'money', { what: 'Dirigenție', planned: '10000' }, lights)
  await mustPost(process, 'decision', decision({ cause: 'no-bids', outcome: 'carry-over' }), lights)
  const { rows } = await app.deps.database.pool.query(
    `SELECT m.id, m.what FROM budgeting.money_line m JOIN budgeting.project p ON p.id = m.project_id
      WHERE p.process_id = $1 AND p.number = 2 ORDER BY m.what`,
    [process.id],
  )
  const [supervision, works] = rows.map(({ id }) => `money/${id}`)
  const late = await post(process, supervision as string, contract('9000', { what: 'Dirigenție' }), lights)
  assert.equal(late.statusCode, 409, 'no contract')
  const more = contract('210000', { planned: '500000', paid: '50000' })
  assert.equal((await post(process, works as string, more, lights)).statusCode, 409, 'no larger one')
  const freeNow = async () =>
    (await app.get(`/api/v1/work/processes/${process.number}/delivery/4/decision`, doina.headers)).json().reserve.free
  const before = await freeNow()
  // It ends with what was paid; the rest is free then.
  await mustPost(process, works as string, contract('50000', { planned: '500000', paid: '50000' }), lights)
  assert.equal((await freeNow()) - before, 15_000_000)
})

test('a rule without top-ups and reserve leaves neither', async () => {
  const process = await decided({ overCostPercent: '0', fallback: 'carry-over' })
  assert.match((await post(process, 'money', contract('300001'))).body, /href="#f-contracted"/)
  for (const fields of [
    { cause: 'no-bids', outcome: 'top-up', amount: '500000' },
    { cause: 'unlawful', outcome: 'reserve' },
    { cause: 'withdrawn', outcome: 'smaller-scope' },
  ])
    assert.equal((await post(process, 'decision', decision(fields as never))).statusCode, 409, fields.outcome)
})

test('everything stands in the open data, each column described', async () => {
  const process = await decided()
  await mustPost(process, 'money', contract('300000', { ocid: 'ocds-1' }))
  await mustPost(process, 'milestones', { title: 'Fundația', plannedOn: today() })
  const csv = (await app.get('/processes/delivery/money.csv')).body
  assert.match(csv, /process,project,what,lang,currency,planned,contracted,paid,supplier/)
  assert.match(csv, /Grădini SRL,14\/26/)
  const { ideaId } = (await projectsOf(app.services.db, process.id))[0] as Project
  await transact(app.services.db, (tx) => setNames(tx, ideaId, { ru: 'Скамейки в парке' }))
  const { items } = (await app.get('/processes/delivery/projects.json')).json()
  const ours = items.filter((one: { process: number }) => one.process === process.number)
  assert.deepEqual(
    ours.map(({ project: number, contracted }: Record<string, unknown>) => [number, contracted]),
    [
      [1, 30_000_000],
      [2, 0],
      [4, 0],
    ],
  )
  const { title_ro, title_ru, title_en } = ours[0]
  assert.deepEqual([title_ro, title_ru, title_en], ['Bănci în parc', 'Скамейки в парке', null])
  assert.match((await app.get('/processes/delivery/milestones.csv')).body, /Fundația/)
})
