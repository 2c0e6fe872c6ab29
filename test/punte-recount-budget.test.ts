import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Json } from '#commons/ledger/canonical-json.ts'
import { canonicalJson } from '#commons/ledger/canonical-json.ts'
import { publishNews } from '#commons/ledger/publish-news.ts'
import type { Process } from '#commons/processes/process.ts'
import { root } from '#kernel/root.ts'
import type { Rule } from '#modules/budgeting/counting/count.ts'
import { drawLot } from '#modules/budgeting/counting/lot.ts'
import { ruleNamed } from '#modules/budgeting/counting/rule-names.ts'
import { countEnvelope } from '#modules/budgeting/result/count-envelope.ts'
import { type TestApp, testApp } from './app.ts'
import { goToPhase, makeBudget } from './budgets.ts'
import { authorityId, signedIn, type TestPerson } from './people.ts'
import { publicLog, serveSite } from './public-log.ts'
import { runProgram } from './verifying.ts'

type Entry = { kind: string; process: number; [field: string]: any }
type Change = (entries: Entry[]) => void
type Reply = (path: string, reply: any) => void

let app: TestApp
let doina: TestPerson
let town: Process
let civil: Process
let voided: Process
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
  town = await makeBudget(app, costs(30_000_000, 50_000_000, 60_000_000, 10_000_000))
  voided = await makeBudget(app, costs(30_000_000, 50_000_000))
  civil = await makeBudget(app, { blueprint: 'budgeting.civil', ...costs(60_000_000, 60_000_000) })
  await goToPhase(app, town, 'vote')
  await goToPhase(app, civil, 'vote')
  await cast(town, 0, ['3'])
  for (const [person, picks] of [['1', '2', '4'], ['1', '2'], ['1'], ['3'], ['3']].entries())
    await cast(town, person, picks)
  await cast(voided, 0, ['1', '2'])
  await cast(voided, 1, ['1'])
  await app.post(`/ro/work/processes/${voided.number}/projects/1`, { reason: 'Terenul a fost vândut.' }, doina.headers)
  await cast(civil, 0, ['1'])
  await cast(civil, 1, ['2'])
  for (const process of [town, voided, civil]) await goToPhase(app, process, 'result')
  for (const process of [town, voided, civil]) {
    const { statusCode, body } = await act(process, 'dice', { dice: DICE })
    assert.equal(statusCode, 303, body)
  }
  await publishNews(app.services)
  for (const process of [town, voided, civil]) {
    const { statusCode, body } = await act(process, 'count', {})
    assert.equal(statusCode, 303, body)
  }
  await readEntries()
})
after(() => app?.close())

const act = (process: Process, name: string, fields: Record<string, string>) =>
  app.post(`/ro/work/processes/${process.number}/result/${name}`, fields, doina.headers)

async function readEntries(): Promise<void> {
  const { rows } = await app.deps.database.pool.query('SELECT body FROM ledger.entry ORDER BY index')
  entries = rows.map(({ body }) => JSON.parse(body.toString()))
}

/** What the program says of the site whose log and replies were changed. */
async function check(options: { change?: Change; reply?: Reply } = {}, ...words: string[]) {
  const changed = structuredClone(entries)
  options.change?.(changed)
  const log = publicLog()
  log.append(changed.map((entry) => Buffer.from(canonicalJson(entry as Json))))
  const site = await serveSite(log, () => ({}))
  site.intercept = (path, response, request) => {
    if (!path.startsWith('/api/')) return false
    app.get(request.url as string).then((reply) => {
      const body = reply.statusCode === 200 ? reply.json() : null
      if (body) options.reply?.(path, body)
      response.writeHead(reply.statusCode).end(JSON.stringify(body))
    })
    return true
  }
  try {
    const { code, output, errors } = await runProgram('punte-recount-budget.mjs', site.url, ...words, '--settle', '0')
    assert.equal(errors, '')
    return { code, output, said: words.includes('--json') ? JSON.parse(output) : null }
  } finally {
    await site.close()
  }
}

async function differences(process: Process, options: { change?: Change; reply?: Reply }): Promise<string> {
  const { code, said } = await check(options, String(process.number), '--json')
  assert.deepEqual([code, said.proved, said.votes[0].verdict], [1, false, 'DIFFERS'])
  return said.votes[0].differences.join('\n')
}

const of = (all: Entry[], process: Process, act: string) =>
  all.find((entry) => entry.kind === `budgeting.${act}` && entry.process === process.number) as Entry

test('whole votes by different rules are proved, in words and for programs', async () => {
  const { code, said } = await check({}, '--json')
  assert.deepEqual(
    said.votes.map(({ process, verdict, differences }: Entry) => [process, verdict, differences]),
    [town, voided, civil].map(({ number }) => [number, 'PROVED', []]),
  )
  assert.deepEqual([code, said.proved, said.refused], [0, true, null])
  assert.deepEqual([said.votes[0].cast, said.votes[0].opened, said.votes[0].replaced], [6, 5, 1])
  // The ballot that chose only what was taken off is none of the envelope.
  assert.deepEqual([said.votes[1].envelopes[0].ballots, said.votes[1].envelopes[0].selected], [1, [2]])
  assert.equal(said.votes[2].envelopes.length, 2)
  const spoken = await check({}, String(town.number))
  assert.equal(spoken.code, 0)
  assert.match(spoken.output, /^ {2}Envelope 1, equalshares\/add1u: 5 ballots, \d+ of 100000000 spent, 0 voters/m)
  assert.match(spoken.output, /^PROVED: /m)
  await publishNews(app.services)
  const site = await runProgram('punte-recount-budget.mjs', app.origin, String(town.number))
  assert.deepEqual([site.code, site.errors], [0, ''], site.output)
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
        of(all, town, 'ballot-defined').envelopes[0].parameters = { kind: 'phragmen' }
      },
    },
    String(town.number),
    '--json',
  )
  // The definition stands before the openings: with it changed the tree of the lot is another one, which is said.
  assert.deepEqual([code, said.votes[0].envelopes], [1, []])
  assert.match(said.votes[0].cannot, /phragmen/)
  assert.equal((await runProgram('punte-recount-budget.mjs')).code, 2)
  assert.equal((await runProgram('punte-recount-budget.mjs', 'http://127.0.0.1:9')).code, 2)
})

test('an annulled result is recounted beside the one that followed, until the council decided', async () => {
  assert.equal((await act(civil, 'annulment', { reason: 'O urnă nu a fost sigilată.' })).statusCode, 303)
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

test('its rules and its lot are those of the site, in many small elections full of ties', async () => {
  const own = await import(join(root, 'verifier/budget-rules.mjs'))
  let seed = 7
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor((seed / 2 ** 31) * below)
  }
  const named = [
    'greedy',
    'greedy-no-skip',
    'equalshares/add1',
    'equalshares/add1u',
    'equalshares/add1eu',
    'equalshares/votes',
    'equalshares',
  ] as const
  for (let round = 0; round < 150; round++) {
    const projects = Array.from({ length: 1 + random(12) }, (_, at) => ({
      number: at + 1,
      title: '',
      cost: random(6) * 700,
    }))
    const ballots = Array.from({ length: random(14) }, () =>
      projects.map(({ number }) => number).filter(() => random(3) === 0),
    )
    const amount = 1_000 + random(8_000)
    const numbers = projects.map(({ number }) => number)
    const lot = await drawLot(numbers.map(String), { dice: DICE, checkpoint: 'a'.repeat(64) }, sha256)
    assert.deepEqual(own.drawLot(numbers, DICE, 'a'.repeat(64)), lot.map(Number))
    const criteria = ['lower-cost', 'more-votes', 'lot'] as const
    const rows = ballots.filter((picks) => picks.length > 0).map((picks) => ({ picks, voters: 1 }))
    const counted = projects.map((one) => ({
      ...one,
      votes: rows.filter(({ picks }) => picks.includes(one.number)).length,
    }))
    for (const name of named) {
      const parameters: Rule = {
        ...ruleNamed(name, { currencyUnit: 100 }),
        ...(round % 2 && name.startsWith('equal') ? { start: 'whole-units' } : {}),
      } as Rule
      const envelope = { position: 1, amount, rule: 'greedy' as const, parameters }
      const { selected } = countEnvelope({ envelope, projects, ballots, tie: { criteria, lot } })
      const before = own.tieOrder(criteria, lot.map(Number))
      const election = { money: amount, unit: 100, projects: counted, rows, voters: rows.length, before }
      const said = `round ${round}, ${name}, ${JSON.stringify({ parameters, amount, projects, ballots })}`
      assert.deepEqual(own.countByRule(parameters, election), selected.map(Number), said)
    }
  }
})
