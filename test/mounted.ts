import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { h } from 'preact'
import type { SecretName } from '#kernel/config/secrets.ts'
import { connect, type Database } from '#kernel/database/database.ts'
import { type FileStore, folderStore } from '#kernel/files/file-store.ts'
import { answerKeptFirst } from '#kernel/http/answer-kept.ts'
import type { Services, Viewer } from '#kernel/http/context.ts'
import type { Endpoint } from '#kernel/http/endpoint.ts'
import type { GroupCommitOptions } from '#kernel/http/group-commit.ts'
import { mount } from '#kernel/http/mount.ts'
import type { MountOptions } from '#kernel/http/mounting.ts'
import { PublicCache } from '#kernel/http/public-cache.ts'
import { sendError } from '#kernel/http/send-error.ts'
import { createServer } from '#kernel/http/server.ts'
import { createLogger } from '#kernel/log.ts'
import { RequestHistogram } from '#kernel/metrics/metrics.ts'
import { root } from '#kernel/root.ts'
import { Tally } from '#kernel/tally.ts'
import { type FrozenClock, frozenClock } from './clock.ts'
import { testDatabase } from './database.ts'

export interface Mounted {
  server: FastifyInstance
  database: Database
  url: string
  clock: FrozenClock
  files: FileStore
  /** What was measured of replies that met no route. */
  requests: RequestHistogram
  /** Views of pages that are counted. */
  views: Tally
  close(): Promise<void>
}

const crowded = { most: 100, atOnce: 2, waiting: 1_000, gather: 2, patience: 60_000, refusedAfter: 20, held: 1_000 }

/** A server with a few endpoints made for a test, in a room called 'test', whose words are the keys of its messages. */
export async function mounted(
  endpoints: Endpoint[],
  options: Partial<Pick<MountOptions, 'publicSeconds' | 'identify' | 'checkReplies' | 'pressure' | 'veils'>> & {
    groupCommit?: Partial<GroupCommitOptions>
    publicUrl?: string
    trustProxy?: number | string[] | false
    logger?: ReturnType<typeof createLogger>
  } = {},
): Promise<Mounted> {
  const { url, close } = await testDatabase()
  const database = connect(url, { max: 8 })
  const clock = frozenClock('2026-11-22T10:00:00Z')
  const publicUrl = options.publicUrl ?? 'http://punte.test'
  const echo = ((key: string) => key) as never
  const folder = mkdtempSync(path.join(tmpdir(), 'punte-mounted-'))
  const files = folderStore(folder)
  const services = {
    db: database.db,
    clock,
    secrets: Object.fromEntries(
      ['person', 'session', 'vault', 'ledger'].map((name) => [name, Buffer.alloc(32, name)]),
    ) as Record<SecretName, Buffer>,
    publicUrl,
    timeZone: 'Europe/Chisinau',
    demo: false,
    files,
    log: options.logger ?? createLogger('fatal'),
    pageViews: new Tally(),
    translate: () => echo,
  } as unknown as Services
  const mountOptions: MountOptions = {
    services,
    translators: { ro: echo, ru: echo, en: echo },
    views: (lang, path, now) => ({ lang, path, now, t: echo, href: (to: string) => `/${lang}${to}` }) as never,
    identify: options.identify ?? (async (): Promise<Viewer> => ({ accountId: null }) as Viewer),
    errorPage: (problem, _view, more) =>
      h('p', {}, `${problem.status} ${problem.code}`, more && JSON.stringify([more.words, more.onward?.path])),
    signInPath: () => '/sign-in',
    publicSeconds: options.publicSeconds ?? 0,
    checkReplies: options.checkReplies ?? true,
    asOf: (at) => h('p', {}, `as of ${at.toISOString()}`),
    veils: options.veils ?? [],
    pressure: options.pressure ?? (() => 'none'),
    groupCommit: { ...crowded, ...options.groupCommit },
  }
  const server = await createServer({
    logger: services.log as never,
    trustProxy: options.trustProxy ?? false,
    publicUrl,
    assetsDir: `${root}/dist/assets`,
    version: '1',
    onError: (error, request, reply) => sendError(mountOptions, error, request, reply),
  })
  const cache = new PublicCache(mountOptions.publicSeconds)
  const requests = new RequestHistogram()
  mount(server, 'test', endpoints, mountOptions, cache)
  answerKeptFirst(server, cache, requests, services.pageViews)
  await server.ready()
  return {
    server,
    database,
    url,
    clock,
    files,
    requests,
    views: services.pageViews,
    async close() {
      await server.close()
      await database.close()
      await close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
