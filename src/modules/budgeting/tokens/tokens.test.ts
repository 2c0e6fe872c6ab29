import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Json } from '#commons/ledger/canonical-json.ts'
import { publishNews } from '#commons/ledger/publish-news.ts'
import { parseNote, verifyNote } from '#commons/ledger/signed-note.ts'
import { parseVkey } from '#commons/ledger/vkey.ts'
import type { Process } from '#commons/processes/process.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { goToPhase, makeBudget, publishedOf } from '#test/budgets.ts'
import { givePersonalNumber, officerOf, signedIn, type TestPerson } from '#test/people.ts'
import { takeToken, type Voter } from '#test/tokens.ts'
import { recount } from '../result/browser/recount.ts'
import { commitmentOf } from '../vote/commitment.ts'
import { takeChannel } from '../vote/take-channel.ts'
import { keysIn, voterKeys } from '../vote/voter-keys.ts'
import { toBase64url } from './browser/bytes.ts'
import { isPromiseWithKey } from './browser/promise.ts'
import { newCode, readCode, writeCode } from './browser/recovery-code.ts'
import { tendIssuers } from './issuer.ts'
import { castMessage } from './token-message.ts'

let app: TestApp
let process: Process
let people = 0
before(async () => {
  app = await testApp()
})
after(() => app.close())
beforeEach(async () => {
  app.clock.set('2026-11-22T10:00:00Z')
  process = await newVote()
})

async function newVote(): Promise<Process> {
  const made = await makeBudget(app, {
    ballots: 'token',
    projects: [
      { title: 'Bănci în parc', cost: 5_000_000 },
      { title: 'Felinare pe alee', cost: 20_000_000 },
      { title: 'Teren de joacă', cost: 60_000_000 },
    ],
  })
  await goToPhase(app, made, 'vote')
  return made
}

function newPerson(): Promise<TestPerson> {
  people += 1
  return signedIn(app, { name: 'Maria Rusu', email: `maria${people}@example.md` })
}
const voter = async (code = newCode(), person?: TestPerson) =>
  takeToken(app, process, person ?? (await newPerson()), code)
const codeOf = (reply: { body: string }) => JSON.parse(reply.body).code
const casts = () => `/api/v1/processes/${process.number}/casts`
const send = (body: unknown, headers: Record<string, string> = {}) => app.postJson(casts(), body, headers)

async function cast(one: Voter, seq: number, picks: Json) {
  return send(await one.ballot(seq, picks))
}

async function entries(of = process): Promise<{ kind: string; process: number; [field: string]: any }[]> {
  const { rows } = await app.deps.database.pool.query(
    "SELECT body FROM ledger.entry WHERE kind LIKE 'budgeting.%' ORDER BY index",
  )
  return rows.map(({ body }) => JSON.parse(body.toString())).filter((entry) => entry.process === of.number)
}
const ofKind = async (act: string) => (await entries()).filter(({ kind }) => kind === `budgeting.${act}`)
const total = async () => (await app.get(`/api/v1/processes/${process.number}/projects`)).json().turnout.ballots

test('whoever casts is promised by the log’s key that the log gets the ballot, and nobody keeps the promise', async () => {
  await publishNews(app.services)
  const maria = await voter()
  app.clock.set('2026-12-01T10:03:20Z')
  await goToPhase(app, process, 'vote')
  const now = app.clock.now()
  const { commitment, promise } = (await cast(maria, 1, { 1: [1] })).json()
  const vkey = (await app.get('/ledger/vkey')).body.trim()
  const note = parseNote(Buffer.from(promise))
  assert.equal(verifyNote(note, [parseVkey(vkey)]).length, 1)
  const [title, origin, of, what, by, ...more] = note.text.split('\n')
  assert.deepEqual(
    [title, origin, of, what, more],
    ['punte-ballot-promise/v1', vkey.split('+')[0], `process ${process.number}`, `commitment ${commitment}`, ['']],
  )
  const until = new Date(String(by).slice('by '.length))
  assert.equal(until.getTime() % 600_000, 0, 'a full ten minutes')
  assert.ok(until > now && until.getTime() - now.getTime() <= 610_000)
  const signature = note.signatures[0]?.bytes.toString('base64') as string
  const { rows } = await app.deps.database.pool.query(
    "SELECT count(*) AS n FROM budgeting.ballot b WHERE b::text LIKE '%' || $1 || '%'",
    [signature],
  )
  assert.equal(Number(rows[0].n), 0)
  assert.ok(await isPromiseWithKey(process.number, commitment, promise, vkey))
  assert.ok(!(await isPromiseWithKey(process.number + 1, commitment, promise, vkey)))
  const other = promise.replace(/by \d{4}/, 'by 2099')
  assert.ok(!(await isPromiseWithKey(process.number, commitment, other, vkey)), 'another day was not promised')
})

test('from the token to the opened ballot: nobody is named on the way', async () => {
  const maria = await voter()
  const reply = await cast(maria, 1, { 1: [1, 3] })
  assert.equal(reply.statusCode, 201, reply.body)
  const { commitment, nonce, seq } = reply.json()
  assert.equal(seq, 1)
  assert.equal(
    commitmentOf(process.number, { 1: [1, 3] }, Buffer.from(nonce, 'base64url')).toString('base64url'),
    commitment,
  )
  assert.equal(await total(), 1)
  const state = await app.get(`${casts()}/${maria.pk}`)
  assert.deepEqual(
    [state.json().seq, state.json().commitment, state.json().entry.state],
    [1, commitment, 'acknowledged'],
  )
  assert.equal((await app.get(`${casts()}/${maria.pk}/receipt.tlog-proof`)).statusCode, 409)
  await publishNews(app.services)
  const receipt = await app.get(`${casts()}/${maria.pk}/receipt.tlog-proof`)
  assert.match(receipt.body, /^c2sp.org\/tlog-proof@v1\n/)

  await goToPhase(app, process, 'result')
  const log = await entries()
  assert.deepEqual(
    log.map(({ kind }) => kind.slice('budgeting.'.length)),
    [
      'token-issuer',
      'ballot-defined',
      'delivery-rule',
      'ballot-cast',
      'tokens-issued',
      'ballots-opened',
      'issuer-destroyed',
    ],
  )
  const [issuer, defined, , thrown, issued, opened, destroyed] = log as [any, any, any, any, any, any, any]
  const name = createHash('sha256').update(Buffer.from(issuer.spki, 'base64')).digest('base64url')
  assert.deepEqual([issuer.record, defined.issuer, destroyed.issuer, destroyed.refused], [name, name, name, 0])
  assert.deepEqual(thrown, { kind: 'budgeting.ballot-cast', v: 1, process: process.number, record: commitment })
  assert.equal(issued.commitments.length, 1)
  const { pk, prepared, signature } = await maria.ballot(1, { 1: [1, 3] })
  assert.deepEqual(opened.ballots, [
    {
      commitment,
      nonce,
      picks: { 1: [1, 3] },
      pk,
      prepared,
      signature,
      seq: 1,
      edSig: (await maria.ballot(1, { 1: [1, 3] })).edSig,
    },
  ])
  const { items } = (await app.get(`/api/v1/processes/${process.number}/ballots`)).json()
  assert.deepEqual(items, [{ commitment, nonce, picks: [1, 3], marks: ['1', '3'], pk }])
  const { rows } = await app.deps.database.pool.query(
    'SELECT sealed, destroyed_at FROM budgeting.token_issuer WHERE process_id = $1',
    [process.id],
  )
  assert.deepEqual(rows, [{ sealed: null, destroyed_at: rows[0].destroyed_at }])
  assert.equal((await cast(maria, 2, { 1: [2] })).statusCode, 409, 'late')
  const doina = await officerOf(app, 'primaria-chisinau', { name: 'Doina Plămădeală', email: 'doina2@example.md' })
  const work = `/ro/work/processes/${process.number}/result`
  assert.equal((await app.post(`${work}/dice`, { dice: '16243516243516243516' }, doina.headers)).statusCode, 303)
  await publishNews(app.services)
  assert.equal((await app.post(`${work}/count`, {}, doina.headers)).statusCode, 303)
  const [recounted] = await recount(await publishedOf(app, process))
  assert.deepEqual([recounted?.same, recounted?.selected.length], [true, 2], 'also in the browser')
})

test('the same blinded token gets the same signature, another one is refused and counted', async () => {
  const person = await newPerson()
  const code = newCode()
  const first = await voter(code, person)
  const again = await voter(readCode(writeCode(code)) as typeof code, person)
  assert.deepEqual(again.signature, first.signature, 'a lost device loses no vote')
  const refused = await takeToken(app, process, person, newCode(), { mayFail: true })
  assert.equal(refused.reply.statusCode, 409)
  assert.equal(codeOf(refused.reply), 'budgeting.tokens.other-token')
  assert.equal((await cast(again, 1, { 1: [2] })).statusCode, 201)
  await goToPhase(app, process, 'result')
  assert.equal((await ofKind('tokens-issued')).flatMap(({ commitments }) => commitments).length, 1)
  assert.equal((await ofKind('issuer-destroyed'))[0]?.refused, 1)
})

test('many ask at once: each gets one token, whoever asks with two codes gets one of them', async () => {
  const crowd = await Promise.all(Array.from({ length: 12 }, newPerson))
  const greedy = crowd[0] as TestPerson
  const asked = [...crowd.map((person) => ({ person, code: newCode() })), { person: greedy, code: newCode() }]
  const taken = await Promise.all(
    asked.map(({ person, code }) => takeToken(app, process, person, code, { mayFail: true })),
  )
  const refused = taken.filter(({ reply }) => reply.statusCode !== 200)
  assert.deepEqual(
    refused.map(({ reply }) => codeOf(reply)),
    ['budgeting.tokens.other-token'],
  )
  const replies = await Promise.all(taken.filter(({ signature }) => signature).map((one) => cast(one, 1, { 1: [1] })))
  assert.deepEqual([...new Set(replies.map(({ statusCode }) => statusCode))], [201])
  assert.equal(await total(), 12)
})

test('who is not eligible gets no token, with the reason at its field', async () => {
  const ask = (headers: Record<string, string>, more: object) =>
    app.postJson(
      `/api/v1/processes/${process.number}/token`,
      { blinded: toBase64url(new Uint8Array(384)), place: 'md-cu-botanica', oldEnough: true, ...more },
      { ...headers, 'sec-fetch-site': 'same-origin' },
    )
  const { headers } = await newPerson()
  assert.equal((await ask({}, {})).statusCode, 401)
  const may = (more: object, who: Record<string, string> = headers) =>
    app.postJson(
      `/api/v1/processes/${process.number}/token/voter`,
      { place: 'md-cu-botanica', oldEnough: true, ...more },
      { ...who, 'sec-fetch-site': 'same-origin' },
    )
  assert.equal((await may({}, {})).statusCode, 401)
  assert.equal((await may({})).statusCode, 200)
  for (const [more, field] of [
    [{ place: 'md-ba' }, 'place'],
    [{ place: undefined }, 'place'],
    [{ oldEnough: false }, 'oldEnough'],
  ] as const) {
    const told = await may(more)
    assert.deepEqual([told.statusCode, told.json().errors[0].field], [422, field], 'before the code')
  }
  const elsewhere = await ask(headers, { place: 'md-ba' })
  assert.deepEqual([elsewhere.statusCode, elsewhere.json().errors[0].field], [422, 'place'])
  const young = await ask(headers, { oldEnough: false })
  assert.deepEqual([young.statusCode, young.json().errors[0].field], [422, 'oldEnough'])
  const n = 'ff'.repeat(384)
  for (const blinded of [Buffer.from(n, 'hex').toString('base64url'), 'AAAA', `${'A'.repeat(511)}=`, '', 7, null]) {
    const reply = await ask(headers, { blinded })
    assert.deepEqual([reply.statusCode, reply.json().errors[0].field], [422, 'blinded'], String(blinded))
  }
  const { rows } = await app.deps.database.pool.query(
    'SELECT count(*) FROM budgeting.token_issued WHERE process_id = $1',
    [process.id],
  )
  assert.equal(rows[0].count, 0)
})

test('one identity with two mailboxes gets one token', async () => {
  const [one, two] = [await newPerson(), await newPerson()]
  await givePersonalNumber(app, one.accountId, '2000000000011')
  await voter(newCode(), one)
  await givePersonalNumber(app, two.accountId, '2000000000011')
  const second = await takeToken(app, process, two, newCode(), { mayFail: true })
  assert.equal(codeOf(second.reply), 'budgeting.tokens.other-token')
})

test('a voter has one channel', async () => {
  const person = await newPerson()
  const { db } = app.deps.database
  const keys = keysIn(await voterKeys(app.deps, db, process, person.accountId))
  await db.transaction().execute((tx) => takeChannel(tx, process.id, keys, 'paper'))
  const refused = await takeToken(app, process, person, newCode(), { mayFail: true })
  assert.equal(codeOf(refused.reply), 'budgeting.vote.other-channel')
  const byAccount = await app.postJson(
    `/api/v1/processes/${process.number}/ballot`,
    { picks: [1], place: 'md-cu-botanica', oldEnough: true },
    { ...(await newPerson()).headers, 'sec-fetch-site': 'same-origin' },
  )
  assert.equal(codeOf(byAccount), 'budgeting.tokens.by-token')
})

test('what is not a ballot of this token for this vote is refused and counts nothing', async () => {
  const [maria, ion] = [await voter(), await voter()]
  const good = await maria.ballot(1, { 1: [1] })
  app.clock.set('2026-11-22T10:00:00Z')
  const stranger = await takeToken(app, await newVote(), await newPerson(), newCode())
  const its = await stranger.ballot(1, { 1: [1] })
  const refusals: [string, object, string][] = [
    ['another process', its, 'bad-token'],
    ["another's token", { ...good, signature: (await ion.ballot(1, { 1: [1] })).signature }, 'bad-token'],
    ["another's key", { ...good, pk: ion.pk }, 'bad-token'],
    ['another prefix', { ...good, prepared: `AAAA${good.prepared.slice(4)}` }, 'bad-token'],
    ['other choices', { ...good, picks: { 1: [2] } }, 'bad-signature'],
    ['another number', { ...good, seq: 2 }, 'bad-signature'],
    ['an unknown project', await maria.ballot(1, { 1: [99] }), 'unknown-project'],
    ['no choice', await maria.ballot(1, {}), 'nothing-chosen'],
    ['out of order', await maria.ballot(1, { 1: [3, 1] }), 'bad-encoding'],
    ['twice the same', await maria.ballot(1, { 1: [1, 1] }), 'bad-encoding'],
    ['another envelope', await maria.ballot(1, { 2: [1] }), 'bad-encoding'],
    ['no numbers', await maria.ballot(1, { 1: ['1'] }), 'bad-encoding'],
    ['deep', await maria.ballot(1, { 1: { 1: [1] } }), 'bad-encoding'],
    ['a list', { ...good, picks: [1] }, 'doubled'],
  ]
  for (const [what, body, code] of refusals) {
    const reply = await send(body)
    assert.equal(reply.statusCode, 422, `${what}: ${reply.body}`)
    assert.match(reply.json().errors[0].code, new RegExp(`\\.${code}$`), what)
  }
  for (const name of ['pk', 'prepared', 'signature', 'edSig'] as const)
    for (const value of [`${good[name]}=`, `${good[name]}A`, good[name].slice(1), ` ${good[name]}`, 1, '', undefined]) {
      const reply = await send({ ...good, [name]: value })
      assert.equal(reply.statusCode, 422, String(value))
      // What is prepared has no fixed length: one byte more may be read, and is no token.
      const fields = name === 'prepared' ? [name, 'signature'] : [name]
      assert.ok(fields.includes(reply.json().errors[0].field), String(value))
    }
  // The last letter of 32 bytes holds two bits that say nothing: only one of its four spellings is read.
  const last = good.pk.at(-1) as string
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const sibling = letters[letters.indexOf(last) ^ 1] as string
  assert.equal((await send({ ...good, pk: good.pk.slice(0, -1) + sibling })).statusCode, 422)
  assert.equal(await total(), 0)
  assert.equal((await send(good)).statusCode, 201)
})

test('a ballot of a higher number replaces; a replay, an older and another one of the same number do not', async () => {
  const maria = await voter()
  const first = await maria.ballot(1, { 1: [1] })
  const { commitment } = (await send(first)).json()
  assert.deepEqual((await send(first)).json().commitment, commitment, 'a lost answer is answered again')
  assert.equal(codeOf(await cast(maria, 1, { 1: [2] })), 'budgeting.tokens.older')
  const third = (await cast(maria, 3, { 1: [3] })).json()
  assert.equal(codeOf(await send(first)), 'budgeting.tokens.older', 'replay')
  assert.equal(codeOf(await cast(maria, 2, { 1: [2] })), 'budgeting.tokens.older')
  assert.equal(await total(), 1)
  await goToPhase(app, process, 'result')
  const [opened] = await ofKind('ballots-opened')
  const [replaced] = await ofKind('ballots-replaced')
  assert.deepEqual(
    opened?.ballots.map((one: { commitment: string; seq: number }) => [one.commitment, one.seq]),
    [[third.commitment, 3]],
  )
  assert.deepEqual(replaced?.commitments, [commitment])
  assert.deepEqual(
    replaced?.ballots.map(({ pk, seq, picks }: Record<string, unknown>) => ({ pk, seq, picks })),
    [{ pk: maria.pk, seq: 1, picks: { 1: [1] } }],
  )
})

test('fifty casts of one token at once leave one ballot, and everything is in the log', async () => {
  const maria = await voter()
  const bodies = await Promise.all(Array.from({ length: 50 }, (_, at) => maria.ballot(at + 1, { 1: [1 + (at % 3)] })))
  const replies = await Promise.all(bodies.map((body) => send(body)))
  assert.ok(replies.every(({ statusCode }) => statusCode === 201 || statusCode === 409))
  assert.equal(await total(), 1)
  const taken = replies.filter(({ statusCode }) => statusCode === 201).map((reply) => reply.json())
  assert.deepEqual(
    (await ofKind('ballot-cast')).map(({ record }) => record).sort(),
    taken.map(({ commitment }) => commitment).sort(),
  )
  await goToPhase(app, process, 'result')
  const opened = (await ofKind('ballots-opened')).flatMap(({ ballots }) => ballots)
  assert.deepEqual(
    opened.map(({ seq }) => seq),
    [Math.max(...taken.map(({ seq }) => seq))],
  )
  const same = await Promise.all(Array.from({ length: 20 }, () => send(bodies[49])))
  assert.ok(same.every(({ statusCode }) => statusCode === 409))
})

test('the same ballot twenty times at once is one ballot with one answer', async () => {
  const body = await (await voter()).ballot(1, { 1: [2] })
  const replies = await Promise.all(Array.from({ length: 20 }, () => send(body)))
  assert.deepEqual([...new Set(replies.map(({ statusCode }) => statusCode))], [201])
  assert.equal(new Set(replies.map((reply) => reply.json().commitment)).size, 1)
  assert.equal((await ofKind('ballot-cast')).length, 1)
})

test('who casts stays unknown: a cookie is refused, and no row knows the moment', async () => {
  const person = await newPerson()
  const maria = await voter(newCode(), person)
  const body = await maria.ballot(1, { 1: [1] })
  const reply = await send(body, { ...person.headers, 'sec-fetch-site': 'same-origin' })
  assert.deepEqual([reply.statusCode, codeOf(reply)], [400, 'kernel.cookie-refused'])
  assert.equal(await total(), 0)
  assert.equal((await send(body)).statusCode, 201)
  const { rows } = await app.deps.database.pool.query(
    'SELECT cast_at, person_key FROM budgeting.ballot WHERE process_id = $1',
    [process.id],
  )
  assert.equal(rows[0].cast_at.toISOString().slice(10), 'T00:00:00.000Z')
  assert.equal(rows[0].person_key, null)
})

test('the issuer ends in the middle: who asked again has the same token', async () => {
  const person = await newPerson()
  const code = newCode()
  const first = await voter(code, person)
  const signer = () => app.services.tokenSigner.pid
  globalThis.process.kill(signer() as number, 'SIGKILL')
  while (signer() !== null) await pause(10)
  assert.deepEqual((await voter(code, person)).signature, first.signature)
  // Killed while it is asked: either answer is right, and asking again helps.
  const late = await newPerson()
  const asked = takeToken(app, process, late, code, { mayFail: true })
  globalThis.process.kill(signer() as number, 'SIGKILL')
  const { reply } = await asked
  if (reply.statusCode !== 200)
    assert.deepEqual([reply.statusCode, codeOf(reply)], [503, 'budgeting.tokens.issuer-away'])
  assert.equal((await cast(await voter(code, late), 1, { 1: [1] })).statusCode, 201)
})

test('issued tokens go into the log twenty together, each with a commitment that its owner opens', async () => {
  const person = await newPerson()
  const view = async (who = person) => (await app.get(`/api/v1/processes/${process.number}/token`, who.headers)).json()
  assert.equal((await view()).issued, false)
  for (let at = 0; at < 19; at += 1) await voter()
  await tendIssuers(app.services)
  assert.deepEqual(await ofKind('tokens-issued'), [], 'with fewer, the moment would say who')
  await voter(newCode(), person)
  await tendIssuers(app.services)
  const [{ commitments }] = (await ofKind('tokens-issued')) as [any]
  assert.equal(commitments.length, 20)
  assert.deepEqual(
    commitments,
    commitments.toSorted((a: string, b: string) => Buffer.from(a, 'base64url').compare(Buffer.from(b, 'base64url'))),
  )
  const { issued, commitment, salt, mailbox } = await view()
  assert.equal(issued, true)
  assert.ok(commitments.includes(commitment))
  const made = createHash('sha256')
    .update('punte-issued/v1\n')
    .update(Buffer.from(salt, 'base64url'))
    .update(JSON.stringify({ mailbox, process: process.number }))
    .digest('base64url')
  assert.equal(made, commitment)
  const abstainer = await view(await newPerson())
  assert.equal(abstainer.issued, false)
  assert.ok(!commitments.includes(abstainer.commitment))
})

test('the key of a vote that was given up is destroyed too', async () => {
  const doina = await officerOf(app, 'primaria-chisinau', { name: 'Doina', email: 'doina@example.md' })
  const maria = await voter()
  assert.equal((await cast(maria, 1, { 1: [1] })).statusCode, 201)
  const reason = { reason: 'Banii au fost luați înapoi.' }
  const given = await app.post(`/ro/work/processes/${process.number}/cancellation`, reason, doina.headers)
  assert.equal(given.statusCode, 303, given.body)
  const { headers } = await newPerson()
  for (const page of ['token', 'vote'])
    assert.match((await app.get(`/ro/processes/${process.number}/${page}`, headers)).body, /nu decide nimic/)
  await tendIssuers(app.services)
  assert.equal((await ofKind('issuer-destroyed')).length, 1)
  assert.deepEqual(await ofKind('ballots-opened'), [])
  assert.equal((await cast(maria, 2, { 1: [2] })).statusCode, 409)
})

test('where a process is given up after its vote, pages of tokens say that the vote is over, not that it decides nothing', async () => {
  const doina = await officerOf(app, 'primaria-chisinau', { name: 'Doina', email: 'doina.o@example.md' })
  await goToPhase(app, process, 'result')
  app.clock.advance(60)
  const reason = { reason: 'Banii au fost luați înapoi.' }
  const given = await app.post(`/ro/work/processes/${process.number}/cancellation`, reason, doina.headers)
  assert.equal(given.statusCode, 303, given.body)
  const { headers } = await newPerson()
  for (const page of ['token', 'vote']) {
    const { body } = await app.get(`/ro/processes/${process.number}/${page}`, headers)
    assert.match(body, /Votul s-a încheiat\./, page)
    assert.doesNotMatch(body, /nu decide nimic/, page)
  }
})

test('a signature is over text that everybody can write', () => {
  const text = Buffer.from(castMessage(7, 2, { 1: [3, 5] })).toString()
  assert.equal(text, 'punte-cast/v1\n{"picks":{"1":[3,5]},"process":7,"seq":2}')
})
