import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { publishNews } from '#commons/ledger/publish-news.ts'
import type { Process } from '#commons/processes/process.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { goToPhase, makeBudget, publishedOf, putOnBallot } from '#test/budgets.ts'
import { officerOf, signedIn, type TestPerson } from '#test/people.ts'
import { electionOf } from '../counting/election.ts'
import { evaluateDecided } from '../evaluation/evaluate-process.ts'
import { checkLimits } from '../pabulib/check-limits.ts'
import { pbElection } from '../pabulib/pb-election.ts'
import { readPb } from '../pabulib/read-pb.ts'
import { checkBudgets } from '../recount/check-budgets.ts'
import { recount } from '../result/browser/recount.ts'
import { commitmentOf } from './commitment.ts'
import { readPicks } from './picks.ts'

let app: TestApp
let doina: TestPerson
const voters: TestPerson[] = []
const DICE = '16243516243516243516'
before(async () => {
  app = await testApp()
  doina = await officerOf(app, 'primaria-chisinau', { name: 'Doina Plămădeală', email: 'doina@example.md' })
  for (let at = 0; at < 3; at++) voters.push(await signedIn(app, { name: 'Ana', email: `ana${at}@example.md` }))
})
after(() => app.close())

/** A vote of one envelope, or of two alike; 1,000,000 lei each, unless said otherwise. */
async function voteOf(
  fields: Record<string, string>,
  also: { envelopes?: number; rules?: Record<string, string> } = {},
) {
  app.clock.set('2026-11-22T10:00:00Z')
  const process = await makeBudget(app)
  const base = {
    nameRo: 'Fondul',
    place: 'md-cu',
    amount: '1000000',
    minPicks: '1',
    maxPicks: '3',
    rule: 'greedy',
    leftovers: 'return',
    ...fields,
  }
  const money = `/ro/work/processes/${process.number}/money`
  const changed = await app.post(`${money}/envelopes/1`, base, doina.headers)
  assert.equal(changed.statusCode, 303, changed.body)
  if (also.envelopes === 2) {
    const form = { ...base, 'idempotency-key': `second-${process.number}`, amount: '400000' }
    assert.equal((await app.post(`${money}/envelopes`, form, doina.headers)).statusCode, 303)
  }
  if (also.rules) assert.equal((await app.post(money, also.rules, doina.headers)).statusCode, 303)
  await putOnBallot(app, process, [
    { title: 'Bănci în parc', cost: 30_000_000 },
    { title: 'Felinare pe alee', cost: 50_000_000 },
    { title: 'Teren de joacă', cost: 60_000_000 },
    ...(also.envelopes === 2 ? [{ title: 'Fântână', cost: 55_000_000, envelope: 2 }] : []),
  ])
  return process
}

const cast = (process: Process, voter: number, picks: string[]) =>
  app.post(
    `/ro/processes/${process.number}/ballot`,
    { picks, place: 'md-cu-botanica', oldEnough: 'yes' },
    voters[voter]?.headers,
  )

async function counted(process: Process) {
  await goToPhase(app, process, 'result')
  const work = `/ro/work/processes/${process.number}/result`
  assert.equal((await app.post(`${work}/dice`, { dice: DICE }, doina.headers)).statusCode, 303)
  await publishNews(app.services)
  const reply = await app.post(`${work}/count`, {}, doina.headers)
  assert.equal(reply.statusCode, 303, reply.body)
  return (await app.get(`/api/v1/processes/${process.number}/result`)).json()
}

/** What the log says of the ballots of a process. */
async function entries(process: Process, kind: string) {
  const { rows } = await app.deps.database.pool.query('SELECT body FROM ledger.entry WHERE kind = $1 ORDER BY index', [
    `budgeting.${kind}`,
  ])
  return rows.map(({ body }) => JSON.parse(body.toString())).filter((entry) => entry.process === process.number)
}

/** The file of the election counts to the published result, and so does the code in the browser. */
async function leavesAndReturns(process: Process, result: any) {
  const file = await app.get(`/processes/${process.number}/envelopes/1/election.pb`)
  const read = readPb(file.body)
  const pb = pbElection(read)
  assert.deepEqual(checkLimits(read, pb), [])
  const { support } = electionOf(pb)
  for (const [c, { id }] of pb.projects.entries()) {
    const shown = result.envelopes[0].projects.find(({ number }: { number: number }) => String(number) === id)
    assert.deepEqual([support.votes[c], support.score[c]], [shown.votes, shown.score ?? shown.votes])
  }
  const published = await publishedOf(app, process)
  for (const { same, selected } of await recount(published)) assert.ok(same && selected.length > 0)
  const changed = published.csv.split('\r\n').filter((_, at) => at !== 1)
  assert.ok(
    (await recount({ ...published, csv: changed.join('\r\n') })).some(({ same }) => !same),
    'a ballot that is missing is found',
  )
}

test('within the money: what is chosen together costs no more than there is', async () => {
  const process = await voteOf({ ballotKind: 'knapsack' })
  await goToPhase(app, process, 'vote')
  const over = await cast(process, 0, ['2', '3'])
  assert.equal(over.statusCode, 422)
  assert.match(
    over.body,
    /href="#f-envelope-1">Proiectele alese costă împreună 1\.100\.000\sMDL, cu 100\.000\sMDL mai mult/,
  )
  assert.match(over.body, /data-worth="500000"/)
  assert.equal((await cast(process, 0, ['1', '3'])).statusCode, 303)
  assert.equal((await cast(process, 1, ['1', '2'])).statusCode, 303)
  const mine = await app.get(`/ro/processes/${process.number}/my-ballot`, voters[0]?.headers)
  assert.match(mine.body, /100\.000\sMDL din 1\.000\.000\sMDL|MDL\s100\.000 din MDL\s1\.000\.000/)
  const result = await counted(process)
  assert.equal(result.envelopes[0].ballotKind, 'knapsack')
  await leavesAndReturns(process, result)
})

test('points: spread, kept by project, opened and counted', async () => {
  const process = await voteOf({ ballotKind: 'points', points: '5', maxPoints: '4', rule: 'equalshares/add1' })
  await goToPhase(app, process, 'vote')
  const wrong = async (picks: string[]) => {
    const reply = await cast(process, 0, picks)
    assert.equal(reply.statusCode, 422)
    return reply.body
  }
  assert.match(await wrong(['1:3', '2:3']), /Ați dat 6 puncte; se pot împărți cel mult 5/)
  assert.match(await wrong(['1:5']), /cel mult 4 puncte/)
  assert.match(await wrong(['1']), /nu se potrivește cu felul buletinului/)
  assert.match(await wrong(['1:2', '1:3']), /nu se potrivește/)
  assert.match(await wrong(['1:2', '', '2:9']), /<option[^>]*(?:value="1:2"[^>]*selected|selected[^>]*value="1:2")/)
  assert.equal((await cast(process, 0, ['3:1', '', '1:4'])).statusCode, 303)
  assert.equal((await cast(process, 1, ['2:4', '3:1'])).statusCode, 303)
  const [defined] = await entries(process, 'ballot-defined')
  assert.deepEqual(
    [defined.envelopes[0].ballot, defined.envelopes[0].points, defined.envelopes[0].most],
    ['points', 5, 4],
  )
  const result = await counted(process)
  const opened = (await entries(process, 'ballots-opened')).flatMap(({ ballots }) => ballots)
  const mine = opened.find(({ picks }) => picks[1][0][0] === 1)
  assert.deepEqual(mine.picks, {
    1: [
      [1, 4],
      [3, 1],
    ],
  })
  const nonce = Buffer.from(mine.nonce, 'base64url')
  assert.equal(commitmentOf(process.number, mine.picks, nonce).toString('base64url'), mine.commitment)
  const [envelope] = result.envelopes
  assert.deepEqual(envelope.projects.map(({ number, votes, score }: any) => [number, votes, score]).sort(), [
    [1, 1, 4],
    [2, 1, 4],
    [3, 2, 2],
  ])
  await leavesAndReturns(process, result)
})

test('a ranking: places are kept in order, and the first brings most', async () => {
  const process = await voteOf({ ballotKind: 'ranking', maxPicks: '3' })
  await goToPhase(app, process, 'vote')
  const twice = await cast(process, 0, ['1@1', '2@1'])
  assert.match(twice.body, /Două proiecte stau pe locul 1/)
  // A place that was left free says nothing.
  assert.equal((await cast(process, 0, ['3@1', '1@3'])).statusCode, 303)
  assert.equal((await cast(process, 1, ['3@2'])).statusCode, 303)
  const paper = (await app.get(`/api/v1/processes/${process.number}/ballot`, voters[0]?.headers)).json()
  assert.deepEqual(paper.chosen, ['3@1', '1@2'])
  const result = await counted(process)
  assert.deepEqual(
    result.envelopes[0].projects.map(({ number, score }: any) => [number, score]),
    [
      [3, 6],
      [1, 2],
      [2, 0],
    ],
  )
  await leavesAndReturns(process, result)
})

test('an envelope on whose ballot nothing stands comes before one that is voted on', async () => {
  const process = await voteOf({}, { envelopes: 2 })
  await app.deps.database.pool.query(
    `UPDATE budgeting.project p SET envelope_id = e.id FROM budgeting.envelope e
     WHERE e.process_id = p.process_id AND e.position = 2 AND p.process_id = $1`,
    [process.id],
  )
  await goToPhase(app, process, 'vote')
  assert.equal((await cast(process, 0, ['1'])).statusCode, 303)
  const { envelopes } = await counted(process)
  assert.deepEqual(
    envelopes.map(({ projects }: any) => projects.length),
    [0, 4],
  )
  assert.deepEqual(
    (await recount(await publishedOf(app, process))).map(({ same, selected }) => [same, selected]),
    [
      [true, []],
      [true, ['1']],
    ],
  )
})

test('what one envelope leaves goes to the next, equal ideas exclude each other, and other rules are compared after the decision', async () => {
  const process = await voteOf({ leftovers: 'next-envelope' }, { envelopes: 2 })
  const { rows } = await app.deps.database.pool.query(
    'SELECT i.number FROM budgeting.idea i JOIN budgeting.project p ON p.idea_id = i.id WHERE p.process_id = $1 ORDER BY p.number',
    [process.id],
  )
  const rules = { supportsNeeded: '0', contestDays: '0', tie: 'votes-cost', ballots: 'account' }
  const money = `/ro/work/processes/${process.number}/money`
  const unknown = await app.post(money, { ...rules, exclusive: '999999, 1' }, doina.headers)
  assert.match(unknown.body, /href="#f-exclusive">Ideea nr.\s999999 nu este în acest proces/)
  const set = `${rows[0].number}, ${rows[1].number}`
  assert.equal((await app.post(money, { ...rules, exclusive: set }, doina.headers)).statusCode, 303)
  await goToPhase(app, process, 'vote')
  const [defined] = await entries(process, 'ballot-defined')
  assert.deepEqual(defined.exclusive, [[1, 2]])
  assert.deepEqual(defined.tie, ['more-votes', 'lower-cost', 'lot'])
  assert.equal(defined.envelopes[0].leftovers, 'next-envelope')
  await cast(process, 0, ['1', '2', '4'])
  await cast(process, 1, ['1', '4'])
  const result = await counted(process)
  const [first, second] = result.envelopes
  // Benches (300,000) exclude lights; 700,000 go on, and pay for the fountain with the 400,000 of its own envelope.
  assert.deepEqual([first.cost, second.received, second.amount, second.cost], [30e6, 70e6, 110e6, 55e6])
  assert.equal(first.projects.find(({ number }: any) => number === 2).why, 'exclusive')
  assert.equal((await entries(process, 'result'))[1].received, 70e6)
  assert.ok((await recount(await publishedOf(app, process))).every(({ same }) => same))
  const page = (await app.get(`/ro/processes/${process.number}/result`)).body
  assert.match(page, /În total au fost 1\.400\.000\sMDL de împărțit/, 'what goes on was shared once')
  const evaluation = async () => (await app.get(`/api/v1/processes/${process.number}/evaluation`)).json().envelopes
  await evaluateDecided(app.services)
  assert.deepEqual(await evaluation(), [], 'not before the council decided')
  app.clock.set('2027-05-01T10:00:00Z')
  const act = (name: string, fields = {}) =>
    app.post(`/ro/work/processes/${process.number}/result/${name}`, fields, doina.headers)
  assert.equal((await act('protocol')).statusCode, 303)
  assert.equal((await act('decision', { decision: '1', decidedOn: '2027-04-30' })).statusCode, 303)
  await evaluateDecided(app.services)
  const [rulesOfFirst] = await evaluation()
  const own = rulesOfFirst.rules.find(({ own }: { own: boolean }) => own)
  assert.deepEqual([own.rule, own.selected], ['greedy', ['1']])
  assert.ok(rulesOfFirst.rules.length >= 7)
  const evaluated = await app.get(`/ro/processes/${process.number}/evaluation`)
  assert.match(evaluated.body, /<figcaption[^>]*>Câte proiecte alese de un votant sunt finanțate/)
  assert.match(evaluated.body, /Sunt 400\.000\sMDL de cheltuit\. Se adaugă ce lasă fondul precedent/)
  assert.equal(evaluated.body.match(/Se adaugă ce lasă fondul/g)?.length, 1, 'the first receives nothing')
})

const unlisted = { rules: { supportsNeeded: '0', contestDays: '0', ballots: 'account', publishing: 'totals' } }

test('where single ballots are not published, totals and codes are, and nothing else', async () => {
  const process = await voteOf({}, unlisted)
  await goToPhase(app, process, 'vote')
  await cast(process, 0, ['1'])
  await cast(process, 0, ['2'])
  await cast(process, 1, ['2', '1'])
  await checkBudgets(app.services)
  const ballots = async () => (await app.get(`/ro/processes/${process.number}/ballots`)).body
  assert.match(await ballots(), /înlocuite cu altele mai noi se spune acolo/, 'it is, whatever is published')
  const result = await counted(process)
  await checkBudgets(app.services)
  assert.match(await ballots(), /Renumărat din registrul public la [^:]*:[^:]*: 2 buletine/)
  assert.equal((await entries(process, 'ballot-defined'))[0].list, false)
  assert.deepEqual(await entries(process, 'ballots-opened'), [])
  const [named] = await entries(process, 'ballots-counted')
  const mine = (await app.get(`/api/v1/processes/${process.number}/my-ballot`, voters[0]?.headers)).json()
  const own = (await app.get(`/ro/processes/${process.number}/my-ballot`, voters[0]?.headers)).body
  assert.match(own, /Votul s-a încheiat: contează acest buletin/)
  assert.doesNotMatch(own, /îl puteți schimba de câte ori|îl găsiți în lista/, 'there is no list')
  assert.equal(named.commitments.length, 2)
  assert.ok(named.commitments.includes(mine.ballot.commitment))
  assert.deepEqual([result.listsBallots, result.envelopes[0].projects[0].votes], [false, 2])
  const list = (await app.get(`/api/v1/processes/${process.number}/ballots`)).json()
  assert.deepEqual([list.opened, list.items], [false, []])
  for (const path of ['ballots.csv', 'envelopes/1/election.pb'])
    assert.equal((await app.get(`/processes/${process.number}/${path}`)).statusCode, 404)
  const { body } = await app.get(`/ro/processes/${process.number}/result`)
  assert.doesNotMatch(body, /recount|ballots\.csv/)
  assert.match(body, /nu se publică/)
})

test('a vote given up whose ballots are not published promises no code of a ballot that counted', async () => {
  const process = await voteOf({}, unlisted)
  await goToPhase(app, process, 'vote')
  await cast(process, 0, ['1'])
  const path = `/ro/work/processes/${process.number}/cancellation`
  const given = await app.post(path, { reason: 'Banii au fost luați înapoi.' }, doina.headers)
  assert.equal(given.statusCode, 303, given.body)
  await checkBudgets(app.services)
  for (const page of ['ballots', 'my-ballot', 'projects']) {
    const { body } = await app.get(`/ro/processes/${process.number}/${page}`, voters[0]?.headers)
    assert.doesNotMatch(body, /codurile buletinelor numărate|înlocuite cu altele mai noi/, page)
    if (page === 'ballots') assert.match(body, /nu se deschid și nu se publică niciodată/)
  }
})

test('after the last day, and before the log names what counted, my ballot says only that the vote is over', async () => {
  for (const rules of [{}, unlisted]) {
    const process = await voteOf({}, rules)
    await goToPhase(app, process, 'vote')
    await cast(process, 0, ['1'])
    const path = `/processes/${process.number}/my-ballot`
    const { closesOn } = (await app.get(`/api/v1${path}`, voters[0]?.headers)).json()
    app.clock.set(`${closesOn}T23:00:00Z`)
    const { body } = await app.get(`/ro${path}`, voters[0]?.headers)
    assert.match(body, /Votul s-a încheiat\./)
    assert.doesNotMatch(body, /Alegerea nu se publică|îl puteți schimba/)
  }
})

test('that the outcome is compared with counting by votes is said where one votes, and which one holds in the result', async () => {
  const process = await voteOf({ rule: 'equalshares/add1u', comparison: 'count' })
  await goToPhase(app, process, 'vote')
  for (const page of ['projects', 'ballot'])
    assert.match(
      (await app.get(`/ro/processes/${process.number}/${page}`, voters[0]?.headers)).body,
      /se compară cu numărarea după voturi: rămâne cel în care mai mulți votanți/,
    )
  await cast(process, 0, ['1', '2'])
  await cast(process, 1, ['1'])
  await cast(process, 2, ['3'])
  const { compared, outcome } = (await counted(process)).envelopes[0]
  assert.deepEqual(compared, outcome.shares.compared)
  const held = compared.winner === 'greedy' ? 'rezultatul după voturi' : 'rezultatul cotelor egale'
  const page = (await app.get(`/ro/processes/${process.number}/result`)).body
  assert.match(page, new RegExp(`S-a comparat cu numărarea după voturi[^<]*Rămâne ${held}`))
  const told = await voteOf({ rule: 'equalshares/add1', comparison: 'count' })
  const { body } = await app.get(`/ro/processes/${told.number}/projects`)
  assert.match(body, /dacă mai mulți votanți au mai multe proiecte la numărarea după voturi, rămâne aceea/)
  assert.doesNotMatch(body, /se compară cu numărarea după voturi/, 'once')
})

test('the printed ballot has a box for each project, in usual and large letters', async () => {
  const process = await voteOf({ ballotKind: 'ranking' })
  await goToPhase(app, process, 'vote')
  for (const lang of ['ro', 'ru', 'en'])
    for (const size of ['', '?size=large']) {
      const { body } = await app.get(`/${lang}/processes/${process.number}/paper-ballot${size}`)
      assert.equal(body.match(/class="paper-box /g)?.length, 3)
      assert.equal(body.includes('paper-large'), size !== '')
    }
})

test('picks are read in one way, whoever asks', () => {
  const limits = {
    position: 1,
    amount: 100,
    ballotKind: 'approval',
    minPicks: 1,
    maxPicks: 2,
    points: null,
    maxPoints: null,
  } as const
  const projects = [3, 1, 2].map((number) => ({
    number,
    envelope: 1,
    title: '',
    lang: 'ro' as const,
    names: {},
    cost: 10,
    voidAt: null,
  }))
  assert.deepEqual(readPicks([3, 1, 3], [limits], projects, 'MDL'), { picks: { 1: [1, 3] } })
  assert.ok('errors' in readPicks([1, 2, 3], [limits], projects, 'MDL'))
  assert.ok('errors' in readPicks([{ project: 1, as: 'place', value: 1 }], [limits], projects, 'MDL'))
})
