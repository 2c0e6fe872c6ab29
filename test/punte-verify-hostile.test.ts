import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { entriesOf } from '#commons/ledger/entry-bundle.ts'
import { signText } from '#commons/ledger/signed-note.ts'
import { type PublicLog, petitionView, publicLog, serveSite } from './public-log.ts'
import { many, published, verify } from './verifying.ts'

const folder = mkdtempSync(join(tmpdir(), 'punte-verify-'))
after(() => rmSync(folder, { recursive: true, force: true }))

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
    note(
      'a root in base64url',
      'checkpoint',
      resigned(`${name}\n600\n${Buffer.alloc(32, 0xff).toString('base64url')}=\n`),
    ),
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

test('a line that breaks loses nothing: the next run goes on from there', async () => {
  const file = join(folder, 'broken.json')
  const log = publicLog()
  log.append([published(1), ...many(1, 4999)])
  const site = await serveSite(log, () => ({ 1: petitionView({ email: 4999 }) }))
  try {
    site.intercept = (path, response) => {
      const broken = path === '/ledger/tile/entries/012'
      if (broken) response.destroy()
      return broken
    }
    const first = await verify(site, '--save', file)
    assert.deepEqual([first.code, first.said.refused?.code], [1, 'unreachable'])
    site.intercept = () => false
    site.asked.length = 0
    assert.equal((await verify(site, '--since', file)).code, 0)
    assert.ok(!site.asked.includes('/ledger/tile/entries/011'))
    assert.ok(site.asked.includes('/ledger/tile/entries/012'))
  } finally {
    await site.close()
  }
})
