import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { sendNews } from '#commons/notices/send-news.ts'
import type { Process } from '#commons/processes/process.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { goToPhase, makeBudget } from '#test/budgets.ts'
import { keyed, moderatorOf, officerOf, signedIn, type TestPerson } from '#test/people.ts'
import { needNews } from './need-news.ts'

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
  moderator = await moderatorOf(app, 'md-cu', { name: 'Ana Lungu', email: 'ana@example.md' })
})
after(() => app.close())
beforeEach(async () => {
  app.clock.set('2026-11-22T10:00:00Z')
  await app.deps.database.pool.query('DELETE FROM kernel.limit_window')
  process = await makeBudget(app, { needs: true })
})

const declared = { residence: 'md-cu-botanica', oldEnough: 'yes' }
const name = (person: TestPerson, more: Record<string, string> = {}) =>
  app.post(
    `/ro/processes/${process.number}/needs`,
    keyed({
      text: 'Seara, drumul de la școală la gară este pe întuneric',
      lang: 'ro',
      category: 'safety',
      place: 'md-cu-botanica',
      ...declared,
      ...more,
    }),
    person.headers,
  )
async function named(person: TestPerson, more: Record<string, string> = {}): Promise<number> {
  const reply = await name(person, more)
  assert.equal(reply.statusCode, 303, reply.body)
  return Number(/needs\/(\d+)/.exec(String(reply.headers.location))?.[1])
}
const give = (person: TestPerson, need: number, points: number, more: Record<string, string> = declared) =>
  app.post(`/ro/needs/${need}/points`, { points: String(points), ...more }, person.headers)
const shown = async (need: number) => (await app.get(`/api/v1/needs/${need}`)).json()
const ranking = async (query = '') => (await app.get(`/api/v1/processes/${process.number}/needs${query}`)).json()
const desk = (path: string, fields: Record<string, string>, person = doina) =>
  app.post(`/ro/work/processes/${process.number}/needs/${path}`, keyed(fields), person.headers)
const meeting = (lines: string, more: Record<string, string> = {}, person = doina) =>
  desk(
    'meetings',
    {
      heldAt: 'Școala nr. 3',
      heldOn: '2026-11-20',
      present: '40',
      lang: 'ro',
      category: 'streets',
      place: 'md-cu',
      lines,
      ...more,
    },
    person,
  )
async function entries(): Promise<any[]> {
  const { rows } = await app.deps.database.pool.query(
    "SELECT body FROM ledger.entry WHERE kind LIKE 'budgeting.need%' ORDER BY index",
  )
  return rows.map(({ body }) => JSON.parse(body.toString())).filter((entry) => entry.process === process.number)
}

test('a town budget begins with needs: one is named, and everybody reads it', async () => {
  const need = await named(maria, { latitude: '46,985', longitude: '28.866' })
  const view = await shown(need)
  assert.equal(view.channel, 'online')
  assert.deepEqual(view.point, { latitude: 46.985, longitude: 28.866 })
  assert.doesNotMatch(JSON.stringify(view), /Maria/)
  for (const lang of ['ro', 'ru', 'en'])
    for (const path of [`needs/${need}-${view.slug}`, `processes/${process.number}-${process.slug}/needs`]) {
      const page = await app.get(`/${lang}/${path}`)
      assert.equal(page.statusCode, 200, path)
      assert.match(page.body, /<span lang="ro">Seara|<h1 lang="ro">Seara|lang="ro"[^>]*>Seara/)
    }
  const map = await app.get(`/ro/processes/${process.number}-${process.slug}/needs/map`)
  assert.match(map.body, new RegExp(`<a[^>]*href="/ro/needs/${need}-`))
  const [{ text, ...entry }] = await entries()
  assert.match(text, /^[\w-]{43}$/)
  assert.deepEqual(entry, {
    kind: 'budgeting.need-named',
    v: 1,
    process: process.number,
    need,
    day: '2026-11-22',
  })
})

test('what is wrong is said at its field, and who is not of the place does not take part', async () => {
  const page = async (more: Record<string, string>) => {
    const { statusCode, body } = await name(maria, more)
    assert.equal(statusCode, 422)
    return body
  }
  assert.match(await page({ text: '' }), /Spuneți ce lipsește/)
  assert.match(await page({ text: 'Sunați-mă la 069 123 456, vă rog' }), /număr de telefon/)
  assert.match(await page({ place: 'md-ba' }), /Alegeți un loc din/)
  assert.match(await page({ latitude: '46' }), /ambele numere/)
  assert.match(await page({ residence: 'md-ba' }), /href="#f-residence">La acest proces participă numai locuitorii/)
  assert.match(await page({ residence: '' }), /Alegeți localitatea în care locuiți/)
  assert.match(await page({ oldEnough: '' }), /href="#f-oldEnough"/)
  const need = await named(maria)
  assert.equal((await give(ion, need, 2, { oldEnough: 'yes' })).statusCode, 422)
  assert.equal((await ranking()).points, 0)
})

test('five points are spread, moved and never more, also when sent at once', async () => {
  const [one, other] = [await named(maria), await named(maria, { text: 'Pe strada noastră nu este trotuar' })]
  await give(ion, one, 3)
  assert.match((await give(ion, other, 3)).body, /Mai aveți numai 2 puncte/)
  assert.equal((await give(ion, other, 2)).statusCode, 303)
  assert.equal((await give(ion, one, 1)).statusCode, 303)
  assert.deepEqual([(await shown(one)).points, (await shown(other)).points], [1, 2])
  const mine = (await app.get(`/api/v1/needs/${one}/points`, ion.headers)).json()
  assert.deepEqual([mine.given, mine.left, mine.others[0].given], [1, 3, 2])
  const replies = await Promise.all(Array.from({ length: 20 }, (_, at) => give(maria, at % 2 ? one : other, 4)))
  assert.deepEqual([...new Set(replies.map(({ statusCode }) => statusCode))].sort(), [303, 422])
  const { rows } = await app.deps.database.pool.query(
    'SELECT sum(points)::int AS points FROM budgeting.need_points WHERE mailbox_id = $1 AND process_id = $2',
    [maria.mailboxId, process.id],
  )
  assert.equal(rows[0].points, 4)
  assert.equal((await ranking()).points, 7)
  assert.equal((await ranking()).givers, 2)
})

test('a facilitator enters a meeting, whole or not at all', async () => {
  const known = await named(maria)
  const refused = async (lines: string, words: RegExp, more: Record<string, string> = {}) => {
    const { statusCode, body } = await meeting(lines, more)
    assert.equal(statusCode, 422)
    assert.match(body, words)
  }
  await refused('12 Trotuar la școală\nIluminat', /Rândul 2: scrieți întâi câți/)
  await refused('41 Trotuar la școală', /Rândul 1: la adunare au fost numai 40/)
  await refused('4 #999999', /Rândul 1: bugetul nu are/)
  await refused(`4 #${known}\n5 #${known}`, /Rândul 2: această nevoie apare de două ori/)
  await refused('4 Sunați la 069 123 456', /Rândul 1: pare să conțină/)
  await refused('4 Trotuar', /nu poate fi în viitor/, { heldOn: '2026-11-23' })
  assert.equal((await meeting('4 Trotuar', {}, stranger)).statusCode, 403)
  assert.equal((await meeting('4 Trotuar', {}, maria)).statusCode, 403)
  assert.equal((await ranking()).total, 1, 'nothing of what was refused')
  const entered = await meeting(`12 Trotuar la școală\n\n25 #${known}`)
  assert.equal(entered.statusCode, 303, entered.body)
  const { items, people, meetings } = await ranking()
  assert.deepEqual(
    items.map(({ text, people, score }: Record<string, unknown>) => [text, people, score]),
    [
      ['Seara, drumul de la școală la gară este pe întuneric', 25, 25],
      ['Trotuar la școală', 12, 12],
    ],
  )
  assert.equal(people, 37)
  assert.deepEqual(meetings, [{ heldAt: 'Școala nr. 3', heldOn: '2026-11-20', present: 40, needs: 2 }])
  assert.equal((await shown(items[1].number)).channel, 'meeting')
  const entry = (await entries()).at(-1)
  assert.deepEqual(
    [entry.kind, entry.held, entry.present, entry.needs.map(({ people }: { people: number }) => people)],
    ['budgeting.needs-at-meeting', '2026-11-20', 40, [12, 25]],
  )
})

test('the ranking goes by points and people together, a page at a time', async () => {
  const lines = Array.from({ length: 35 }, (_, at) => `${(at % 5) + 1} Nevoia a ${at}-a a străzii`).join('\n')
  await meeting(lines)
  const top = await named(maria)
  await give(ion, top, 5)
  await meeting(`1 #${top}`)
  const seen: number[] = []
  const scores: number[] = []
  let next: string | null = ''
  while (next !== null) {
    const part: any = await ranking(next && `?after=${next}`)
    seen.push(...part.items.map(({ number }: { number: number }) => number))
    scores.push(...part.items.map(({ score }: { score: number }) => score))
    next = part.next
  }
  assert.equal(seen[0], top)
  assert.equal(new Set(seen).size, 36)
  assert.deepEqual(
    scores,
    [...scores].sort((a, b) => b - a),
  )
  assert.equal((await ranking('?category=safety')).total, 1)
  assert.equal((await app.get(`/api/v1/processes/${process.number}/needs?after=xx`)).statusCode, 422)
})

test('needs are grouped under a title, which shows their sum', async () => {
  const [one, other] = [await named(maria), await named(maria, { text: 'Pe strada noastră nu este trotuar' })]
  await give(ion, one, 2)
  await give(ion, other, 3)
  assert.match((await desk('groups', { needs: `${one}, ${other}` })).body, /Scrieți titlul temei noi/)
  assert.match(
    (await desk('groups', { needs: '999999', titleRo: 'Drumuri' })).body,
    /nu are o nevoie cu numărul 999999/,
  )
  assert.equal(
    (await desk('groups', { needs: `${one} ${other}`, titleRo: 'Drumuri', titleRu: 'Дороги' })).statusCode,
    303,
  )
  const { groups } = await ranking()
  assert.deepEqual(
    groups.map(({ title, needs, points }: Record<string, unknown>) => [title, needs, points]),
    [['Drumuri', 2, 5]],
  )
  assert.equal((await ranking(`?group=${groups[0].id}`)).total, 2)
  await desk('groups', { needs: String(one), group: 'none' })
  assert.equal((await ranking()).groups[0].points, 3)
  assert.equal((await desk('groups', { needs: String(one), titleRo: 'Altele' }, stranger)).statusCode, 403)
})

test('a moderator hides words, the count stays; at the close needs are counted and ideas answer them', async () => {
  const bad = await named(maria, { text: 'Vecinul Gheorghe trebuie alungat din bloc' })
  const good = await named(maria)
  await give(ion, bad, 1)
  const hide = (person: TestPerson) =>
    app.post(`/ro/work/published-needs/${bad}`, { reason: 'Acuză o persoană.' }, person.headers)
  assert.equal((await hide(maria)).statusCode, 403)
  const form = (await app.get(`/ro/work/published-needs/${bad}`, moderator.headers)).body
  assert.match(form, /Motivul este public/)
  assert.doesNotMatch(form, /ideii/, 'it is no idea')
  assert.equal((await hide(moderator)).statusCode, 303)
  assert.equal((await hide(moderator)).statusCode, 409)
  assert.doesNotMatch(JSON.stringify([await shown(bad), await ranking()]), /Gheorghe/)
  assert.equal((await shown(bad)).points, 1)
  assert.equal((await give(maria, bad, 1)).statusCode, 409)
  assert.equal((await give(ion, bad, 0)).statusCode, 303, 'taken back')
  await give(ion, good, 4)
  await goToPhase(app, process, 'ideas')
  assert.equal((await give(ion, good, 1)).statusCode, 409)
  assert.equal((await name(maria)).statusCode, 409)
  assert.equal((await meeting('4 Trotuar')).statusCode, 409)
  assert.deepEqual((await entries()).at(-1), {
    kind: 'budgeting.needs-counted',
    v: 1,
    process: process.number,
    needs: [
      { need: bad, points: 0, people: 0 },
      { need: good, points: 4, people: 0 },
    ],
    day: app.clock.now().toISOString().slice(0, 10),
  })
  const idea = (need: number) =>
    app.post(
      `/ro/processes/${process.number}/ideas`,
      keyed({
        title: 'Felinare pe drumul gării',
        text: 'Douăzeci de felinare economice pe drumul de la școală la gară.',
        lang: 'ro',
        category: 'safety',
        place: 'md-cu-botanica',
        need: String(need),
        ...declared,
      }),
      maria.headers,
    )
  assert.match((await idea(bad)).body, /nu are o nevoie cu numărul/)
  const proposed = await idea(good)
  const number = Number(/ideas\/(\d+)/.exec(String(proposed.headers.location))?.[1])
  assert.equal((await app.get(`/api/v1/ideas/${number}`)).json().need.number, good)
  assert.deepEqual(
    (await shown(good)).ideas.map((one: { number: number }) => one.number),
    [number],
  )
  assert.match(
    (await app.get(`/ro/processes/${process.number}/ideas/new?title=Felinare`, ion.headers)).body,
    /name="need"/,
  )
})

test('who named a hidden need is told, and appeals once to another moderator', async () => {
  const need = await named(maria)
  const hide = () => app.post(`/ro/work/published-needs/${need}`, { reason: 'Acuză o persoană.' }, moderator.headers)
  await hide()
  const { rows } = await app.deps.database.pool.query(
    `SELECT id, kind, data FROM notices.announcement
     WHERE subject_kind = 'budgeting.need' AND subject_id = (SELECT id::text FROM budgeting.need WHERE number = $1)`,
    [need],
  )
  assert.deepEqual([rows.length, rows[0].kind, rows[0].data], [1, 'hidden', { reason: 'Acuză o persoană.' }])
  await sendNews(app.services, needNews, rows[0].id)
  const mail = (await app.mails()).find(({ to }) => to === 'maria@example.md')
  assert.match(mail?.text ?? '', new RegExp(`Acuză o persoană[\\s\\S]*/ro/needs/${need}/hiding-appeal`))
  assert.doesNotMatch(mail?.text ?? '', /întuneric/, 'its words are hidden')
  const appeal = (person: TestPerson) =>
    app.post(`/ro/needs/${need}/hiding-appeal`, { text: 'Nu acuză pe nimeni: spune ce lipsește.' }, person.headers)
  assert.equal((await app.get(`/api/v1/needs/${need}/hiding-appeal`, ion.headers)).statusCode, 404)
  assert.equal((await appeal(ion)).statusCode, 404)
  const decide = (person: TestPerson, decision: string) =>
    app.post(
      `/ro/work/published-needs/${need}/appeal`,
      { decision, text: 'Textul nu numește pe nimeni.' },
      person.headers,
    )
  const other = await moderatorOf(app, 'md-cu', { name: 'Alt moderator', email: 'alt-moderator@example.md' })
  assert.equal((await decide(other, 'lifted')).statusCode, 409, 'nobody appealed')
  assert.equal((await appeal(maria)).statusCode, 303)
  assert.equal((await appeal(maria)).statusCode, 409, 'once')
  const waitingFor = async (person: TestPerson) =>
    (await app.get('/api/v1/work/published-needs', person.headers)).json().appeals
  assert.deepEqual(await waitingFor(other), [{ number: need, anothers: false }])
  assert.deepEqual(await waitingFor(moderator), [{ number: need, anothers: true }])
  assert.match((await app.get('/ru/work/published-needs', moderator.headers)).body, /Решает другой модератор/)
  assert.equal((await decide(moderator, 'lifted')).statusCode, 409, 'not who hid it')
  assert.equal((await decide(other, 'lifted')).statusCode, 303)
  assert.equal((await decide(other, 'upheld')).statusCode, 409, 'decided')
  const again = await shown(need)
  assert.deepEqual([again.hidden, again.slug === 'hidden'], [null, false])
  assert.equal((await entries()).at(-1).kind, 'budgeting.need-shown')
  const told = (await app.get(`/api/v1/needs/${need}/hiding-appeal`, maria.headers)).json()
  assert.deepEqual([told.mayAppeal, told.appeal.decision], [false, 'lifted'])
  const data = (await app.get('/ro/account/data/export', maria.headers)).json()
  assert.equal(data['budgeting.hiding-appeals'].at(-1).need, need)
  await hide()
  assert.equal((await appeal(maria)).statusCode, 303, 'of another hiding one can appeal')
  assert.equal((await decide(other, 'upheld')).statusCode, 303)
  assert.equal((await appeal(maria)).statusCode, 409)
  assert.match((await app.get(`/ro/needs/${need}/hiding-appeal`, maria.headers)).body, /nevoia rămâne ascunsă/)
})

test('what was said at a meeting can have its point on the map', async () => {
  const reply = await meeting('12 Trotuar la școală @ 47.0245, 28.8322\n3 Bănci în parc')
  assert.equal(reply.statusCode, 303, reply.body)
  const { items } = (await app.get(`/api/v1/processes/${process.number}/needs/map`)).json()
  assert.deepEqual(
    items.map(({ text, latitude, longitude }: Record<string, unknown>) => [text, latitude, longitude]),
    [['Trotuar la școală', 47.0245, 28.8322]],
  )
  assert.match((await meeting('12 Trotuar @ 147.0245, 28.8322')).body, /Rândul 1: punctul nu este pe pământ/)
})

test('erasing takes points back while needs are gathered; what was named stays, nobody’s', async () => {
  const ana = await signedIn(app, { name: 'Ana Moraru', email: 'ana.moraru@example.md' })
  const need = await named(ana)
  await give(ana, need, 5)
  const data = (await app.get('/ro/account/data/export', ana.headers)).json()
  assert.deepEqual([data['budgeting.needs'].length, data['budgeting.need-points'][0].points], [1, 5])
  assert.equal((await app.post('/ro/account/data/erasure', { sure: 'yes' }, ana.headers)).statusCode, 303)
  assert.equal((await shown(need)).points, 0)
  const { rows } = await app.deps.database.pool.query('SELECT 1 FROM budgeting.need WHERE author_mailbox_id = $1', [
    ana.mailboxId,
  ])
  assert.deepEqual(rows, [])
})

test('every page of needs reads in three languages, and every act has words', async () => {
  const need = await named(maria, { latitude: '46.98', longitude: '28.86' })
  await meeting(`7 #${need}\n5 Trotuar la școală`)
  await desk('groups', { needs: String(need), titleRo: 'Drumuri' })
  const pages: [TestPerson, string][] = [
    [maria, `/processes/${process.number}/needs/new`],
    [maria, `/needs/${need}/points`],
    [doina, `/work/processes/${process.number}/needs`],
    [moderator, '/work/published-needs'],
    [moderator, `/work/published-needs/${need}`],
  ]
  for (const [person, path] of pages)
    for (const lang of ['ro', 'ru', 'en']) {
      const { statusCode, body } = await app.get(`/${lang}${path}`, person.headers)
      assert.equal(statusCode, 200, path)
      assert.doesNotMatch(body, /budgeting\.\w|undefined/, `${lang} ${path}`)
    }
})
