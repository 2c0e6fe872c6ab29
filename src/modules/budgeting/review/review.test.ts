import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Process } from '#commons/processes/process.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addIdea, goToPhase, makeBudget } from '#test/budgets.ts'
import { authorityId, signedIn, type TestPerson } from '#test/people.ts'
import { letRefusalsStand } from './let-refusals-stand.ts'

let app: TestApp
let process: Process
let idea: { id: string; number: number }
let chisinau: string
let doina: TestPerson
let petru: TestPerson
let vera: TestPerson
let maria: TestPerson
before(async () => {
  app = await testApp()
  chisinau = await authorityId(app, 'primaria-chisinau')
  const officer = (name: string, email: string, organisationId: string) =>
    signedIn(app, { name, email, roles: [{ name: 'officer', organisationId }] })
  doina = await officer('Doina Plămădeală', 'doina@example.md', chisinau)
  petru = await officer('Petru Cazacu', 'petru@example.md', chisinau)
  vera = await officer('Vera Munteanu', 'vera@example.md', await authorityId(app, 'primaria-balti'))
  maria = await signedIn(app, { name: 'Maria Rusu', email: 'maria@example.md' })
})
after(() => app.close())
beforeEach(async () => {
  app.clock.set('2026-11-23T10:00:00Z')
  process = await makeBudget(app)
  await goToPhase(app, process, 'review')
  idea = await addIdea(app, process, { state: 'review', mailboxId: maria.mailboxId })
})

const post = (person: TestPerson, path: string, fields: Record<string, string | string[]>) =>
  app.post(`/ro/work/ideas/${idea.number}${path}`, fields, person.headers)
const desk = async (person: TestPerson) => (await app.get(`/api/v1/work/ideas/${idea.number}`, person.headers)).json()
const queue = async (person: TestPerson) => (await app.get('/api/v1/work/ideas', person.headers)).json()
const own = (items: { number: number }[]) => items.filter(({ number }) => number === idea.number)
const ask = (aspect: string, organisation = chisinau) =>
  post(doina, '/opinion-request', { aspect, organisation, office: 'Direcția funciară' })
const said = 'Terenul este al orașului și nu este dat în arendă.'
const opinion = (more: Record<string, string | string[]> = {}) => ({
  noConflict: 'yes',
  checked: ['owner', 'use', 'disputes'],
  verdict: 'possible',
  text: said,
  ...more,
})
const cost = (more: Record<string, string> = {}) => ({
  priceOn: '2026-12-01',
  works: '80.000',
  vat: '16 000,50',
  design: '3000',
  contingency: '0',
  upkeepYearly: '1 200',
  ...more,
})
const envelope = async (at = 0) => (await desk(doina)).envelopes[at].id
const accept = async (person = doina, more: Record<string, string> = {}) =>
  post(person, '/acceptance', { envelope: await envelope(), ...more })
const refuse = (person = doina, more: Record<string, string> = {}) =>
  post(person, '/refusal', { reason: 'not-public-land', text: 'Terenul a fost privatizat în anul 2009.', ...more })
const appeal = (person: TestPerson, text = 'Numai jumătate din teren a fost privatizată.') =>
  app.post(`/ro/ideas/${idea.number}/appeal`, { text }, person.headers)

async function entries(): Promise<{ kind: string; [field: string]: unknown }[]> {
  const { rows } = await app.deps.database.pool.query(
    "SELECT body FROM ledger.entry WHERE kind LIKE 'budgeting.%' ORDER BY index",
  )
  return rows.map(({ body }) => JSON.parse(body.toString())).filter((entry) => entry.idea === idea.number)
}

test('a request of the wrong office is taken back with a public reason, and asked of another; an opinion that was given stays', async () => {
  assert.equal((await ask('land', await authorityId(app, 'ministerul-mediului'))).statusCode, 303)
  const back = (person: TestPerson, reason = 'Terenul este al orașului, nu al ministerului.') =>
    post(person, '/opinions/land/taking-back', { reason })
  assert.equal((await back(vera)).statusCode, 403)
  assert.equal((await back(doina, 'scurt')).statusCode, 422)
  assert.deepEqual((await desk(doina)).may.takeBack, ['land'])
  assert.equal((await back(doina)).statusCode, 303)
  const { may, review } = await desk(doina)
  assert.deepEqual([review.opinions, may.takeBack], [[], []])
  const page = await app.get(`/ro/ideas/${idea.number}`)
  assert.match((await app.get(String(page.headers.location))).body, /Terenul este al orașului, nu al ministerului/)
  const { rows } = await app.deps.database.pool.query(
    "SELECT 1 FROM lifecycle.clock WHERE subject_kind = 'budgeting.opinion' AND stopped_on IS NULL AND subject_id NOT IN (SELECT id::text FROM budgeting.opinion)",
  )
  assert.equal(rows.length, 0, 'nobody owes it any more')
  assert.equal((await ask('land')).statusCode, 303)
  assert.equal((await post(petru, '/opinions/land', opinion())).statusCode, 303)
  assert.equal((await back(doina)).statusCode, 409)
  assert.equal((await desk(doina)).review.opinions.length, 1)
})

test('an opinion on an earlier text is asked again: the first one stays readable, holds no longer, and is back if the request is taken back', async () => {
  await ask('land')
  assert.equal((await post(petru, '/opinions/land', opinion({ verdict: 'impossible' }))).statusCode, 303)
  const again = (person: TestPerson, organisation = chisinau) =>
    post(person, '/opinions/land/asking-again', { organisation, office: 'Cadastrul' })
  assert.equal((await again(doina)).statusCode, 409, 'the text is the same')
  assert.deepEqual((await desk(doina)).may.askAgain, [])
  app.clock.advance(86_400)
  const text = 'Zece bănci în parc, pe terenul din dreapta aleii, care este al orașului.'
  assert.equal((await app.post(`/ro/ideas/${idea.number}/text`, { text }, maria.headers)).statusCode, 303)
  app.clock.advance(3_600)
  assert.deepEqual((await desk(doina)).may.askAgain, ['land'])
  const form = (await app.get(`/ro/work/ideas/${idea.number}/opinions/land/asking-again`, doina.headers)).body
  assert.match(form, /value="Direcția funciară"/, 'the same office is at hand')
  assert.equal((await again(vera)).statusCode, 403)
  assert.equal((await again(doina, idea.id)).statusCode, 422, 'no such authority')
  const replies = await Promise.all([again(doina), again(doina)])
  assert.deepEqual(replies.map(({ statusCode }) => statusCode).sort(), [303, 409], 'twice at once is once')
  const { review, may } = await desk(doina)
  assert.deepEqual(
    [review.opinions, review.earlierOpinions].map((all) => all.map((one: any) => [one.office, one.verdict])),
    [[['Cadastrul', null]], [['Direcția funciară', 'impossible']]],
  )
  assert.equal(review.opinions[0].clock.daysLeft, 10, 'its clock begins anew')
  assert.deepEqual([may.askAgain, may.takeBack], [[], ['land']])
  await post(doina, '/cost', cost())
  assert.equal((await accept()).statusCode, 409, 'it waits for the new opinion')
  const back = await post(doina, '/opinions/land/taking-back', { reason: 'Terenul nu s-a schimbat deloc.' })
  assert.equal(back.statusCode, 303, back.body)
  assert.deepEqual((await desk(doina)).may.askAgain, ['land'], 'what was said before holds as it did')
  assert.equal((await accept()).statusCode, 422, 'which still has to be explained')
  await again(doina)
  const answering = await app.get(`/ro/work/ideas/${idea.number}/opinions/land`, petru.headers)
  assert.match(
    answering.body,
    /<details[^>]*open[^>]*><summary[^>]*>Aviz asupra unui text anterior/,
    'what was said is at hand',
  )
  assert.equal((await post(petru, '/opinions/land', opinion())).statusCode, 303)
  assert.equal((await accept()).statusCode, 303)
  const page = await app.get(`/ro/ideas/${idea.number}`)
  assert.match((await app.get(String(page.headers.location))).body, /Aviz asupra unui text anterior[\s\S]*nu se poate/i)
  assert.deepEqual(
    (await entries()).map(({ kind, verdict }) => verdict ?? kind),
    ['impossible', 'budgeting.idea-adapted', 'possible', 'budgeting.idea-accepted'],
  )
})

test('an idea goes from the queue to the ballot', async () => {
  assert.deepEqual(
    own((await queue(doina)).items).map(({ waits }: any) => waits),
    ['decision'],
  )
  const asked = await ask('land')
  assert.equal(asked.statusCode, 303, asked.body)
  assert.deepEqual(
    own((await queue(doina)).items)
      .map(({ waits }: any) => waits)
      .sort(),
    ['offices', 'opinion'],
  )
  assert.equal((await accept()).statusCode, 409, 'an opinion is open and there is no cost')
  const given = await post(petru, '/opinions/land', opinion())
  assert.equal(given.statusCode, 303, given.body)
  assert.equal((await accept()).statusCode, 409, 'no cost')
  const costed = await post(doina, '/cost', cost())
  assert.equal(costed.statusCode, 303, costed.body)
  const accepted = await accept()
  assert.equal(accepted.statusCode, 303, accepted.body)
  const { review } = await desk(doina)
  assert.equal(review.state, 'accepted')
  assert.equal(review.cost.total, 9_900_050)
  assert.deepEqual([review.cost.low, review.cost.high, review.cost.upkeepYearly], [9_900_050, 9_900_050, 120_000])
  assert.equal(review.opinions[0].verdict, 'possible')
  assert.deepEqual(
    (await entries()).map(({ kind }) => kind),
    ['budgeting.opinion-given', 'budgeting.idea-accepted'],
  )
  await goToPhase(app, process, 'vote')
  const { envelopes } = (await app.get(`/api/v1/processes/${process.number}/projects`)).json()
  assert.deepEqual(
    envelopes[0].projects.map((one: { title: string; cost: number }) => one.cost),
    [9_900_050],
  )
})

test('who is tied to an idea does not review it, and nobody for another authority', async () => {
  await ask('land')
  const untold = await post(petru, '/opinions/land', opinion({ noConflict: '' }))
  assert.equal(untold.statusCode, 422)
  assert.match(untold.body, /href="#f-noConflict"/)
  assert.match(untold.body, /checked[^>]*value="possible"|value="possible"[^>]*checked/, 'what was chosen is kept')
  assert.equal((await post(vera, '/opinions/land', opinion())).statusCode, 403)
  assert.equal((await app.get(`/ro/work/ideas/${idea.number}`, vera.headers)).statusCode, 403)
  assert.equal((await app.get(`/ro/work/ideas/${idea.number}`, maria.headers)).statusCode, 403)
  assert.equal((await post(vera, '/cost', cost())).statusCode, 403)
  assert.equal((await accept(vera)).statusCode, 403)
  idea = await addIdea(app, process, { state: 'review', mailboxId: petru.mailboxId })
  await ask('land')
  assert.equal((await post(petru, '/opinions/land', opinion())).statusCode, 409, 'the own idea')
  assert.equal((await desk(petru)).own, true)
  assert.equal((await refuse(petru)).statusCode, 409)
})

test('an authority that is asked sees the idea and answers, whoever’s budget it is', async () => {
  await ask('finance', await authorityId(app, 'primaria-balti'))
  const checked = ['price', 'other-money', 'procurement']
  const foreign = await post(petru, '/opinions/finance', opinion({ checked }))
  assert.equal(foreign.statusCode, 403, 'asked of another authority')
  assert.equal((await post(vera, '/opinions/finance', opinion({ checked }))).statusCode, 303)
  assert.equal((await post(vera, '/opinions/finance', opinion({ checked }))).statusCode, 409, 'once')
  const law = opinion({ checked: ['competence', 'equal', 'permits'] })
  assert.equal((await post(vera, '/opinions/law', law)).statusCode, 404, 'not asked')
})

test('an opinion says its conditions and looks at everything on its list; each aspect is asked once', async () => {
  await ask('land')
  assert.match((await ask('land')).body, /href="#f-aspect"/)
  assert.match((await post(petru, '/opinions/land', opinion({ checked: ['owner'] }))).body, /href="#f-checked"/)
  assert.match((await post(petru, '/opinions/land', opinion({ verdict: 'possible-if' }))).body, /href="#f-conditions"/)
  const both = (await post(petru, '/opinions/land', opinion({ verdict: 'possible-if', checked: ['owner'] }))).body
  assert.match(both, /href="#f-checked"[\s\S]*href="#f-conditions"/, 'at once')
  const form = await app.get(`/ro/work/ideas/${idea.number}/opinions/land`, petru.headers)
  assert.match(form.body, /<details[^>]* open[\s\S]*De ce\./, 'the idea is read where it is judged')
  const conditions = 'Gardul se mută cu doi metri.'
  assert.equal((await post(petru, '/opinions/land', opinion({ verdict: 'possible-if', conditions }))).statusCode, 303)
  assert.equal((await desk(doina)).review.opinions[0].conditions, conditions)
})

test('the promised clock of an opinion runs in public, and overdue shows', async () => {
  await ask('planning')
  const [clock] = (await desk(doina)).review.opinions.map((one: any) => one.clock)
  assert.equal(clock.total, 10)
  assert.equal(clock.daysLeft, 10)
  app.clock.set(`${clock.dueOn}T10:00:00Z`)
  app.clock.set(new Date(app.clock.now().getTime() + 3 * 86_400_000).toISOString())
  assert.equal((await desk(doina)).review.opinions[0].clock.daysLeft, -3)
  const late = await queue(petru)
  assert.deepEqual(
    own(late.items).map(({ overdueDays }: any) => overdueDays),
    [3, 3],
  )
  assert.ok(late.overdue >= 2)
  const page = await app.get('/ro/work/ideas', petru.headers)
  assert.match(page.body, /întârziat 3 zile/)
  const checked = ['plan', 'protected', 'networks']
  assert.equal((await post(petru, '/opinions/planning', opinion({ checked }))).statusCode, 303)
  assert.match((await app.get(`/ro/work/ideas/${idea.number}`, doina.headers)).body, /cu 3 zile întârziere/)
})

test('a cost is whole, in its range, and within its envelope', async () => {
  const body = async (more: Record<string, string>) => {
    const reply = await post(doina, '/cost', cost(more))
    assert.equal(reply.statusCode, 422, reply.body)
    return reply.body
  }
  const bad = await body({ works: 'mult' })
  assert.match(bad, /href="#f-works"/)
  assert.match(bad, /value="16 000,50"/, 'what was typed is kept')
  assert.match(await body({ low: '200.000' }), /href="#f-low"/)
  assert.match(await body({ high: '1' }), /href="#f-high"/)
  assert.match(await body({ priceOn: '2040-01-01' }), /href="#f-priceOn"/)
  assert.match(await body({ works: '0', vat: '0', design: '0' }), /href="#f-works"/)
  await post(doina, '/cost', cost({ works: '1.000.000' }))
  const dear = await accept()
  assert.equal(dear.statusCode, 422, 'more than the envelope holds')
  assert.match(dear.body, /href="#f-envelope"/)
  assert.equal((await post(doina, '/acceptance', { envelope: idea.id })).statusCode, 422, 'no such envelope')
})

test('small and large projects keep to their own limits', async () => {
  app.clock.set('2026-11-23T10:00:00Z')
  process = await makeBudget(app, { blueprint: 'budgeting.civil' })
  await goToPhase(app, process, 'review')
  idea = await addIdea(app, process, { state: 'review' })
  await post(doina, '/cost', cost({ works: '250.000' }))
  assert.equal((await accept(doina, { envelope: await envelope(0) })).statusCode, 422, 'too dear for small ones')
  assert.equal((await accept(doina, { envelope: await envelope(1) })).statusCode, 303)
})

test('who accepts against an office says why', async () => {
  await ask('land')
  await post(petru, '/opinions/land', opinion({ verdict: 'impossible' }))
  await post(doina, '/cost', cost())
  assert.match((await accept()).body, /href="#f-text"/)
  const text = 'Consiliul a cumpărat terenul după ce s-a dat avizul.'
  assert.equal((await accept(doina, { text })).statusCode, 303)
  assert.equal((await desk(doina)).review.accepted.text, text)
})

test('a refusal has its reason, is appealed once and in time, and somebody else decides', async () => {
  assert.match((await refuse(doina, { reason: '' })).body, /href="#f-reason"/)
  assert.match((await refuse(doina, { text: '' })).body, /href="#f-text"/)
  assert.equal((await refuse()).statusCode, 303)
  assert.equal((await app.get(`/api/v1/ideas/${idea.number}/appeal`, petru.headers)).statusCode, 403)
  assert.equal((await appeal(petru)).statusCode, 403, 'only its author')
  assert.match((await appeal(maria, 'scurt')).body, /href="#f-text"/)
  assert.equal((await appeal(maria)).statusCode, 303)
  assert.equal((await appeal(maria)).statusCode, 409, 'once')
  assert.deepEqual(
    own((await queue(petru)).items).map(({ waits }: any) => waits),
    ['appeal'],
  )
  assert.deepEqual(
    own((await queue(doina)).items).map(({ waits }: any) => waits),
    ['colleague'],
    'who refused waits for somebody else',
  )
  const page = `/ro/work/ideas/${idea.number}`
  assert.match((await app.get(page, doina.headers)).body, /Contestația o decide alt funcționar/)
  assert.doesNotMatch((await app.get(page, petru.headers)).body, /Contestația o decide alt funcționar/)
  const text = 'Cadastrul arată că întreg terenul este privat.'
  assert.equal((await post(doina, '/upholding', { text })).statusCode, 409, 'who refused')
  await post(doina, '/cost', cost())
  assert.equal((await accept()).statusCode, 409, 'who refused')
  assert.equal((await post(petru, '/upholding', { text })).statusCode, 303)
  const { review } = await desk(petru)
  assert.equal(review.state, 'refused-finally')
  assert.equal(review.appeal.answer, text)
  assert.deepEqual(
    (await entries()).map(({ kind }) => kind),
    ['budgeting.idea-refused', 'budgeting.refusal-appealed', 'budgeting.refusal-final'],
  )
})

test('an appeal can lead to the ballot', async () => {
  await refuse()
  await appeal(maria)
  await post(petru, '/cost', cost())
  assert.equal((await accept(petru)).statusCode, 303)
  const { review } = await desk(petru)
  assert.equal(review.state, 'accepted')
  assert.equal(review.refused.reason, 'not-public-land', 'what was said before stays')
})

test('a refusal that nobody appeals in time stands', async () => {
  await refuse()
  const { appealUntil } = (await desk(doina)).review.refused
  app.clock.set(`${appealUntil}T18:00:00Z`)
  await letRefusalsStand(app.services)
  assert.equal((await desk(doina)).review.state, 'refused', 'the last day is whole')
  app.clock.set(new Date(app.clock.now().getTime() + 86_400_000).toISOString())
  assert.equal((await appeal(maria)).statusCode, 409, 'late')
  await letRefusalsStand(app.services)
  await letRefusalsStand(app.services)
  assert.equal((await desk(doina)).review.state, 'refused-finally')
  assert.deepEqual(
    (await entries()).map(({ kind, how }) => [kind, how]),
    [
      ['budgeting.idea-refused', undefined],
      ['budgeting.refusal-final', 'not-appealed'],
    ],
  )
})

test('a refusal that cannot become final holds up no other', async () => {
  const broken = idea
  await refuse()
  idea = await addIdea(app, process, { state: 'review', mailboxId: maria.mailboxId })
  await refuse()
  app.clock.set(new Date(app.clock.now().getTime() + 60 * 86_400_000).toISOString())
  const { pool } = app.deps.database
  await pool.query(
    `ALTER TABLE budgeting.idea_event ADD CONSTRAINT is_broken CHECK (idea_id <> '${broken.id}') NOT VALID`,
  )
  await assert.rejects(letRefusalsStand(app.services), /is_broken/)
  await pool.query('ALTER TABLE budgeting.idea_event DROP CONSTRAINT is_broken')
  assert.equal((await desk(doina)).review.state, 'refused-finally')
})

test('the vote waits for every idea, and for refusals that can be appealed', async () => {
  await post(doina, '/cost', cost())
  await accept()
  const other = await addIdea(app, process, { state: 'review', mailboxId: maria.mailboxId })
  await goToPhase(app, process, 'vote')
  const vote = async () =>
    (await app.get(`/api/v1/processes/${process.number}`)).json().phases.find((one: any) => one.method.endsWith('vote'))
  assert.equal((await vote()).standing, 'coming')
  assert.match(String((await vote()).waits), /o idee nu este încă decisă/)
  idea = other
  await refuse()
  await goToPhase(app, process, 'vote')
  assert.match(String((await vote()).waits), /o respingere mai poate fi contestată/)
  const { appealUntil } = (await desk(doina)).review.refused
  app.clock.set(new Date(new Date(`${appealUntil}T10:00:00Z`).getTime() + 86_400_000).toISOString())
  await letRefusalsStand(app.services)
  await goToPhase(app, process, 'vote')
  assert.equal((await vote()).standing, 'open')
  const late = await addIdea(app, process, { state: 'review' })
  idea = late
  await post(doina, '/cost', cost())
  assert.equal((await accept()).statusCode, 409, 'the ballot is fixed')
})

test('hidden and given back on one day, an idea has its opinion still asked, and its refusal can still be appealed', async () => {
  const moderator = (name: string, email: string) =>
    signedIn(app, { name, email, roles: [{ name: 'moderator', placeKey: 'md-cu' }] })
  const [ana, pavel] = [
    await moderator('Ana Lungu', 'ana.m@example.md'),
    await moderator('Pavel Dodu', 'pavel.m@example.md'),
  ]
  const hide = `/ro/work/published-ideas/${idea.number}`
  const hiddenAndBack = async () => {
    assert.equal((await app.post(hide, { reason: 'Acuză o persoană.' }, ana.headers)).statusCode, 303)
    await app.post(
      `/ro/ideas/${idea.number}/hiding-appeal`,
      { text: 'Nu acuză pe nimeni, spune ce lipsește.' },
      maria.headers,
    )
    const words = { decision: 'lifted', text: 'Textul nu numește pe nimeni.' }
    assert.equal((await app.post(`${hide}/appeal`, words, pavel.headers)).statusCode, 303)
  }
  await ask('land')
  await hiddenAndBack()
  app.clock.set('2027-02-23T10:00:00Z')
  assert.equal(own((await queue(petru)).items).length > 0, true)
  const { rows } = await app.deps.database.pool.query(
    `SELECT k.name FROM lifecycle.clock k JOIN budgeting.opinion o ON k.subject_id = o.id::text
    WHERE k.subject_kind = 'budgeting.opinion' AND k.stopped_on IS NULL AND o.idea_id = $1`,
    [idea.id],
  )
  assert.deepEqual(rows, [{ name: 'opinion.2' }])
  await post(petru, '/opinions/land', opinion())
  await refuse()
  await hiddenAndBack()
  assert.ok((await desk(doina)).review.refused.appealUntil > '2027-02-23')
  assert.equal((await appeal(maria)).statusCode, 303)
})

test('two who decide at once decide once', async () => {
  await post(doina, '/cost', cost())
  const id = await envelope()
  const replies = await Promise.all([
    post(doina, '/acceptance', { envelope: id }),
    post(petru, '/refusal', { reason: 'unlawful', text: 'Legea nu permite așa ceva pe acest teren.' }),
    post(petru, '/acceptance', { envelope: id }),
  ])
  assert.deepEqual(replies.map(({ statusCode }) => statusCode).sort(), [303, 409, 409])
})

test('an author takes the appeal along, and has it erased', async () => {
  const ana = await signedIn(app, { name: 'Ana Lungu', email: 'ana@example.md' })
  idea = await addIdea(app, process, { state: 'review', mailboxId: ana.mailboxId })
  await refuse()
  await appeal(ana, 'Aici se joacă copiii de treizeci de ani.')
  const part = app.services.personalData.find(({ name }) => name === 'budgeting.appeals')
  assert.ok(part)
  const { db } = app.services
  const context = { ...app.services, db } as never
  assert.match(JSON.stringify(await part.export(context, ana.mailboxId, ana.accountId)), /treizeci de ani/)
  await db.transaction().execute((tx) => part.erase(tx as never, ana.mailboxId, ana.accountId, app.clock.now()))
  assert.deepEqual(await part.export(context, ana.mailboxId, ana.accountId), [])
  assert.equal((await desk(petru)).review.appeal.text, null)
})

test('every page of the review reads in three languages', async () => {
  await ask('land')
  await post(petru, '/opinions/land', opinion({ verdict: 'possible-if', conditions: 'Cu gard nou.' }))
  await ask('law')
  await post(doina, '/cost', cost())
  for (const lang of ['ro', 'ru', 'en'])
    for (const at of [
      '',
      '/opinion-request',
      '/opinions/law',
      '/opinions/law/taking-back',
      '/opinions/land/asking-again',
      '/cost',
      '/acceptance',
      '/refusal',
      '/upholding',
    ]) {
      const reply = await app.get(`/${lang}/work/ideas/${idea.number}${at}`, doina.headers)
      assert.equal(reply.statusCode, 200, `${lang} ${at}`)
      assert.doesNotMatch(reply.body, /undefined|\[object Object\]|budgeting\.review\./, `${lang} ${at}`)
    }
  await refuse()
  for (const lang of ['ro', 'ru', 'en'])
    assert.match((await app.get(`/${lang}/ideas/${idea.number}/appeal`, maria.headers)).body, /name="text"/)
})

test('every act of the review and of the money has words in the record of acts', async () => {
  const admin = await signedIn(app, {
    name: 'Ana Admin',
    email: 'admin@example.md',
    roles: [{ name: 'administrator' }],
  })
  await ask('land')
  await post(petru, '/opinions/land', opinion())
  await post(doina, '/cost', cost())
  await refuse()
  const page = await app.get('/ro/work/audit', admin.headers)
  assert.equal(page.statusCode, 200, page.body)
  assert.doesNotMatch(page.body, />\s*budgeting\./)
  assert.match(page.body, /A respins o idee/)
})
