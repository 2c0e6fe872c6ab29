import { lookup } from 'node:dns/promises'
import { open } from 'node:fs/promises'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import { isPublicAddress } from './public-address.ts'

/** Why an address was not asked, or did not answer as it should. */
export type WhyNot =
  | 'not-web'
  | 'no-such-host'
  | 'address-refused'
  | 'too-many-redirects'
  | 'too-large'
  | 'too-slow'
  | 'broken'

export class Unfetchable extends Error {
  readonly why: WhyNot
  /** Of HTTP, where there was one. */
  readonly status: number | null

  constructor(why: WhyNot, detail: string, status: number | null = null) {
    super(`${why}: ${detail}`)
    this.why = why
    this.status = status
  }
}

export interface FetchOptions {
  method?: 'GET' | 'HEAD'
  /** For everything: names, redirects and the last byte, so that who drips is left. */
  seconds: number
  /** Bytes of the body at most. */
  most: number
  headers?: Record<string, string>
  /** Addresses of a host; asked once for each hop. */
  resolve?: (host: string) => Promise<string[]>
  /** Which addresses may be asked; all others than the public ones are refused unless a test says otherwise. */
  permits?: (address: string, host: string) => boolean
  /** Gives up before the time is over: this process is told to end. */
  stopping?: AbortSignal | undefined
}

interface Answered {
  status: number
  contentType: string
  headers: IncomingMessage['headers']
  /** After redirects. */
  url: string
}

export interface Fetched extends Answered {
  body: Buffer
}

export interface Saved extends Answered {
  /** Written to the file; 0 where the answer was no file. */
  bytes: number
}

const REDIRECTS = 5

/**
 * Asks an address that somebody from outside gave us. Only http and https; a name is resolved once and exactly that address is connected to,
 * so that it cannot mean another one a moment later; addresses of this house and of networks behind it are refused, at each redirect anew.
 * Nothing is sent but the request: no cookie, no name, no password of the address. Bodies come unpacked, so that what is counted is what came.
 *
 * @throws Unfetchable
 */
export async function fetchOutside(address: string, options: FetchOptions): Promise<Fetched> {
  const { taken, ...answered } = await follow(address, options, (reply) => readBody(reply, options.most))
  return { ...answered, body: taken ?? Buffer.alloc(0) }
}

/**
 * The same, for what does not fit into memory: a good answer (2xx) goes into a file piece by piece, any other one is not read.
 *
 * @param place a file that is made anew
 * @throws Unfetchable
 */
export async function saveOutside(address: string, place: string, options: FetchOptions): Promise<Saved> {
  const { taken, ...answered } = await follow(address, options, async (reply) => {
    if (isGood(reply.statusCode ?? 0)) return writeBody(reply, place, options.most)
    reply.destroy()
    return 0
  })
  return { ...answered, bytes: taken ?? 0 }
}

const isGood = (status: number) => status >= 200 && status < 300

type Take<T> = (reply: IncomingMessage) => Promise<T>
/** `taken`: what was made of the body; null of a redirect. */
type Taken<T> = Answered & { taken: T | null }

async function follow<T>(address: string, options: FetchOptions, take: Take<T>): Promise<Taken<T>> {
  const time = AbortSignal.timeout(options.seconds * 1000)
  const signal = options.stopping ? AbortSignal.any([time, options.stopping]) : time
  let url = webAddress(address)
  for (let hop = 0; hop <= REDIRECTS; hop++) {
    const answered = await askOnce(url, options, signal, take)
    const location = leadsTo(answered)
    if (location === null) return answered
    url = webAddress(location, url)
  }
  throw new Unfetchable('too-many-redirects', url.host)
}

function leadsTo({ status, headers }: Pick<Answered, 'status' | 'headers'>): string | null {
  return [301, 302, 303, 307, 308].includes(status) ? (headers.location ?? null) : null
}

function webAddress(address: string, base?: URL): URL {
  const url = URL.parse(address, base)
  if (!url || !/^https?:$/.test(url.protocol)) throw new Unfetchable('not-web', url?.protocol ?? 'no address')
  // What listens below is no web server, with these exceptions: mail, files, terminals.
  if (url.port !== '' && Number(url.port) < 1024) throw new Unfetchable('address-refused', `port ${url.port}`)
  return url
}

async function askOnce<T>(url: URL, options: FetchOptions, signal: AbortSignal, take: Take<T>): Promise<Taken<T>> {
  const address = await addressOf(url, options, signal)
  const { hostname, port, pathname, search, protocol, host } = url
  const ask = protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(asUnfetchable(error, signal))
    const request = ask(
      {
        host: address,
        ...(protocol === 'https:' && isIP(bare(hostname)) === 0 && { servername: hostname }),
        port: port === '' ? undefined : Number(port),
        path: pathname + search,
        method: options.method ?? 'GET',
        headers: { host, 'accept-encoding': 'identity', 'user-agent': 'Punte', ...options.headers },
        agent: false,
        signal,
      },
      (reply) => {
        const { statusCode: status = 0, headers } = reply
        const answered = { status, headers, contentType: headers['content-type'] ?? '', url: url.href }
        if (leadsTo(answered) !== null) {
          // Nobody reads what stands there.
          reply.destroy()
          resolve({ ...answered, taken: null })
        } else take(reply).then((taken) => resolve({ ...answered, taken }), fail)
      },
    )
    request.on('error', fail)
    request.on('upgrade', (_reply, socket) => {
      socket.destroy()
      fail(new Error('another protocol'))
    })
    request.end()
  })
}

/** The one address that is connected to. */
async function addressOf(url: URL, options: FetchOptions, signal: AbortSignal): Promise<string> {
  const host = bare(url.hostname)
  const permits = options.permits ?? isPublicAddress
  const found = isIP(host) ? [host] : await resolved(host, options.resolve ?? systemResolve, signal)
  const [first] = found
  if (first === undefined) throw new Unfetchable('no-such-host', host)
  // A name that means also an address of ours was given to reach that one.
  if (!found.every((one) => permits(one, host))) throw new Unfetchable('address-refused', host)
  return first
}

async function resolved(
  host: string,
  resolve: (host: string) => Promise<string[]>,
  signal: AbortSignal,
): Promise<string[]> {
  const late = new Promise<never>((_, reject) => {
    const tell = () => reject(new Unfetchable('too-slow', host))
    if (signal.aborted) tell()
    else signal.addEventListener('abort', tell, { once: true })
  })
  // A name that nobody resolves is no bug of ours.
  return Promise.race([resolve(host).catch(() => []), late])
}

async function systemResolve(host: string): Promise<string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address)
}

async function readBody(reply: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of within(reply, most)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function writeBody(reply: IncomingMessage, place: string, most: number): Promise<number> {
  // What is announced as too much is not begun.
  if (Number(reply.headers['content-length'] ?? 0) > most) throw tooMuch(reply, most)
  const file = await open(place, 'w', 0o640)
  let size = 0
  try {
    for await (const chunk of within(reply, most)) {
      await file.writeFile(chunk)
      size += chunk.length
    }
  } finally {
    await file.close()
  }
  return size
}

async function* within(reply: IncomingMessage, most: number): AsyncIterable<Buffer> {
  let size = 0
  for await (const chunk of reply as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > most) throw tooMuch(reply, most)
    yield chunk
  }
}

function tooMuch(reply: IncomingMessage, most: number): Unfetchable {
  reply.destroy()
  return new Unfetchable('too-large', `more than ${most} bytes`, reply.statusCode ?? null)
}

function asUnfetchable(error: Error, signal: AbortSignal): Unfetchable {
  if (error instanceof Unfetchable) return error
  return signal.aborted ? new Unfetchable('too-slow', 'no end in time') : new Unfetchable('broken', error.message)
}

/** IPv6 stands in brackets in addresses. */
function bare(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1')
}
