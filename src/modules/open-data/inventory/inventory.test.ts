import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { LightMyRequestResponse } from 'fastify'
import { type TestApp, testApp } from '#test/app.ts'
import { sendFile } from '#test/data-files.ts'
import { addDataset, addHolding } from '#test/datasets.ts'
import { authorityId, officerOf, signedIn, type TestPerson } from '#test/people.ts'

let app: TestApp
let doina: TestPerson
let oleg: TestPerson
before(async () => {
  app = await testApp({ now: '2026-11-25T10:00:00Z' })
  doina = await officerOf(app, 'primaria-chisinau', { name: 'Doina Plămădeală', email: 'doina@example.md' })
  oleg = await officerOf(app, 'primaria-balti', { name: 'Oleg Kravciuc', email: 'oleg@example.md' })
})
after(() => app?.close())

let keys = 0
const post = (path: string, fields: Record<string, string>, by: TestPerson | null = doina) => {
  keys += 1
  return app.post(`/ro/work/data-inventory/${path}`, { 'idempotency-key': `held-${keys}`, ...fields }, by?.headers)
}
const trees = { titleRo: 'Registrul arborilor', steward: 'Direcția spații verzi' }
const open = { ...trees, openness: 'open', dueOn: '2027-03-01' }
const shown = async (query = '', slug = 'primaria-chisinau') =>
  (await app.get(`/api/v1/data/institutions/${slug}/inventory${query}`)).json()
const desk = async (by = doina) => (await app.get('/api/v1/work/data-inventory', by.headers)).json()
const idOf = async (title: string) =>
  (await desk()).items.find((one: { title: { text: string } }) => one.title.text === title)?.id as string
const bring = (csv: string | Buffer, by = doina) =>
  sendFile(app, { path: '/work/data-inventory/import', officer: by }, 'inventar.csv', csv)

test('where nobody keeps an inventory the page of the country says so', async () => {
  assert.match((await app.get('/ro/data/inventory')).body, /Nicio instituție nu ține încă un inventar/)
  assert.equal((await app.get('/data/inventory.json')).body, '[]\n')
})

test('what an officer writes is public at once, with its day, and its history keeps a day that was moved', async () => {
  assert.deepEqual((await shown()).items, [])
  assert.match((await app.get('/ru/data/institutions/primaria-chisinau/inventory')).body, /Реестр пуст/)
  assert.equal(
    (await post('new', { ...open, aboutRo: 'Fiecare arbore.', titleEn: 'Register of trees' })).statusCode,
    303,
  )
  const { items, counts, total } = await shown()
  assert.deepEqual([items[0].number, items[0].state, items[0].dueOn, total], [1, 'planned', '2027-03-01', 1])
  assert.deepEqual(counts, { published: 0, planned: 1, overdue: 0, closed: 0 })
  const moved = await post(await idOf('Registrul arborilor'), { ...open, dueOn: '2026-11-01' })
  assert.equal(moved.statusCode, 303, moved.body)
  const one = await app.get('/api/v1/data/institutions/primaria-chisinau/inventory/1')
  assert.equal(one.json().state, 'overdue')
  assert.deepEqual(
    one
      .json()
      .history.map(({ act, changes }: { act: string; changes: { field: string; before: string; after: string }[] }) => [
        act,
        changes.flatMap(({ field, before, after }) => (field === 'dueOn' ? [before, after] : [])),
      ]),
    [
      ['change', ['2027-03-01', '2026-11-01']],
      ['add', []],
    ],
  )
  assert.match(
    (await app.get('/en/data/institutions/primaria-chisinau/inventory/1')).body,
    /1\sMarch\s2027 → 1\sNovember\s2026/,
  )
  assert.equal((await shown('?state=overdue')).items.length, 1)
  assert.equal((await shown('?state=planned')).items.length, 0)
  const { rows } = await app.deps.database.pool.query(
    "SELECT act FROM audit.act WHERE subject_kind = 'open-data.holding' ORDER BY acted_at, id",
  )
  assert.deepEqual(rows.map(({ act }) => act).sort(), ['open-data.inventory.add', 'open-data.inventory.change'])
})

test('open needs a day or a dataset, closed needs a reason and its law', async () => {
  const wrong = async (fields: Record<string, string>) => {
    keys += 1
    const reply = await app.postJson('/api/v1/work/data-inventory/new', fields, {
      ...doina.headers,
      'sec-fetch-site': 'same-origin',
      'idempotency-key': `wrong-${keys}`,
    })
    assert.equal(reply.statusCode, 422, reply.body)
    return reply.json().errors.map(({ field }: { field: string }) => field)
  }
  const other = { titleRo: 'Registrul câinilor', steward: 'Direcția locativ' }
  assert.deepEqual(await wrong({ ...other, openness: 'open' }), ['dueOn'])
  assert.deepEqual(await wrong({ ...other, openness: 'closed' }), ['reason', 'legalBasis'])
  assert.deepEqual(await wrong({ ...other, openness: 'open', dataset: 'nu-exista' }), ['dataset'])
  assert.deepEqual(await wrong({ ...open, titleRo: 'REGISTRUL arborilor' }), ['titleRo'])
  await addDataset(app, { name: 'al-baltiului', authority: 'primaria-balti' })
  assert.deepEqual(await wrong({ ...other, openness: 'open', dataset: 'al-baltiului' }), ['dataset'])
})

test('a thing is open while its dataset is public; a draft is named to nobody', async () => {
  await addDataset(app, { name: 'caini', published: false })
  await post('new', { titleRo: 'Câinii fără stăpân', steward: 'Direcția locativ', openness: 'open', dataset: 'caini' })
  const item = async () => (await shown()).items.find(({ number }: { number: number }) => number === 2)
  assert.deepEqual([(await item()).state, (await item()).dataset], ['planned', null])
  const { pool } = app.deps.database
  const csv = async () => (await app.get('/data/institutions/primaria-chisinau/inventory.csv')).body
  assert.doesNotMatch(await csv(), /caini/)
  await pool.query("UPDATE open_data.dataset SET state = 'published', published_at = now() WHERE name = 'caini'")
  assert.deepEqual([(await item()).state, (await item()).dataset.name], ['published', 'caini'])
  assert.match(await csv(), /caini/)
  const { items } = (await app.get('/api/v1/data/institutions')).json()
  const ours = items.find(({ slug }: { slug: string }) => slug === 'primaria-chisinau')
  assert.deepEqual(ours.inventory, { published: 1, planned: 0, overdue: 1, closed: 0 })
  assert.match((await app.get('/ro/data/institutions/primaria-chisinau')).body, /1 din 2 deschise/)
})

test('a file from an old program brings many, the same file again changes nothing, what is given away can be brought back', async () => {
  const line = 'Registrul lăcașurilor;Direcția cultură;closed;copyright;Legea nr. 230/2022, art. 9'
  const text = [
    'Title_RO;steward;openness;reason;legal_basis;altceva',
    `${line};x`,
    '',
    'Ape;Apă-Canal;open;;;',
    '',
  ].join('\r\n')
  const refused = await bring(text)
  assert.equal(refused.statusCode, 422)
  assert.match(refused.body, /Linia 4, due_on/)
  assert.equal((await shown()).total, 2)
  const ok = Buffer.from(
    Array.from(text.replace('Ape;Apă-Canal;open;;;', 'Ape;Apă-Canal;closed;security;Legea apelor;'), (letter) =>
      letter === 'ă' ? 0xe3 : letter === 'ș' ? 0xba : letter === 'ț' ? 0xfe : letter.charCodeAt(0),
    ),
  )
  const brought = await bring(ok)
  assert.equal(brought.headers.location, '/ro/work/data-inventory?added=2&changed=0&same=0', brought.body)
  assert.equal((await bring(ok)).headers.location, '/ro/work/data-inventory?added=0&changed=0&same=2')
  const items = (await shown('?state=closed')).items
  assert.deepEqual(
    items.map(({ title }: { title: { text: string } }) => title.text),
    ['Registrul lăcașurilor', 'Ape'],
  )
  const given = (await app.get('/data/institutions/primaria-chisinau/inventory.csv')).body
  assert.equal((await bring(given)).headers.location, '/ro/work/data-inventory?added=0&changed=0&same=4')
  const changed = given.replace('Direcția cultură', 'Direcția cultură și culte')
  assert.equal((await bring(changed)).headers.location, '/ro/work/data-inventory?added=0&changed=1&same=3')
  const json = (await app.get('/data/institutions/primaria-chisinau/inventory.json')).json()
  assert.deepEqual(
    json.map(({ number, state }: { number: number; state: string }) => [number, state]),
    [
      [1, 'overdue'],
      [2, 'published'],
      [3, 'closed'],
      [4, 'closed'],
    ],
  )
})

test('what is no table, has no such columns or names a number that is not there is refused wholly', async () => {
  const said = async (csv: string | Buffer) => {
    const reply = await bring(csv)
    assert.equal(reply.statusCode, 422)
    return reply.body
  }
  assert.match(await said('a;b\n1;2\n'), /Lipsesc coloanele: title_ro, steward, openness/)
  assert.match(
    await said('number,title_ro,steward,openness,due_on\n99,Ceva nou,Direcția,open,2027-01-01\n'),
    /Linia 2, number/,
  )
  assert.match(await said('title_ro,steward,openness,dataset\nCeva nou,Direcția,open,nu-exista\n'), /Linia 2, dataset/)
  await said(Buffer.from([0, 1, 2, 3, 255, 254, 0, 0, 7, 1, 2, 3, 4]))
  assert.equal((await shown()).total, 4)
})

test('of what a file has no column for nothing changes', async () => {
  const dataset = await addDataset(app, { name: 'arbori-cu-date' })
  const whole = { aboutRo: 'Scuarurile orașului.', registerUrl: 'https://example.md/registru', dataset: dataset.name }
  await post('new', { ...open, titleRo: 'Scuaruri noi', ...whole })
  const id = await idOf('Scuaruri noi')
  const line = 'title_ro,steward,openness,due_on\nScuaruri noi,Direcția spații verzi,open,2027-05-01\n'
  assert.equal((await bring(line)).statusCode, 303)
  const { holding } = (await app.get(`/api/v1/work/data-inventory/${id}`, doina.headers)).json()
  assert.deepEqual(
    [holding.dueOn, holding.abouts.ro, holding.registerUrl, holding.dataset],
    ['2027-05-01', whole.aboutRo, whole.registerUrl, dataset.name],
  )
  const emptied = 'title_ro,steward,openness,due_on,description_ro\nScuaruri noi,Direcția,open,2027-05-01,\n'
  assert.equal((await bring(emptied)).statusCode, 303)
  const after = (await app.get(`/api/v1/work/data-inventory/${id}`, doina.headers)).json().holding
  assert.deepEqual([after.abouts.ro ?? null, after.registerUrl], [null, whole.registerUrl])
  await post(`${id}/removal`, {})
})

test('a title repeats no data of a person', async () => {
  const reply = await post('new', { ...open, titleRo: 'Registrul lui Ion, tel. 069 123 456' })
  assert.equal(reply.statusCode, 422)
  assert.match(reply.body, /href="#f-titleRo"/)
})

test('nobody else writes or changes: not a citizen, not an officer of another institution', async () => {
  const id = await idOf('Registrul arborilor')
  assert.equal((await post(id, open, oleg)).statusCode, 403)
  assert.equal((await post(`${id}/removal`, {}, oleg)).statusCode, 403)
  const chisinau = await authorityId(app, 'primaria-chisinau')
  assert.equal((await post('new', { ...open, titleRo: 'Străine', organisation: chisinau }, oleg)).statusCode, 403)
  const citizen = await signedIn(app, { name: 'Ana Lungu', email: 'ana@example.md' })
  assert.equal((await post('new', { ...open, titleRo: 'Străine' }, citizen)).statusCode, 403)
  assert.equal((await bring('title_ro,steward,openness\n', citizen)).statusCode, 403)
  assert.equal((await shown()).total, 4)
})

test('what is taken out is gone from the list, keeps its number, and its title may be used again', async () => {
  await post(`${await idOf('Ape')}/removal`, {})
  assert.equal((await shown()).total, 3)
  assert.equal((await app.get('/ro/data/institutions/primaria-chisinau/inventory/4')).statusCode, 404)
  assert.equal((await post('new', { ...open, titleRo: 'Ape' })).statusCode, 303)
  assert.equal((await shown()).items.at(-1).number, 6)
})

test('two officers who write at once get different numbers, and one title is written once', async () => {
  const titles = ['Poduri', 'Poduri', 'Fântâni', 'Scuaruri', 'Piețe']
  const replies = await Promise.all(titles.map((titleRo) => post('new', { ...open, titleRo })))
  assert.deepEqual(replies.map(({ statusCode }) => statusCode).sort(), [303, 303, 303, 303, 422])
  const numbers = (await shown()).items.map(({ number }: { number: number }) => number)
  assert.deepEqual(numbers, [...new Set(numbers)])
  assert.equal(numbers.length, 8)
})

test('a long inventory comes in parts', async () => {
  for (let at = 0; at < 55; at++)
    await addHolding(app, { title: `Registrul ${at}`, dueOn: '2027-01-01', authority: 'primaria-balti' })
  const first = await shown('', 'primaria-balti')
  assert.deepEqual([first.items.length, first.next, first.total], [50, 50, 55])
  const rest = await shown(`?above=${first.next}`, 'primaria-balti')
  assert.deepEqual([rest.items.length, rest.next], [5, null])
  assert.match((await app.get('/ro/data/institutions/primaria-balti/inventory')).body, /above=50/)
})

test('a person who erases the account is forgotten, the entries stay', async () => {
  const exported = (await app.get('/ro/account/data/export', doina.headers)).json()
  assert.ok(exported['open-data.inventory'].length > 3)
  const erase = app.services.personalData.find(({ name }) => name === 'open-data.inventory')
  assert.ok(erase)
  const { transact } = await import('#kernel/database/transact.ts')
  await transact(app.services.db, (tx) => erase.erase(tx, doina.mailboxId, doina.accountId, app.clock.now()))
  const { rows } = await app.deps.database.pool.query('SELECT DISTINCT account_id FROM open_data.holding_history')
  assert.deepEqual(rows, [{ account_id: null }])
})

test('the inventories of all institutions stand in one list, by state and in parts, and in one file', async () => {
  await addHolding(app, { title: 'Contorul de apă', dueOn: '2026-11-01', authority: 'primaria-balti' })
  for (let at = 0; at < 60; at += 1)
    await addHolding(app, { title: `Registrul ${at}`, dueOn: '2027-11-01', authority: 'ministerul-mediului' })
  const numbers: string[] = []
  let total = 0
  for (let after: string | null = ''; after !== null; ) {
    const reply: LightMyRequestResponse = await app.get(`/api/v1/data/inventory${after && `?after=${after}`}`)
    const part = reply.json()
    numbers.push(
      ...part.items.map(
        (one: { institution: { slug: string }; number: number }) => `${one.institution.slug} ${one.number}`,
      ),
    )
    ;({ next: after, total } = part)
  }
  assert.equal(new Set(numbers).size, numbers.length)
  assert.equal(total, numbers.length)
  const late = (await app.get('/api/v1/data/inventory?state=overdue')).json()
  assert.ok(late.items.some((one: { title: { text: string } }) => one.title.text === 'Contorul de apă'))
  assert.equal(late.total, late.counts.overdue)
  const csv = await app.get('/data/inventory.csv')
  assert.equal(csv.headers['access-control-allow-origin'], '*')
  assert.match(csv.body, /^\ufeff?institution,institution_name,number,title_ro/)
  const lines = (await app.get('/data/inventory.json')).json()
  assert.equal(lines.length, total)
  assert.equal(
    lines.find((one: { title_ro: string }) => one.title_ro === 'Contorul de apă').institution,
    'primaria-balti',
  )
  assert.match(
    (await app.get('/en/data/inventory')).body,
    /href="\/en\/data\/institutions\/primaria-balti\/inventory\/1"/,
  )
  assert.equal((await app.get('/api/v1/data/inventory?after=altceva')).statusCode, 422)
})

test('what is given away and brought back keeps its link to a draft, with no day beside it', async () => {
  const organisationId = await authorityId(app, 'primaria-orhei')
  const vera = await signedIn(app, {
    name: 'Vera Sîrbu',
    email: 'vera@example.md',
    roles: [{ name: 'officer', organisationId }],
  })
  await addDataset(app, { name: 'poduri', authority: 'primaria-orhei', published: false })
  const fields = { titleRo: 'Podurile', steward: 'Direcția drumuri', openness: 'open', dataset: 'poduri' }
  await post('new', fields, vera)
  const given = (await app.get('/data/institutions/primaria-orhei/inventory.csv')).body
  assert.doesNotMatch(given, /poduri/)
  const again = await bring(given.replace('Direcția drumuri', 'Direcția drumuri și poduri'), vera)
  assert.match(String(again.headers.location), /changed=1/, again.body)
  const { rows } = await app.deps.database.pool.query(
    "SELECT d.name, h.steward->>'ro' AS steward FROM open_data.holding h JOIN open_data.dataset d ON d.id = h.dataset_id WHERE h.title->>'ro' = 'Podurile'",
  )
  assert.deepEqual(rows, [{ name: 'poduri', steward: 'Direcția drumuri și poduri' }])
})

test('who answers for a thing, and by which law it is closed, is said in the language of the reader where it was written in that', async () => {
  const organisationId = await authorityId(app, 'parlamentul')
  const tudor = await signedIn(app, {
    name: 'Tudor Ursu',
    email: 'tudor@example.md',
    roles: [{ name: 'officer', organisationId }],
  })
  const law = { legalBasis: 'Legea apelor, art. 5', legalBasisRu: 'Закон о воде, ст. 5' }
  const fields = {
    titleRo: 'Fântânile',
    steward: 'Serviciul ape',
    stewardRu: 'Служба вод',
    openness: 'closed',
    reason: 'security',
  }
  assert.equal((await post('new', { ...fields, ...law }, tudor)).statusCode, 303)
  const [{ number, id }] = (await app.get('/api/v1/work/data-inventory', tudor.headers))
    .json()
    .items.filter((one: { title: { text: string } }) => one.title.text === 'Fântânile')
  const path = 'data/institutions/parlamentul/inventory'
  const russian = (await app.get(`/ru/${path}/${number}`)).body
  assert.match(russian, /<dd class="summary-value">Служба вод<\/dd>/)
  assert.match(russian, /<dd class="summary-value">Закон о воде, ст\. 5<\/dd>/)
  assert.match(
    (await app.get(`/en/${path}/${number}`)).body,
    /<dd class="summary-value" lang="ro">Legea apelor, art\. 5<\/dd>/,
  )
  assert.match(
    (await app.get(`/en/work/data-inventory/${id}`, tudor.headers)).body,
    /lang="ru"[^>]*value="Служба вод"|value="Служба вод"[^>]*lang="ru"/,
  )
  const given = (await app.get(`/${path}.csv`)).body
  assert.match(given, /steward,steward_ru,steward_en,.*legal_basis,legal_basis_ru,legal_basis_en/)
  const renamed = await bring(given.replace('Закон о воде, ст. 5', 'Закон о воде, ст. 6'), tudor)
  assert.match(String(renamed.headers.location), /changed=1/, renamed.body)
  const { history } = (await app.get(`/api/v1/${path}/${number}`)).json()
  assert.deepEqual(history[0].changes, [
    { field: 'legalBasis.ru', before: 'Закон о воде, ст. 5', after: 'Закон о воде, ст. 6' },
  ])
  // A program that knows nothing of other languages says nothing of them; an empty cell does.
  const line = (column = '') =>
    `number,title_ro,steward,openness,reason,legal_basis${column}\n${number},Fântânile,Serviciul fântâni,closed,security,Legea apelor${column && ','}\n`
  const words = async () => (await app.get(`/ru/${path}/${number}`)).body
  const old = await bring(line(), tudor)
  assert.match(String(old.headers.location), /changed=1/, old.body)
  assert.match(await words(), /Служба вод[\s\S]*Закон о воде, ст\. 6/)
  const emptied = await bring(line(',steward_ru'), tudor)
  assert.match(String(emptied.headers.location), /changed=1/, emptied.body)
  assert.match(await words(), /lang="ro">Serviciul fântâni[\s\S]*Закон о воде, ст\. 6/)
})

test('a program that names no words of other languages leaves them, and takes away those that it empties', async () => {
  const titles = { titleRo: 'Izvoarele', titleRu: 'Родники', titleEn: 'Springs' }
  const said = { openness: 'open', dueOn: '2027-03-01', steward: 'Serviciul ape', stewardEn: 'Waters' }
  await post('new', { ...titles, ...said, aboutRu: 'Где они' })
  const id = await idOf('Izvoarele')
  const send = (fields: Record<string, string | null>) =>
    app.postJson(
      `/api/v1/work/data-inventory/${id}`,
      { titleRo: 'Izvoarele', openness: 'open', dueOn: '2027-04-01', ...fields },
      { ...doina.headers, 'sec-fetch-site': 'same-origin' },
    )
  const kept = async () => {
    const { titles, stewards, abouts } = (await app.get(`/api/v1/work/data-inventory/${id}`, doina.headers)).json()
      .holding
    return [titles.ru, titles.en, stewards.ro, stewards.en, abouts.ru]
  }
  assert.equal((await send({ steward: 'Serviciul izvoare' })).statusCode, 200)
  assert.deepEqual(await kept(), ['Родники', 'Springs', 'Serviciul izvoare', 'Waters', 'Где они'])
  await send({ steward: 'Serviciul izvoare', titleRu: '', stewardEn: null, aboutRu: ' ' })
  assert.deepEqual(await kept(), [null, 'Springs', 'Serviciul izvoare', null, null])
})
