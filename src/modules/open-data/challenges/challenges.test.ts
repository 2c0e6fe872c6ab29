import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { transact } from '#kernel/database/transact.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addDataset } from '#test/datasets.ts'
import { authorityId, keyed, officerOf, signedIn, type TestPerson } from '#test/people.ts'
import { entriesAbout } from '#test/wishes.ts'
import { challengeNews } from './following.ts'
import { addMember, findTeam, forgetMember } from './team-store.ts'

let app: TestApp
let chisinau: string
let maria: TestPerson
let ion: TestPerson
let doina: TestPerson
let stranger: TestPerson
let administrator: TestPerson
before(async () => {
  app = await testApp()
  chisinau = await authorityId(app, 'primaria-chisinau')
  maria = await signedIn(app, { name: 'Maria Rusu', email: 'maria@example.md' })
  ion = await signedIn(app, { name: 'Ion Rotaru', email: 'ion@example.md' })
  doina = await officerOf(app, 'primaria-chisinau', { name: 'Doina Plămădeală', email: 'doina@example.md' })
  stranger = await officerOf(app, 'primaria-balti', { name: 'Oleg Kravciuk', email: 'oleg@example.md' })
  administrator = await signedIn(app, { name: 'Radu', email: 'radu@example.md', roles: [{ name: 'administrator' }] })
  await addDataset(app, { name: 'inundatii', title: { ro: 'Străzi inundate' } })
})
after(() => app.close())
beforeEach(async () => {
  app.clock.set('2026-11-22T10:00:00Z')
  await app.deps.database.pool.query('DELETE FROM kernel.limit_window')
})

const words = () => ({
  organisation: chisinau,
  titleRo: 'Unde se adună apa după ploaie',
  problemRo: 'După fiecare ploaie se inundă aceleași străzi, iar pompele ajung târziu la ele.',
  datasets: 'http://punte.test/ro/data/inundatii',
  teamsUntil: '2026-12-10',
  prototypesUntil: '2027-01-20',
  pilotUntil: '2027-03-31',
})
const create = (person: TestPerson, more: Record<string, string> = {}) =>
  app.post('/ro/work/challenges', keyed({ ...words(), ...more }), person.headers)
const act = (person: TestPerson, number: number, path: string, fields: Record<string, string> = {}) =>
  app.post(`/ro/work/challenges/${number}/${path}`, fields, person.headers)
async function opened(): Promise<number> {
  const reply = await create(doina)
  assert.equal(reply.statusCode, 303, reply.body.slice(0, 600))
  const number = Number(/challenges\/(\d+)/.exec(String(reply.headers.location))?.[1])
  assert.equal((await act(doina, number, 'publication')).statusCode, 303)
  return number
}
const enter = (person: TestPerson, number: number, more: Record<string, string> = {}) =>
  app.post(
    `/ro/data/challenges/${number}/teams`,
    keyed({
      name: 'Picătura',
      proposal: 'O hartă a locurilor în care apa stă mai mult de o oră.',
      lang: 'ro',
      shownName: 'Maria',
      agree: 'yes',
      ...more,
    }),
    person.headers,
  )
async function entered(person: TestPerson, number: number, more: Record<string, string> = {}): Promise<string> {
  const reply = await enter(person, number, more)
  assert.equal(reply.statusCode, 303, reply.body.slice(0, 600))
  return String(reply.headers.location).split('/').at(-1) as string
}
const shown = async (number: number) => (await app.get(`/api/v1/data/challenges/${number}`)).json()
const team = async (person: TestPerson, id: string) =>
  (await app.get(`/api/v1/data/teams/${id}`, person.headers)).json()
/** A link into a team for one person. */
async function invited(person: TestPerson, id: string): Promise<string> {
  assert.equal((await app.post(`/ro/data/teams/${id}/invitations`, keyed({}), person.headers)).statusCode, 303)
  return new URL((await team(person, id)).invitations.at(-1).url).pathname
}
const join = (person: TestPerson, link: string, shownName: string) =>
  app.post(link, { shownName, agree: 'yes' }, person.headers)
const prototype = (person: TestPerson, id: string, url = 'https://example.md/harta') =>
  app.post(`/ro/data/teams/${id}/prototype`, { url, text: 'Arată locurile, fără prognoză.' }, person.headers)

test('an officer describes a problem, and everybody sees it once it is published', async () => {
  const bad = async (more: Record<string, string>, field: string) => {
    const reply = await create(doina, more)
    assert.equal(reply.statusCode, 422)
    assert.match(reply.body, new RegExp(`href="#f-${field}"`))
  }
  await bad({ datasets: 'nu-exista' }, 'datasets')
  await bad({ prototypesUntil: '2026-12-01' }, 'prototypesUntil')
  await bad({ titleRo: '' }, 'titleRo')
  assert.equal((await create(stranger)).statusCode, 403)
  assert.equal((await create(maria)).statusCode, 403)
  const number = Number(/challenges\/(\d+)/.exec(String((await create(doina)).headers.location))?.[1])
  assert.equal((await app.get(`/api/v1/data/challenges/${number}`)).statusCode, 404, 'a draft')
  assert.equal((await act(stranger, number, 'publication')).statusCode, 403)
  assert.equal((await act(administrator, number, 'publication')).statusCode, 303)
  const view = await shown(number)
  assert.deepEqual([view.state, view.phase, view.datasets[0].name], ['open', 'teams', 'inundatii'])
  const { organisation: _, ...said } = words()
  assert.equal((await act(doina, number, 'description', { ...said, titleRo: 'Unde stă apa' })).statusCode, 303)
  assert.equal((await shown(number)).title.text, 'Unde stă apa')
  assert.equal((await act(stranger, number, 'description', said)).statusCode, 403)
})

test('a team forms once a person, and others join by its link under names of their own', async () => {
  const number = await opened()
  const without = await enter(maria, number, { agree: '' })
  assert.equal(without.statusCode, 422)
  const both = await Promise.all([enter(maria, number), enter(ion, number, { shownName: 'Ion' })])
  assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [303, 422], 'one name, one team')
  const [mine, other] = both[0]?.statusCode === 303 ? [maria, ion] : [ion, maria]
  const id = String(both.find(({ statusCode }) => statusCode === 303)?.headers.location)
    .split('/')
    .at(-1) as string
  assert.equal((await enter(mine, number, { name: 'A doua' })).statusCode, 409)
  assert.equal((await app.get(`/api/v1/data/teams/${id}`, other.headers)).statusCode, 404)
  const link = await invited(mine, id)
  assert.equal((await app.get(link.replace(/[\w-]+$/, 'altceva'), other.headers)).statusCode, 410)
  assert.equal((await app.post(link, { shownName: 'Vulpe', agree: '' }, other.headers)).statusCode, 422)
  assert.equal((await app.post(link, { shownName: 'Vulpe', agree: 'yes' }, other.headers)).statusCode, 303)
  assert.ok((await shown(number)).teamList[0].members.includes('Vulpe'))
  assert.equal((await app.post(`/ro/data/teams/${id}/leaving`, {}, other.headers)).statusCode, 303)
  assert.equal((await shown(number)).teamList[0].members.length, 1)
  await app.post(`/ro/data/teams/${id}/leaving`, {}, mine.headers)
  assert.deepEqual([(await shown(number)).teamList[0].stage, (await shown(number)).teams], ['withdrawn', 0])
})

test('a link into a team is for one person, and a member takes back what nobody used', async () => {
  const number = await opened()
  const id = await entered(maria, number)
  assert.equal((await app.post(`/ro/data/teams/${id}/invitations`, keyed({}), ion.headers)).statusCode, 404)
  const link = await invited(maria, id)
  const both = await Promise.all([join(ion, link, 'Ion'), join(doina, link, 'Doina')])
  assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [303, 410], 'one link, one person')
  const [inside, outside] = both[0]?.statusCode === 303 ? [ion, doina] : [doina, ion]
  assert.equal((await join(inside, link, 'Alt nume')).statusCode, 303, 'again is the same as once, but for the name')
  assert.deepEqual((await shown(number)).teamList[0].members, ['Maria', 'Alt nume'])
  for (const [lang, words] of [
    ['ro', /Invitația a fost folosită/],
    ['ru', /Приглашение уже использовано/],
    ['en', /This invitation has been used/],
  ] as const) {
    const page = await app.get(link.replace(/^\/ro/, `/${lang}`), outside.headers)
    assert.equal(page.statusCode, 410)
    assert.match(page.body, words)
  }
  const twice = await invited(maria, id)
  const same = await Promise.all([join(administrator, twice, 'Radu'), join(administrator, twice, 'Radu')])
  assert.deepEqual(
    same.map(({ statusCode }) => statusCode),
    [303, 303],
    'one person in two windows',
  )
  for (const lang of ['ro', 'ru', 'en'])
    assert.equal((await app.get(`/${lang}/data/teams/${id}`, maria.headers)).statusCode, 200)
  const unused = await invited(maria, id)
  assert.equal((await app.get(unused, outside.headers)).statusCode, 200)
  const [{ id: invitation }] = (await team(maria, id)).invitations
  const revoke = (person: TestPerson) =>
    app.post(`/ro/data/teams/${id}/invitations/${invitation}/revocation`, {}, person.headers)
  assert.equal((await revoke(outside)).statusCode, 404)
  assert.equal((await revoke(inside)).statusCode, 303, 'any member may')
  assert.equal((await revoke(maria)).statusCode, 303)
  assert.equal((await join(outside, unused, 'Târziu')).statusCode, 410)
  assert.deepEqual((await team(maria, id)).invitations, [])
})

test('two requests at once do not get anybody into two teams', async () => {
  const number = await opened()
  const teams = await Promise.all([enter(maria, number), enter(maria, number, { name: 'A doua' })])
  assert.deepEqual(teams.map(({ statusCode }) => statusCode).sort(), [303, 409])
  assert.equal((await shown(number)).teams, 1)
  const id = String(teams.find(({ statusCode }) => statusCode === 303)?.headers.location)
    .split('/')
    .at(-1) as string
  const link = await invited(maria, id)
  const ways = await Promise.all([join(ion, link, 'Ion'), enter(ion, number, { name: 'A treia', shownName: 'Ion' })])
  assert.deepEqual(ways.map(({ statusCode }) => statusCode).sort(), [303, 409])
  const { rows } = await app.deps.database.pool.query(
    'SELECT count(*)::integer AS count FROM open_data.team_member WHERE mailbox_id = $1 AND challenge_id = (SELECT id FROM open_data.challenge WHERE number = $2)',
    [ion.mailboxId, number],
  )
  assert.deepEqual(rows, [{ count: 1 }])
})

test('what changes in an open challenge is told with how it was before', async () => {
  const number = await opened()
  const { organisation: _, ...said } = words()
  assert.deepEqual((await shown(number)).changes, [])
  await act(doina, number, 'description', said)
  assert.deepEqual((await shown(number)).changes, [], 'nothing is another')
  const later = {
    teamsUntil: '2026-12-20',
    problemRo: 'După fiecare ploaie apa stă pe aceleași străzi ceasuri întregi.',
  }
  assert.equal((await act(doina, number, 'description', { ...said, ...later })).statusCode, 303)
  await act(doina, number, 'description', { ...said, ...later, datasets: '' })
  const [last, first] = (await shown(number)).changes
  assert.deepEqual(
    [first.before.teamsUntil, first.before.title, first.before.datasets, last.before.datasets],
    ['2026-12-10', null, null, ['inundatii']],
  )
  assert.match(first.before.problem.html, /pompele ajung târziu/)
  for (const lang of ['ro', 'ru', 'en'])
    assert.match((await app.get(`/${lang}/data/challenges/${number}`)).body, /pompele ajung târziu/)
  const steps = (await entriesAbout(app, 'open-data.challenge-step')).filter(({ challenge }) => challenge === number)
  assert.deepEqual(
    steps.map(({ step }) => step),
    ['published', 'changed', 'changed'],
  )
  const news = await challengeNews.between(app.services, new Date('2026-11-01'), new Date('2027-02-01'))
  const own = news.filter(({ path }) => path.endsWith(`/${number}`)).map(({ say }) => say('ro').text)
  assert.ok(own.includes('Instituția a schimbat provocarea'))
})

test('words that nobody may read any more go from all changes, and the reason stands there', async () => {
  const number = await opened()
  const { organisation: _, ...said } = words()
  const named = { problemRo: 'După fiecare ploaie Vasile Ciobanu de la pompe ajunge târziu la ele.' }
  await act(doina, number, 'description', { ...said, ...named, titleRo: 'Unde ajunge târziu pompa' })
  await act(doina, number, 'description', { ...said, ...named, teamsUntil: '2026-12-20' })
  const hideBefore = 'Descrierea numea o persoană.'
  assert.equal((await act(doina, number, 'description', { ...said, hideBefore: 'scurt' })).statusCode, 422)
  assert.equal((await act(doina, number, 'description', { ...said, hideBefore, lang: 'ro' })).statusCode, 303)
  const { changes } = await shown(number)
  assert.deepEqual(
    changes.map(({ before }: { before: Record<string, unknown> }) => [before.hidden, before.title, before.problem]),
    changes.map(() => [hideBefore, null, null]),
  )
  assert.equal(changes[0].before.hiddenLang, 'ro')
  assert.match((await app.get(`/ru/data/challenges/${number}`)).body, /<span lang="ro">Descrierea numea/)
  assert.deepEqual([changes.length, changes[1].before.teamsUntil], [3, '2026-12-10'], 'what else changed stays')
  for (const lang of ['ro', 'ru', 'en']) {
    const { body } = await app.get(`/${lang}/data/challenges/${number}`)
    assert.match(body, /Descrierea numea o persoană/)
    assert.doesNotMatch(body, /Ciobanu/)
  }
})

test('some words alone can go from what stood there before, and the rest stays to be read', async () => {
  const number = await opened()
  const { organisation: _, ...said } = words()
  const named = { problemRo: 'După fiecare ploaie Vasile Ciobanu de la pompe ajunge târziu la ele.' }
  await act(doina, number, 'description', { ...said, ...named })
  const maskWords = 'Vasile Ciobanu\n'
  const hideBefore = 'Descrierea numea o persoană.'
  assert.equal((await act(doina, number, 'description', { ...said, maskWords })).statusCode, 422, 'no reason')
  assert.equal((await act(doina, number, 'description', { ...said, hideBefore, maskWords: 'Nimeni' })).statusCode, 422)
  assert.equal(
    (await act(doina, number, 'description', { ...said, hideBefore, maskWords, lang: 'ro' })).statusCode,
    303,
  )
  const { body } = await app.get(`/ro/data/challenges/${number}`)
  assert.match(body, /După fiecare ploaie ▒▒▒ de la pompe/)
  assert.match(body, /s-au scos cuvinte: <span>Descrierea numea o persoană/)
  assert.match((await app.get(`/en/data/challenges/${number}`)).body, /<span lang="ro">Descrierea numea/)
  assert.doesNotMatch(body, /Ciobanu/)
})

test('every word that is to go goes wholly, from all changes, and stands in no record of acts', async () => {
  const number = await opened()
  const { organisation: _, ...said } = words()
  const named = { problemRo: 'După fiecare ploaie Vasile Ciobanu Lupu ajunge târziu, apoi Ana Rusu.' }
  await act(doina, number, 'description', { ...said, ...named })
  await app.deps.database.pool.query(
    `INSERT INTO open_data.challenge_event (id, challenge_id, kind, happened_at, before)
     SELECT gen_random_uuid(), id, 'changed', '2026-11-21'::timestamptz, $2::jsonb FROM open_data.challenge, generate_series(1, 101) WHERE number = $1`,
    [number, { problem: { ro: named.problemRo } }],
  )
  const hideBefore = 'Descrierea numea o persoană.'
  const takeOut = (maskWords: string, more: Record<string, string> = {}) =>
    act(doina, number, 'description', { ...said, hideBefore, maskWords, ...more })
  const wrong = await takeOut('Vasile Ciobanu\nAna Russu')
  assert.equal(wrong.statusCode, 422, 'one of two stands nowhere')
  assert.match(wrong.body, /Nu apar în nicio formulare de dinainte: „Ana Russu”\./)
  assert.equal((await takeOut('Vasile Ciobanu\nAn')).statusCode, 422, 'too short')
  assert.equal((await takeOut('Ana Rusu', named)).statusCode, 422, 'it stands there still')
  assert.equal((await takeOut('Ana Rusu', { hideBefore: 'O numea pe Ana Rusu.' })).statusCode, 422)
  assert.equal((await takeOut('Vasile\nVasile Ciobanu\nCiobanu Lupu\nAna Rusu')).statusCode, 303)
  assert.match(JSON.stringify(await shown(number)), /După fiecare ploaie ▒▒▒ ajunge târziu, apoi ▒▒▒\./)
  const kept = await app.deps.database.pool.query<{ text: string }>(
    `SELECT e.before::text AS text FROM open_data.challenge_event e JOIN open_data.challenge c ON c.id = e.challenge_id
     WHERE c.number = $1 AND e.before IS NOT NULL
     UNION ALL SELECT data::text FROM audit.act WHERE act LIKE 'open-data.challenges.%' AND subject_id = $2`,
    [number, String(number)],
  )
  assert.ok(kept.rows.length > 101)
  assert.deepEqual(
    kept.rows.filter(({ text }) => /Vasile|Ciobanu|Lupu|Rusu/.test(text)),
    [],
  )
})

test('from prototype to pilot to result, each by whoever may and in its time', async () => {
  const number = await opened()
  const id = await entered(maria, number)
  const said = { text: 'O lună, în sectorul Botanica, cu dispecerii.' }
  assert.equal((await act(doina, number, `teams/${id}/pilot`, said)).statusCode, 409, 'no prototype yet')
  assert.equal((await prototype(ion, id)).statusCode, 404)
  assert.equal((await prototype(maria, id, 'javascript:alert(1)')).statusCode, 422)
  assert.equal((await prototype(maria, id)).statusCode, 303)
  assert.equal((await act(doina, number, `teams/${id}/result`, said)).statusCode, 409, 'no pilot yet')
  assert.equal((await act(stranger, number, `teams/${id}/pilot`, said)).statusCode, 403)
  assert.equal((await act(doina, number, `teams/${id}/pilot`, said)).statusCode, 303)
  assert.equal(
    (await act(doina, number, `teams/${id}/result`, { text: 'Timpul de reacție a scăzut.' })).statusCode,
    303,
  )
  const [view] = (await shown(number)).teamList
  assert.deepEqual([view.stage, view.pilot.text, view.prototype.url], ['result', said.text, 'https://example.md/harta'])
  app.clock.set('2026-12-11T10:00:00Z')
  assert.equal((await enter(ion, number, { name: 'Târziu' })).statusCode, 409)
  assert.equal((await shown(number)).phase, 'prototypes')
  app.clock.set('2027-01-21T10:00:00Z')
  assert.equal((await prototype(maria, id)).statusCode, 409)
  assert.equal((await act(doina, number, 'closing', { textRo: 'Harta rămâne în lucru la primărie.' })).statusCode, 303)
  assert.equal((await act(doina, number, 'cancellation', { textRo: 'Nu mai este nevoie de ea.' })).statusCode, 409)
  assert.equal((await shown(number)).ended.text.text, 'Harta rămâne în lucru la primărie.')
  const steps = (await entriesAbout(app, 'open-data.challenge-step')).filter(({ challenge }) => challenge === number)
  assert.deepEqual(
    steps.map(({ step, team }) => [step, team]),
    [
      ['published', null],
      ['pilot', id],
      ['result', id],
      ['closed', null],
    ],
  )
  const news = await challengeNews.between(app.services, new Date('2026-11-01'), new Date('2027-02-01'))
  assert.deepEqual(
    news.filter(({ path }) => path.endsWith(`/${number}`)).map(({ say }) => say('ro').text),
    [
      'Provocarea a început',
      'S-a înscris echipa Picătura',
      'Echipa Picătura a arătat un prototip',
      'Instituția încearcă prototipul echipei Picătura',
      'Rezultatul pilotului cu echipa Picătura',
      'Provocarea s-a încheiat',
    ],
  )
})

test('whoever runs it hides what breaks the rules, and everybody reads why', async () => {
  const number = await opened()
  const id = await entered(maria, number)
  assert.equal((await act(stranger, number, `teams/${id}/hiding`, { text: 'Este numai publicitate.' })).statusCode, 403)
  const hiding = { text: 'Este numai publicitate.', lang: 'ro' }
  assert.equal((await act(doina, number, `teams/${id}/hiding`, hiding)).statusCode, 303)
  const view = await shown(number)
  assert.deepEqual(
    [view.teamList[0].hidden, view.teamList[0].proposal, view.teamList[0].members, view.teams],
    ['Este numai publicitate.', null, [], 0],
  )
  assert.equal(view.teamList[0].hiddenLang, 'ro')
  assert.match((await app.get(`/en/data/challenges/${number}`)).body, /<span lang="ro">Este numai publicitate/)
  assert.equal(JSON.stringify(view).includes('Picătura'), false)
  assert.equal(
    (await act(doina, number, `teams/${id}/hiding`, { text: 'Din alt motiv, de un coleg.' })).statusCode,
    409,
  )
  assert.equal((await act(doina, number, `teams/${id}/showing`)).statusCode, 303)
  assert.equal((await shown(number)).teamList[0].name, 'Picătura')
  const other = await opened()
  assert.equal((await act(doina, other, `teams/${id}/hiding`, { text: 'Din altă provocare.' })).statusCode, 404)
})

test('people follow a challenge, and who is erased is in no team', async () => {
  const number = await opened()
  const page = await app.get(`/ro/follow/challenges/${number}`, ion.headers)
  assert.equal(page.statusCode, 200)
  const vera = await signedIn(app, { name: 'Vera Sîrbu', email: 'vera@example.md' })
  await entered(vera, number, { shownName: 'Vera S.' })
  const exported = (await app.get('/ro/account/data/export', vera.headers)).json()['open-data.teams']
  assert.equal(exported[0].shownName, 'Vera S.')
  await app.post('/ro/account/data/erasure', { sure: 'yes' }, vera.headers)
  assert.equal(JSON.stringify(await shown(number)).includes('Vera'), false)
})

test('a team whose last two members are erased at once is over', async () => {
  const number = await opened()
  const two = await Promise.all(['una', 'alta'].map((who) => signedIn(app, { name: who, email: `${who}@example.md` })))
  const [one, other] = two as [TestPerson, TestPerson]
  const id = await entered(one, number, { name: 'Ultimii doi' })
  const { rows } = await sql<{ challengeId: string }>`
    SELECT challenge_id AS "challengeId" FROM open_data.team WHERE id = ${id}`.execute(app.services.db)
  const { db, clock } = app.services
  const team = { id, challengeId: rows[0]?.challengeId ?? '' }
  const member = { mailboxId: other.mailboxId, shownName: 'Alta', now: clock.now() }
  await transact(db, (tx) => addMember(tx, team, member))
  let later: Promise<void> | undefined
  await transact(db, async (tx) => {
    await forgetMember(tx, one.mailboxId, clock.now())
    later = transact(db, (tx) => forgetMember(tx, other.mailboxId, clock.now()))
    await Promise.race([later, sleep(200)])
  })
  await later
  assert.notEqual((await findTeam(db, id)).withdrawnAt, null)
})
