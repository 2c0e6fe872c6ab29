import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { formatCheckpoint, openCheckpoint } from '#commons/ledger/checkpoint.ts'
import { consistencyProof } from '#commons/ledger/merkle.ts'
import { formatNote, type Signer, signText } from '#commons/ledger/signed-note.ts'
import { tileReader } from '#commons/ledger/tiles.ts'
import { parseVkey } from '#commons/ledger/vkey.ts'
import { type PublicLog, publicLog } from './public-log.ts'
import { type RunningWitness, startWitness } from './witness.ts'

const folder = mkdtempSync(join(tmpdir(), 'punte-witness-'))
const running = new Set<RunningWitness>()
after(() => {
  for (const witness of running) witness.child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

let folders = 0
function newState(...logs: PublicLog[]): { state: string; list: string } {
  folders += 1
  const list = join(folder, `logs-${folders}`)
  writeFileSync(list, `# who is watched\n${logs.map(({ vkey }) => `log ${vkey}\n`).join('')}`)
  return { state: join(folder, `state-${folders}`), list }
}

async function start(place: { state: string; list: string }): Promise<RunningWitness> {
  const witness = await startWitness(place)
  running.add(witness)
  return witness
}

/** A log that remembers its checkpoints by size. */
function steppedLog(sizes: number[], entry = (n: number) => `entry ${n}`) {
  const log = publicLog()
  const notes = new Map<number, Buffer>([[0, log.checkpoint()]])
  for (const size of sizes) {
    log.append(Array.from({ length: size - log.edge.size }, (_, n) => Buffer.from(entry(log.edge.size + n))))
    notes.set(size, log.checkpoint())
  }
  return { log, notes }
}

async function request({ log, notes }: ReturnType<typeof steppedLog>, old: number, size: number): Promise<string> {
  const read = tileReader(size, async (path) => log.files.get(path) as Buffer)
  const path = old > size ? [] : await consistencyProof(read, old, size)
  return body(old, path, notes.get(size) as Buffer)
}

function body(old: number | string, path: Buffer[], note: Buffer | string): string {
  return `old ${old}\n${path.map((hash) => `${hash.toString('base64')}\n`).join('')}\n${note}`
}

async function post(witness: Pick<RunningWitness, 'url'>, text: string | Buffer<ArrayBuffer>) {
  const reply = await fetch(`${witness.url}/add-checkpoint`, { method: 'POST', body: text })
  return { status: reply.status, type: reply.headers.get('content-type'), text: await reply.text() }
}

async function kept(witness: Pick<RunningWitness, 'url'>, { log }: { log: PublicLog }) {
  const hash = createHash('sha256').update(log.signer.name).digest('hex')
  const reply = await fetch(`${witness.url}/${hash}/checkpoint`)
  return { status: reply.status, type: reply.headers.get('content-type'), note: Buffer.from(await reply.arrayBuffer()) }
}

test('a log is witnessed as it grows; what is not a continuation is refused with its status', async () => {
  const one = steppedLog([1, 7, 8, 300, 301])
  const forkAt = (size: number) => {
    const other = steppedLog([size], (n) => `other ${n}`).log
    const text = formatCheckpoint({ origin: one.log.signer.name, size, root: other.root })
    return Buffer.from(formatNote(text, [signText(text, one.log.signer)]))
  }
  const stranger = publicLog()
  const witness = await start(newState(one.log))
  const status = async (text: string) => (await post(witness, text)).status
  const logKey = parseVkey(one.log.vkey)

  assert.equal((await kept(witness, one)).status, 404)
  let last = 0
  for (const size of [0, 1, 7, 8, 8, 300]) {
    const reply = await post(witness, await request(one, last, size))
    assert.deepEqual([reply.status, reply.type], [200, 'text/plain; charset=utf-8'], reply.text)
    const note = Buffer.concat([one.notes.get(size) as Buffer, Buffer.from(reply.text)])
    const opened = openCheckpoint(note, logKey, [parseVkey(witness.vkey)])
    assert.equal(opened.cosignatures.length, 1)
    const { note: published, type } = await kept(witness, one)
    assert.equal(openCheckpoint(published, logKey, [parseVkey(witness.vkey)]).checkpoint.size, size)
    assert.equal(type, 'text/plain; charset=utf-8')
    last = size
  }

  for (const old of [0, 8]) {
    const behind = await post(witness, await request(one, old, 301))
    assert.deepEqual([behind.status, behind.type, behind.text], [409, 'text/x.tlog.size', '300\n'])
  }
  const right = await request(one, 300, 301)
  const path = await consistencyProof(
    tileReader(301, async (name) => one.log.files.get(name) as Buffer),
    300,
    301,
  )
  const note = one.notes.get(301) as Buffer
  const stolen = signText(
    note.toString().split('\n\n')[0] as string,
    { ...one.log.signer, name: 'x.example' } as Signer,
  )
  const wrong: [string, number, string][] = [
    ['old over size', 400, await request(one, 301, 300)],
    ['a fork of the same size', 422, body(300, [], forkAt(300))],
    ['a fork that is larger', 422, body(300, path, forkAt(301))],
    ['no proof', 422, body(300, [], note)],
    ['a proof cut', 422, body(300, path.slice(1), note)],
    ['a proof too long', 422, body(300, [...path, ...path.slice(0, 1)], note)],
    ['a proof for the same size', 422, body(300, path, one.notes.get(300) as Buffer)],
    ['an unknown log', 404, body(0, [], steppedLogOf('other.example/log'))],
    ['signed by another under its name', 403, body(300, path, signedBy(stranger.signer, note))],
    ['signed by another', 403, body(300, path, `${note.toString().split('— ')[0]}${stolen}`)],
    ['a wrong signature of the key', 403, body(300, path, note.toString().replace('\n301\n', '\n302\n'))],
    ['a flipped bit in the proof', 422, body(300, [flipped(path[0] as Buffer), ...path.slice(1)], note)],
    [
      'a flipped bit in the signature',
      403,
      right.replace(/([A-Za-z0-9+/])(.{8}=*\n)$/, (_, c, rest) => `${c === 'A' ? 'B' : 'A'}${rest}`),
    ],
    ['a rolled-back log', 409, await request(one, 8, 300)],
    ['a checkpoint of before', 400, await request(one, 300, 8)],
    [
      'base64url in the proof',
      400,
      body(300, path, note).replace(
        path[0]?.toString('base64') as string,
        Buffer.alloc(32, 0xff).toString('base64url'),
      ),
    ],
    ['a hash of another width', 400, body(300, [Buffer.alloc(31), ...path.slice(1)], note)],
    ['a leading zero in the checkpoint', 400, body(300, path, resigned(one.log, '0301', one.log.root))],
    [
      'base64url in the checkpoint',
      400,
      body(300, path, resigned(one.log, '301', Buffer.alloc(32, 0xff), 'base64url')),
    ],
    ['an extra signature of nobody', 400, `${right}— nobody ${Buffer.alloc(40, 0xff).toString('base64url')}\n`],
    ['CRLF', 400, right.replaceAll('\n', '\r\n')],
    ['an en dash', 400, right.replace('—', '–')],
    ['a leading zero', 400, right.replace('old 300', 'old 0300')],
    ['no old', 400, right.replace('old 300\n', '')],
    ['a sign', 400, right.replace('old 300', 'old +300')],
    ['more than 2^53', 400, right.replace('old 300', 'old 9007199254740992')],
    ['a hash cut', 400, right.replace('=\n', '\n')],
    ['64 hashes', 400, body(300, Array(64).fill(path[0]), note)],
    ['no empty line', 400, right.replace('\n\n', '\n')],
    ['nothing', 400, ''],
    ['no checkpoint', 400, body(300, path, signedText(one.log.signer, 'hello\n'))],
    ['too long', 413, right + 'x'.repeat(300_000)],
  ]
  for (const [name, expected, text] of wrong) assert.equal(await status(text), expected, name)
  assert.equal((await fetch(`${witness.url}/add-checkpoint`)).status, 404)
  assert.equal((await fetch(`${witness.url}/`)).status, 404)
  const { note: still } = await kept(witness, one)
  assert.equal(openCheckpoint(still, logKey).checkpoint.size, 300, 'nothing wrong was kept')
  assert.equal(await status(right), 200)
  await witness.kill('SIGTERM')
})

function flipped(hash: Buffer): Buffer {
  const other = Buffer.from(hash)
  other[5] = (other[5] as number) ^ 1
  return other
}

function resigned({ signer }: PublicLog, size: string, root: Buffer, spelling: 'base64' | 'base64url' = 'base64') {
  return signedText(signer, `${signer.name}\n${size}\n${root.toString(spelling)}${spelling === 'base64' ? '' : '='}\n`)
}

function signedText({ name, privateKey }: Signer, text: string): string {
  return formatNote(text, [signText(text, { name, privateKey })])
}

function signedBy(signer: Signer, note: Buffer): string {
  return signedText(signer, `${note.toString().split('\n\n')[0]}\n`)
}

function steppedLogOf(origin: string): Buffer {
  const log = publicLog(origin)
  log.append([Buffer.from('x')])
  return log.checkpoint()
}

test('key and memory outlive a restart; a damaged memory, or a second witness on it, is refused', async () => {
  const one = steppedLog([5, 9])
  const place = newState(one.log)
  const first = await start(place)
  assert.equal(statSync(join(place.state, 'key.pem')).mode & 0o777, 0o600)
  assert.equal((await post(first, await request(one, 0, 5))).status, 200)
  await assert.rejects(start(place), /Another witness uses/)
  await first.kill('SIGKILL')
  const second = await start(place)
  assert.equal(second.vkey, first.vkey)
  assert.equal((await post(second, await request(one, 0, 5))).text, '5\n')
  assert.equal((await post(second, await request(one, 5, 9))).status, 200)
  await second.kill('SIGKILL')
  const file = join(place.state, createHash('sha256').update(one.log.signer.name).digest('hex'))
  writeFileSync(file, readFileSync(file, 'utf8').replace('\n9\n', '\n5\n'))
  await assert.rejects(start(place), /damaged/)
})

test('however a request is damaged, it is refused with a status, and nothing is remembered', async () => {
  const one = steppedLog([5, 300])
  const witness = await start(newState(one.log))
  assert.equal((await post(witness, await request(one, 0, 5))).status, 200)
  const right = Buffer.from(await request(one, 5, 300))
  await fc.assert(
    fc.asyncProperty(
      fc.nat(),
      fc.integer({ min: 0, max: 255 }),
      fc.integer({ min: 0, max: 30 }),
      async (at, by, cut) => {
        const place = at % right.length
        const wrong = Buffer.concat([right.subarray(0, place), Buffer.of(by), right.subarray(place + cut)])
        const { status } = await post(witness, wrong.equals(right) ? '' : wrong)
        assert.ok([400, 403, 404, 409, 422].includes(status), `${status}: ${wrong}`)
      },
    ),
    { numRuns: 300 },
  )
  assert.equal((await post(witness, right)).status, 200, 'it has forgotten nothing, and answers')
  await witness.kill('SIGTERM')
})

test('of many at once that begin at the same size, one is signed', async () => {
  const sizes = Array.from({ length: 20 }, (_, n) => n + 2)
  const one = steppedLog([1, ...sizes])
  const witness = await start(newState(one.log))
  assert.equal((await post(witness, await request(one, 0, 1))).status, 200)
  const replies = await Promise.all(sizes.map(async (size) => post(witness, await request(one, 1, size))))
  const signed = replies.flatMap(({ status }, at) => (status === 200 ? [sizes[at]] : []))
  assert.equal(signed.length, 1)
  assert.ok(replies.every(({ status, text }) => status === 200 || (status === 409 && text === `${signed[0]}\n`)))
  await witness.kill('SIGTERM')
})

test('killed at any moment, it has not forgotten what it answered, and signs no second history', async () => {
  const one = steppedLog(Array.from({ length: 400 }, (_, n) => n + 1))
  const place = newState(one.log)
  let answered = 0
  let next = 0
  for (let round = 0; round < 6; round++) {
    const witness = await start(place)
    // From the disk, which may be before what was answered never: at or after.
    const { text } = await post(witness, await request(one, 400, 400))
    const remembered = Number(text)
    assert.ok(remembered >= answered, `answered ${answered}, remembers ${remembered}`)
    assert.ok(remembered <= next, `was asked for ${next}, remembers ${remembered}`)
    next = remembered
    // However slow the machine, some answers come first; the blow falls in the middle of one.
    const until = next + 5 + 3 * round
    let killing: Promise<unknown> = Promise.resolve()
    try {
      for (; next < 390; ) {
        if (next === until) killing = sleep(round).then(() => witness.kill('SIGKILL'))
        const old = next
        next += 1
        const { status } = await post(witness, await request(one, old, next))
        assert.equal(status, 200)
        answered = next
      }
    } catch (error) {
      assert.match(String(error), /fetch failed|terminated/)
    }
    await killing
  }
  assert.ok(answered > 0)
})

test('slow bodies keep nobody waiting, and are ended', async () => {
  const one = steppedLog([3])
  const witness = await start(newState(one.log))
  const slow = Array.from({ length: 20 }, () => {
    const socket = connect(witness.port, '127.0.0.1')
    socket.write('POST /add-checkpoint HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nold ')
    socket.on('error', () => {})
    socket.resume()
    return new Promise<void>((resolve) => socket.on('close', () => resolve()))
  })
  assert.equal((await post(witness, await request(one, 0, 3))).status, 200)
  await Promise.all(slow)
  await witness.kill('SIGTERM')
})
