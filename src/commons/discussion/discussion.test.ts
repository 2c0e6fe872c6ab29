import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { keyedHash } from '#kernel/config/secrets.ts'
import { newId } from '#kernel/ids.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addIdea, makeBudget } from '#test/budgets.ts'
import { addIdeaComment } from '#test/discussions.ts'
import { moderatorOf, officerOf, signedIn, type TestPerson } from '#test/people.ts'
import { commentsLine } from './comments-line.ts'

let app: TestApp
let maria: TestPerson
let ion: TestPerson
let moderator: TestPerson
let officer: TestPerson
let idea: { id: string; number: number }
let people = 0

before(async () => {
  app = await testApp()
  moderator = await moderatorOf(app, 'md-cu', { name: 'Ana Moraru', email: 'ana.moderator@example.md' })
  officer = await officerOf(app, 'primaria-chisinau', { name: 'Doina Plămădeală', email: 'doina@example.md' })
})
after(() => app.close())
// Everybody new: what one person may write in an hour is bounded.
beforeEach(async () => {
  people += 1
  maria = await signedIn(app, { name: 'Maria Rusu', email: `maria${people}@example.md` })
  ion = await signedIn(app, { name: 'Ion Rotaru', email: `ion${people}@example.md` })
  idea = await addIdea(app, await makeBudget(app))
})

const path = () => `/discussions/ideas/${idea.number}`
const write = (person: TestPerson, fields: Record<string, string> = {}, key = newId(app.clock.now())) =>
  app.post(
    `/ro${path()}/comment`,
    { stance: 'for', text: 'Parcul are nevoie de bănci.', 'idempotency-key': key, ...fields },
    person.headers,
  )
const answer = (person: TestPerson, comment: string, fields: Record<string, string> = {}) =>
  app.post(
    `/ro${path()}/comments/${comment}/answer`,
    { text: 'Sunt de acord.', 'idempotency-key': newId(app.clock.now()), ...fields },
    person.headers,
  )
const act = (person: TestPerson, comment: string, name: string, fields: Record<string, string> = {}) =>
  app.post(`/ro${path()}/comments/${comment}/${name}`, fields, person.headers)
const decide = (person: TestPerson, comment: string, name: string, fields: Record<string, string> = {}) =>
  app.post(`/ro/work/comments/${comment}/${name}`, fields, person.headers)
const discussion = async (query = '') => (await app.get(`/api/v1${path()}${query}`)).json()
const queue = async (person: TestPerson) => (await app.get('/api/v1/work/comments', person.headers)).json().items
const idOf = ({ headers }: { headers: Record<string, unknown> }) =>
  /comments\/([0-9a-f-]{36})/.exec(String(headers.location))?.[1] as string
const written = async (person: TestPerson, fields: Record<string, string> = {}) => {
  const reply = await write(person, fields)
  assert.equal(reply.statusCode, 303, reply.body)
  return idOf(reply)
}

test('a comment is written, shown to everybody without a name, and hidden with its reason in its place', async () => {
  const id = await written(maria)
  const page = (await app.get(`/ro${path()}`)).body
  assert.match(page, /Parcul are nevoie de bănci/)
  assert.match(page, /Un locuitor/)
  assert.doesNotMatch(page, /Maria Rusu/)
  assert.equal(await commentsLine(app.services.db, idea.id), 1)
  assert.equal((await act(ion, id, 'flag', { reason: 'insult' })).statusCode, 303)
  assert.deepEqual(
    (await queue(moderator)).map(({ id, flags }: { id: string; flags: number }) => [id, flags]),
    [[id, 1]],
  )
  assert.match((await app.get(`/ro/work/comments/${id}`, moderator.headers)).body, /Insultă pe cineva/)
  const { rows } = await app.deps.database.pool.query(
    'SELECT text_salt AS salt FROM discussion.comment WHERE id = $1',
    [id],
  )
  assert.equal((await decide(moderator, id, 'hiding', { reason: 'insult' })).statusCode, 303)
  const after = (await app.get(`/ro${path()}`)).body
  assert.match(after, /Ascuns de moderator\. Motivul: insultă/)
  assert.doesNotMatch(after, /Parcul are nevoie/)
  assert.doesNotMatch((await app.get(`/api/v1${path()}/comments/${id}`)).body, /Parcul are nevoie/)
  assert.deepEqual(await queue(moderator), [])
  const entries = await app.deps.database.pool.query(
    "SELECT body FROM ledger.entry WHERE kind = 'discussion.comment-hidden' ORDER BY index DESC LIMIT 1",
  )
  assert.deepEqual(JSON.parse(entries.rows[0].body.toString()), {
    kind: 'discussion.comment-hidden',
    v: 1,
    subject: 'budgeting.idea',
    number: idea.number,
    reason: 'insult',
    text: keyedHash(rows[0].salt, 'comment', 'Parcul are nevoie de bănci.').toString('base64url'),
    day: '2026-11-22',
  })
  const acts = await app.deps.database.pool.query("SELECT data FROM audit.act WHERE act = 'discussion.hide'")
  assert.deepEqual(acts.rows.at(-1).data, { comment: id, reason: 'insult' })
  const administrator = await signedIn(app, {
    name: 'Radu Ceban',
    email: 'radu@example.md',
    roles: [{ name: 'administrator' }],
  })
  const trail = await app.get('/ro/work/audit?act=discussion.hide', administrator.headers)
  assert.match(trail.body, /Bănci noi în parcul Alunelul/, 'the record names the idea and not its kind')
  assert.doesNotMatch(trail.body, />budgeting\.idea \d/)
})

test('what is left after a report stays, and the same report does not bring it back', async () => {
  const id = await written(maria)
  await act(ion, id, 'flag', { reason: 'off-topic' })
  assert.equal((await decide(moderator, id, 'leaving')).statusCode, 303)
  assert.deepEqual(await queue(moderator), [])
  await act(ion, id, 'flag', { reason: 'off-topic' })
  assert.deepEqual(await queue(moderator), [])
  assert.equal((await decide(moderator, id, 'leaving')).statusCode, 409)
  assert.equal((await discussion()).items[0].state, 'shown')
})

test('a name is shown only to whom ticked it', async () => {
  await written(maria, { showName: 'yes' })
  assert.equal((await discussion()).items[0].author, 'Maria Rusu')
  assert.match((await app.get(`/ro${path()}`)).body, /Maria Rusu/)
})

test('sent twice it is one comment', async () => {
  const key = newId(app.clock.now())
  const [first, second] = [await write(maria, {}, key), await write(maria, {}, key)]
  assert.equal(idOf(first), idOf(second))
  assert.equal((await discussion()).total, 1)
  const at = newId(app.clock.now())
  const replies = await Promise.all(Array.from({ length: 10 }, () => write(ion, {}, at)))
  assert.equal(new Set(replies.map(idOf)).size, 1)
  assert.equal((await discussion()).total, 2)
  const none = await app.post(`/ro${path()}/comment`, { stance: 'for', text: 'Da, desigur.' }, maria.headers)
  assert.equal(none.statusCode, 400)
})

test('a program does the same with JSON', async () => {
  const post = (person: TestPerson, at: string, body: unknown) =>
    app.postJson(`/api/v1${path()}/${at}`, body, {
      ...person.headers,
      'sec-fetch-site': 'same-origin',
      'idempotency-key': newId(app.clock.now()),
    })
  const reply = await post(maria, 'comment', { stance: 'question', text: 'Câte bănci?' })
  assert.equal(reply.statusCode, 201, reply.body)
  const { comment, ...rest } = reply.json()
  assert.deepEqual(rest, { kind: 'ideas', number: idea.number, shown: true })
  assert.equal((await post(ion, `comments/${comment}/answer`, { text: 'Zece.' })).statusCode, 201)
  assert.equal((await post(ion, `comments/${comment}/useful`, {})).statusCode, 200)
  const own = (await app.get(`/api/v1${path()}/comments/${comment}/my-view`, ion.headers)).json()
  assert.deepEqual([own.mine, own.foundUseful, own.comment.useful, own.markdown], [false, true, 1, null])
  const wrong = await post(maria, 'comment', { stance: 'maybe', text: '' })
  assert.deepEqual(
    wrong.json().errors.map(({ field }: { field: string }) => field),
    ['stance', 'text'],
  )
})

test('who answers and who takes back at the same moment: no answer hangs in the air', async () => {
  for (let round = 0; round < 5; round += 1) {
    const id = await addIdeaComment(app, idea, { mailboxId: maria.mailboxId })
    await Promise.all([act(maria, id, 'withdrawal'), answer(ion, id)])
    const { rows } = await app.deps.database.pool.query(
      `SELECT (SELECT state FROM discussion.comment WHERE id = $1) AS state,
         (SELECT answers FROM discussion.comment WHERE id = $1) AS answers,
         (SELECT count(*) FROM discussion.comment WHERE parent_id = $1) AS written`,
      [id],
    )
    const [{ state, answers, written }] = rows
    if (state === null) assert.equal(written, 0)
    else assert.deepEqual([state, answers, written], ['removed', 1, 1])
  }
})

test('what is missing is said beside its field, with what was typed kept', async () => {
  const reply = await write(maria, { stance: '', text: 'Text păstrat' })
  assert.equal(reply.statusCode, 422)
  assert.match(reply.body, /Alegeți: pentru, împotrivă sau întrebare/)
  assert.match(reply.body, /Text păstrat/)
  assert.equal((await write(maria, { text: 'x'.repeat(2_001) })).statusCode, 422)
  const noName = await signedIn(app, { name: '', email: `noname${people}@example.md` })
  assert.equal((await write(noName, { showName: 'yes' })).statusCode, 422)
})

test('nobody in particular is led to sign-in; what is not there is not there', async () => {
  const id = await written(maria)
  const fields = { stance: 'for', text: 'Bună ziua', 'idempotency-key': 'k' }
  const reply = await app.post(`/ro${path()}/comment`, fields)
  assert.match(String(reply.headers.location), /sign-in/)
  const from = { referer: `http://punte.test/ro${path()}?sort=new` }
  const button = await app.post(`/ro${path()}/comments/${id}/useful`, {}, from)
  assert.equal(button.headers.location, `/ro/sign-in?next=${encodeURIComponent(`/ro${path()}?sort=new`)}`)
  const json = await app.postJson(
    `/api/v1${path()}/comment`,
    { stance: 'for', text: 'Bună ziua' },
    { 'idempotency-key': 'k' },
  )
  assert.equal(json.statusCode, 401)
  for (const nowhere of ['/discussions/ideas/999999', '/discussions/others/1', '/discussions/ideas/1/comments/x'])
    assert.equal((await app.get(`/ro${nowhere}`)).statusCode, 404, nowhere)
  const slugged = await app.get(`/ro${path()}-oricum?sort=new`)
  assert.equal(slugged.headers.location, `/ro${path()}?sort=new`)
  const elsewhere = await addIdea(app, await makeBudget(app))
  const other = await addIdeaComment(app, elsewhere)
  assert.equal((await app.get(`/ro${path()}/comments/${other}`)).statusCode, 404, 'a comment of another subject')
})

test('an idea that is hidden has no discussion; a withdrawn one is read only', async () => {
  await written(maria)
  const state = (to: string) =>
    app.deps.database.pool.query('UPDATE budgeting.idea SET state = $1, hidden_reason = $2 WHERE id = $3', [
      to,
      to === 'hidden' ? 'x' : null,
      idea.id,
    ])
  await state('withdrawn')
  assert.equal((await write(ion)).statusCode, 409)
  assert.match((await app.get(`/ro${path()}`)).body, /Discuția este închisă/)
  await state('hidden')
  assert.equal((await app.get(`/ro${path()}`)).statusCode, 404)
})

test('hostile Markdown is shown as harmless text', async () => {
  await written(maria, {
    text: '<script>alert(1)</script> [x](javascript:alert(1)) ![p](https://evil.example/a.png) [ok](https://example.md) <img src=x onerror=alert(1)>',
  })
  const { html } = (await discussion()).items[0]
  assert.doesNotMatch(html, /<script|<img|href="javascript|onerror="/)
  assert.match(html, /<a href="https:\/\/example\.md" rel="nofollow ugc noopener">ok<\/a>/)
  const { body } = await app.get(`/ro${path()}`)
  assert.doesNotMatch(body, /<script>alert|<img src=x/)
})

test('an answer stands below what it answers, one level deep', async () => {
  const id = await written(maria, { stance: 'question' })
  assert.match((await app.get(`/ro${path()}/comments/${id}/answer`, ion.headers)).body, /Parcul are nevoie/)
  const below = idOf(await answer(ion, id))
  const { items, counts } = await discussion()
  assert.deepEqual(
    items[0].answers.map(({ id }: { id: string }) => id),
    [below],
  )
  assert.deepEqual(counts, { for: 0, against: 0, question: 1, answers: 1 })
  assert.equal((await answer(maria, below)).statusCode, 409)
  assert.equal((await app.get(`/ro${path()}/comments/${below}`)).statusCode, 404)
})

test('many answers have a page of their own, which goes on', async () => {
  const id = await addIdeaComment(app, idea)
  const { pool } = app.deps.database
  await pool.query(
    `INSERT INTO discussion.comment (id, subject_kind, subject_id, subject_number, place_key, parent_id, state, lang, text_markdown, text_html,
       text_salt, created_at)
     SELECT ('01940000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'budgeting.idea', $1, $2, 'md-cu', $3, 'shown', 'ro', 'a', '<p>a</p>', '', $4
     FROM generate_series(1, 60) AS n`,
    [idea.id, idea.number, id, app.clock.now()],
  )
  await pool.query('UPDATE discussion.comment SET answers = 60 WHERE id = $1', [id])
  const { items } = await discussion()
  assert.deepEqual([items[0].answers.length, items[0].moreAnswers], [5, true])
  const first = (await app.get(`/api/v1${path()}/comments/${id}`)).json()
  const second = (await app.get(`/api/v1${path()}/comments/${id}?after=${first.next}`)).json()
  assert.deepEqual([first.answers.length, second.answers.length, second.next], [50, 10, null])
})

test('an author edits until somebody answers, and nobody else ever', async () => {
  const id = await written(maria)
  assert.equal((await act(ion, id, 'text', { text: 'Altceva cu totul' })).statusCode, 404)
  assert.equal((await act(maria, id, 'text', { text: 'Parcul are nevoie de umbră.' })).statusCode, 303)
  const { html, editedAt } = (await discussion()).items[0]
  assert.match(html, /umbră/)
  assert.ok(editedAt)
  await answer(ion, id)
  assert.equal((await act(maria, id, 'text', { text: 'Nu mai vreau bănci.' })).statusCode, 409)
  assert.match((await discussion()).items[0].html, /umbră/)
  const other = await written(maria)
  await act(ion, other, 'flag', { reason: 'other' })
  assert.equal((await act(maria, other, 'text', { text: 'Schimb după semnalare.' })).statusCode, 409)
  assert.doesNotMatch((await app.get(`/ro${path()}/comments/${other}/my-view`, maria.headers)).body, /name="text"/)
})

test('one withdraws what is one’s own: it goes, or its place stays where others answered', async () => {
  const id = await written(maria)
  assert.equal((await act(ion, id, 'withdrawal')).statusCode, 404)
  assert.equal((await act(maria, id, 'withdrawal')).statusCode, 303)
  assert.equal((await discussion()).items.length, 0)
  const second = await written(maria, { showName: 'yes' })
  await answer(ion, second)
  await act(maria, second, 'withdrawal')
  const [left] = (await discussion()).items
  assert.deepEqual([left.state, left.html, left.author, left.answers.length], ['removed', null, null, 1])
  assert.match((await app.get(`/ro${path()}`)).body, /Șters de autor/)
  assert.equal((await answer(ion, second)).statusCode, 409)
})

test('fifty “useful” at once by one person count once, and can be taken back', async () => {
  const id = await written(maria)
  const replies = await Promise.all(Array.from({ length: 50 }, () => act(ion, id, 'useful')))
  assert.deepEqual([...new Set(replies.map(({ statusCode }) => statusCode))], [303])
  assert.equal((await discussion()).items[0].useful, 1)
  assert.match((await app.get(`/ro${path()}/comments/${id}/my-view`, ion.headers)).body, /Ați găsit util/)
  await act(ion, id, 'withdrawn-useful')
  await act(ion, id, 'withdrawn-useful')
  assert.equal((await discussion()).items[0].useful, 0)
  assert.equal((await act(maria, id, 'useful')).statusCode, 409, 'one’s own')
})

test('sorted by useful or new, filtered by stance, paged by cursor without gap or repetition', async () => {
  const ids: string[] = []
  for (let at = 0; at < 45; at += 1) {
    app.clock.advance(1)
    ids.push(await addIdeaComment(app, idea, { stance: at % 3 === 0 ? 'against' : 'for' }))
  }
  const { pool } = app.deps.database
  await pool.query('UPDATE discussion.comment SET useful = 7 WHERE id = $1', [ids[10]])
  await pool.query('UPDATE discussion.comment SET useful = 3 WHERE id = $1', [ids[20]])
  const walk = async (query: string) => {
    const found: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const reply = await discussion(`?${query}${next && `&after=${next}`}`)
      found.push(...reply.items.map(({ id }: { id: string }) => id))
      next = reply.next
    }
    return found
  }
  const newest = ids.toReversed()
  assert.deepEqual(await walk('sort=new'), newest)
  const rest = newest.filter((id) => id !== ids[10] && id !== ids[20])
  assert.deepEqual(await walk(''), [ids[10], ids[20], ...rest])
  assert.deepEqual(
    await walk('sort=new&stance=against'),
    newest.filter((id) => ids.indexOf(id) % 3 === 0),
  )
  assert.equal((await app.get(`/api/v1${path()}?after=nonsense`)).statusCode, 422)
  assert.equal((await app.get(`/api/v1${path()}?sort=new&after=nonsense`)).statusCode, 422)
})

test('an officer of the authority answers in its name, also after the close; others cannot', async () => {
  const id = await written(maria, { stance: 'question' })
  assert.equal((await answer(ion, id, { asAuthority: 'yes' })).statusCode, 403)
  await app.deps.database.pool.query("UPDATE budgeting.idea SET state = 'unsupported' WHERE id = $1", [idea.id])
  assert.equal((await answer(ion, id)).statusCode, 409)
  assert.equal((await answer(officer, id, { asAuthority: 'yes', showName: 'yes' })).statusCode, 303)
  const [official] = (await discussion()).items[0].answers
  assert.deepEqual([official.authority, official.author], ['Primăria municipiului Chișinău', null])
  assert.match((await app.get(`/ro${path()}`)).body, /Răspuns oficial/)
  const { rows } = await app.deps.database.pool.query("SELECT data FROM audit.act WHERE act = 'discussion.answer'")
  assert.deepEqual(rows.at(-1).data, { comment: official.id })
})

test('a text with somebody’s number waits until a moderator has looked', async () => {
  const reply = await write(maria, { text: 'Sunați la +373 69 123 456, răspunde oricând.' })
  const id = idOf(reply)
  assert.match((await app.get(String(reply.headers.location), maria.headers)).body, /Un moderator citește întâi/)
  assert.equal((await discussion()).items.length, 0)
  assert.match((await app.get(`/ro${path()}/comment`, maria.headers)).body, new RegExp(`comments/${id}/my-view`))
  assert.doesNotMatch((await app.get(`/ro${path()}/comment`, ion.headers)).body, /my-view/)
  assert.equal((await app.get(`/ro${path()}/comments/${id}`)).statusCode, 404)
  assert.equal((await app.get(`/ro${path()}/comments/${id}/my-view`, ion.headers)).statusCode, 404)
  assert.equal((await act(ion, id, 'useful')).statusCode, 404)
  await act(maria, id, 'text', { text: 'Sunați la primărie.' })
  assert.equal((await discussion()).items.length, 0, 'rewriting does not let it through')
  assert.equal((await queue(moderator)).find((one: { id: string }) => one.id === id).held, true)
  await decide(moderator, id, 'leaving')
  assert.equal((await discussion()).items[0].state, 'shown')
  await act(maria, id, 'text', { text: 'Sunați la +373 69 123 456, răspunde oricând.' })
  assert.equal((await discussion()).items.length, 0, 'an edit is checked as well')
  await decide(moderator, id, 'hiding', { reason: 'personal-data' })
})

test('moderators decide in their place, and never on their own', async () => {
  const id = await written(moderator)
  await act(ion, id, 'flag', { reason: 'insult' })
  assert.equal((await decide(moderator, id, 'hiding', { reason: 'insult' })).statusCode, 409)
  assert.equal((await decide(ion, id, 'hiding', { reason: 'insult' })).statusCode, 403)
  const balti = await moderatorOf(app, 'md-ba', { name: 'Vasile Țurcanu', email: 'vasile@example.md' })
  assert.deepEqual(await queue(balti), [])
  assert.equal((await decide(balti, id, 'hiding', { reason: 'insult' })).statusCode, 403)
  assert.equal((await app.get(`/ro/work/comments/${id}`, balti.headers)).statusCode, 403)
  const country = await moderatorOf(app, 'md', { name: 'Olga Ceban', email: 'olga@example.md' })
  assert.equal((await decide(country, id, 'hiding', { reason: 'whatever' })).statusCode, 422)
  assert.equal((await decide(country, id, 'hiding', { reason: 'insult' })).statusCode, 303)
  assert.equal((await decide(country, id, 'hiding', { reason: 'insult' })).statusCode, 409)
})

test('ten comments an hour', async () => {
  const codes: number[] = []
  for (let at = 0; at < 11; at += 1) codes.push((await write(maria)).statusCode)
  assert.deepEqual(codes, [...Array(10).fill(303), 429])
  app.clock.advance(3600)
  assert.equal((await write(maria)).statusCode, 303)
})

test('officers of an authority that is mentioned get one letter a day about a subject, without the comment', async () => {
  const toDoina = async () => (await app.mails()).filter(({ to }) => to === 'doina@example.md')
  const already = (await toDoina()).length
  await written(maria, { text: 'Ce spune @primaria-chisinau despre bănci?' })
  await written(ion, { text: 'Și eu întreb: @primaria-chisinau, @primaria-chisinau!' })
  await written(ion, { text: 'Scrieți la cineva@primaria-chisinau.md' })
  const mails = (await toDoina()).slice(already)
  assert.equal(mails.length, 1)
  assert.match(mails[0]?.text ?? '', new RegExp(`/discussions/ideas/${idea.number}`))
  assert.doesNotMatch(mails[0]?.text ?? '', /despre bănci/)
  app.clock.advance(86_400)
  await written(ion, { text: '@primaria-chisinau, au trecut zile.' })
  assert.equal((await toDoina()).length, already + 2)
})

test('a person exports what they wrote, and erases it', async () => {
  const answered = await written(maria, { showName: 'yes' })
  const alone = await written(maria, { text: 'Al doilea comentariu.' })
  const ions = await written(ion)
  await answer(ion, answered)
  const own = idOf(await answer(maria, ions))
  await act(maria, ions, 'useful')
  const data = (await app.get('/ro/account/data/export', maria.headers)).json()
  assert.deepEqual(
    data['discussion.comments'].map(({ text }: { text: string }) => text),
    ['Parcul are nevoie de bănci.', 'Al doilea comentariu.', 'Sunt de acord.'],
  )
  assert.equal(data['discussion.useful'].length, 1)
  assert.equal((await app.post('/ro/account/data/erasure', { sure: 'yes' }, maria.headers)).statusCode, 303)
  const { items } = await discussion('?sort=new')
  const by = new Map(items.map((item: { id: string }) => [item.id, item]))
  assert.equal(by.has(alone), false)
  const left = by.get(answered) as { state: string; html: null; author: null; answers: unknown[] }
  assert.deepEqual([left.state, left.html, left.author, left.answers.length], ['removed', null, null, 1])
  const others = by.get(ions) as { useful: number; answers: { id: string }[] }
  assert.deepEqual([others.useful, others.answers], [0, []])
  const { rows } = await app.deps.database.pool.query(
    'SELECT count(*) FROM discussion.comment WHERE author_mailbox_id = $1 OR id = ANY($2)',
    [maria.mailboxId, [alone, own]],
  )
  assert.equal(rows[0].count, 0)
})

test('what one wrote anywhere is found in the account, with where it stands and what became of it', async () => {
  const first = await written(maria)
  const before = idea
  idea = await addIdea(app, await makeBudget(app))
  const second = await written(maria, { text: 'Și aici este nevoie de bănci.' })
  await written(ion)
  await decide(moderator, second, 'hiding', { reason: 'off-topic' })
  const { items } = (await app.get('/api/v1/account/comments', maria.headers)).json()
  assert.deepEqual(
    items.map(({ id, state, subject }: any) => [id, state, subject.number]),
    [
      [second, 'hidden', idea.number],
      [first, 'shown', before.number],
    ],
  )
  const page = (await app.get('/ro/account/comments', maria.headers)).body
  assert.match(page, new RegExp(`comments/${second}/my-view[\\s\\S]*ascuns de un moderator`))
  assert.match((await app.get('/ro/account', maria.headers)).body, /href="\/ro\/account\/comments"/)
  assert.equal((await app.get('/api/v1/account/comments')).statusCode, 401)
})

test('every page is there in three languages, and answers as JSON', async () => {
  const id = await written(maria)
  await answer(ion, id)
  await act(ion, id, 'flag', { reason: 'other' })
  const pages: [string, TestPerson | null][] = [
    [path(), null],
    [`${path()}/comments/${id}`, null],
    [`${path()}/comments/${id}/flag`, null],
    [`${path()}/comments/${id}/flagged`, null],
    [`${path()}/comment`, maria],
    [`${path()}/comments/${id}/answer`, ion],
    [`${path()}/comments/${id}/my-view`, maria],
    [`${path()}/comments/${id}/my-view`, ion],
    ['/account/comments', maria],
    ['/work/comments', moderator],
    [`/work/comments/${id}`, moderator],
  ]
  for (const [at, person] of pages) {
    for (const lang of ['ro', 'ru', 'en']) {
      const { statusCode, body } = await app.get(`/${lang}${at}`, person?.headers)
      assert.equal(statusCode, 200, at)
      assert.match(body, new RegExp(`<html lang="${lang}"`))
      assert.doesNotMatch(body, / style="|undefined|\[object Object\]|discussion\.[a-z]/, at)
    }
    assert.equal((await app.get(`/api/v1${at}`, person?.headers)).statusCode, 200, at)
  }
})

test('the page is the same for everybody', async () => {
  await written(maria)
  const [one, two] = [await app.get(`/ro${path()}`, maria.headers), await app.get(`/ro${path()}`)]
  assert.equal(one.body, two.body)
  assert.equal((await app.get(`/ro${path()}`)).headers['set-cookie'], undefined)
})
