import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { makeRehearsal } from '#commons/processes/rehearsal/make-rehearsal.ts'
import { root } from '#kernel/root.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { makeBudget } from '#test/budgets.ts'
import { officerOf, signedIn, type TestPerson } from '#test/people.ts'
import { madeRehearsal, requestIn } from '#test/rehearsals.ts'

/** Real votes; their licence does not allow to ship them, so they lie beside the repository. */
const folder = join(root, '../shared/data/pabulib')
const skip = existsSync(folder) ? false : `no files of Pabulib at ${folder}: none is imported`

let app: TestApp
let doina: TestPerson
let maria: TestPerson
before(async () => {
  app = await testApp()
  maria = await signedIn(app, { name: 'Maria Rusu', email: 'maria@example.md' })
  doina = await officerOf(app, 'primaria-chisinau', { name: 'Doina Plămădeală', email: 'doina@example.md' })
})
after(() => app.close())

const small = [
  'META',
  'key;value',
  'description;Ein Versuch',
  'country;Moldova',
  'unit;Sat',
  'instance;2026',
  'num_projects;2',
  'num_votes;3',
  'budget;100',
  'vote_type;approval',
  'rule;greedy',
  'date_begin;01.01.2026',
  'date_end;02.01.2026',
  'PROJECTS',
  'project_id;cost;name;selected',
  'a;60;"Bench; green";1',
  'b;70;Lamp;0',
  'VOTES',
  'voter_id;age;vote',
  '1;30;a',
  '2;;a,b',
  '3;41;b',
]
let keys = 0

async function upload(bytes: Buffer, person: TestPerson = doina, lang = 'ro') {
  const boundary = 'limit'
  const field = (name: string, value: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  keys += 1
  return app.server.inject({
    method: 'POST',
    url: `/${lang}/work/imported-votes`,
    payload: Buffer.concat([
      Buffer.from(field('idempotency-key', `import-${keys}`) + field('source', 'Pabulib')),
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="vot.pb"\r\ncontent-type: text/plain\r\n\r\n`,
      ),
      bytes,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
    headers: {
      ...person.headers,
      'sec-fetch-site': 'same-origin',
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
  })
}

const numberOf = (reply: { headers: { location?: unknown } }) => String(reply.headers.location).split('/').at(-1)

test('a file becomes a vote marked as imported, and leaves byte for byte', async () => {
  for (const text of [small.join('\n'), `\ufeff${small.join('\r\n')}\r\n`]) {
    const bytes = Buffer.from(text)
    const reply = await upload(bytes)
    assert.equal(reply.statusCode, 303, reply.body)
    const number = numberOf(reply)
    const vote = (await app.get(`/api/v1/processes/imported/${number}`)).json()
    // Both have two votes: the cheaper one is funded, and the other does not fit any more.
    assert.deepEqual(
      vote.projects.map(({ id, votes, official, funded }: any) => [id, votes, official, funded]),
      [
        ['a', 2, true, true],
        ['b', 2, false, false],
      ],
    )
    assert.deepEqual([vote.agrees, vote.countedBy, vote.source], [true, 'greedy', 'Pabulib'])
    assert.ok(vote.comparison.rules.length >= 6)
    const file = await app.get(`/processes/imported/${number}/election.pb`)
    assert.ok(file.rawPayload.equals(bytes))
    for (const lang of ['ro', 'ru', 'en']) {
      const { statusCode, body } = await app.get(`/${lang}/processes/imported/${number}`)
      assert.equal(statusCode, 200)
      assert.match(body, /Bench; green/)
    }
  }
  assert.match((await app.get('/ro/processes/imported')).body, /2 voturi importate/)
})

test('what is odd in a file is said in the language of who reads', async () => {
  const odd = small
    .join('\n')
    .replace('rule;greedy', 'rule;greedy\nmax_length;1')
    .replace('name;selected', 'name;votes')
    .replace('green";1', 'green";2')
    .replace('Lamp;0', 'Lamp;9')
  const number = numberOf(await upload(Buffer.from(odd)))
  const { notes } = (await app.get(`/api/v1/processes/imported/${number}`)).json()
  assert.deepEqual(notes, [
    { what: 'ballots-break', name: 'max_length', count: 1 },
    { what: 'column-differs', name: 'votes', count: 1 },
  ])
  for (const [lang, words] of [
    ['ro', /1 buletin încalcă limita max_length[\s\S]*Coloana votes diferă de buletine la 1 proiect</],
    ['ru', /1 бюллетень нарушает ограничение max_length[\s\S]*Столбец votes расходится с бюллетенями у 1 проекта</],
    ['en', /1 ballot breaks the limit max_length[\s\S]*The column votes differs from the ballots at 1 project</],
  ] as const)
    assert.match((await app.get(`/${lang}/processes/imported/${number}`)).body, words)
})

test('votes of elsewhere stand below the processes, the newest few and the way to all', async () => {
  for (const _ of [1, 2]) await upload(Buffer.from(small.join('\n')))
  const { total } = (await app.get('/api/v1/processes/imported')).json()
  const [beside] = (await app.get('/api/v1/processes')).json().beside
  assert.deepEqual([beside.all.path, beside.items.length], ['/processes/imported', 3])
  const { body } = await app.get('/ro/processes')
  assert.match(body, new RegExp(`href="/ro/processes/imported">Toate cele ${total} voturi din alte părți<`))
  assert.match(body, new RegExp(`href="/ro${beside.items[0].path}"`))
})

test('the kind of ballots of a file is said in words, beside its name in the file', async () => {
  const number = numberOf(await upload(Buffer.from(small.join('\n'))))
  for (const [lang, words] of [
    ['ro', 'Bifare'],
    ['ru', 'Отметки'],
    ['en', 'Ticks'],
  ])
    assert.match(
      (await app.get(`/${lang}/processes/imported/${number}`)).body,
      new RegExp(`${words} \\(<code lang="en">approval</code>\\)`),
    )
})

test('a file that is wrong is refused with line and column beside the field', async () => {
  const refused = async (bytes: Buffer) => {
    const { statusCode, body } = await upload(bytes)
    assert.equal(statusCode, 422)
    return body
  }
  const changed = (from: string, to: string) => Buffer.from(small.join('\n').replace(from, to))
  assert.match(
    await refused(changed('2;;a,b', '2;;a,c')),
    /href="#f-file">Rândul 21, coloana 4: un vot pentru proiectul/,
  )
  assert.match(await refused(changed('b;70', 'b;-70')), /Rândul 17, coloana 3: costul este -70, sub 0/)
  for (const [lang, words] of [
    ['ru', /Строка 17, столбец 3: стоимость — -70, меньше 0/],
    ['en', /Line 17, column 3: the cost is -70, below 0/],
  ] as const)
    assert.match((await upload(changed('b;70', 'b;-70'), doina, lang)).body, words)
  assert.match(await refused(changed('PROJECTS\n', '')), /Rândul \d+, coloana/)
  assert.match(
    await refused(Buffer.concat([Buffer.from('META\n'), Buffer.from([0xff])])),
    /Rândul 2, coloana 1: textul nu este UTF-8/,
  )
  assert.match(await refused(changed('b;70', 'b\0;70')), /Rândul 17, coloana 2: un caracter nul/)
  assert.match(await refused(Buffer.alloc(0)), /href="#f-file">Alegeți un fișier/)
})

test('who imported a vote, or an administrator, takes it away with a public reason; others do not', async () => {
  const number = numberOf(await upload(Buffer.from(small.join('\n'))))
  const reason = 'Fișierul era al altui an.'
  const withdraw = (person: TestPerson, at = number) =>
    app.post(`/ro/work/imported-vote/${at}`, { reason }, person.headers)
  const oleg = await officerOf(app, 'primaria-chisinau', { name: 'Oleg', email: 'oleg-import@example.md' })
  const admin = await signedIn(app, { name: 'Ana', email: 'ana-import@example.md', roles: [{ name: 'administrator' }] })
  assert.deepEqual([(await withdraw(maria)).statusCode, (await withdraw(oleg)).statusCode], [403, 403])
  assert.match(
    (await app.get('/ro/work/imported-votes', doina.headers)).body,
    new RegExp(`work/imported-vote/${number}"`),
  )
  assert.doesNotMatch((await app.get('/ro/work/imported-votes', oleg.headers)).body, /work\/imported-vote\/\d/)
  assert.equal((await app.post(`/ro/work/imported-vote/${number}`, { reason: 'x' }, doina.headers)).statusCode, 422)
  assert.equal((await withdraw(doina)).statusCode, 303)
  assert.equal((await withdraw(doina)).statusCode, 409)
  const vote = (await app.get(`/api/v1/processes/imported/${number}`)).json()
  assert.deepEqual([vote.withdrawn.reason, vote.projects, vote.voters], [reason, [], 0])
  const page = (await app.get(`/ro/processes/imported/${number}`)).body
  assert.match(page, /Fișierul era al altui an/)
  assert.doesNotMatch(page, /Bench; green/)
  assert.equal((await app.get(`/processes/imported/${number}/election.pb`)).statusCode, 404)
  const { pool } = app.deps.database
  const kept = await pool.query('SELECT octet_length(file) AS bytes FROM budgeting.imported_vote WHERE number = $1', [
    number,
  ])
  assert.equal(kept.rows[0].bytes, 0)
  const acts = await pool.query("SELECT data FROM audit.act WHERE act = 'budgeting.withdraw-import'")
  assert.deepEqual(acts.rows, [{ data: { title: 'Sat, 2026', reason } }])
  const other = numberOf(await upload(Buffer.from(small.join('\n'))))
  assert.match(
    (await app.get('/ro/work/all-imported-votes', admin.headers)).body,
    new RegExp(`imported-vote/${other}"`),
  )
  assert.equal((await withdraw(admin, other)).statusCode, 303)
  const { items } = (await app.get('/api/v1/processes/imported')).json()
  assert.deepEqual(
    items.slice(0, 2).map((one: { withdrawn: boolean }) => one.withdrawn),
    [true, true],
  )
  const beside = (await app.get('/api/v1/processes')).json()
  assert.doesNotMatch(JSON.stringify(beside), new RegExp(`imported/(${number}|${other})"`), 'lists lead to what stands')
})

test('an imported vote is rehearsed: its projects and votes, counted by a chosen rule, without voters, and gone with the vote', async () => {
  const process = await makeBudget(app)
  const number = numberOf(await upload(Buffer.from(small.join('\n'))))
  const at = `/ro/work/imported-vote/${number}/rehearsal`
  const form = (await app.get(at, doina.headers)).body
  assert.match(form, new RegExp(`<option value="${process.number}"`))
  assert.match(form, /<option value="greedy" selected/, 'the rule of the file is at hand')
  assert.equal((await app.get(at, maria.headers)).statusCode, 403)
  keys += 1
  const rehearse = (person: TestPerson, rule = 'equalshares', of = process.number) =>
    app.post(at, { process: String(of), rule, 'idempotency-key': `rehearse-${rule}-${keys}` }, person.headers)
  const stranger = await officerOf(app, 'primaria-balti', { name: 'De la Bălți', email: 'balti-import@example.md' })
  assert.equal((await rehearse(stranger)).statusCode, 403, 'not their process')
  const logged = async () => (await app.deps.database.pool.query('SELECT count(*) AS n FROM ledger.entry')).rows[0].n
  const before = await logged()
  const reply = await rehearse(doina)
  assert.equal(reply.statusCode, 303, reply.body)
  const copy = await madeRehearsal(app, reply)
  assert.equal(await logged(), before)
  const result = (await app.get(`/api/v1/processes/${copy}/result`)).json()
  assert.deepEqual([result.ballots, result.process.rehearsal], [3, true])
  assert.deepEqual(
    result.envelopes[0].projects.map(({ title, votes, cost }: any) => [title, votes, cost]),
    [
      ['Bench; green', 2, 6_000],
      ['Lamp', 2, 7_000],
    ],
  )
  const { envelopes } = (await app.get(`/api/v1/processes/${copy}/evaluation`)).json()
  assert.equal(envelopes[0].rules.find(({ own }: { own: boolean }) => own).rule, 'equalshares')
  assert.ok(envelopes[0].rules.length > 3, 'others stand beside it')
  const shown = (await app.get(`/api/v1/processes/${copy}`)).json()
  assert.match(shown.title, /^Repetiție: Sat, 2026/)
  assert.deepEqual(shown.rehearsal.votesOf, {
    title: 'Sat, 2026',
    path: `/processes/imported/${number}`,
    rule: 'equalshares',
  })
  assert.doesNotMatch(JSON.stringify(shown.events), /sintetic/, 'nobody was made up')
  for (const lang of ['ro', 'ru', 'en'])
    for (const page of [`${copy}-${shown.slug}`, `${copy}/evaluation`, `${copy}/result`, `${copy}/ballots`])
      assert.equal((await app.get(`/${lang}/processes/${page}`)).statusCode, 200, `${lang} ${page}`)
  const late = await requestIn(app, await rehearse(doina, 'greedy'))
  const reason = 'Fișierul nu trebuia publicat.'
  const gone = await app.post(`/ro/work/imported-vote/${number}`, { reason }, doina.headers)
  assert.equal(gone.statusCode, 303, gone.body)
  assert.equal((await app.get(`/api/v1/processes/${copy}`)).statusCode, 404)
  assert.equal((await app.get(at, doina.headers)).statusCode, 404)
  await makeRehearsal(app.services, late.id)
  const said = (await app.get(`/api/v1${late.path}`, doina.headers)).json()
  assert.equal(said.state, 'failed', 'what was still to be made is not made')
})

test('only officers import', async () => {
  assert.equal((await upload(Buffer.from(small.join('\n')), maria)).statusCode, 403)
})

test('real votes are imported, agree with their official winners where they count by our rules, and leave as they came', {
  skip,
}, async () => {
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.pb'))) {
    const bytes = readFileSync(join(folder, name))
    const reply = await upload(bytes)
    assert.equal(reply.statusCode, 303, `${name} ${reply.body.slice(0, 300)}`)
    const number = numberOf(reply)
    const vote = (await app.get(`/api/v1/processes/imported/${number}`)).json()
    if (/Assen|Krakow/.test(name)) assert.equal(vote.agrees, true, name)
    assert.ok((await app.get(`/processes/imported/${number}/election.pb`)).rawPayload.equals(bytes), name)
  }
})
