import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Process } from '#commons/processes/process.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addIdea, goToPhase, makeBudget } from '#test/budgets.ts'
import { signedIn, type TestPerson } from '#test/people.ts'

let app: TestApp
let process: Process
let maria: TestPerson
let ion: TestPerson
let moderator: TestPerson
let elsewhere: TestPerson
before(async () => {
  app = await testApp()
  maria = await signedIn(app, { name: 'Maria Rusu', email: 'maria@example.md' })
  ion = await signedIn(app, { name: 'Ion Rotaru', email: 'ion@example.md' })
  const moderates = (name: string, placeKey: string) =>
    signedIn(app, { name, email: `${placeKey}@example.md`, roles: [{ name: 'moderator', placeKey }] })
  moderator = await moderates('Ana Lungu', 'md-cu')
  elsewhere = await moderates('Vasile Ciobanu', 'md-ba')
})
after(() => app.close())
beforeEach(async () => {
  app.clock.set('2026-11-22T10:00:00Z')
  process = await makeBudget(app, { blueprint: 'budgeting.civil' })
})

const own = (person: TestPerson, more: Parameters<typeof addIdea>[2] = {}) =>
  addIdea(app, process, { mailboxId: person.mailboxId, ...more })
const shown = async (number: number) => (await app.get(`/api/v1/ideas/${number}`)).json()
const mine = async (person: TestPerson, number: number) =>
  (await app.get(`/api/v1/ideas/${number}/mine`, person.headers)).json()
const act = async (person: TestPerson, number: number, what: string, fields: Record<string, string> = {}) =>
  app.post(
    `/ro/ideas/${number}/${what}`,
    what === 'support' ? { residence: 'md-cu', oldEnough: 'yes' } : fields,
    person.headers,
  )
const hide = (person: TestPerson, number: number, reason: string) =>
  app.post(`/ro/work/published-ideas/${number}`, { reason }, person.headers)
const kinds = async () => {
  const { rows } = await app.deps.database.pool.query(
    "SELECT body FROM ledger.entry WHERE kind LIKE 'budgeting.%' ORDER BY index",
  )
  return rows
    .map(({ body }) => JSON.parse(body.toString()))
    .filter((entry) => entry.process === process.number)
    .map(({ kind, idea, into }) => [kind, idea, into].filter((part) => part !== undefined))
}

test('an author sees own ideas and withdraws one; nobody else does', async () => {
  const { number } = await own(maria)
  const { items } = (await app.get('/api/v1/account/ideas', maria.headers)).json()
  assert.ok(items.some((item: { number: number }) => item.number === number))
  assert.equal((await app.get(`/ro/ideas/${number}/mine`, ion.headers)).statusCode, 404)
  assert.equal((await act(ion, number, 'withdrawal')).statusCode, 404)
  assert.equal((await act(maria, number, 'withdrawal')).statusCode, 303)
  assert.equal((await act(maria, number, 'withdrawal')).statusCode, 303, 'twice is once')
  const view = await shown(number)
  assert.equal(view.state, 'withdrawn')
  assert.equal(view.events.length, 1)
  assert.deepEqual(await kinds(), [['budgeting.idea-withdrawn', number]])
  assert.equal((await act(ion, number, 'support')).statusCode, 409)
  assert.equal((await mine(maria, number)).mayWithdraw, false)
})

test('on the ballot an idea is not withdrawn any more', async () => {
  const { number } = await own(maria, { state: 'on-ballot' })
  assert.equal((await act(maria, number, 'withdrawal')).statusCode, 409)
  assert.equal((await shown(number)).state, 'on-ballot')
})

test('two ideas become one when both authors want it', async () => {
  const small = await own(maria, { title: 'Bănci în scuar' })
  const big = await own(ion, { title: 'Scuar cu bănci și felinare' })
  const offer = (into: string) => act(maria, small.number, 'merge-offer', { into })
  assert.match((await offer(String(small.number))).body, /chiar ideea aceasta/)
  assert.match((await offer('999999')).body, /nu este o idee cu numărul/)
  assert.equal((await act(ion, small.number, 'merge-offer', { into: String(big.number) })).statusCode, 404)
  assert.equal((await offer(String(big.number))).statusCode, 303)
  assert.equal((await mine(maria, small.number)).offeredTo.number, big.number)
  assert.equal((await shown(small.number)).state, 'proposed', 'an offer alone changes nothing')
  const answer = (person: TestPerson, answer: string) =>
    act(person, big.number, 'merge-answers', { from: String(small.number), answer })
  assert.equal((await answer(maria, 'agree')).statusCode, 404, 'it is the other author who agrees')
  assert.equal((await answer(ion, 'decline')).statusCode, 303)
  assert.equal((await answer(ion, 'agree')).statusCode, 409, 'declined already')
  await offer(String(big.number))
  assert.equal((await mine(ion, big.number)).offers[0].number, small.number)
  assert.match((await app.get('/ro/account/ideas', ion.headers)).body, /o propunere de unire așteaptă/)
  const replies = await Promise.all(Array.from({ length: 5 }, () => answer(ion, 'agree')))
  assert.deepEqual([...new Set(replies.map(({ statusCode }) => statusCode))], [303])
  const merged = await shown(small.number)
  assert.equal(merged.state, 'merged')
  assert.equal(merged.mergedInto.number, big.number)
  const whole = await shown(big.number)
  assert.deepEqual(
    whole.tookIn.map(({ number }: { number: number }) => number),
    [small.number],
  )
  assert.match(whole.events.at(-1).text, /face parte acum din aceasta/)
  assert.deepEqual(await kinds(), [['budgeting.idea-merged', small.number, big.number]])
  assert.match((await app.get(`/ru/ideas/${small.number}-${merged.slug}`)).body, /Теперь это часть другой идеи/)
})

test('two authors who offer to each other at once do not wait for each other for ever', async () => {
  const one = await own(maria)
  const other = await own(ion)
  await act(maria, one.number, 'merge-offer', { into: String(other.number) })
  await act(ion, other.number, 'merge-offer', { into: String(one.number) })
  const replies = await Promise.all([
    act(ion, other.number, 'merge-answers', { from: String(one.number), answer: 'agree' }),
    act(maria, one.number, 'merge-answers', { from: String(other.number), answer: 'agree' }),
  ])
  assert.deepEqual(replies.map(({ statusCode }) => statusCode).sort(), [303, 409])
  const states = [(await shown(one.number)).state, (await shown(other.number)).state].sort()
  assert.deepEqual(states, ['merged', 'proposed'])
})

test('only a moderator of the place hides, and then nobody reads the words', async () => {
  const { number } = await own(maria, { title: 'Vecinul Gheorghe este un hoț' })
  const reason = 'Acuză o persoană fără dovezi.'
  assert.equal((await hide(maria, number, reason)).statusCode, 403)
  assert.equal((await hide(elsewhere, number, reason)).statusCode, 403)
  const { items: others } = (await app.get('/api/v1/work/published-ideas', elsewhere.headers)).json()
  assert.deepEqual(others, [])
  const { items } = (await app.get('/api/v1/work/published-ideas', moderator.headers)).json()
  assert.equal(items[0].number, number)
  assert.equal((await hide(moderator, number, '')).statusCode, 422, 'needs a reason')
  assert.equal((await hide(moderator, number, reason)).statusCode, 303)
  assert.equal((await hide(moderator, number, reason)).statusCode, 409)
  const view = await shown(number)
  assert.equal(view.state, 'hidden')
  assert.equal(view.html, null)
  assert.equal(view.hidden, reason)
  for (const path of [
    `/ro/ideas/${number}-hidden`,
    `/ro/processes/${process.number}/ideas`,
    `/en/ideas/${number}/support`,
  ]) {
    const { body, headers } = await app.get(path, ion.headers)
    const page = body || (await app.get(String(headers.location))).body
    assert.doesNotMatch(page, /Gheorghe/, path)
  }
  const found = (await app.get(`/api/v1/processes/${process.number}/ideas?q=gheorghe`)).json()
  assert.equal(found.total, 0)
  assert.match((await app.get(`/ro/work/published-ideas/${number}`, moderator.headers)).body, /Gheorghe/)
  assert.deepEqual(await kinds(), [['budgeting.idea-hidden', number]])
  const { rows } = await app.deps.database.pool.query(
    "SELECT act, subject_id, data FROM audit.act WHERE act = 'budgeting.hide-idea'",
  )
  assert.deepEqual(rows, [
    { act: 'budgeting.hide-idea', subject_id: String(number), data: { before: 'proposed', reason } },
  ])
})

test('the words of a hidden idea are gone from what became part of it, and from its appeal', async () => {
  const small = await own(maria)
  const big = await own(maria, { title: 'Primarul Vasile a furat parcul' })
  await act(maria, small.number, 'merge-offer', { into: String(big.number) })
  assert.match(JSON.stringify(await shown(small.number)), /Vasile/)
  await app.deps.database.pool.query(
    "UPDATE budgeting.idea SET state = 'appealed', appeal_text = 'Vasile minte.', appealed_at = created_at WHERE number = $1",
    [big.number],
  )
  assert.match(JSON.stringify(await shown(big.number)), /Vasile minte/)
  assert.equal((await hide(moderator, big.number, 'Acuză o persoană fără dovezi.')).statusCode, 303)
  for (const { number } of [small, big]) assert.doesNotMatch(JSON.stringify(await shown(number)), /Vasile/)
})

test('erasing takes support back while it is gathered, and leaves ideas nobody’s', async () => {
  const ana = await signedIn(app, { name: 'Ana Moraru', email: 'ana.moraru@example.md' })
  const { number } = await own(ana)
  const open = await own(ion)
  const later = await own(ion, { supports: 19 })
  const hidden = await own(ion, { supports: 4 })
  for (const each of [open.number, later.number, hidden.number]) await act(ana, each, 'support')
  assert.equal((await hide(moderator, hidden.number, 'Acuză o persoană fără dovezi.')).statusCode, 303)
  const before = (await app.get('/ro/account/data/export', ana.headers)).json()
  assert.deepEqual(
    before['budgeting.ideas'].map(({ idea, text }: { idea: number; text: string }) => [idea, text]),
    [[number, 'De ce.']],
  )
  assert.deepEqual(
    before['budgeting.supports'].map(({ idea }: { idea: number }) => idea),
    [open.number, later.number, hidden.number],
  )
  await app.deps.database.pool.query("UPDATE budgeting.idea SET state = 'review' WHERE number = $1", [later.number])
  assert.equal((await app.post('/ro/account/data/erasure', { sure: 'yes' }, ana.headers)).statusCode, 303)
  assert.equal((await shown(open.number)).supports, 0)
  assert.equal((await shown(later.number)).supports, 20, 'counted, and nobody’s')
  assert.equal((await shown(hidden.number)).supports, 4, 'it may be given back, and gathers on')
  assert.equal((await shown(number)).state, 'proposed')
  const { rows } = await app.deps.database.pool.query(
    'SELECT 1 FROM budgeting.idea_support WHERE mailbox_id = $1 UNION SELECT 1 FROM budgeting.idea WHERE author_mailbox_id = $1',
    [ana.mailboxId],
  )
  assert.deepEqual(rows, [])
})

test('support of a hidden idea stays counted once the gathering is over', async () => {
  const ana = await signedIn(app, { name: 'Ana Moraru', email: 'ana.moraru@example.md' })
  const { number } = await own(ion, { supports: 4 })
  await act(ana, number, 'support')
  assert.equal((await hide(moderator, number, 'Acuză o persoană fără dovezi.')).statusCode, 303)
  await goToPhase(app, process, 'review')
  assert.equal((await app.post('/ro/account/data/erasure', { sure: 'yes' }, ana.headers)).statusCode, 303)
  assert.equal((await shown(number)).supports, 5)
})
