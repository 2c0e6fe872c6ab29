import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { Entry } from '#commons/ledger/append-entry.ts'
import { canonicalJson } from '#commons/ledger/canonical-json.ts'
import { formatCheckpoint } from '#commons/ledger/checkpoint.ts'
import { formatNote, type Signer, signText, vkeyOf } from '#commons/ledger/signed-note.ts'
import { type Edge, emptyEdge, growTree } from '#commons/ledger/tiles.ts'
import { ED25519 } from '#commons/ledger/vkey.ts'

export interface PublicLog {
  signer: Signer
  vkey: string
  edge: Edge
  root: Buffer
  /** By path below /ledger/. */
  files: Map<string, Buffer>
  /** Appends and signs. */
  append(entries: (Entry | Buffer)[]): void
  /** The newest checkpoint, signed. */
  checkpoint(more?: string[]): Buffer
}

/** A log as the platform would publish it, in memory. */
export function publicLog(origin = 'petitions.example.org/ledger'): PublicLog {
  const signer = { name: origin, privateKey: generateKeyPairSync('ed25519').privateKey }
  const vkey = vkeyOf(signer, ED25519)
  const files = new Map<string, Buffer>([['vkey', Buffer.from(`${vkey}\n`)]])
  const log: PublicLog = {
    signer,
    vkey,
    edge: emptyEdge,
    root: growTree(emptyEdge, []).root,
    files,
    append(entries) {
      const bytes = entries.map((entry) => (Buffer.isBuffer(entry) ? entry : Buffer.from(canonicalJson(entry))))
      const grown = growTree(log.edge, bytes)
      for (const { path, bytes } of grown.files) files.set(path, Buffer.from(bytes))
      Object.assign(log, { edge: grown.edge, root: grown.root })
      files.set('checkpoint', log.checkpoint())
    },
    checkpoint(more = []) {
      const text = formatCheckpoint({ origin, size: log.edge.size, root: log.root })
      return Buffer.from(formatNote(text, [signText(text, log.signer), ...more]))
    },
  }
  return log
}

export interface Site {
  url: string
  /** Paths that were asked for. */
  asked: string[]
  /** Answers itself and returns true, or leaves the request to the site. */
  intercept: (path: string, response: ServerResponse, request: IncomingMessage) => boolean
  close(): Promise<void>
}

/** Serves a log and what the API says about petitions, over real HTTP. @param shown by number, read anew for each request */
export async function serveSite(log: PublicLog, shown: () => Record<number, unknown>): Promise<Site> {
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url as string, 'http://site')
    site.asked.push(url.pathname)
    if (site.intercept(url.pathname, response, request)) return
    const api = url.pathname.startsWith('/api/') ? apiReply(url, shown()) : undefined
    const body = api === undefined ? log.files.get(url.pathname.replace('/ledger/', '')) : JSON.stringify(api)
    if (body === undefined) return response.writeHead(404).end()
    const zipped = /gzip/.test(request.headers['accept-encoding'] ?? '')
    response.writeHead(200, zipped ? { 'content-encoding': 'gzip' } : {}).end(zipped ? gzipSync(body) : body)
  })
  const site: Site = {
    url: '',
    asked: [],
    intercept: () => false,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  site.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return site
}

/** Two a page, so that paging is used. */
function apiReply(url: URL, shown: Record<number, unknown>): unknown {
  const one = url.pathname.match(/^\/api\/v1\/petitions\/(\d+)$/)
  if (one) return shown[Number(one[1])]
  if (url.pathname !== '/api/v1/petitions') return undefined
  const from = Number(url.searchParams.get('after') ?? 0)
  const items = Object.entries(shown)
    .slice(from, from + 2)
    .map(([number, view]) => {
      const { count, listed = count.total } = view as { count: { total: number }; listed?: number }
      return { number: Number(number), total: listed }
    })
  return { items, next: from + 2 < Object.keys(shown).length ? String(from + 2) : null }
}

/** The day of every entry that tests make. */
export const DAY = '2026-11-22'

/** What the API replies about a petition, of which a recount needs only this. */
export function petitionView(
  { email = 0, strong = 0, signed = 0, paper = 0 }: Partial<Record<'email' | 'strong' | 'signed' | 'paper', number>>,
  more: Record<string, unknown> = {},
) {
  const total = email + strong + signed
  return {
    count: { total, email, strong, signed, behind: null },
    byDay: total > 0 ? [{ day: DAY, signatures: total }] : [],
    byUnit: [
      { unit: 'md-ba', signatures: null },
      { unit: 'md-cu', signatures: null },
    ],
    byUnitOf: { k: 0, total: 0, elsewhere: 0 },
    paper: { signatures: paper },
    thresholds: [],
    ...more,
  }
}
