import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type TestApp, testApp } from '#test/app.ts'
import { addIdea, makeBudget } from '#test/budgets.ts'
import { authorityAnswers, ideaSays, outcomeSays, petitionSays, petitionStands } from '#test/citing.ts'
import { addPublicTable } from '#test/data-files.ts'
import { addDataset } from '#test/datasets.ts'
import { signedIn } from '#test/people.ts'
import { addRequest } from '#test/wishes.ts'

let app: TestApp
before(async () => {
  app = await testApp({ publicSeconds: 2 })
  for (const name of ['buget', 'arbori'])
    await addDataset(app, { name, title: { ro: `Date: ${name}`, en: `Data: ${name}` } })
  await addDataset(app, { name: 'ascuns', published: false })
})
after(() => app.close())

const titles = (lines: { title: string }[]) => lines.map(({ title }) => title)
const citedIn = async (name: string) => (await app.get(`/api/v1/data/${name}`)).json().around.citedIn
const citedBy = async (path: string) => (await app.get(`/api/v1/${path}`)).json().cites

/** What a kept page says, once it was told. */
async function soon<T>(read: () => Promise<T>, expected: T): Promise<void> {
  const until = Date.now() + 5_000
  for (let now = await read(); ; now = await read()) {
    if (JSON.stringify(now) === JSON.stringify(expected)) return
    if (Date.now() > until) assert.deepEqual(now, expected)
    await sleep(100)
  }
}

test('a petition and the data that it cites name each other, until one of them is not public', async () => {
  const about = titles(await citedIn('buget'))
  assert.deepEqual(about, [])
  const { title, slug } = (await app.get('/api/v1/petitions/1')).json()
  await petitionSays(
    app,
    1,
    'Vezi [bugetul](/ro/data/buget/history) și [ce nu este public](/data/ascuns) și [nimic](/data/nu-exista).',
  )
  await soon(async () => titles(await citedIn('buget')), [title])
  await soon(async () => titles(await citedBy('petitions/1')), ['Date: buget'])
  assert.match((await app.get('/ro/data/buget')).body, new RegExp(`Petiție: <a href="/ro/petitions/1-${slug}"`))
  assert.match(
    (await app.get(`/ru/petitions/1-${slug}`)).body,
    /<a href="\/ru\/data\/buget" lang="ro">Date: buget<\/a>/,
  )

  await petitionStands(app, 1, false)
  await soon(async () => titles(await citedIn('buget')), [])
  await petitionStands(app, 1, true)
  await soon(async () => titles(await citedIn('buget')), [title])
})

test('what is reworded cites something else; the same again changes nothing', async () => {
  await petitionSays(app, 1, 'Vezi [arborii](http://punte.test/ru/data/arbori) și [RDF](/dataset/arbori.ttl).')
  const found = async () =>
    (
      await app.deps.database.pool.query(
        "SELECT to_key, found_at FROM citations.citation WHERE from_kind = 'petitions.petition'",
      )
    ).rows
  const first = await found()
  assert.deepEqual(
    first.map(({ to_key }) => to_key),
    ['arbori'],
  )
  app.clock.advance(60)
  await petitionSays(app, 1, 'Acum [arborii](/data/arbori) altfel.')
  assert.deepEqual(await found(), first, 'found when it was found first')
})

test('an idea for a budget cites a table by its address; a text without links is not read at all', async () => {
  const table = await addPublicTable(app, 'a,b\n1,2\n')
  const idea = await addIdea(app, await makeBudget(app))
  await ideaSays(
    app,
    idea.number,
    `Date: [tabelul](/data/tables/${table.distribution}?page=2) și [altul](/data/tables/01940000-0000-7000-8000-000000000000).`,
  )
  await soon(async () => titles(await citedBy(`ideas/${idea.number}`)), ['Date de încercare'])
  assert.deepEqual(
    (await citedIn(table.dataset)).map(({ kind }: { kind: string }) => kind),
    ['budgeting.idea'],
  )
  await ideaSays(app, idea.number, 'Fără nicio trimitere.')
  await soon(() => citedBy(`ideas/${idea.number}`), [])
})

test('an answer of an authority cites data as it says now, and so does the public outcome of a request', async () => {
  await addDataset(app, { name: 'trotuare' })
  await authorityAnswers(app, 1, 'Lista este în [datele deschise](/ro/data/trotuare).')
  const { slug } = (await app.get('/api/v1/petitions/1')).json()
  const [line] = await citedIn('trotuare')
  assert.deepEqual([line.label, line.path], ['Răspunsul unei autorități', `/petitions/1-${slug}#case-primaria-balti`])
  const ana = await signedIn(app, { name: 'Ana Moraru', email: 'ana@example.md' })
  const number = await addRequest(app, ana, { published: true })
  await outcomeSays(app, number, 'Este deja [aici](/data/trotuare).')
  await soon(
    async () => (await citedIn('trotuare')).map(({ path }: { path: string }) => path).toSorted(),
    [`/data/requests/${number}`, line.path],
  )
  await authorityAnswers(app, 1, 'Nu mai este nicăieri.')
  await soon(
    async () => (await citedIn('trotuare')).map(({ path }: { path: string }) => path),
    [`/data/requests/${number}`],
  )
})
