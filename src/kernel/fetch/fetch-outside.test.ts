import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { type FetchOptions, fetchOutside, saveOutside, Unfetchable, type WhyNot } from './fetch-outside.ts'
import { isPublicAddress } from './public-address.ts'

let port = 0
const asked: IncomingMessage[] = []
const server = createServer((request, reply) => {
  asked.push(request)
  answers[request.url ?? '']?.(reply)
})
const answers: Record<string, (reply: ServerResponse) => void> = {
  '/ok': (reply) => reply.setHeader('content-type', 'text/csv').end('a,b'),
  '/to-ok': (reply) => reply.writeHead(302, { location: '/ok' }).end(),
  '/to-metadata': (reply) => reply.writeHead(302, { location: 'http://169.254.169.254/latest' }).end(),
  '/to-file': (reply) => reply.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/to-ok-at-length': (reply) => reply.writeHead(302, { location: '/ok' }).end('x'.repeat(5_000)),
  '/large-404': (reply) => reply.writeHead(404).end('x'.repeat(5_000)),
  '/announced': (reply) => reply.writeHead(200, { 'content-length': String(2_000_000_000) }).write('x'),
  '/round': (reply) => reply.writeHead(307, { location: '/round' }).end(),
  '/large': (reply) => reply.end('x'.repeat(5_000)),
  '/lying': (reply) => {
    reply.writeHead(200)
    const more = () => reply.write('x'.repeat(1_000)) && setImmediate(more)
    more()
  },
  '/drip': (reply) => {
    reply.write('x')
    const timer = setInterval(() => reply.write('x'), 20)
    reply.on('close', () => clearInterval(timer))
  },
  '/silent': () => {},
  '/cut': (reply) => {
    reply.writeHead(200, { 'content-length': '100' })
    reply.write('x')
    setImmediate(() => reply.destroy())
  },
}
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
after(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const folder = mkdtempSync(path.join(tmpdir(), 'punte-fetch-'))

const LOCAL = '127.0.0.1'
/** As if this machine were one of the internet. */
const open: FetchOptions = {
  seconds: 10,
  most: 1_000,
  permits: (address) => address === LOCAL || isPublicAddress(address),
  resolve: async () => [LOCAL],
}
const get = (path: string, more: Partial<FetchOptions> = {}) =>
  fetchOutside(`http://somewhere.example:${port}${path}`, { ...open, ...more })
const refused = (promise: Promise<unknown>, why: WhyNot) =>
  assert.rejects(promise, (error) => error instanceof Unfetchable && error.why === why)

test('an address answers, also after a redirect; nothing of ours is sent along', async () => {
  const { status, contentType, body, url } = await get('/to-ok')
  assert.deepEqual([status, contentType, body.toString()], [200, 'text/csv', 'a,b'])
  assert.equal(url, `http://somewhere.example:${port}/ok`)
  await fetchOutside(`http://name:secret@somewhere.example:${port}/ok`, open)
  const { headers } = asked.at(-1) as IncomingMessage
  assert.equal(headers.host, `somewhere.example:${port}`)
  assert.deepEqual([headers.authorization, headers.cookie], [undefined, undefined])
})

test('addresses of this house and of networks behind it are refused, however they are written, also after a redirect', async () => {
  const before = asked.length
  for (const host of [
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '0',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '10.1.2.3',
    '169.254.169.254',
    '[fd00::1]',
  ])
    await refused(fetchOutside(`http://${host}:${port}/ok`, { seconds: 10, most: 10 }), 'address-refused')
  await refused(fetchOutside('http://127.0.0.1:22/', open), 'address-refused')
  assert.equal(asked.length, before)
  await refused(get('/to-metadata'), 'address-refused')
})

test('a name that means one of ours is refused, even beside another address', async () => {
  const names: Record<string, string[]> = {
    'inside.example': ['10.0.0.1'],
    'both.example': ['93.184.216.34', '127.0.0.1'],
    'none.example': [],
  }
  const resolve = async (host: string) => names[host] ?? []
  await refused(fetchOutside('http://inside.example/', { seconds: 10, most: 10, resolve }), 'address-refused')
  await refused(fetchOutside('http://both.example/', { seconds: 10, most: 10, resolve }), 'address-refused')
  await refused(fetchOutside('http://none.example/', { seconds: 10, most: 10, resolve }), 'no-such-host')
})

test('a name is resolved once for each hop, and what it means then is what is connected to', async () => {
  const given = [[LOCAL], ['10.0.0.1']]
  let times = 0
  const resolve = async () => given[times++] ?? []
  assert.equal((await get('/ok', { resolve })).status, 200)
  assert.equal(times, 1)
  times = 0
  await refused(get('/to-ok', { resolve }), 'address-refused')
  assert.equal(times, 2)
})

test('only the web is asked, and not in circles', async () => {
  for (const address of ['file:///etc/passwd', 'ftp://example.md/', 'data:,x', 'nothing'])
    await refused(fetchOutside(address, open), 'not-web')
  await refused(get('/to-file'), 'not-web')
  await refused(get('/round'), 'too-many-redirects')
})

test('who sends too much, drips or says nothing is left', async () => {
  await refused(get('/large'), 'too-large')
  await refused(get('/lying'), 'too-large')
  await refused(get('/drip', { seconds: 0.3 }), 'too-slow')
  await refused(get('/silent', { seconds: 0.3 }), 'too-slow')
  await refused(get('/ok', { seconds: 0.3, resolve: () => new Promise(() => {}) }), 'too-slow')
  await refused(get('/cut'), 'broken')
})

test('what is large goes into a file; a refusal, too much and a process that ends leave nothing to be taken for one', async () => {
  const place = path.join(folder, 'file')
  const save = (from: string, more: Partial<FetchOptions> = {}) =>
    saveOutside(`http://somewhere.example:${port}${from}`, place, { ...open, ...more })
  const { status, bytes } = await save('/to-ok')
  assert.deepEqual([status, bytes, readFileSync(place, 'utf8')], [200, 3, 'a,b'])
  const missing = await save('/large-404')
  assert.deepEqual([missing.status, missing.bytes], [404, 0])
  await refused(save('/announced'), 'too-large')
  await refused(save('/lying'), 'too-large')
  await refused(save('/cut'), 'broken')
  const ends = new AbortController()
  setTimeout(() => ends.abort(), 50)
  await refused(save('/drip', { stopping: ends.signal }), 'too-slow')
})

test('public addresses are told from the others', () => {
  for (const address of ['93.184.216.34', '1.1.1.1', '172.32.0.1', '2606:4700::1111', '2a00:1450::1'])
    assert.ok(isPublicAddress(address), address)
  for (const address of [
    '0.0.0.0',
    '100.64.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.19.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    'fe80::1',
    'ff02::1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001::1',
    '2001:db8::1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    'x',
    '',
  ])
    assert.ok(!isPublicAddress(address), address)
})

test('another protocol is no answer, the page of a redirect is not read, and a long refusal says that it is one', async () => {
  const plain = createTcpServer((socket) => {
    socket.once('data', () =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
    )
  })
  await new Promise<void>((resolve) => plain.listen(0, LOCAL, resolve))
  const { port: at } = plain.address() as AddressInfo
  await refused(fetchOutside(`http://somewhere.example:${at}/`, open), 'broken')
  plain.close()
  assert.equal((await get('/to-ok-at-length')).body.toString(), 'a,b')
  await assert.rejects(get('/large-404'), (error) => error instanceof Unfetchable && error.status === 404)
})
