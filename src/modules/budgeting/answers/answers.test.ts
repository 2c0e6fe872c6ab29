import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, beforeEach, test } from 'node:test'
import { sendNews } from '#commons/notices/send-news.ts'
import type { Process } from '#commons/processes/process.ts'
import { turnPhases } from '#commons/processes/turn-phases.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addIdea, endNow, gatherLonger, goToPhase, makeBudget } from '#test/budgets.ts'
import { authorityId, officerOf, signedIn, type TestPerson } from '#test/people.ts'
import { ideaNews } from '../idea-news.ts'
import { refreshStatistics } from '../statistics/refresh-statistics.ts'

let app: TestApp
let process: Process
let maria: TestPerson
let doina: TestPerson
let colleague: TestPerson
let stranger: TestPerson
let moderators: [TestPerson, TestPerson]
before(async () => {
  app = await testApp()
  maria = await signedIn(app, { name: 'Maria Rusu', email: 'maria@example.md' })
  doina = await officerOf(app, 'primaria-chisinau', { name: 'Doina Plămădeală', email: 'doina@example.md' })
  colleague = await officerOf(app, 'primaria-chisinau', { name: 'Andrei Lupu', email: 'andrei@example.md' })
  stranger = await officerOf(app, 'primaria-balti', { name: 'Oleg Kravciuk', email: 'oleg@example.md' })
  const moderator = (name: string, email: string) =>
    signedIn(app, { name, email, roles: [{ name: 'moderator', placeKey: 'md-cu' }] })
  moderators = [await moderator('Ana Lungu', 'ana@example.md'), await moderator('Pavel Dodu', 'pavel@example.md')]
})
after(() => app.close())
beforeEach(async () => {
  app.clock.set('2026-11-22T10:00:00Z')
  await app.deps.database.pool.query('DELETE FROM kernel.limit_window')
  process = await makeBudget(app, { blueprint: 'budgeting.quick' })
})

const TEXT = 'Punem patru coșuri până la sfârșitul lunii.'
const answer = (person: TestPerson, idea: number, decision: string, more: Record<string, string> = {}) =>
  app.post(`/ro/work/answers/${idea}`, { decision, text: TEXT, ...more }, person.headers)
const idea = async (number: number) => (await app.get(`/api/v1/ideas/${number}`)).json()
const answers = async () => (await app.get(`/api/v1/processes/${process.number}/answers`)).json()
/** Ideas whose gathering is over, each with so many supporters; answering has begun. */
async function gathered(supports: number[], mailboxId: string | null = null): Promise<number[]> {
  const numbers: number[] = []
  for (const [at, count] of supports.entries())
    numbers.push((await addIdea(app, process, { title: `Ideea a ${at + 1}-a`, supports: count, mailboxId })).number)
  await goToPhase(app, process, 'answers')
  return numbers
}
async function runningTerms(number: number): Promise<number> {
  const { rows } = await app.deps.database.pool.query(
    `SELECT 1 FROM lifecycle.clock k JOIN budgeting.idea i ON k.subject_id = i.id::text
    WHERE k.subject_kind = 'budgeting.answer' AND k.stopped_on IS NULL AND i.number = $1`,
    [number],
  )
  return rows.length
}
async function entries(): Promise<any[]> {
  const { rows } = await app.deps.database.pool.query(
    "SELECT body FROM ledger.entry WHERE kind IN ('budgeting.idea-answered', 'budgeting.delivery-begun') ORDER BY index",
  )
  return rows.map(({ body }) => JSON.parse(body.toString())).filter((entry) => entry.process === process.number)
}

test('ideas with enough support are answered in a term; the others are not', async () => {
  const [most, enough, few] = await gathered([25, 10, 9])
  assert.deepEqual(
    [(await idea(most as number)).state, (await idea(enough as number)).state, (await idea(few as number)).state],
    ['to-answer', 'to-answer', 'unsupported'],
  )
  const { items, owed, waiting, supportsNeeded, termDays } = await answers()
  assert.deepEqual(
    items.map(({ number, state }: any) => [number, state]),
    [
      [most, 'to-answer'],
      [enough, 'to-answer'],
    ],
  )
  assert.deepEqual([owed, waiting, supportsNeeded, termDays], [2, 2, 10, 20])
  assert.equal(items[0].answer.due.total, 20)
  assert.ok(items[0].answer.due.daysLeft > 0)
  const page = await app.get(`/ro/ideas/${most}-${(await idea(most as number)).slug}`)
  assert.match(page.body, /a promis un răspuns până la/)
  assert.match(page.body, /din 10 pentru un răspuns/)
  const queued = async (person: TestPerson) =>
    (await app.get('/api/v1/work/answers', person.headers)).json().items.map(({ number }: any) => number)
  assert.deepEqual(
    (await queued(doina)).filter((number: number) => [most, enough, few].includes(number)),
    [most, enough],
  )
  assert.deepEqual(await queued(stranger), [])
})

test('what is taken up is delivered at once, and followed', async () => {
  const [one, other] = await gathered([25, 12], maria.mailboxId)
  assert.equal((await answer(doina, one as number, 'taken-up', { cost: '1 800,50' })).statusCode, 303)
  assert.equal((await answer(doina, other as number, 'taken-up')).statusCode, 303)
  const shown = await idea(one as number)
  assert.deepEqual(
    [shown.state, shown.answer.given.takenUp, shown.answer.given.text, shown.answer.given.lateDays],
    ['taken-up', true, TEXT, 0],
  )
  assert.equal(shown.delivery, `/processes/${process.number}/delivery/1`)
  const [top] = (await app.get(`/ro/ideas/${one}-${shown.slug}`)).body.split('id="support"')
  assert.match(top ?? '', /Ideea a devenit proiect[\s\S]*delivery\/1"/, 'told before all else')
  const { projects, answers: told } = (await app.get(`/api/v1/processes/${process.number}/delivery`)).json()
  assert.equal(told, true)
  assert.deepEqual(
    projects.map(({ number, cost, state, chosenBy }: any) => [number, cost, state, chosenBy]),
    [
      [1, 180_050, 'planned', 'answer'],
      [2, 0, 'planned', 'answer'],
    ],
  )
  const page = await app.get(`/ro/processes/${process.number}/delivery/1`)
  assert.match(page.body, /Costul anunțat/)
  assert.doesNotMatch(page.body, /Costul votat/)
  assert.deepEqual(
    (await entries()).map(({ kind, idea, cost, projects }) => [kind, idea ?? projects, cost]),
    [
      ['budgeting.idea-answered', one, 180_050],
      ['budgeting.delivery-begun', [1], undefined],
      ['budgeting.idea-answered', other, 0],
      ['budgeting.delivery-begun', [2], undefined],
    ],
  )
  const work = `/ro/work/processes/${process.number}/projects/1`
  await app.post(
    `${work}/owner`,
    { organisation: await authorityId(app, 'primaria-chisinau'), office: 'Salubrizare' },
    doina.headers,
  )
  const desk = await app.get(`/ro/work/processes/${process.number}/delivery/1`, doina.headers)
  assert.notEqual(desk.statusCode, 500)
  const coming = (await app.get(`/api/v1/processes/${process.number}`)).json().phases.at(-1)
  assert.equal(coming.standing, 'coming')
  assert.match(coming.look.path, /\/delivery$/, 'to what is taken up already')
  await goToPhase(app, process, 'delivery')
  const { phases, figures } = (await app.get(`/api/v1/processes/${process.number}`)).json()
  assert.equal(phases.at(-1).standing, 'open', 'no council decides on quick ideas')
  assert.equal(figures.find(({ of }: any) => /preluate/.test(of)).value, 2)
})

test('who declines says why, and the author is told', async () => {
  const [number] = await gathered([25], maria.mailboxId)
  assert.match((await answer(doina, number as number, 'not-taken-up', { text: 'Nu.' })).body, /href="#f-text"/)
  assert.match((await answer(doina, number as number, '')).body, /href="#f-decision"/)
  assert.match((await answer(doina, number as number, 'not-taken-up', { cost: '5' })).body, /href="#f-cost"/)
  assert.equal((await answer(doina, number as number, 'not-taken-up')).statusCode, 303)
  const { state, delivery, events } = await idea(number as number)
  assert.deepEqual([state, delivery], ['not-taken-up', null])
  assert.ok(events.some(({ kind }: any) => kind === 'ideas.not-taken-up'))
  const { rows } = await app.deps.database.pool.query(
    "SELECT id FROM notices.announcement WHERE kind = 'not-taken-up' AND subject_id = (SELECT id::text FROM budgeting.idea WHERE number = $1)",
    [number],
  )
  await sendNews(app.services, ideaNews, rows[0].id)
  const mail = (await app.mails()).findLast(({ to }) => to === 'maria@example.md')
  assert.match(mail?.text ?? '', /nu preia ideea/)
  const acts = await app.deps.database.pool.query(
    "SELECT data FROM audit.act WHERE act = 'budgeting.answer-idea' AND subject_id = $1",
    [String(number)],
  )
  assert.deepEqual(acts.rows, [{ data: { decision: 'not-taken-up' } }])
})

test('an answer says its language, and a translation beside it is marked as one', async () => {
  const [number] = await gathered([25])
  const translation = 'Поставим четыре урны до конца месяца.'
  const wrong = await answer(doina, number as number, 'taken-up', { lang: 'ru', translationLang: 'ru', translation })
  assert.match(wrong.body, /href="#f-translationLang"/)
  assert.match(wrong.body, /name="translationLang"[\s\S]*<option value="en" lang="en">English</)
  assert.match((await answer(doina, number as number, 'taken-up', { translation })).body, /href="#f-translationLang"/)
  assert.match(
    (await answer(doina, number as number, 'taken-up', { translationLang: 'ro', translation })).body,
    /href="#f-translationLang"/,
    'the language of the page is that of the answer',
  )
  const translated = { lang: 'ro', translationLang: 'ru', translation }
  assert.equal((await answer(doina, number as number, 'taken-up', translated)).statusCode, 303)
  const { given } = (await idea(number as number)).answer
  assert.deepEqual([given.lang, given.translation], ['ro', { text: translation, lang: 'ru' }])
  const page = (await app.get(`/ru/processes/${process.number}/answers`)).body
  assert.match(page, /Перевод органа власти: русский/)
})

test('who is told no asks once, with a reason, and another officer answers', async () => {
  const [number] = (await gathered([25], maria.mailboxId)) as [number]
  const ask = (person: TestPerson, text = 'Coșurile existente sunt la trei sute de metri, nu la cincizeci.') =>
    app.post(`/ro/ideas/${number}/asking-again`, { text }, person.headers)
  assert.equal((await ask(maria)).statusCode, 409, 'not before an answer')
  await answer(doina, number, 'not-taken-up')
  assert.equal((await ask(stranger)).statusCode, 403)
  assert.match((await ask(maria, 'Scurt.')).body, /href="#f-text"/)
  const shown = (await idea(number)).answer
  assert.match((await app.get(`/ro/ideas/${number}-${(await idea(number)).slug}`)).body, /asking-again/)
  assert.ok(shown.askUntil > shown.given.on)
  assert.equal((await ask(maria)).statusCode, 303)
  assert.equal((await ask(maria)).statusCode, 409, 'once')
  assert.equal(await runningTerms(number), 1, 'also on the day of the answer')
  const waiting = await idea(number)
  assert.deepEqual([waiting.state, waiting.answer.given, waiting.answer.asked.earlier.text], ['to-answer', null, TEXT])
  assert.match((await app.get(`/ro/work/answers/${number}`, doina.headers)).body, /alt funcționar/)
  const queue = async (person: TestPerson) => (await app.get('/api/v1/work/answers', person.headers)).json().items
  const queued = async (person: TestPerson) => (await queue(person)).find((one: any) => one.number === number)
  assert.deepEqual([(await queued(doina)).colleague, (await queued(colleague)).colleague], [true, false])
  assert.match((await app.get('/ro/work/answers', doina.headers)).body, /decizia unui coleg/)
  const { roles } = (await app.get('/api/v1/work', doina.headers)).json()
  const counted = roles.flatMap(({ workspaces }: any) => workspaces).find(({ path }: any) => path === '/work/answers')
    .waiting.count
  assert.equal(counted, (await queue(doina)).filter((one: any) => !one.colleague).length, 'is no work of who said no')
  assert.equal((await answer(doina, number, 'not-taken-up')).statusCode, 409, 'somebody else decides')
  assert.equal(
    (await answer(colleague, number, 'taken-up', { text: 'Ați avut dreptate: punem coșurile.' })).statusCode,
    303,
  )
  const { state, answer: last, events } = await idea(number)
  assert.deepEqual(
    [state, last.given.takenUp, last.asked.earlier.takenUp, last.askUntil],
    ['taken-up', true, false, null],
  )
  assert.ok(events.some(({ kind }: any) => kind === 'ideas.asked-again'))
  const { rows } = await app.deps.database.pool.query(
    "SELECT body FROM ledger.entry WHERE kind = 'budgeting.answer-asked-again'",
  )
  assert.ok(rows.some(({ body }) => JSON.parse(body.toString()).idea === number))
})

test('a second no is final, and asking ends with its days', async () => {
  const [one, other] = (await gathered([25, 24], maria.mailboxId)) as [number, number]
  const ask = (number: number) =>
    app.post(`/ro/ideas/${number}/asking-again`, { text: 'Nu s-a luat în seamă strada vecină.' }, maria.headers)
  await answer(doina, one, 'not-taken-up')
  await answer(doina, other, 'not-taken-up')
  await ask(one)
  await answer(colleague, one, 'not-taken-up')
  assert.equal((await ask(one)).statusCode, 409)
  const { askUntil } = (await idea(other)).answer
  app.clock.set(new Date(new Date(`${askUntil}T10:00:00Z`).getTime() + 86_400_000).toISOString())
  assert.equal((await idea(other)).answer.askUntil, null)
  assert.equal((await ask(other)).statusCode, 409, 'late')
})

test('who said no before there was a second look is known from the acts', async () => {
  const [number] = (await gathered([25], maria.mailboxId)) as [number]
  await answer(doina, number, 'not-taken-up')
  await app.deps.database.pool.query('UPDATE budgeting.idea SET refused_by = NULL WHERE number = $1', [number])
  await app.deps.database.pool.query(readFileSync('migrations/20261202170000_budgeting_first_decliner.sql', 'utf8'))
  const again = { text: 'Nu s-a luat în seamă strada vecină.' }
  assert.equal((await app.post(`/ro/ideas/${number}/asking-again`, again, maria.headers)).statusCode, 303)
  assert.equal((await answer(doina, number, 'not-taken-up')).statusCode, 409)
  assert.equal((await answer(colleague, number, 'not-taken-up')).statusCode, 303)
})

test('who may not answer does not, and nobody answers twice or before the term begins', async () => {
  const early = await addIdea(app, process, { supports: 25 })
  assert.equal((await answer(doina, early.number, 'taken-up')).statusCode, 409, 'still gathered')
  await goToPhase(app, process, 'answers')
  for (const person of [stranger, maria, moderators[0]])
    assert.equal((await answer(person, early.number, 'taken-up')).statusCode, 403)
  assert.equal((await app.get(`/api/v1/work/answers/${early.number}`, stranger.headers)).statusCode, 403)
  const replies = await Promise.all(
    Array.from({ length: 10 }, (_, at) =>
      answer(at % 2 ? doina : colleague, early.number, at % 2 ? 'taken-up' : 'not-taken-up'),
    ),
  )
  assert.deepEqual(replies.map(({ statusCode }) => statusCode).toSorted(), [
    303,
    ...Array.from({ length: 9 }, () => 409),
  ])
  assert.equal((await entries()).filter(({ kind }) => kind === 'budgeting.idea-answered').length, 1)
  const own = await addIdea(app, process, { state: 'to-answer', supports: 12, mailboxId: colleague.mailboxId })
  assert.equal((await answer(colleague, own.number, 'taken-up')).statusCode, 409, 'one’s own idea')
  for (const [person, others] of [
    [colleague, true],
    [doina, false],
  ] as const) {
    const { items, ...counts } = (await app.get('/api/v1/work/answers', person.headers)).json()
    assert.equal(items.find((one: any) => one.number === own.number).colleague, others, 'is work of a colleague')
    const mine = items.filter((one: any) => !one.colleague)
    const late = mine.filter((one: any) => one.overdueDays > 0).length
    assert.deepEqual(counts, { own: mine.length, overdue: late, colleagues: items.length - mine.length })
  }
  assert.equal((await answer(doina, own.number, 'taken-up')).statusCode, 303)
})

test('several taken up at once have each their number', async () => {
  const numbers = await gathered([25, 24, 23, 22, 21, 20])
  const replies = await Promise.all(numbers.map((number) => answer(doina, number, 'taken-up')))
  assert.deepEqual([...new Set(replies.map(({ statusCode }) => statusCode))], [303])
  const { projects } = (await app.get(`/api/v1/processes/${process.number}/delivery`)).json()
  assert.deepEqual(
    projects.map(({ number }: any) => number),
    [1, 2, 3, 4, 5, 6],
  )
})

test('an answer that is late is still owed, and everybody sees it', async () => {
  const [number] = await gathered([25])
  app.clock.set('2027-02-20T10:00:00Z')
  assert.equal((await answers()).overdue, 1)
  const { items: queue } = (await app.get('/api/v1/work/answers', doina.headers)).json()
  assert.ok(queue.find((one: any) => one.number === number).overdueDays > 0)
  assert.equal((await answer(doina, number as number, 'taken-up')).statusCode, 303)
  const { overdue, items } = await answers()
  assert.equal(overdue, 0)
  assert.ok(items[0].answer.given.lateDays > 0)
  assert.match((await app.get(`/ro/processes/${process.number}/answers`)).body, /după termen/)
})

test('a hidden idea waits for no answer, and given back its term begins anew', async () => {
  const [number] = await gathered([25], maria.mailboxId)
  const hide = `/ro/work/published-ideas/${number}`
  assert.equal((await app.post(hide, { reason: 'Acuză o persoană.' }, moderators[0].headers)).statusCode, 303)
  assert.equal((await answer(doina, number as number, 'taken-up')).statusCode, 409)
  assert.equal((await answers()).owed, 0)
  await app.post(`/ro/ideas/${number}/hiding-appeal`, { text: 'Nu acuză pe nimeni, spune ce lipsește.' }, maria.headers)
  app.clock.set('2027-01-05T10:00:00Z')
  const lifted = await app.post(
    `${hide}/appeal`,
    { decision: 'lifted', text: 'Textul nu numește pe nimeni.' },
    moderators[1].headers,
  )
  assert.equal(lifted.statusCode, 303, lifted.body)
  assert.equal((await idea(number as number)).state, 'to-answer')
  const { items } = await answers()
  assert.ok(items[0].answer.due.dueOn > '2027-01-20')
  assert.equal((await app.post(`/ro/ideas/${number}/withdrawal`, {}, maria.headers)).statusCode, 303)
  assert.equal((await answers()).owed, 0)
  const { rows } = await app.deps.database.pool.query(
    "SELECT 1 FROM lifecycle.clock WHERE subject_kind = 'budgeting.answer' AND stopped_on IS NULL AND subject_id = (SELECT id::text FROM budgeting.idea WHERE number = $1)",
    [number],
  )
  assert.deepEqual(rows, [])
})

test('an answer in time after an idea was given back is not called late once its author asks again', async () => {
  const [number] = (await gathered([25], maria.mailboxId)) as [number]
  const hide = `/ro/work/published-ideas/${number}`
  app.clock.set('2027-02-20T10:00:00Z')
  await app.post(hide, { reason: 'Acuză o persoană.' }, moderators[0].headers)
  await app.post(`/ro/ideas/${number}/hiding-appeal`, { text: 'Nu acuză pe nimeni, spune ce lipsește.' }, maria.headers)
  app.clock.set('2027-02-22T10:00:00Z')
  const words = { decision: 'lifted', text: 'Textul nu numește pe nimeni.' }
  assert.equal((await app.post(`${hide}/appeal`, words, moderators[1].headers)).statusCode, 303)
  assert.equal((await answer(doina, number, 'not-taken-up')).statusCode, 303)
  assert.equal((await idea(number)).answer.given.lateDays, 0)
  const again = { text: 'Nu s-a luat în seamă strada vecină.' }
  assert.equal((await app.post(`/ro/ideas/${number}/asking-again`, again, maria.headers)).statusCode, 303)
  assert.equal((await idea(number)).answer.asked.earlier.lateDays, 0)
})

test('hidden and given back on one day, an idea has a term that runs', async () => {
  const [number] = await gathered([25], maria.mailboxId)
  const hide = `/ro/work/published-ideas/${number}`
  assert.equal((await app.post(hide, { reason: 'Acuză o persoană.' }, moderators[0].headers)).statusCode, 303)
  assert.equal(await runningTerms(number as number), 0)
  await app.post(`/ro/ideas/${number}/hiding-appeal`, { text: 'Nu acuză pe nimeni, spune ce lipsește.' }, maria.headers)
  const words = { decision: 'lifted', text: 'Textul nu numește pe nimeni.' }
  assert.equal((await app.post(`${hide}/appeal`, words, moderators[1].headers)).statusCode, 303)
  assert.equal(await runningTerms(number as number), 1)
  app.clock.set('2027-02-20T10:00:00Z')
  assert.equal((await answers()).overdue, 1)
  assert.equal((await answer(doina, number as number, 'taken-up')).statusCode, 303)
  assert.equal(await runningTerms(number as number), 0)
})

test('ideas that are gathered longer than planned have the promised term from the day gathering ends', async () => {
  const { number } = await addIdea(app, process, { supports: 25 })
  await gatherLonger(app, process)
  await goToPhase(app, process, 'answers')
  assert.equal(await runningTerms(number), 0, 'still gathered')
  app.clock.set(new Date(app.clock.now().getTime() + 6 * 86_400_000).toISOString())
  await turnPhases(app.services)
  assert.equal((await idea(number)).state, 'to-answer')
  assert.equal(await runningTerms(number), 1)
  app.clock.set('2027-02-20T10:00:00Z')
  assert.equal((await answers()).overdue, 1)
})

test('what is not answered when the process ends is still owed, and said no to', async () => {
  const [number] = await gathered([25], maria.mailboxId)
  await endNow(app, process)
  const { items: queue } = (await app.get('/api/v1/work/answers', doina.headers)).json()
  assert.ok(queue.some((one: any) => one.number === number))
  const desk = (await app.get(`/ro/work/answers/${number}`, doina.headers)).body
  assert.match(desk, /value="not-taken-up"/)
  assert.doesNotMatch(desk, /value="taken-up"/)
  const late = await answer(doina, number as number, 'taken-up')
  assert.equal(late.statusCode, 422)
  assert.match(late.body, /nu se mai preia nimic/)
  app.clock.set(new Date(app.clock.now().getTime() + 86_400_000).toISOString())
  await refreshStatistics(app.services)
  assert.equal((await answer(doina, number as number, 'not-taken-up')).statusCode, 303)
  assert.equal((await answers()).waiting, 0)
  await refreshStatistics(app.services)
  const told = (await app.get(`/api/v1/processes/${process.number}/statistics`)).json().answers
  assert.deepEqual(told, { owed: 1, takenUp: 0, notTakenUp: 1 }, 'also after the end')
  const asking = `/ro/ideas/${number}/asking-again`
  const page = (await app.get(asking, maria.headers)).body
  assert.match(page, /nu se mai preia nimic/)
  assert.match(page, new RegExp(`href="/ro/ideas/${number}-[^"]+"`), 'the way back')
  const next = await makeBudget(app)
  const onward = new RegExp(`href="/ro/processes/${next.number}/ideas/new\\?title=I`)
  assert.match((await app.get(asking, maria.headers)).body, onward, 'where it can still be done')
  await endNow(app, next)
  assert.doesNotMatch((await app.get(asking, maria.headers)).body, onward)
  const again = { text: 'Nu s-a luat în seamă strada vecină.' }
  assert.equal((await app.post(asking, again, maria.headers)).statusCode, 303, 'the end does not spare a second look')
  assert.equal((await answer(doina, number as number, 'not-taken-up')).statusCode, 409)
  assert.equal((await answer(colleague, number as number, 'not-taken-up')).statusCode, 303)
})

test('how much support is answered is chosen before ideas are gathered', async () => {
  const set = (number: number, person: TestPerson, supportsNeeded: string) =>
    app.post(`/ro/work/processes/${number}/answers`, { supportsNeeded }, person.headers)
  assert.equal((await set(process.number, doina, '3')).statusCode, 409)
  const begun = await app.post(
    '/ro/work/processes',
    {
      blueprint: 'budgeting.quick',
      titleRo: 'Idei rapide',
      summaryRo: 'Locuitorii propun, primăria răspunde.',
      place: 'md-cu',
      organisation: await authorityId(app, 'primaria-chisinau'),
      firstDay: '2026-12-01',
      'idempotency-key': 'quick-draft',
    },
    doina.headers,
  )
  const draft = Number(/processes\/(\d+)/.exec(String(begun.headers.location))?.[1])
  assert.equal((await set(draft, stranger, '3')).statusCode, 403)
  assert.equal((await set(draft, doina, '-1')).statusCode, 422)
  assert.equal((await set(draft, doina, '3')).statusCode, 303, begun.body)
  const view = (await app.get(`/api/v1/work/processes/${draft}/answers`, doina.headers)).json()
  assert.deepEqual([view.supportsNeeded, view.mayChange], [3, true])
  const town = await makeBudget(app)
  assert.equal((await set(town.number, doina, '3')).statusCode, 404, 'a budget with a vote answers nothing')
})

test('statistics tell what became of ideas that are answered', async () => {
  const [one, other] = await gathered([25, 12, 11, 3])
  await answer(doina, one as number, 'taken-up')
  await answer(doina, other as number, 'not-taken-up')
  await refreshStatistics(app.services)
  const reply = (await app.get(`/api/v1/processes/${process.number}/statistics`)).json()
  assert.deepEqual(reply.answers, { owed: 3, takenUp: 1, notTakenUp: 1 })
  const page = await app.get(`/ro/processes/${process.number}/statistics`)
  assert.doesNotMatch(page.body, /De la vizită la buletin/, 'there is no ballot')
  assert.match(page.body, /cu destui susținători/)
  assert.doesNotMatch(page.body, /pe buletin/)
})

test('a part of the list at a time', async () => {
  await gathered(Array.from({ length: 23 }, (_, at) => 40 - at))
  const first = await answers()
  assert.equal(first.items.length, 20)
  const rest = (await app.get(`/api/v1/processes/${process.number}/answers?after=${first.next}`)).json()
  assert.deepEqual(
    rest.items.map(({ supports }: any) => supports),
    [20, 19, 18],
  )
  assert.equal((await app.get(`/api/v1/processes/${process.number}/answers?after=xx`)).statusCode, 422)
})

test('pages of answers read in three languages', async () => {
  const [one, other] = await gathered([25, 12, 11])
  await answer(doina, one as number, 'taken-up', { cost: '20' })
  await answer(doina, other as number, 'not-taken-up')
  const { number, slug } = process
  const pages: [TestPerson, string][] = [
    [maria, `/processes/${number}-${slug}`],
    [maria, `/processes/${number}-${slug}/answers`],
    [maria, `/processes/${number}-${slug}/ideas`],
    [maria, `/processes/${number}/delivery`],
    [maria, `/processes/${number}/delivery/1`],
    [maria, `/ideas/${one}-${(await idea(one as number)).slug}`],
    [maria, `/ideas/${other}-${(await idea(other as number)).slug}`],
    [doina, '/work/answers'],
    [doina, `/work/answers/${other}`],
    [doina, `/work/processes/${number}`],
    [doina, `/work/processes/${number}/answers`],
    [doina, '/work/projects'],
  ]
  for (const [person, path] of pages)
    for (const lang of ['ro', 'ru', 'en']) {
      const { statusCode, body } = await app.get(`/${lang}${path}`, person.headers)
      assert.equal(statusCode, 200, path)
      assert.doesNotMatch(body, /budgeting\.\w|undefined/, `${lang} ${path}`)
    }
})
