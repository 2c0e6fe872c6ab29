import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Entry } from '#commons/ledger/append-entry.ts'
import { cosign } from '#commons/ledger/cosignature.ts'
import { vkeyOf } from '#commons/ledger/signed-note.ts'
import { COSIGNATURE } from '#commons/ledger/vkey.ts'
import { petitionView, publicLog } from './public-log.ts'
import { act, confirmed, day, many, published, run, together, told, verify, withSite } from './verifying.ts'

const folder = mkdtempSync(join(tmpdir(), 'punte-verify-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('a log with every way of counting is proved, and told in a table', async () => {
  const entries = [
    published(1),
    published(2),
    { kind: 'petitions.text-version', v: 1, petition: 3, version: 1, text: 'x', day },
    ...many(1, 300),
    confirmed(1, 'ana'),
    act('withdrawn', 1, 'ana'),
    confirmed(1, 'ion'),
    act('replaced', 1, 'ion'),
    confirmed(1, 'ion again', 'strong'),
    act('replaced', 1, null),
    confirmed(1, null, 'signed'),
    together('set-aside', 1, { email: 40 }),
    together('restored', 1, { email: 15 }),
    told(1, 276, { 'md-cu': 120, 'md-ba': 100 }),
    { kind: 'petitions.paper-batch', v: 1, petition: 2, authority: 'a', signatures: 70, scans: 'x', day },
    { kind: 'petitions.paper-batch', v: 1, petition: 2, authority: 'a', signatures: 7, scans: 'y', day },
    { kind: 'petitions.paper-batch-ended', v: 1, petition: 2, authority: 'a', signatures: 7, scans: 'y', day },
    { kind: 'petitions.threshold-crossed', v: 1, petition: 1, name: 'answer', signatures: 200, day },
    { kind: 'petitions.threshold-crossed', v: 2, petition: 1, authority: 'a', name: 'hearing', signatures: 200, day },
  ]
  const shown = {
    1: petitionView(
      { email: 274, strong: 1, signed: 1 },
      {
        byUnit: [
          { unit: 'md-ba', signatures: 100 },
          { unit: 'md-cu', signatures: 120 },
          { unit: 'md-so', signatures: null },
        ],
        byUnitOf: { k: 10, total: 276, elsewhere: 56 },
        thresholds: [
          { name: 'answer', level: 'email', signatures: 200, counted: 276, paper: 0, crossedAt: 'x' },
          {
            authority: { slug: 'a' },
            name: 'hearing',
            level: 'email',
            signatures: 200,
            counted: 276,
            paper: 0,
            crossedAt: 'x',
          },
          {
            authority: { slug: 'b' },
            name: 'hearing',
            level: 'strong',
            signatures: 200,
            counted: 5,
            paper: 3,
            crossedAt: null,
          },
        ],
      },
    ),
    2: petitionView({ paper: 70 }),
    5: petitionView({}),
  }
  await withSite(entries, shown, async (site) => {
    const { code, said } = await verify(site)
    assert.deepEqual([said.refused, said.problems, said.petitions.flatMap((one) => one.differences)], [null, [], []])
    assert.equal(code, 0)
    assert.deepEqual(
      said.petitions.map((one) => [one.petition, one.confirmed, one.counted, one.paper]),
      [
        [1, 304, 276, 0],
        [2, 0, 0, 70],
        [5, 0, 0, 0],
      ],
    )
    const { output, code: inWords } = await run(site)
    assert.equal(inWords, 0)
    assert.match(output, /PROVED: the log is whole/)
    assert.match(output, /^Compared: 3 of 3 petitions\.$/m)
    assert.match(output, /^ +1 +304 +1 +2 +40 +15 +276 +274 +1 +1 +0 +same$/m)
    assert.match(output, /10 of 276: md-ba 100, md-cu 120/)
    assert.match(output, /as the site itself gives it/)
  })
})

test('any number that the site shows and the log does not give is found and named', async () => {
  const right = petitionView({ email: 30, strong: 2 })
  const reached = (signatures: number, level: string, crossedAt: string | null) => [
    { name: 'answer', level, counted: signatures, paper: 0, crossedAt },
  ]
  const wrong: [unknown, RegExp][] = [
    [right, /^$/],
    [petitionView({ email: 31, strong: 2 }), /the site shows .*33.*the log gives .*32/],
    [petitionView({ email: 31, strong: 1 }), /the log gives/],
    [{ ...right, listed: 33 }, /^the list shows 33/],
    [{ ...right, byUnitOf: { k: 10, total: 32 }, byUnit: [{ unit: 'md-cu', signatures: 20 }] }, /^units/],
    [petitionView({ email: 30, strong: 2, paper: 9 }), /^on paper/],
    [{ ...right, thresholds: reached(32, 'email', 'x') }, /whether it was reached/],
    [{ ...right, thresholds: reached(3, 'strong', null) }, /its own counts give 2/],
    [{ ...right, thresholds: 7 }, /another shape/],
    [undefined, /^the site does not show it$/],
  ]
  const entries = wrong.flatMap((_, n) => [
    published(n),
    ...many(n, 30),
    confirmed(n, `${n}/a`, 'strong'),
    confirmed(n, `${n}/b`, 'strong'),
  ])
  const shown = Object.fromEntries(wrong.map(([view], n) => [n, view]).filter(([, view]) => view))
  await withSite(entries, shown, async (site) => {
    const { code, said } = await verify(site)
    assert.equal(code, 1)
    assert.deepEqual(said.problems, [])
    for (const [n, [, reason]] of wrong.entries()) assert.match(said.petitions[n]?.differences.join() ?? '', reason)
  })
})

test('entries that break the rules of the count are named with their index', async () => {
  const wrong: [(n: number) => (Entry | Buffer)[], RegExp][] = [
    [(n) => [confirmed(n, `${n}/3`)], /confirms a record a second time/],
    [(n) => [act('withdrawn', n, 'nobody')], /never confirmed/],
    [(n) => [act('withdrawn', n, `${n}/3`), act('replaced', n, `${n}/3`)], /takes off a record a second time/],
    [(n) => [act('withdrawn', n, `${n}/3`), confirmed(n, `${n}/3`)], /confirms a record a second time/],
    [(n) => [act('withdrawn', n, `${n}/3`, 'strong')], /another level/],
    [(n) => [act('withdrawn', n, `${n - 1}/9`)], /never confirmed/],
    [(n) => [confirmed(n, 'x', 'royal')], /no known level/],
    [(n) => [together('set-aside', n, { email: 31 })], /more signatures/],
    [(n) => [together('restored', n, { email: 30 })], /restores more/],
    [(n) => [{ ...together('restored', n, {}), counts: [null] }], /how many/],
    [(n) => [told(n, 30, { 'md-cu': 15 })], /whole steps/],
    [(n) => [told(n, 30, { 'md-cu': 30 })], /leaves fewer than 10/],
    [(n) => [told(n, 31, { 'md-cu': 20 })], /never had/],
    [(n) => [told(n, 30, {}), told(n, 30, { 'md-cu': 20 })], /after 0 changes/],
    [(n) => [told(n, 30, {}), ...many(n, 9, 50), told(n, 39, { 'md-cu': 20 })], /after 9 changes/],
    [(n) => [{ ...told(n, 30, {}), cells: Array(2).fill({ unit: 'a', signatures: 10 }) }], /a unit twice/],
    [(n) => [{ ...told(n, 30, {}), cells: 7 }], /another shape/],
    [
      (n) => [{ kind: 'petitions.paper-batch-ended', v: 1, petition: n, signatures: 7, scans: 'y', day }],
      /not counted/,
    ],
    [() => [Buffer.from('{"v":1,"kind":"a","kind":"b"}')], /canonical/],
    [() => [Buffer.from('{"kind":"a", "v":1}')], /canonical/],
    [() => [Buffer.from([0xff])], /canonical/],
    [() => [{ ...confirmed(1, 'x'), petition: 'one' }], /names no petition/],
  ]
  const entries: (Entry | Buffer)[] = []
  const ends = wrong.map(([of], n) => entries.push(published(n), ...many(n, 30), ...of(n)))
  await withSite(entries, {}, async (site) => {
    const { code, said } = await verify(site)
    assert.equal(code, 1)
    assert.deepEqual(
      said.problems.map(({ index }) => index + 1),
      ends,
    )
    for (const [n, [, reason]] of wrong.entries()) assert.match(said.problems[n]?.text ?? '', reason)
  })
})

test('units may be told anew after as many changes as the step, also when one act moves many', async () => {
  const entries = [
    published(1),
    ...many(1, 30),
    told(1, 25, { 'md-cu': 10 }),
    ...many(1, 5, 30),
    told(1, 35, { 'md-cu': 20 }),
    together('set-aside', 1, { email: 20 }),
    told(1, 15, {}),
  ]
  const view = petitionView({ email: 15 }, { byUnitOf: { k: 10, total: 15 } })
  await withSite(entries, { 1: view }, async (site) => {
    const { said } = await verify(site)
    assert.deepEqual([said.proved, said.problems], [true, []])
  })
})

test('a count whose latest entries are not recounted yet is not called the same, however low it is', async () => {
  const waiting = (total: number, index: number) => {
    const view = petitionView({ email: total })
    return { ...view, count: { ...view.count, recounted: { index, total, email: total, strong: 0, signed: 0 } } }
  }
  const entries = [published(1), ...many(1, 20), published(2), ...many(2, 5)]
  await withSite(entries, { 1: waiting(15, 16), 2: petitionView({ email: 5 }) }, async (site, _log, shown) => {
    const some = await verify(site)
    assert.deepEqual([some.code, some.said.compared, some.said.notComparedNow], [0, 1, 1])
    assert.deepEqual(
      some.said.petitions.map((one) => [one.petition, one.settled, one.differences]),
      [
        [1, false, []],
        [2, true, []],
      ],
    )
    const { output } = await run(site, '--settle', '0')
    assert.match(output, /^ +1 .* not compared now$/m)
    assert.match(output, /^ +2 .* same$/m)
    assert.match(output, /^Compared: 1 of 2 petitions\.\nNot compared now: 1, /m)

    // What the site says to have recounted is compared all the same; more than the log gives is no matter of time.
    shown[1] = waiting(14, 16)
    assert.match((await verify(site)).said.petitions[0]?.differences.join() ?? '', /recounted at entry 16/)
    shown[1] = { ...waiting(15, 16), count: { ...waiting(15, 16).count, total: 21, email: 21 } }
    assert.match((await verify(site)).said.petitions[0]?.differences.join() ?? '', /the site shows .*21/)

    // Looked at again it has settled.
    shown[1] = waiting(15, 16)
    site.intercept = (path) => {
      if (path === '/api/v1/petitions/1') setTimeout(() => Object.assign(shown, { 1: waiting(20, 26) }), 500)
      return false
    }
    const settled = await run(site, '--settle', '20')
    assert.deepEqual([settled.code, /not compared now/i.test(settled.output)], [0, false])
    assert.match(settled.output, /^Compared: 2 of 2 petitions\.$/m)
  })
  await withSite(entries.slice(0, 21), { 1: waiting(15, 16) }, async (site) => {
    assert.equal((await verify(site)).code, 1, 'nothing was compared, so nothing is proved')
  })
})

test('numbers by day: those of the log where nothing was set aside, else none above it and all together the count', async () => {
  const on = (entry: Entry, day: string): Entry => ({ ...entry, day })
  const entries = (n: number): Entry[] => [
    published(n),
    ...many(n, 3).map((entry) => on(entry, '2026-11-20')),
    ...many(n, 4, 3),
    on(act('withdrawn', n, `${n}/0`), '2026-11-25'),
  ]
  const view = (first: number, second: number, day = '2026-11-20') =>
    petitionView(
      { email: first + second },
      { byDay: [first, second].map((signatures, at) => ({ day: at ? '2026-11-22' : day, signatures })) },
    )
  const cases: [unknown, Entry[], boolean][] = [
    [view(2, 4), [], true],
    [view(3, 3), [], false],
    [view(1, 5), [], false],
    [view(2, 4, '2026-11-21'), [], false],
    [petitionView({ email: 6 }, { byDay: [{ day: '2026-11-22', signatures: 4 }] }), [], false],
    [view(1, 3), [together('set-aside', 5, { email: 2 })], true],
    [view(0, 4), [together('set-aside', 6, { email: 2 })], true],
    [view(3, 1), [together('set-aside', 7, { email: 2 })], false],
    [view(-1, 5), [together('set-aside', 8, { email: 2 })], false],
  ]
  const log = cases.flatMap(([, more], n) => [...entries(n), ...more])
  await withSite(log, Object.fromEntries(cases.map(([shown], n) => [n, shown])), async (site) => {
    const { said } = await verify(site)
    assert.deepEqual(said.problems, [])
    for (const [n, [, , good]] of cases.entries()) {
      const found = said.petitions[n]?.differences ?? []
      assert.equal(found.length === 0, good, `${n}: ${found}`)
      if (!good) assert.match(found.join(), /^by day/)
    }
  })
})

test('what was read is saved, gone on from without reading it again, and held against the site', async () => {
  const file = join(folder, 'saved.json')
  await withSite([published(1), ...many(1, 600)], { 1: petitionView({ email: 600 }) }, async (site, log, shown) => {
    assert.equal((await verify(site, '--save', file)).code, 0)
    const early = { checkpoint: log.checkpoint(), saved: readFileSync(file), view: shown[1] }
    log.append([act('withdrawn', 1, '1/3'), ...many(1, 400, 600)])
    shown[1] = petitionView({ email: 999 })
    site.asked.length = 0
    const next = await verify(site, '--since', file, '--save', file)
    assert.deepEqual([next.code, next.said.problems], [0, []])
    assert.deepEqual(next.said.since, { file, size: 601, alreadyRead: 601 })
    assert.ok(!site.asked.includes('/ledger/tile/entries/000'), 'read again')
    assert.ok(site.asked.includes('/ledger/tile/entries/003.p/234'))
    const [one] = next.said.petitions
    assert.deepEqual([one?.confirmed, one?.counted], [1000, 999])

    log.append([act('withdrawn', 1, '1/3')])
    shown[1] = petitionView({ email: 998 })
    assert.match((await verify(site, '--since', file)).said.problems[0]?.text ?? '', /a second time/)

    const note = join(folder, 'note')
    writeFileSync(note, early.checkpoint)
    const bare = await verify(site, '--since', note)
    assert.equal(bare.said.refused, null, 'a bare checkpoint')
    assert.deepEqual(bare.said.since, { file: note, size: 601, alreadyRead: 0 })
    const told = (await run(site, '--since', note, '--settle', '0')).output
    assert.match(told, /continues the 601 entries that were signed in .*; every entry was read now/)

    const other = publicLog()
    Object.assign(other, { signer: log.signer })
    other.append([published(1), ...many(1, 1000, 7)])
    writeFileSync(note, other.checkpoint())
    assert.equal((await verify(site, '--since', note)).said.refused?.code, 'forked')
    other.append(many(1, 1000, 1007))
    writeFileSync(note, other.checkpoint())
    assert.equal((await verify(site, '--since', note)).said.refused?.code, 'rolled-back')

    site.intercept = (path, response) => {
      const file = other.files.get(path.slice('/ledger/'.length))
      if (file && path !== '/ledger/vkey') response.end(file)
      return file !== undefined && path !== '/ledger/vkey'
    }
    assert.equal((await verify(site, '--since', file)).said.refused?.code, 'forked', 'another log under the same key')
    writeFileSync(file, early.saved)
    site.intercept = (path, response) => {
      if (path === '/ledger/checkpoint') response.end(publicLog().checkpoint())
      return path === '/ledger/checkpoint'
    }
    assert.equal((await verify(site, '--since', file)).said.refused?.code, 'foreign-key', 'the key of the last time')
  })
})

test('a site that is a little behind its log, or before it, is given time; one that stays behind is not believed', async () => {
  await withSite([published(1), ...many(1, 20)], { 1: petitionView({ email: 20 }) }, async (site, log, shown) => {
    let asked = 0
    site.intercept = (path) => {
      if (path !== '/api/v1/petitions/1') return false
      asked += 1
      // Each look at the site finds it three signatures before the log, which follows.
      if (asked > 1) log.append(many(1, 3, 20 + 3 * asked))
      shown[1] = petitionView({ email: log.edge.size - 1 })
      if (asked === 1) shown[1] = petitionView({ email: 23 })
      if (asked === 1) log.append(many(1, 3, 1000))
      return false
    }
    const { code, output } = await run(site, '--settle', '10')
    assert.equal(code, 0, output)
    site.intercept = () => false
    shown[1] = petitionView({ email: 19 })
    assert.equal((await run(site, '--settle', '1')).code, 1)
  })
})

test('cosignatures are checked, and asked for by a policy', async () => {
  const witness = { name: 'witness.example/w1', privateKey: generateKeyPairSync('ed25519').privateKey }
  await withSite([published(1)], { 1: petitionView({}) }, async (site, log) => {
    const policy = join(folder, 'policy')
    const key = vkeyOf(witness, COSIGNATURE)
    const line = (text: string) => cosign(text, witness, new Date('2026-11-22T10:00:00Z'))
    const text = log.checkpoint().toString().split('\n\n')[0] as string
    writeFileSync(policy, `log ${log.vkey}\nwitness W ${key}\ngroup G any W\nquorum G\n`)
    const without = await verify(site, '--policy', policy)
    assert.deepEqual([without.code, without.said.cosigned.enough], [1, false])
    log.files.set('checkpoint', log.checkpoint([line(`${text}\n`)]))
    const enough = await verify(site, '--policy', policy)
    assert.deepEqual([enough.code, enough.said.cosigned.by.map(({ name }) => name)], [0, [witness.name]])
    assert.equal((await verify(site)).said.cosigned.unknown, 1)
    log.files.set('checkpoint', log.checkpoint([line(`${text} \n`)]))
    assert.equal((await verify(site, '--policy', policy)).said.refused?.code, 'bad-signature')
    writeFileSync(policy, `log ${log.vkey}\nquorum W\n`)
    assert.equal((await verify(site, '--policy', policy)).said.refused?.code, 'policy')
  })
})

test('called wrongly it says how to call it; what the server writes does not steer the terminal', async () => {
  const wrong = await run({ url: 'ftp://example.org' })
  assert.deepEqual([wrong.code, wrong.output], [1, ''])
  assert.match(wrong.errors, /--since FILE/)
  writeFileSync(join(folder, 'damaged'), '{"format":')
  for (const [option, file, code] of [
    ['--policy', 'nowhere', 'file'],
    ['--since', 'damaged', 'since'],
  ] as const) {
    const { said } = await verify({ url: 'http://127.0.0.1:1' }, option, join(folder, file))
    assert.equal(said.refused?.code, code)
  }
  await withSite([published(1), confirmed(1, 'a', '\u001b[2Jroyal')], { 1: petitionView({}) }, async (site) => {
    const { output } = await run(site, '--settle', '0')
    assert.match(output, /no known level/)
    assert.ok(!output.includes('\u001b'))
  })
})
