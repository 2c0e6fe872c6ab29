import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Process } from '#commons/processes/process.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addIdea, goToPhase, makeBudget } from '#test/budgets.ts'
import { signedIn, type TestPerson } from '#test/people.ts'
import { ideaText } from './ledger-entries.ts'

let app: TestApp
let process: Process
let maria: TestPerson
let ion: TestPerson
before(async () => {
  app = await testApp()
  maria = await signedIn(app, { name: 'Maria Rusu', email: 'maria@example.md' })
  ion = await signedIn(app, { name: 'Ion Rotaru', email: 'ion@example.md' })
})
after(() => app.close())
beforeEach(async () => {
  app.clock.set('2026-11-22T10:00:00Z')
  await app.deps.database.pool.query('DELETE FROM kernel.limit_window')
  process = await makeBudget(app, { blueprint: 'budgeting.civil' })
})

const idea = (more: Record<string, string> = {}) => ({
  title: 'Bănci noi în scuarul Catedralei',
  text: 'Oamenii în vârstă nu au unde să se odihnească între **trolee** și piață.',
  lang: 'ro',
  category: 'parks',
  place: 'md-cu-botanica',
  residence: 'md-cu-botanica',
  oldEnough: 'yes',
  ...more,
})
/** What the ballot of a civil budget asks too. */
const declared = { residence: 'md-cu-botanica', oldEnough: 'yes' }
let key = 0
const propose = (person: TestPerson | null, more: Record<string, string> = {}, lang = 'ro', of = process) => {
  key += 1
  return app.post(
    `/${lang}/processes/${of.number}/ideas`,
    { ...idea(more), 'idempotency-key': `idea-${key}` },
    person?.headers,
  )
}
async function proposed(person: TestPerson, more: Record<string, string> = {}): Promise<number> {
  const reply = await propose(person, more)
  assert.equal(reply.statusCode, 303, reply.body)
  return Number(/ideas\/(\d+)/.exec(String(reply.headers.location))?.[1])
}
const shown = async (number: number) => (await app.get(`/api/v1/ideas/${number}`)).json()
const list = async (query = '') => (await app.get(`/api/v1/processes/${process.number}/ideas${query}`)).json()
const numbers = ({ items }: { items: { number: number }[] }) => items.map(({ number }) => number)
const act = (person: TestPerson, number: number, what: string, fields: Record<string, string> = {}) =>
  app.post(`/ro/ideas/${number}/${what}`, what === 'support' ? { ...declared, ...fields } : fields, person.headers)

async function entries(): Promise<{ kind: string; process: number; [field: string]: any }[]> {
  const { rows } = await app.deps.database.pool.query(
    "SELECT body FROM ledger.entry WHERE kind LIKE 'budgeting.%' ORDER BY index",
  )
  return rows.map(({ body }) => JSON.parse(body.toString())).filter((entry) => entry.process === process.number)
}

test('an idea is proposed and everybody reads it, in three languages and as data', async () => {
  const number = await proposed(maria, {
    costGuess: '50.000',
    address: 'bd. Ștefan cel Mare, lângă fântână',
    latitude: '47,0245',
    longitude: '28.8322',
    showName: 'yes',
    adult: 'yes',
  })
  const view = await shown(number)
  assert.equal(view.state, 'proposed')
  assert.equal(view.costGuess, 5_000_000)
  assert.equal(view.author, 'Maria Rusu')
  assert.deepEqual(view.point, { latitude: 47.0245, longitude: 28.8322 })
  assert.match(view.html, /<strong>trolee<\/strong>/)
  for (const lang of ['ro', 'ru', 'en']) {
    const page = await app.get(`/${lang}/ideas/${number}-${view.slug}`)
    assert.equal(page.statusCode, 200)
    assert.match(page.body, /href="geo:47.0245,28.8322"/)
    assert.match(page.body, /lang="ro">Bănci noi/)
  }
  assert.equal((await app.get(`/ro/ideas/${number}`)).statusCode, 301)
  const [entry] = await entries()
  const { rows } = await app.deps.database.pool.query(
    'SELECT text_salt, title, text_markdown FROM budgeting.idea WHERE number = $1',
    [number],
  )
  const { text_salt, title, text_markdown } = rows[0]
  assert.deepEqual(entry, {
    kind: 'budgeting.idea-proposed',
    v: 1,
    process: process.number,
    idea: number,
    text: ideaText(text_salt, title, text_markdown),
    day: '2026-11-22',
  })
  const { figures } = (await app.get(`/api/v1/processes/${process.number}`)).json()
  assert.deepEqual(figures, [
    { value: 1, of: 'idee', phase: 'Idei', main: true, recounted: null, disagreesSince: null },
  ])
})

test('what is wrong is said at its field in the reader’s language, with what was typed kept', async () => {
  const page = async (more: Record<string, string>, lang = 'ro') => {
    const { statusCode, body } = await propose(maria, more, lang)
    assert.equal(statusCode, 422, body)
    return body
  }
  const short = await page({ title: 'Bănci', text: '', costGuess: '50000', showName: 'yes' })
  assert.match(short, /Spuneți ce propuneți și de ce/)
  assert.match(short, /value="Bănci"/)
  assert.match(short, /value="50000"/)
  assert.match(short, /inputmode="decimal"[^>]*name="costGuess"/, 'keys with a comma')
  assert.match(short, /name="showName"[^>]*checked|checked[^>]*name="showName"/)
  assert.match(await page({ category: 'x' }, 'ru'), /Выберите область/)
  const young = await makeBudget(app, { blueprint: 'budgeting.town' })
  assert.match((await propose(maria, { showName: 'yes' }, 'en', young)).body, /only if you are 18/)
  assert.match(await page({ residence: '' }, 'en'), /Choose where you live/)
  assert.match(await page({ latitude: '47,1' }), /ambele numere sau niciunul/)
  assert.match(await page({ latitude: '97', longitude: '200' }), /cel mult 90\./)
  assert.match(await page({ place: 'md-ba' }), /Alegeți un loc din/)
  assert.match(await page({ text: `${idea().text} Sunați la 069 123 456.` }), /număr de telefon/)
  const refused = await propose(maria, { residence: 'md-ba', oldEnough: '' })
  assert.equal(refused.statusCode, 422)
  assert.match(refused.body, /href="#f-residence">La acest proces participă numai locuitorii locului/)
  assert.match(refused.body, /href="#f-oldEnough">Confirmați că aveți vârsta cerută/)
  assert.equal((await propose(null)).statusCode, 303, 'led to sign-in')
  assert.equal((await list()).total, 0)
})

test('the same sending twice is one idea, and an account proposes only so many a day', async () => {
  const twice = { ...idea(), 'idempotency-key': 'twice' }
  const send = () => app.post(`/ro/processes/${process.number}/ideas`, twice, maria.headers)
  assert.equal((await send()).headers.location, (await send()).headers.location)
  assert.equal((await list()).total, 1)
  for (let at = 0; at < 9; at += 1) await proposed(maria)
  assert.equal((await propose(maria)).statusCode, 429)
  assert.equal((await list()).total, 10)
})

test('what may be the same idea stands before the form', async () => {
  const number = await proposed(maria)
  await proposed(maria, { title: 'Pistă de biciclete pe Dacia' })
  const path = `/processes/${process.number}/ideas/new`
  assert.doesNotMatch((await app.get(`/ro${path}`, ion.headers)).body, /name="text"/)
  const title = encodeURIComponent('Banca noua in scuar')
  const { similar } = (await app.get(`/api/v1${path}?title=${title}`, ion.headers)).json()
  assert.deepEqual(numbers({ items: similar }), [number])
  const page = (await app.get(`/ro${path}?title=${title}`, ion.headers)).body
  assert.match(page, /Poate este una dintre acestea/)
  assert.match(page, /value="Banca noua in scuar"/)
  assert.equal((await app.get(`/ro${path}`)).statusCode, 303, 'needs sign-in')
})

test('a title that cannot stay is said where it is asked, with what was typed', async () => {
  const path = `/ro/processes/${process.number}/ideas/new`
  const ask = async (title: string) => (await app.get(`${path}?title=${encodeURIComponent(title)}`, ion.headers)).body
  const long = 'Bănci noi '.repeat(20).trim()
  for (const [title, said] of [
    ['', 'href="#f-title">'],
    ['Scurt', 'Cel puțin 8 caractere'],
    [long, 'aveți cu 79 prea mult'],
  ] as const) {
    const page = await ask(title)
    assert.ok(page.includes(said), said)
    assert.ok(title === '' || page.includes(`value="${title}"`))
    assert.doesNotMatch(page, /name="text"/, 'the rest is asked afterwards')
  }
})

test('all that the place and the declarations make wrong is said at once, in the order of the form', async () => {
  const wrong = { place: 'md-ba', residence: 'md-ba', showName: 'yes' }
  const { title, text, lang, category } = idea()
  const reply = await app.postJson(
    `/api/v1/processes/${process.number}/ideas`,
    { title, text, lang, category, ...wrong, oldEnough: false, showName: true },
    { ...maria.headers, 'sec-fetch-site': 'same-origin', 'idempotency-key': 'all-at-once' },
  )
  assert.deepEqual(
    reply.json().errors.map(({ field }: { field: string }) => field),
    ['place', 'residence', 'oldEnough'],
  )
})

test('ideas are found by words, kind and state, and sorted, a page at a time', async () => {
  for (let at = 0; at < 43; at += 1) {
    app.clock.set(new Date(app.clock.now().getTime() + 1_000).toISOString())
    await addIdea(app, process, { title: `Felinare pe strada ${at}`, category: 'streets', supports: at % 5 })
  }
  const parks = await proposed(maria)
  for (const sort of ['newest', 'supported']) {
    const seen: number[] = []
    let next: string | null = ''
    while (next !== null) {
      const part: any = await list(`?sort=${sort}${next && `&after=${next}`}`)
      seen.push(...numbers(part))
      next = part.next
    }
    assert.equal(seen.length, 44)
    assert.equal(new Set(seen).size, 44)
  }
  assert.equal((await list('?sort=supported')).items[0].supports, 4)
  assert.deepEqual(numbers(await list('?category=parks')), [parks])
  assert.deepEqual(numbers(await list(`?q=${encodeURIComponent('bancile scuarului')}`)), [parks])
  assert.equal((await list('?q=felinare&state=proposed')).total, 43)
  assert.equal((await list('?state=accepted')).total, 0)
  assert.deepEqual(numbers(await list('?q=%27')), [])
  const { next } = await list()
  const other = await app.get(`/api/v1/processes/${process.number}/ideas?sort=supported&after=${next}`)
  assert.equal(other.statusCode, 422, 'a cursor of another order')
})

test('fifty supports at once by one person are one, and taking back takes one', async () => {
  const number = await proposed(maria)
  const replies = await Promise.all(Array.from({ length: 50 }, () => act(ion, number, 'support')))
  assert.deepEqual([...new Set(replies.map(({ statusCode }) => statusCode))], [303])
  await act(maria, number, 'support')
  assert.equal((await shown(number)).supports, 2)
  const mine = async () => (await app.get(`/api/v1/ideas/${number}/support`, ion.headers)).json().supported
  assert.equal(await mine(), true)
  await Promise.all(Array.from({ length: 10 }, () => act(ion, number, 'withdrawn-support')))
  assert.equal((await shown(number)).supports, 1)
  assert.equal(await mine(), false)
  assert.match((await app.get(`/ro/ideas/${number}/support`, ion.headers)).body, /Susțineți ideea/)
  const nobody = await app.post(`/ro/ideas/${number}/support`, {})
  assert.equal(nobody.statusCode, 303)
  assert.match(String(nobody.headers.location), /sign-in/)
})

test('at the close ideas with enough support go to review, others do not, and nothing counts any more', async () => {
  const strong = await addIdea(app, process, { supports: 19 })
  const weak = await addIdea(app, process, { supports: 19 })
  const withdrawn = await addIdea(app, process, { state: 'withdrawn', supports: 30 })
  await act(ion, strong.number, 'support')
  await goToPhase(app, process, 'review')
  const states = [strong, weak, withdrawn].map(async ({ number }) => (await shown(number)).state)
  assert.deepEqual(await Promise.all(states), ['review', 'unsupported', 'withdrawn'])
  assert.match((await shown(weak.number)).events.at(-1).text, /19 susținători din 20/)
  assert.deepEqual((await entries()).at(-1), {
    kind: 'budgeting.support-counted',
    v: 1,
    process: process.number,
    needed: 20,
    ideas: [
      { idea: strong.number, supports: 20, reviewed: true },
      { idea: weak.number, supports: 19, reviewed: false },
    ],
    day: app.clock.now().toISOString().slice(0, 10),
  })
  assert.equal((await act(maria, strong.number, 'support')).statusCode, 409)
  assert.equal((await act(ion, strong.number, 'withdrawn-support')).statusCode, 409)
  assert.equal((await propose(maria)).statusCode, 409)
})

test('after the last day nothing counts, even before the phase was closed', async () => {
  const number = await proposed(maria)
  app.clock.set('2026-12-22T22:30:00Z')
  assert.equal((await act(ion, number, 'support')).statusCode, 409)
  assert.equal((await propose(ion)).statusCode, 409)
  assert.equal((await shown(number)).open, false)
})
