import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Process } from '#commons/processes/process.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addIdea, goToPhase, makeBudget } from '#test/budgets.ts'
import { authorityId, signedIn, type TestPerson } from '#test/people.ts'

let app: TestApp
let process: Process
let idea: { id: string; number: number }
let doina: TestPerson
before(async () => {
  app = await testApp()
  const organisationId = await authorityId(app, 'primaria-chisinau')
  const roles = [{ name: 'officer' as const, organisationId }]
  doina = await signedIn(app, { name: 'Doina Plămădeală', email: 'doina@example.md', roles })
})
after(() => app.close())
beforeEach(async () => {
  app.clock.set('2026-11-23T10:00:00Z')
  process = await makeBudget(app)
  await goToPhase(app, process, 'review')
  idea = await addIdea(app, process, { state: 'review', title: 'Bănci noi în parc' })
})

const name = (fields: Record<string, string>, person = doina) =>
  app.post(`/ro/work/ideas/${idea.number}/names`, fields, person.headers)

async function accept() {
  const at = `/ro/work/ideas/${idea.number}`
  const sums = { works: '80000', vat: '0', design: '0', contingency: '0', upkeepYearly: '0' }
  await app.post(`${at}/cost`, { priceOn: '2026-11-01', ...sums }, doina.headers)
  const { envelopes } = (await app.get(`/api/v1/work/ideas/${idea.number}`, doina.headers)).json()
  const reply = await app.post(`${at}/acceptance`, { envelope: envelopes[0].id }, doina.headers)
  assert.equal(reply.statusCode, 303)
}

test('the ballot names a project in the reader’s language, with what its author wrote beside it', async () => {
  assert.equal((await name({ titleRu: 'Новые скамейки в парке' })).statusCode, 303)
  await accept()
  await goToPhase(app, process, 'vote')
  for (const path of ['projects', 'paper-ballot', 'ballot']) {
    const russian = await app.get(`/ru/processes/${process.number}/${path}`, doina.headers)
    assert.match(
      russian.body,
      /<span[^>]*>Новые скамейки в парке<\/span>\s*<span class="soft" lang="ro">\(Bănci noi în parc\)/,
      path,
    )
    const romanian = await app.get(`/ro/processes/${process.number}/${path}`, doina.headers)
    assert.doesNotMatch(romanian.body, /Новые скамейки/, path)
  }
  const asked = await app.get(`/api/v1/processes/${process.number}/projects`, { 'accept-language': 'ru' })
  const [{ title, lang, original }] = asked.json().envelopes[0].projects
  assert.deepEqual(
    [title, lang, original],
    ['Новые скамейки в парке', 'ru', { title: 'Bănci noi în parc', lang: 'ro' }],
  )
  const work = async (path: string, lang = 'ru') =>
    (await app.get(`/${lang}/work/processes/${process.number}${path}`, doina.headers)).body
  assert.match(await work('/vote'), /<a [^>]*lang="ru"[^>]*>Новые скамейки в парке/)
  assert.match(await work('/vote', 'en'), /<a [^>]*lang="ro"[^>]*>Bănci noi în parc/)
  assert.match(
    await work('/projects/1'),
    /<h1 lang="ru">Новые скамейки в парке<[\s\S]+<span lang="ro">Bănci noi în parc</,
  )
  const desk = await app.get(`/en/work/ideas/${idea.number}`, doina.headers)
  assert.match(desk.body, /<h1 lang="ro">Bănci noi în parc</, 'as its author wrote it, with its translations below')
  // No translation was given, so the author’s words stand.
  const english = await app.get(`/en/processes/${process.number}/projects`)
  assert.match(english.body, /<span lang="ro">Bănci noi în parc</)
})

test('names are public with the review, can be taken back, and stay as they are once the ballot is fixed', async () => {
  await name({ titleRu: 'Скамейки', titleEn: 'Benches' })
  await name({ titleEn: 'New benches' })
  const { review } = (await app.get(`/api/v1/ideas/${idea.number}`)).json()
  assert.deepEqual(review.names, [{ lang: 'en', title: 'New benches' }])
  await accept()
  assert.equal((await name({ titleEn: 'Newer benches' })).statusCode, 303)
  await goToPhase(app, process, 'vote')
  const late = await name({ titleEn: 'Something else' })
  assert.equal(late.statusCode, 409)
  const { may } = (await app.get(`/api/v1/work/ideas/${idea.number}`, doina.headers)).json()
  assert.equal(may.name, false)
})

test('a name in the author’s own language, or of mixed letters, is refused at its field, and what was typed is kept', async () => {
  const own = await name({ titleRo: 'Alte bănci', titleRu: 'Скамейки' })
  assert.equal(own.statusCode, 422)
  assert.match(own.body, /rămâne denumirea lui/)
  assert.match(own.body, /value="Скамейки"/)
  assert.equal((await name({ titleRu: 'Скaмейки в парке' })).statusCode, 422)
  assert.equal((await name({ titleRu: 'а'.repeat(121) })).statusCode, 422)
})

test('what hides an idea hides its names, on the ballot too', async () => {
  await name({ titleRu: 'Новые скамейки' })
  await accept()
  await goToPhase(app, process, 'vote')
  const told = async () => {
    const { review } = (await app.get(`/api/v1/ideas/${idea.number}`)).json()
    const { envelopes } = (
      await app.get(`/api/v1/processes/${process.number}/projects`, { 'accept-language': 'ru' })
    ).json()
    return [review.names.length, envelopes[0].projects[0].lang]
  }
  assert.deepEqual(await told(), [1, 'ru'])
  const roles = [{ name: 'moderator' as const, placeKey: 'md' }]
  const elena = await signedIn(app, { name: 'Elena Botezatu', email: 'elena@example.md', roles })
  const reply = await app.post(
    `/ro/work/published-ideas/${idea.number}`,
    { reason: 'Jignește pe cineva.' },
    elena.headers,
  )
  assert.equal(reply.statusCode, 303)
  assert.deepEqual(await told(), [0, 'ro'])
})
