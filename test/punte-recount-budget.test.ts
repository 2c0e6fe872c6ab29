import assert from 'node:assert/strict'
import { constants, createHash, generateKeyPairSync, sign } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Json } from '#commons/ledger/canonical-json.ts'
import { canonicalJson } from '#commons/ledger/canonical-json.ts'
import { publishNews } from '#commons/ledger/publish-news.ts'
import type { Process } from '#commons/processes/process.ts'
import { drawLot } from '#modules/budgeting/counting/lot.ts'
import { newCode } from '#modules/budgeting/tokens/browser/recovery-code.ts'
import { type TestApp, testApp } from './app.ts'
import { goToPhase, makeBudget } from './budgets.ts'
import { countPaperBatch, finishPaper, handPaperBallot, recheckPaper } from './paper-votes.ts'
import { authorityId, signedIn, type TestPerson } from './people.ts'
import { publicLog } from './public-log.ts'
import { type Changes, type LogEntry, recountBudgets } from './recount-budgets.ts'
import { takeToken } from './tokens.ts'
import { runProgram } from './verifying.ts'

type Entry = LogEntry
type Change = NonNullable<Changes['change']>
type Reply = NonNullable<Changes['reply']>

let app: TestApp
let doina: TestPerson
let town: Process
let civil: Process
let voided: Process
let onPaper: Process
let secret: Process
let entries: Entry[]
const DICE = '16243516243516243516'
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

before(async () => {
  app = await testApp({ listen: true })
  const organisationId = await authorityId(app, 'primaria-chisinau')
  doina = await signedIn(app, {
    name: 'Doina',
    email: 'doina@example.md',
    roles: [{ name: 'officer', organisationId }],
  })
  const people: TestPerson[] = []
  for (let at = 0; at < 5; at++) people.push(await signedIn(app, { name: 'Ana', email: `ana${at}@example.md` }))
  const cast = async (process: Process, person: number, picks: string[]) => {
    const form = { picks, place: 'md-cu-botanica', oldEnough: 'yes' }
    const reply = await app.post(`/ro/processes/${process.number}/ballot`, form, people[person]?.headers)
    assert.equal(reply.statusCode, 303, reply.body)
  }
  const costs = (...all: number[]) => ({ projects: all.map((cost, at) => ({ title: `Proiectul ${at + 1}`, cost })) })
  app.clock.set('2026-11-22T10:00:00Z')
  town = await makeBudget(app, { money: 1_000_000, ...costs(300_000, 500_000, 600_000, 100_000) })
  voided = await makeBudget(app, costs(30_000_000, 50_000_000))
  civil = await makeBudget(app, { blueprint: 'budgeting.civil', ...costs(60_000_000, 60_000_000) })
  onPaper = await makeBudget(app, costs(30_000_000, 50_000_000))
  secret = await makeBudget(app, { ballots: 'token', money: 1_000_000, ...costs(300_000, 500_000, 600_000) })
  await goToPhase(app, town, 'vote')
  await goToPhase(app, civil, 'vote')
  await cast(onPaper, 0, ['2'])
  for (let at = 0; at < 45; at++) await handPaperBallot(app, onPaper, doina, at)
  await cast(town, 0, ['3'])
  for (const [person, picks] of [['1', '2', '4'], ['1', '2'], ['1'], ['3'], ['3']].entries())
    await cast(town, person, picks)
  await cast(voided, 0, ['1', '2'])
  await cast(voided, 1, ['1'])
  await app.post(`/ro/work/processes/${voided.number}/projects/1`, { reason: 'Terenul a fost vândut.' }, doina.headers)
  await cast(civil, 0, ['1'])
  await cast(civil, 1, ['2'])
  for (const [person, picks] of [[1], [1, 2], [3]].entries()) {
    const voter = await takeToken(app, secret, people[person] as TestPerson, newCode())
    for (const [before, chosen] of [[2], picks].entries()) {
      const reply = await app.postJson(
        `/api/v1/processes/${secret.number}/casts`,
        await voter.ballot(before + 1, { 1: chosen }),
      )
      assert.equal(reply.statusCode, 201, reply.body)
    }
  }
  for (const process of [town, voided, onPaper, secret, civil]) await goToPhase(app, process, 'result')
  const oleg = await signedIn(app, {
    name: 'Oleg',
    email: 'oleg@example.md',
    roles: [{ name: 'officer', organisationId }],
  })
  const sheets = (many: number) => Array.from({ length: many }, (_, at) => ['1', '2', '1 2', '0'][at % 4] as string)
  for (const lines of [sheets(30), sheets(14)]) await countPaperBatch(app, onPaper, [doina, oleg], lines)
  await finishPaper(app, onPaper, doina)
  for (const process of [town, voided, civil, onPaper, secret]) {
    const { statusCode, body } = await act(process, 'dice', { dice: DICE })
    assert.equal(statusCode, 303, body)
  }
  await publishNews(app.services)
  for (const process of [town, voided, civil, onPaper, secret]) {
    const { statusCode, body } = await act(process, 'count', {})
    assert.equal(statusCode, 303, body)
  }
  await recheckPaper(app, onPaper, oleg, (batch, sheet) => sheets(batch === 1 ? 30 : 14)[sheet - 1] as string)
  await readEntries()
})
after(() => app?.close())

const act = (process: Process, name: string, fields: Record<string, string>) =>
  app.post(`/ro/work/processes/${process.number}/result/${name}`, fields, doina.headers)

async function readEntries(): Promise<void> {
  const { rows } = await app.deps.database.pool.query('SELECT body FROM ledger.entry ORDER BY index')
  entries = rows.map(({ body }) => JSON.parse(body.toString()))
}

const check = (options: Changes = {}, ...words: string[]) => recountBudgets(app, entries, options, ...words)

async function differences(process: Process, options: { change?: Change; reply?: Reply }): Promise<string> {
  const { code, said } = await check(options, String(process.number), '--json')
  assert.deepEqual([code, said.proved, said.votes[0].verdict], [1, false, 'DIFFERS'])
  return said.votes[0].differences.join('\n')
}

test('of a vote that goes on nobody knows how many tokens were used', async () => {
  const change = (all: Entry[]) =>
    all.splice(all.findIndex(({ kind, method }) => kind === 'processes.phase-closed' && method === 'budgeting.vote'))
  const { said } = await check({ change }, String(secret.number), '--json')
  assert.equal(said.votes[0].tokens.used, null)
  const spoken = await check({ change }, String(secret.number))
  assert.match(spoken.output, /issued as far as the log tells; how many were used shows when ballots are opened/)
  assert.doesNotMatch(spoken.output, /0 used/)
})

const of = (all: Entry[], process: Process, act: string) =>
  all.find((entry) => entry.kind === `budgeting.${act}` && entry.process === process.number) as Entry

test('whole votes by different rules are proved, in words and for programs', async () => {
  const { code, said } = await check({}, '--json')
  assert.deepEqual(
    said.votes.map(({ process, verdict, differences }: Entry) => [process, verdict, differences]),
    [town, voided, civil, onPaper, secret].map(({ number }) => [number, 'PROVED', []]),
  )
  assert.deepEqual([code, said.proved, said.refused], [0, true, null])
  assert.deepEqual([said.votes[0].cast, said.votes[0].opened, said.votes[0].replaced], [6, 5, 1])
  // The ballot that chose only what was taken off is none of the envelope.
  assert.deepEqual([said.votes[1].envelopes[0].ballots, said.votes[1].envelopes[0].selected], [1, [2]])
  assert.equal(said.votes[2].envelopes.length, 2)
  const { paper, envelopes } = said.votes[3]
  assert.deepEqual(paper, { handed: 45, batches: 2, ballots: 34, rechecked: { sheets: 20, differing: 0 } })
  assert.equal(envelopes[0].ballots, 35)
  assert.deepEqual([said.votes[4].cast, said.votes[4].opened, said.votes[4].replaced], [6, 3, 3])
  assert.deepEqual([said.votes[0].tokens, said.votes[4].tokens], [null, { issued: 3, used: 3 }])
  const spoken = await check({}, String(town.number))
  assert.equal(spoken.code, 0)
  assert.match(spoken.output, /^ {2}Envelope 1, equalshares\/add1u: 5 ballots, \d+ of 1000000 spent, 0 voters/m)
  assert.match(spoken.output, /^PROVED: /m)
  await publishNews(app.services)
  for (const { number } of [town, secret]) {
    const site = await runProgram('punte-recount-budget.mjs', app.origin, String(number))
    assert.deepEqual([site.code, site.errors], [0, ''], site.output)
  }
})

test('what was done to tokens in the log is found', async () => {
  const other = generateKeyPairSync('rsa', { modulusLength: 3072 })
  const otherSpki = other.publicKey.export({ type: 'spki', format: 'der' })
  const hash = (bytes: Uint8Array) => sha256(bytes).toString('base64url')
  const signed = (pk: string) => {
    const message = Buffer.concat([Buffer.from(`punte-token/v1\n${secret.number}\n`), Buffer.from(pk, 'base64url')])
    const prepared = Buffer.concat([Buffer.alloc(32), message])
    const pss = { key: other.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }
    return { prepared: prepared.toString('base64url'), signature: sign('sha384', prepared, pss).toString('base64url') }
  }
  const opened = (all: Entry[]) => of(all, secret, 'ballots-opened').ballots
  const replaced = (all: Entry[]) => of(all, secret, 'ballots-replaced')
  const found: [RegExp, Change][] = [
    [/token that the issuer did not sign/, (all) => Object.assign(opened(all)[0], signed(opened(all)[0].pk))],
    [
      /token that the issuer did not sign/,
      (all) => {
        Object.assign(of(all, secret, 'token-issuer'), { spki: otherSpki.toString('base64'), record: hash(otherSpki) })
        of(all, secret, 'ballot-defined').issuer = hash(otherSpki)
        of(all, secret, 'issuer-destroyed').issuer = hash(otherSpki)
      },
    ],
    [
      /another issuer of tokens than the log named/,
      (all) => {
        of(all, secret, 'ballot-defined').issuer = hash(otherSpki)
      },
    ],
    [
      /names an issuer of tokens a second time/,
      (all) => {
        const issuer = of(all, secret, 'token-issuer')
        all.splice(all.indexOf(issuer) + 1, 0, issuer)
      },
    ],
    [
      /choices that its key did not sign/,
      (all) => {
        const [one, two] = opened(all)
        for (const name of ['pk', 'prepared', 'signature', 'seq']) [one[name], two[name]] = [two[name], one[name]]
      },
    ],
    [
      /with a token for something else/,
      (all) => {
        opened(all)[0].pk = opened(all)[1].pk
      },
    ],
    [/opens \S+ without a token/, (all) => delete opened(all)[0].pk],
    [
      /is later than the one that counts/,
      (all) => {
        const [first] = replaced(all).ballots
        const counts = opened(all).find(({ pk }: Entry) => pk === first.pk)
        const { commitment, nonce, picks, seq, edSig } = counts
        const names = ['commitment', 'nonce', 'picks', 'seq', 'edSig']
        for (const name of names) counts[name] = first[name]
        Object.assign(first, { commitment, nonce, picks, seq, edSig })
      },
    ],
    [/otherwise than it opens them/, (all) => delete replaced(all).ballots],
    [/3 tokens were used, and 2 issued/, (all) => of(all, secret, 'tokens-issued').commitments.pop()],
    [
      /was not destroyed after the close/,
      (all) => {
        all.splice(all.indexOf(of(all, secret, 'issuer-destroyed')), 1)
      },
    ],
  ]
  for (const [words, change] of found) assert.match(await differences(secret, { change }), words)
})

test('a promise of a ballot is kept, not due yet, or broken', async () => {
  const [cast] = entries.filter(({ kind, process }) => kind === 'budgeting.ballot-cast' && process === town.number)
  const lines = (commitment: string, by: string) => [`process ${town.number}`, `commitment ${commitment}`, `by ${by}`]
  const kept = await check({ promise: lines(cast?.record, '2026-11-22T10:10:00Z') }, '--json')
  assert.deepEqual(
    [kept.code, kept.said.promise.kept, kept.said.promise.how],
    [0, true, 'replaced'],
    'a later one took its place',
  )
  const nowhere = 'A'.repeat(43)
  const broken = await check({ promise: lines(nowhere, '2020-11-22T10:10:00Z') }, '--json')
  assert.deepEqual([broken.code, broken.said.promise.kept, broken.said.proved], [1, false, false])
  assert.match(broken.said.votes[0].differences.join(), /promised ballot A+ at the latest at 2020/)
  const early = await check({ promise: lines(nowhere, '2099-11-22T10:10:00Z') })
  assert.equal(early.code, 0)
  assert.match(early.output, /not due before 2099/)
  const none = await check({ promise: ['process 1', 'something else'] }, '--json')
  assert.equal(none.said.refused.code, 'promise')
})

test('the programs of the ballot page are named, fetched and compared', async () => {
  const { code, output } = await check()
  assert.equal(code, 0)
  assert.match(output, /Programs of the anonymous ballot’s page since [\d-]+ \(entry \d+\):/)
  assert.match(output, /\/assets\/tokens-\S+\.js SHA-256 [0-9a-f]{64}, served so now/)
  const change = (all: Entry[]) => {
    const told = all.find(({ kind }) => kind === 'budgeting.ballot-scripts') as Entry
    told.scripts[1].sha256 = '0'.repeat(64)
  }
  const other = await check({ change }, '--json')
  assert.equal(other.code, 1)
  assert.deepEqual(
    other.said.scripts[0].scripts.map(({ served }: { served: string }) => served),
    ['same', 'other'],
  )
})

test('what was done to ballots in the log is found', async () => {
  const otherPicks = await differences(town, {
    change: (all) => {
      of(all, town, 'ballots-opened').ballots[0].picks = { 1: [1, 2, 3] }
    },
  })
  assert.match(otherPicks, /opens \S+ with other choices than those it binds/)
  const missing = await differences(town, { change: (all) => of(all, town, 'ballots-opened').ballots.pop() })
  assert.match(missing, /1 ballots were cast and neither opened nor replaced/)
  const twice = await differences(town, {
    change: (all) => {
      const { ballots } = of(all, town, 'ballots-opened')
      ballots.push(ballots[0])
    },
  })
  assert.match(twice, /names \S+ as opened, which was opened before/)
  const both = await differences(town, {
    change: (all) => {
      const opened = of(all, town, 'ballots-opened').ballots[0].commitment
      of(all, town, 'ballots-replaced').commitments = [opened]
    },
  })
  assert.match(both, /names \S+ as replaced, which was opened before/)
  const late = await differences(town, {
    change: (all) => {
      const at = all.indexOf(of(all, town, 'ballot-defined'))
      const cast = all.indexOf(of(all, town, 'ballot-cast'))
      ;[all[at], all[cast]] = [all[cast] as Entry, all[at] as Entry]
    },
  })
  assert.match(late, /casts a ballot before the ballot was defined/)
  const tooMany = await differences(civil, {
    change: (all) => {
      const envelope = of(all, civil, 'ballot-defined').envelopes[0]
      Object.assign(envelope, { min: 2, max: 3 })
    },
  })
  assert.match(tooMany, /chooses 1 in envelope 1, where 2 to 3 may be chosen/)
})

test('what was done to ballots of paper in the log is found', async () => {
  const found = (change: (entry: (act: string) => Entry, all: Entry[]) => void) =>
    differences(onPaper, { change: (all) => change((act) => of(all, onPaper, act), all) })
  assert.match(
    await found((entry) => {
      entry('paper-handed').counter = 20
    }),
    /brings paper to 30 ballots, of which 20 were given out/,
  )
  assert.match(
    await found((entry) => entry('paper-opened').ballots.pop()),
    /says 34 ballots of paper, where batches come to 34 and 33 were opened/,
  )
  assert.match(await found((entry) => entry('paper-opened').ballots.reverse()), /opens paper of lot 1 out of order/)
  assert.match(
    await found((entry) => {
      entry('paper-opened').ballots[0] = { 1: [1, 9] }
    }),
    /opens a ballot of paper that chooses a project that envelope 1 does not have/,
  )
  assert.match(
    await found((entry) => {
      entry('paper-batch-counted').valid += 1
    }),
    /counts batch 1 to another number than its 30 sheets/,
  )
  assert.match(
    await found((entry, all) => all.splice(all.indexOf(entry('paper-finished')), 1)),
    /throws dice before the paper was counted/,
  )
  const reply = (change: (reply: any) => void) =>
    differences(onPaper, { reply: (path, body) => (path.endsWith('/paper') ? change(body) : undefined) })
  assert.match(await reply(({ items }) => items.pop()), /paper: the site lists other ballots than the log opens/)
  assert.match(
    await reply((body) => {
      body.batches[0].valid -= 1
    }),
    /paper: the site shows other batches/,
  )
})

test('another lot, and another order of choosing, are found', async () => {
  const { root } = of(entries, civil, 'lot-drawn').checkpoint
  const first = async (dice: string) => (await drawLot(['1', '2'], { dice, checkpoint: root }, sha256))[0]
  const now = await first(DICE)
  let other = ''
  for (let at = 0; !other; at++) {
    const dice = DICE + at.toString(6).replace(/0/g, '6')
    if ((await first(dice)) !== now) other = dice
  }
  const unbound = await differences(civil, {
    change: (all) => {
      of(all, civil, 'lot-drawn').dice = other
    },
  })
  assert.match(unbound, /draws a lot from other dice than those that were thrown/)
  const diced = await differences(civil, {
    change: (all) => {
      of(all, civil, 'dice-thrown').dice = other
      of(all, civil, 'lot-drawn').dice = other
    },
  })
  assert.match(diced, /envelope 1, count 1: selected in the log is \[\d\], the ballots give \[\d\]/)
  assert.match(diced, /^lot: the site shows/m)
  const foreign = await differences(civil, {
    change: (all) => {
      of(all, civil, 'lot-drawn').checkpoint.root = '0'.repeat(64)
    },
  })
  assert.match(foreign, /rests the lot on a root that the tree of \d+ entries does not have/)
  const early = await differences(civil, {
    change: (all) => {
      of(all, civil, 'lot-drawn').checkpoint.size = 3
    },
  })
  assert.match(early, /which does not hold all openings and the dice/)
  const moved = await differences(civil, {
    change: (all) => {
      ;(all[0] as Entry).nothing = 1
    },
  })
  assert.match(moved, /rests the lot on a root that the tree of \d+ entries does not have/, 'an entry of long before')
  const reordered = await differences(town, { change: (all) => of(all, town, 'result').selected.reverse() })
  assert.match(reordered, /selected in the log is \[[\d,]+\], the ballots give \[[\d,]+\]/)
})

test('a log of before is proved as it was: dice beside the lot alone, all projects in one entry', async () => {
  // As version 1 had it. The tree of the lot is that of the changed log.
  const log = publicLog()
  const older = structuredClone(entries).filter(({ kind }) => kind !== 'budgeting.dice-thrown')
  for (const entry of older) if (['budgeting.ballot-defined', 'budgeting.lot-drawn'].includes(entry.kind)) entry.v = 1
  for (const entry of older) delete (entry as Record<string, unknown>).total
  const drawn = older.findIndex(({ kind }) => kind === 'budgeting.lot-drawn')
  log.append(older.slice(0, drawn).map((entry) => Buffer.from(canonicalJson(entry as Json))))
  const told = await differences(town, {
    change: (all) => {
      all.splice(0, all.length, ...older)
      for (const entry of all)
        if (entry.kind === 'budgeting.lot-drawn') entry.checkpoint = { size: drawn, root: log.root.toString('hex') }
    },
  })
  assert.doesNotMatch(told, /entry \d+/, 'nothing in the log is wrong; the lot is another one than the site has')
})

test('a ballot of more projects than one entry holds is read whole, and one that lacks some is not', async () => {
  const long = (all: Entry[]) => {
    const at = all.indexOf(of(all, town, 'ballot-defined'))
    const defined = all[at] as Entry
    const [first, ...rest] = defined.projects
    defined.projects = [first]
    all.splice(at + 1, 0, {
      kind: 'budgeting.ballot-continued',
      v: 1,
      process: town.number,
      projects: rest,
      day: '2026-12-01',
    })
  }
  // One more entry moves every tree after it, and that alone is wrong.
  assert.doesNotMatch(await differences(town, { change: long }), /projects, where|chooses a project/)
  const lacking = await differences(town, {
    change: (all) => {
      long(all)
      of(all, town, 'ballot-continued').projects.pop()
    },
  })
  assert.match(lacking, /casts a ballot on 3 projects, where 4 were to be listed/)
})

test('what the site shows otherwise than the log is found', async () => {
  const replied = (change: (reply: any) => void, what = 'result') =>
    differences(town, { reply: (path, reply) => (path.endsWith(`/${what}`) ? change(reply) : undefined) })
  const funded = await replied(({ envelopes }) => {
    const out = envelopes[0].projects.find((one: { funded: boolean }) => !one.funded)
    out.funded = true
  })
  assert.match(funded, /^envelope 1, projects: the site shows/m)
  assert.match(await replied(({ envelopes }) => envelopes[0].outcome.rounds.pop()), /^envelope 1, outcome: /m)
  assert.match(
    await replied((reply) => {
      reply.state = 'decided'
    }),
    /^state: the site shows "decided", the recount gives "provisional"/m,
  )
  assert.match(
    await replied(({ items }) => {
      items[0].picks = [2]
    }, 'ballots'),
    /^the list of ballots: /m,
  )
  assert.match(await replied(({ items }) => items.pop(), 'ballots'), /^the list of ballots: /m)
})

test('what cannot be checked is no difference: an unknown process, a rule that is not known, nobody there', async () => {
  assert.equal((await check({}, '9999')).code, 2)
  const { code, said } = await check(
    {
      change: (all) => {
        of(all, town, 'ballot-defined').envelopes[0].parameters = { kind: 'lottery' }
      },
    },
    String(town.number),
    '--json',
  )
  // The definition stands before the openings: with it changed the tree of the lot is another one, which is said.
  assert.deepEqual([code, said.votes[0].envelopes], [1, []])
  assert.match(said.votes[0].cannot, /lottery/)
  assert.equal((await runProgram('punte-recount-budget.mjs')).code, 2)
  assert.equal((await runProgram('punte-recount-budget.mjs', 'http://127.0.0.1:9')).code, 2)
})

test('an annulled result is recounted beside the one that followed, until the council decided', async () => {
  assert.equal((await act(civil, 'annulment', { envelope: '0', reason: 'O urnă nu a fost sigilată.' })).statusCode, 303)
  await readEntries()
  const annulled = await check({}, String(civil.number), '--json')
  assert.deepEqual([annulled.code, annulled.said.votes[0].state], [0, 'annulled'])
  assert.equal((await act(civil, 'count', {})).statusCode, 303)
  app.clock.set('2027-04-30T10:00:00Z')
  await act(civil, 'protocol', {})
  await act(civil, 'decision', { decision: '3/1', decidedOn: '2027-04-29' })
  await readEntries()
  const { code, said } = await check({}, String(civil.number), '--json')
  assert.deepEqual([code, said.votes[0].differences, said.votes[0].counts, said.votes[0].state], [0, [], 2, 'decided'])
})
