import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { PDFDocument } from 'pdf-lib'
import sharp from 'sharp'
import { bringAuthority } from '#commons/organisations/bring-authority.ts'
import { transact } from '#kernel/database/transact.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { browserOf } from '#test/cookies.ts'
import { signedIn, type TestPerson } from '#test/people.ts'
import { answer, answers, begin, hidden, submit, supportPath } from '#test/petitions.ts'
import { forgetOldDrafts } from './jobs.ts'

let app: TestApp
let ana: TestPerson
before(async () => {
  app = await testApp()
  ana = await signedIn(app, { name: 'Ana Moraru', email: 'ana@example.md' })
})
after(() => app.close())

test('whoever is not signed in is led to sign-in and back to the first question', async () => {
  const reply = await app.get('/ro/petitions/drafts/new')
  assert.equal(reply.statusCode, 303)
  assert.equal(reply.headers.location, `/ro/sign-in?next=${encodeURIComponent('/ro/petitions/drafts/new')}`)
  assert.equal((await app.get('/ru/petitions/new')).statusCode, 200)
})

test('a petition is started question by question, with uploads, and waits for supporters', async () => {
  const draft = await begin(app, ana)
  const similar = await app.get(`/ro${draft}/why`, ana.headers)
  assert.match(similar.body, /data-autosave="\/api\/v1\/petitions\/drafts\//)

  const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#0a5a9c' } })
    .withExif({ IFD0: { Copyright: 'secret place' } })
    .jpeg()
    .toBuffer()
  const pdf = await PDFDocument.create()
  pdf.addPage().drawText('Plan')
  pdf.setAuthor('Secret Author')
  assert.equal((await upload(draft, 'trotuar.jpg', photo, 'Trotuar spart')).statusCode, 303)
  assert.equal((await upload(draft, 'plan.pdf', Buffer.from(await pdf.save()), 'Planul străzii')).statusCode, 303)
  // The same picture again, as after a double click.
  assert.equal((await upload(draft, 'trotuar.jpg', photo, 'Trotuar spart')).statusCode, 303)

  const number = await submit(app, ana, draft)
  const rows = await query(`
    SELECT p.state, p.slug, p.starter_name, p.text_version, p.search_title, (SELECT count(*)::int FROM petitions.document d WHERE d.petition_id = p.id) AS documents,
      (SELECT jsonb_agg(jsonb_build_array(t.name, t.signatures, t.level) ORDER BY t.name) FROM petitions.threshold t WHERE t.petition_id = p.id) AS thresholds,
      (SELECT count(*)::int FROM petitions.text_version v WHERE v.petition_id = p.id) AS versions
    FROM petitions.petition p WHERE p.number = ${number}`)
  assert.deepEqual(rows, [
    {
      state: 'supporting',
      slug: 'trecere-de-pietoni-cu-semafor-langa-scoala-din-costesti',
      starter_name: 'Ana Moraru',
      text_version: 1,
      search_title: 'trecere de pietoni cu semafor langa scoala din costesti',
      documents: 2,
      thresholds: [
        ['answer', 500, 'email'],
        ['hearing', 5000, 'email'],
      ],
      versions: 1,
    },
  ])
  const [entry] = await query(
    "SELECT convert_from(body, 'UTF8')::jsonb AS body FROM ledger.entry WHERE kind = 'petitions.text-version'",
  )
  assert.deepEqual(Object.keys(entry.body).sort(), ['day', 'kind', 'petition', 'text', 'v', 'version'])
  assert.doesNotMatch(JSON.stringify(entry.body), /Costești|Ana/)

  // Not public: neither listed, nor shown, nor its files.
  assert.equal((await app.get(`/api/v1/petitions/${number}`)).statusCode, 404)
  const support = await app.get(await supportPath(app, ana, number))
  assert.match(support.body, /name="robots" content="noindex"/)
  assert.equal(support.headers['cache-control'], 'private, no-store')
  const files = [...support.body.matchAll(/(?:src|href)="(\/support\/[^"]+)"/g)].map((match) => match[1] as string)
  assert.equal(files.length, 2)
  const [picture, plan] = await Promise.all(files.map((file) => app.get(file)))
  assert.equal(picture?.headers['content-type'], 'image/jpeg')
  assert.equal(picture?.headers['content-disposition'], 'inline')
  assert.match(String(picture?.headers['content-security-policy']), /sandbox/)
  assert.doesNotMatch(picture?.rawPayload.toString('latin1') ?? '', /secret place/)
  assert.match(String(plan?.headers['content-disposition']), /^attachment; filename="plan\.pdf"/)
  assert.doesNotMatch(plan?.rawPayload.toString('latin1') ?? '', /Secret Author/)
  const guessed = files[0]?.replace(/\/support\/[^/]+/, `/petitions/${number}`) ?? ''
  assert.equal((await app.get(guessed)).statusCode, 404)

  // The draft's address leads to the petition from now on.
  assert.equal((await app.get(`/ro${draft}/why`, ana.headers)).headers.location, `/ro/petitions/${number}/mine`)
  const late = await answer2(draft, 'why', { why: 'other text '.repeat(9) }, '1')
  assert.equal(late.statusCode, 410)
  assert.match(late.body, /<textarea[^>]* readonly[^>]*>(other text ){9}<\/textarea>/)
  assert.match(late.body, /href="\/ro\/petitions\/drafts\/new"/)
})

test('whose session ended while writing signs in and finds the text; a language is changed on a form that failed', async () => {
  const draft = await begin(app, ana, 'Iluminat pe strada școlii din satul vecin')
  const why = 'Seara e întuneric și copiii merg pe carosabil. '.repeat(3)
  const titled = await app.post('/ro/petitions/drafts/new', { title: 'Bănci la stație', 'idempotency-key': 'k' })
  assert.match(String(titled.headers.location), /kept%3D/, 'the first question too')
  const browser = browserOf(app)
  const refused = await browser.post(`/ro${draft}/why`, { why, version: '1', writer: '' })
  assert.equal(refused.statusCode, 303)
  const next = decodeURIComponent(String(refused.headers.location).split('next=')[1] ?? '')
  const session = (ana.headers.cookie ?? '').split('=')
  browser.cookies.set(session[0] as string, session[1] as string)
  const back = await browser.get(next)
  assert.ok(back.body.includes(why.trim()), 'the text stands in the form')
  assert.match(back.body, /Ce ați scris este aici/)
  assert.match(back.body, /href="\/ru\/petitions\/drafts\/[^"]+\/why\?kept=/)
  assert.doesNotMatch((await browser.get(`/ro${draft}/why`)).body, /întuneric/, 'nothing was sent')

  const short = await answer(app, ana, draft, 'why', { why: 'scurt <b>' })
  assert.equal(short.statusCode, 422)
  const button = /<button class="langs-link" type="submit" form="returned" formaction="([^"]+)" [^>]*lang="ru">/.exec(
    short.body,
  )
  assert.equal(button?.[1], `/ru${draft}/why`)
  assert.match(short.body, /<form id="returned"/)
  const [firstOfForm] = short.body.match(/<button[^>]* form="returned"[^>]*>/) ?? []
  assert.match(String(firstOfForm), /value="enter"/, 'Enter must not change the language')
  const turned = await app.post(String(button?.[1]), { why: 'scurt <b>', version: '1', again: 'language' }, ana.headers)
  assert.equal(turned.statusCode, 422)
  assert.match(turned.body, /<html lang="ru">/)
  assert.match(turned.body, />scurt &lt;b><\/textarea>|>scurt &lt;b&gt;<\/textarea>/)
})

test('a draft is left and taken up again where it stopped, also what is not finished', async () => {
  const draft = await begin(app, ana, 'Bănci și umbră în parcul de lângă spitalul raional')
  const left = await answer(app, ana, draft, 'why', { why: 'scurt', leave: 'yes' })
  assert.equal(left.headers.location, '/ro/account/petitions')
  const own = (await app.get('/api/v1/account/petitions', ana.headers)).json()
  const mine = own.drafts.find((one: { id: string }) => draft.endsWith(one.id))
  assert.deepEqual([mine.title, mine.next], ['Bănci și umbră în parcul de lângă spitalul raional', 'why'])
  const again = await app.get(`/ro${draft}/${mine.next}`, ana.headers)
  assert.match(again.body, />scurt<\/textarea>/)
  const short = await answer(app, ana, draft, 'why', { why: 'scurt' })
  assert.equal(short.statusCode, 422)
  assert.match(short.body, /Cel puțin 40/)
  const deleted = await app.post(`/ro${draft}/deletion`, {}, ana.headers)
  assert.equal(deleted.statusCode, 303)
  assert.equal((await app.get(`/ro${draft}/why`, ana.headers)).statusCode, 404)
})

test('what is typed is kept quietly, and the same window may go on saving', async () => {
  const draft = await begin(app, ana)
  const form = await app.get(`/ro${draft}/why`, ana.headers)
  const about = { version: hidden(form.body, 'version'), writer: hidden(form.body, 'writer') }
  const keep = (why: string) =>
    app.postJson(`/api/v1${draft}/answers`, { ...about, why }, { ...ana.headers, 'sec-fetch-site': 'same-origin' })
  assert.equal((await keep('Copiii')).statusCode, 200)
  assert.equal((await keep('Copiii trav\u0000ersează')).statusCode, 200)
  assert.match((await app.get(`/ro${draft}/why`, ana.headers)).body, />Copiii traversează<\/textarea>/)
  // The button of the same window, whose hidden version is the one of its opening.
  const sent = await app.post(`/ro${draft}/why`, { ...about, ...answers.why }, ana.headers)
  assert.equal(sent.statusCode, 303)
  await app.post(`/ro${draft}/deletion`, {}, ana.headers)
})

test('two windows: the second sees what the first saved, keeps what it typed, and decides', async () => {
  const draft = await begin(app, ana)
  const [one, two] = [await app.get(`/ro${draft}/why`, ana.headers), await app.get(`/ro${draft}/why`, ana.headers)]
  const save = (page: { body: string }, why: string) =>
    app.post(
      `/ro${draft}/why`,
      { version: hidden(page.body, 'version'), writer: hidden(page.body, 'writer'), why },
      ana.headers,
    )
  assert.equal((await save(one, `Prima fereastră. ${answers.why.why}`)).statusCode, 303)
  const clash = await save(two, `A doua fereastră. ${answers.why.why}`)
  assert.equal(clash.statusCode, 409)
  assert.match(clash.body, /Prima fereastră/)
  assert.match(clash.body, /<textarea[^>]*>A doua fereastră/)
  assert.match(clash.body, /În altă fereastră ați salvat altceva/)
  // A wrong answer in a stale window must not hide that it is stale.
  const wrong = await save(two, 'scurt')
  assert.equal(wrong.statusCode, 422)
  assert.equal((await save(wrong, `Tot a doua. ${answers.why.why}`)).statusCode, 409)
  assert.equal((await save(clash, `Aleg a doua. ${answers.why.why}`)).statusCode, 303)
  assert.match((await app.get(`/ro${draft}/why`, ana.headers)).body, />Aleg a doua/)
  await app.post(`/ro${draft}/deletion`, {}, ana.headers)
})

test('submitting twice makes one petition, from one window or two', async () => {
  const draft = await begin(app, ana)
  for (const step of ['similar', 'why', 'addressees', 'place', 'language', 'documents', 'starter'] as const)
    await answer(app, ana, draft, step, step === 'similar' ? { differs: 'yes' } : answers[step])
  const pages = await Promise.all([0, 1].map(() => app.get(`/ro${draft}/check`, ana.headers)))
  const russian = (await app.get(`/ru${draft}/check`, ana.headers)).body
  assert.match(russian, /<dd class="summary-value" lang="ro">Română</, 'a language is named in itself')
  const send = (page: { body: string }) =>
    app.post(
      `/ro${draft}/submission`,
      { truth: 'yes', version: hidden(page.body, 'version'), 'idempotency-key': hidden(page.body, 'idempotency-key') },
      ana.headers,
    )
  const replies = await Promise.all([...pages, ...pages].map(send))
  assert.deepEqual([...new Set(replies.map((reply) => reply.statusCode))], [303])
  assert.equal(new Set(replies.map((reply) => reply.headers.location)).size, 1)
  assert.equal((await query("SELECT count(*)::int AS n FROM petitions.petition WHERE state = 'supporting'"))[0].n, 2)
})

test('similar open petitions are shown before the reasons, with their counts', async () => {
  const draft = await begin(app, ana, 'Trotuare sigure si iluminate pe str. Alba Iulia')
  const reply = (await app.get(`/api/v1${draft}/similar`, ana.headers)).json()
  assert.deepEqual(
    reply.similar.map((one: { number: number; total: number }) => [one.number, one.total]),
    [[1, 0]],
  )
  const page = await app.get(`/ro${draft}/similar`, ana.headers)
  assert.match(page.body, /href="\/ro\/petitions\/1-trotuar-sigur/)
  assert.match(page.body, /A mea este diferită/)
  await app.post(`/ro${draft}/deletion`, {}, ana.headers)
})

test('an authority is found by any words of its name and place, without marks', async () => {
  const draft = await begin(app, ana, 'Bănci în stația de autobuz de pe Dacia')
  const found = async (search: string) => {
    const reply = await app.get(`/api/v1${draft}/addressees?search=${encodeURIComponent(search)}`, ana.headers)
    return reply.json().authorities.map(({ slug }: { slug: string }) => slug)
  }
  assert.deepEqual(await found('primaria chisinau'), ['primaria-chisinau'])
  assert.deepEqual(await found('Chișinău, primăria'), ['primaria-chisinau'])
  assert.deepEqual(await found('primaria atlantida'), [])
  // It came with the data of another portal: nothing that is sent to it would arrive.
  const mute = { slug: 'primaria-muta', kind: 'city-hall' as const, name: { ro: 'Primăria Mută' }, placeKey: 'md' }
  await transact(app.services.db, (tx) => bringAuthority(tx, mute, app.clock.now()))
  assert.deepEqual(await found('primaria muta'), [])
  await app.post(`/ro${draft}/deletion`, {}, ana.headers)
})

test('each wrong answer is said next to its field, in the language of the page', async () => {
  const draft = await begin(app, ana)
  const wrong = async (step: string, fields: Record<string, string>, message: RegExp) => {
    const reply = await answer(app, ana, draft, step, fields)
    assert.equal(reply.statusCode, 422, `${step} ${JSON.stringify(fields)}`)
    assert.match(reply.body, message)
  }
  await wrong('title', { title: '' }, /Scrieți ce cereți/)
  await wrong('title', { title: 'x'.repeat(151) }, /cu 1 prea mult/)
  await wrong('title', { title: 'Рetiție pentru trotuarele noastre' }, /amestecă litere latine și chirilice/)
  await wrong('title', { title: 'Trotuare \u202eeralortS noi' }, /întorc ordinea/)
  await wrong('title', { title: 'Trotuare\u200b noi în oraș' }, /semne care nu se văd/)
  await wrong('why', { why: 'x'.repeat(5001) }, /cu 1 prea mult/)
  await wrong('addressees', { addressee: '' }, /Alegeți autoritatea/)
  await wrong('addressees', { addressee: 'primaria-chisinau', addressee2: 'primaria-chisinau' }, /de două ori/)
  await wrong('place', { place: 'md-cu-botanica', topic: 'weather' }, /Alegeți tema/)
  await wrong('starter', { starter: 'named', name: '' }, /Scrieți numele și prenumele/)
  await wrong(
    'organisation',
    { organisation: 'Asociația Pietonilor', idno: '1234567890123', mandate: 'președintă' },
    /O cifră este greșită/,
  )
  const stranger = await signedIn(app, { name: 'Ion Rusu', email: 'ion@example.md' })
  assert.equal((await app.get(`/ro${draft}/why`, stranger.headers)).statusCode, 404)
  assert.equal((await app.post(`/ro${draft}/deletion`, {}, stranger.headers)).statusCode, 404)
  assert.equal((await upload(draft, 'x.svg', Buffer.from('<svg/>'), 'Desen al străzii')).statusCode, 422)
  assert.equal((await upload(draft, 'x.pdf', Buffer.from('%PDF-1.7 stricat'), 'Desen al străzii')).statusCode, 422)
  const early = await app.postJson(
    `/api/v1${draft}/submission`,
    { version: 1, truth: true },
    { ...ana.headers, 'idempotency-key': 'k1', 'sec-fetch-site': 'same-origin' },
  )
  assert.equal(early.statusCode, 422)
  assert.ok(early.json().errors.some((error: { field: string }) => error.field === 'why'))
  await app.post(`/ro${draft}/deletion`, {}, ana.headers)
})

test('one account has five drafts at most, also when windows begin them at once', async () => {
  const dan = await signedIn(app, { name: 'Dan Balan', email: 'dan@example.md' })
  const keys = await Promise.all(
    Array.from({ length: 8 }, async () =>
      hidden((await app.get('/ro/petitions/drafts/new', dan.headers)).body, 'idempotency-key'),
    ),
  )
  const replies = await Promise.all(
    keys.map((key) =>
      app.post('/ro/petitions/drafts/new', { title: 'Un titlu destul de lung', 'idempotency-key': key }, dan.headers),
    ),
  )
  assert.equal(replies.filter((reply) => reply.statusCode === 303).length, 5)
  const refused = replies.find((reply) => reply.statusCode === 409)
  assert.match(refused?.body ?? '', /cel mult 5 ciorne/)
  assert.match(refused?.body ?? '', /value="Un titlu destul de lung"/)
  app.clock.advance(91 * 86_400)
  await forgetOldDrafts(app.services)
  assert.equal((await app.get('/api/v1/account/petitions', dan.headers)).json().drafts.length, 0)
})

test('an organisation starts a petition in its own name, shown apart', async () => {
  const draft = await begin(app, ana)
  const number = await submit(app, ana, draft, {
    starter: { starter: 'organisation', name: '' },
    organisation: {
      organisation: 'Asociația Pietonilor',
      idno: '1003600012344',
      mandate: 'președintă, decizia din 3 octombrie',
    },
  })
  const support = await app.get(await supportPath(app, ana, number))
  assert.match(support.body, /Începută de o organizație/)
  assert.match(support.body, /1003600012344/)
})

test('who goes on with a file that was chosen and not yet added has added it; without one, one goes on as well', async () => {
  const draft = await begin(app, ana, 'Groapă adâncă pe strada Alba Iulia, lângă stație')
  await answer(app, ana, draft, 'similar', { differs: 'yes' })
  for (const step of ['why', 'addressees', 'place', 'language'] as const)
    await answer(app, ana, draft, step, answers[step])
  const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#0a5a9c' } })
    .png()
    .toBuffer()
  const documents = async () =>
    (await app.get(`/api/v1${draft}/documents`, ana.headers)).json().documents.map(({ name }: any) => name)
  const silent = await upload(draft, 'groapa.png', photo, '', true)
  assert.equal(silent.statusCode, 422)
  assert.match(silent.body, /href="#f-description">Scrieți ce se vede în fișier/)
  assert.deepEqual(await documents(), [])
  const onward = await upload(draft, 'groapa.png', photo, 'Groapă în carosabil', true)
  assert.equal(onward.headers.location, `/ro${draft}/starter`)
  assert.deepEqual(await documents(), ['groapa.png'])
  assert.equal((await upload(draft, '', Buffer.alloc(0), '', true)).headers.location, `/ro${draft}/starter`)
  assert.deepEqual(await documents(), ['groapa.png'])
  const nothing = await upload(draft, '', Buffer.alloc(0), '')
  assert.match(nothing.body, /href="#f-file">Alegeți un fișier/)
})

async function upload(draft: string, fileName: string, bytes: Buffer, description: string, onward = false) {
  const boundary = 'punte-test-boundary'
  const part = (head: string, body: Buffer | string) =>
    Buffer.concat([
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; ${head}\r\n\r\n`),
      Buffer.from(body),
      Buffer.from('\r\n'),
    ])
  return app.server.inject({
    method: 'POST',
    url: `/ro${draft}/uploads`,
    headers: {
      ...ana.headers,
      'sec-fetch-site': 'same-origin',
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    payload: Buffer.concat([
      part('name="description"', description),
      ...(onward ? [part('name="onward"', 'yes')] : []),
      part(`name="file"; filename="${fileName}"`, bytes),
      Buffer.from(`--${boundary}--\r\n`),
    ]),
  })
}

function answer2(draft: string, step: string, fields: Record<string, string>, version: string) {
  return app.post(`/ro${draft}/${step}`, { ...fields, version }, ana.headers)
}

async function query(text: string) {
  return (await app.deps.database.pool.query(text)).rows
}
