import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Entry } from '#commons/ledger/append-entry.ts'
import { cosign } from '#commons/ledger/cosignature.ts'
import { entriesOf } from '#commons/ledger/entry-bundle.ts'
import { signText, vkeyOf } from '#commons/ledger/signed-note.ts'
import { COSIGNATURE } from '#commons/ledger/vkey.ts'
import { root } from '#kernel/root.ts'
import { type PublicLog, petitionView, publicLog, type Site, serveSite } from './public-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'punte-verify-'))
after(() => rmSync(folder, { recursive: true, force: true }))

interface Verdict {
  code: number | null
  /** Undefined where the program did not get as far as a report. */
  said: {
    proved: boolean
    refused: { code: string; message: string } | null
    log: { size: number } | null
    cosigned: { by: { name: string }[]; unknown: number; enough: boolean | null }
    problems: { petition: number | null; index: number; text: string }[]
    petitions: {
      petition: number
      counted: number
      confirmed: number
      differences: string[]
      [name: string]: unknown
    }[]
  }
  errors: string
}

/** Runs the program as outsiders do, by the Node that npm runs on where there is one: it must need no newer one than 20. */
async function verify(site: Site, ...words: string[]): Promise<Verdict> {
  const { code, output, errors } = await run(site, '--json', '--wait', '0', ...words)
  try {
    return { code, said: JSON.parse(output), errors }
  } catch {
    throw new Error(`no report: ${output}${errors}`)
  }
}

function run(site: Pick<Site, 'url'>, ...words: string[]) {
  const node = process.env.npm_node_execpath ?? process.execPath
  const child = spawn(node, [join(root, 'verifier/punte-verify.mjs'), site.url, ...words])
  const said = { output: '', errors: '' }
  child.stdout.on('data', (chunk) => {
    said.output += chunk
  })
  child.stderr.on('data', (chunk) => {
    said.errors += chunk
  })
  return new Promise<{ code: number | null; output: string; errors: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, ...said })),
  )
}

const day = '2026-11-22'
const record = (n: number | string) => Buffer.from(`record ${n}`.padEnd(32, '.')).toString('base64url')
const published = (petition: number): Entry => ({
  kind: 'petitions.published',
  v: 1,
  petition,
  version: 1,
  closesOn: day,
  day,
})
const act = (what: string, petition: number, n: number | string | null, level = 'email'): Entry => ({
  kind: `petitions.signature-${what}`,
  v: 2,
  petition,
  level,
  day,
  record: n === null ? null : record(n),
})
const confirmed = (petition: number, n: number | string | null, level = 'email') => act('confirmed', petition, n, level)
const many = (petition: number, count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => confirmed(petition, `${petition}/${from + n}`))
const together = (what: string, petition: number, counts: Record<string, number>): Entry => ({
  kind: `petitions.signatures-${what}`,
  v: 2,
  petition,
  reason: 'automated',
  counts: Object.entries(counts).map(([level, signatures]) => ({ level, signatures })),
  day,
})
const told = (petition: number, total: number, cells: Record<string, number>, step = 10): Entry => ({
  kind: 'petitions.units-told',
  v: 1,
  petition,
  step,
  cells: Object.entries(cells).map(([unit, signatures]) => ({ unit, signatures })),
  total,
  day,
})

/** Runs with a site of one log, and closes it. */
async function withSite(
  entries: (Entry | Buffer)[],
  shown: Record<number, unknown>,
  use: (site: Site, log: PublicLog, shown: Record<number, unknown>) => Promise<void>,
): Promise<void> {
  const log = publicLog()
  log.append(entries)
  const site = await serveSite(log, () => shown)
  try {
    await use(site, log, shown)
  } finally {
    await site.close()
  }
}

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
          { name: 'hearing', level: 'strong', signatures: 200, counted: 5, paper: 3, crossedAt: null },
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

test('an older log that named units in its entries is recounted too', async () => {
  const old = (petition: number) =>
    Array.from({ length: 40 }, (_, n): Entry => ({ ...confirmed(petition, n), v: 1, unit: n < 25 ? 'md-cu' : 'md-ba' }))
  const view = (signatures: number) =>
    petitionView({ email: 40 }, { byUnitOf: { k: 10, total: 40 }, byUnit: [{ unit: 'md-cu', signatures }] })
  await withSite([...old(1), ...old(2)], { 1: view(20), 2: view(30) }, async (site) => {
    const { said } = await verify(site)
    assert.deepEqual(
      said.petitions.map(({ differences }) => differences.length),
      [0, 1],
    )
  })
})

/** Two full bundles and a partial one. */
const small = publicLog()
small.append([published(1), ...many(1, 599)])
/** So many that a tile of the level above is full. */
const size = 65_536 + 300
const large = publicLog()
large.append([published(1), ...many(1, size - 1)])
const largeView = { 1: petitionView({ email: size - 1 }) }

type Hostile = [name: string, code: string, path: string, answer: (response: ServerResponse) => void]

const changed =
  (log: PublicLog) =>
  (name: string, code: string, path: string, change: (bytes: Buffer) => Buffer | string): Hostile => {
    const answer = (response: ServerResponse) => response.end(change(Buffer.from(log.files.get(path) as Buffer)))
    return [name, code, `/ledger/${path}`, answer]
  }
const flip = (at: number) => (bytes: Buffer) => {
  bytes[at] = (bytes[at] as number) ^ 1
  return bytes
}

async function refuses(log: PublicLog, email: number, wrong: Hostile[]): Promise<void> {
  const site = await serveSite(log, () => ({ 1: petitionView({ email }) }))
  try {
    for (const [name, code, path, answer] of wrong) {
      site.intercept = (asked, response) => {
        if (asked === path) answer(response)
        return asked === path
      }
      const verdict = await verify(site)
      assert.equal(verdict.said.refused?.code, code, `${name}: ${JSON.stringify(verdict.said.refused)}`)
      assert.equal(verdict.code, 1, name)
    }
  } finally {
    await site.close()
  }
}

test('what a hostile server does to bundles and tiles is refused with its reason', async () => {
  const change = changed(small)
  const bundle = 'tile/entries/001'
  const file = (path: string) => small.files.get(path) as Buffer
  const withoutLast = (bytes: Buffer) => bytes.subarray(0, -2 - (entriesOf(bytes, 256)[255] as Buffer).length)
  await refuses(small, 599, [
    change('a flipped bit in a bundle', 'tile', bundle, flip(40)),
    change('a flipped length in a bundle', 'bundle', bundle, flip(1)),
    change('a cut bundle', 'bundle', bundle, (bytes) => bytes.subarray(0, -1)),
    change('a bundle too short by an entry', 'bundle', bundle, withoutLast),
    change('a bundle for another', 'tile', bundle, () => file('tile/entries/000')),
    change('a partial bundle with more', 'bundle', 'tile/entries/002.p/88', () => file(bundle)),
    change('a flipped bit in a tile', 'tile', 'tile/0/001', flip(5)),
    change('a short tile', 'tile', 'tile/0/001', (bytes) => bytes.subarray(32)),
    change('a flipped bit at the top', 'tile', 'tile/1/000.p/2', flip(5)),
    ['no bundle', 'missing', `/ledger/${bundle}`, (response) => response.writeHead(404).end()],
    ['a redirect', 'redirect', '/ledger/tile/0/001', (response) => response.writeHead(302, { location: '/' }).end()],
    ['another status', 'status', '/ledger/tile/0/001', (response) => response.writeHead(403).end()],
    ['an endless tile', 'too-long', '/ledger/tile/0/001', endless],
    ['a small answer that gzip makes endless', 'too-long', '/ledger/tile/0/001', bomb],
  ])
})

test('what a hostile server does to checkpoint, key and list is refused with its reason', async () => {
  const change = changed(small)
  const { name } = small.signer
  const root = small.root.toString('base64')
  const text = small.checkpoint().toString()
  const stranger = publicLog()
  stranger.append([published(1)])
  const note = (what: string, code: string, bytes: Buffer | string) => change(what, code, 'checkpoint', () => bytes)
  const circle = '{"items":[{"number":1,"total":1}],"next":"x"}'
  await refuses(small, 599, [
    note('CRLF', 'note', text.replaceAll('\n', '\r\n')),
    note('an en dash', 'note', text.replace('—', '–')),
    note('base64url', 'note', `${text}— other.example ${'_'.repeat(92)}\n`),
    note('unsigned', 'note', text.split('\n').slice(0, 3).join('\n')),
    note('a size with zeros', 'checkpoint', resigned(`${name}\n0600\n${root}\n`)),
    note('another root', 'root', resigned(`${name}\n600\n${Buffer.alloc(32).toString('base64')}\n`)),
    note('another name', 'checkpoint', resigned(`other\n600\n${root}\n`)),
    note('a changed size', 'bad-signature', text.replace('600', '601')),
    note('more than there is', 'missing', resigned(`${name}\n601\n${root}\n`)),
    note('a foreign key', 'foreign-key', stranger.checkpoint()),
    change('a damaged key', 'vkey', 'vkey', flip(40)),
    ['an endless checkpoint', 'too-long', '/ledger/checkpoint', endless],
    ['an endless list', 'too-long', '/api/v1/petitions', endless],
    ['no JSON', 'api', '/api/v1/petitions', (response) => response.end('<html>')],
    ['a list in circles', 'api', '/api/v1/petitions', (response) => response.end(circle)],
  ])
})

test('in a log with a full tile of tiles, one of them changed is found', async () => {
  const change = changed(large)
  await refuses(large, size - 1, [
    change('a full one', 'tile', 'tile/1/000', flip(5)),
    change('a partial one', 'tile', 'tile/1/001.p/1', flip(5)),
    change('the top', 'tile', 'tile/2/000.p/1', flip(5)),
  ])
  const site = await serveSite(large, () => largeView)
  try {
    const good = await verify(site, '--vkey', large.vkey)
    assert.deepEqual([good.code, good.said.log?.size], [0, size])
    assert.equal((await verify(site, '--vkey', publicLog().vkey)).said.refused?.code, 'foreign-key')
  } finally {
    await site.close()
  }
})

function resigned(text: string): Buffer {
  return Buffer.from(`${text}\n${signText(text, small.signer)}`)
}

function endless(response: ServerResponse): void {
  const more = () => {
    while (!response.destroyed && response.write(Buffer.alloc(65_536, 'a'))) {}
  }
  response.on('drain', more)
  more()
}

function bomb(response: ServerResponse): void {
  response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000)))
}

test('a partial tile that is gone is read from the full one', async () => {
  const longer = publicLog()
  longer.append([published(1), ...many(1, 1000)])
  const site = await serveSite(small, () => ({ 1: petitionView({ email: 599 }) }))
  site.intercept = (path, response) => {
    const full = longer.files.get(path.slice('/ledger/'.length))
    if (/00[23](\.p|$)/.test(path)) response.writeHead(full ? 200 : 404).end(full)
    return /00[23](\.p|$)/.test(path)
  }
  try {
    const { said } = await verify(site)
    assert.deepEqual([said.proved, said.refused], [true, null])
    assert.ok(site.asked.includes('/ledger/tile/entries/002'))
  } finally {
    await site.close()
  }
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
    assert.ok(!site.asked.includes('/ledger/tile/entries/000'), 'read again')
    assert.ok(site.asked.includes('/ledger/tile/entries/003.p/234'))
    const [one] = next.said.petitions
    assert.deepEqual([one?.confirmed, one?.counted], [1000, 999])

    log.append([act('withdrawn', 1, '1/3')])
    shown[1] = petitionView({ email: 998 })
    assert.match((await verify(site, '--since', file)).said.problems[0]?.text ?? '', /a second time/)

    const note = join(folder, 'note')
    writeFileSync(note, early.checkpoint)
    assert.equal((await verify(site, '--since', note)).said.refused, null, 'a bare checkpoint')

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

test('a line that breaks loses nothing: the next run goes on from there', async () => {
  const file = join(folder, 'broken.json')
  const site = await serveSite(large, () => largeView)
  try {
    site.intercept = (path, response) => {
      const broken = path === '/ledger/tile/entries/200'
      if (broken) response.destroy()
      return broken
    }
    const first = await verify(site, '--save', file)
    assert.deepEqual([first.code, first.said.refused?.code], [1, 'unreachable'])
    site.intercept = () => false
    site.asked.length = 0
    assert.equal((await verify(site, '--since', file)).code, 0)
    assert.ok(!site.asked.includes('/ledger/tile/entries/199'))
    assert.ok(site.asked.includes('/ledger/tile/entries/200'))
  } finally {
    await site.close()
  }
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
    const { code, output } = await run(site, '--wait', '10')
    assert.equal(code, 0, output)
    site.intercept = () => false
    shown[1] = petitionView({ email: 19 })
    assert.equal((await run(site, '--wait', '1')).code, 1)
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
  await withSite([published(1), confirmed(1, 'a', '\u001b[2Jroyal')], { 1: petitionView({}) }, async (site) => {
    const { output } = await run(site, '--wait', '0')
    assert.match(output, /no known level/)
    assert.ok(!output.includes('\u001b'))
  })
})
