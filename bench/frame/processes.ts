import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { freePort } from '#kernel/ports.ts'
import { root } from '#kernel/root.ts'
import type { Load, LoadResult } from './client.ts'

/** A server to be measured. */
export interface Target {
  origin: string
  close(): Promise<void>
}

export interface Client {
  /** @throws Error when an answer was not 200: what was measured would be something else */
  run(load: Load): Promise<LoadResult>
  close(): Promise<void>
}

/**
 * `npm run web` without its wrapper: no demo, replies not checked, a line of log for every request, which goes nowhere.
 * @param env settings beside those
 */
export async function startServer(
  { databaseUrl, folder }: { databaseUrl: string; folder: string },
  env: Record<string, string> = {},
): Promise<Target> {
  const port = await freePort()
  const child = startProgram('web', { databaseUrl, folder, port }, env)
  const origin = `http://127.0.0.1:${port}`
  await untilReady(child, `${origin}/readyz`)
  return { origin, close: () => end(child) }
}

/**
 * @param options.folder of the run; processes of one run share what an installation keeps in files
 * @param env settings beside those
 */
export function startProgram(
  command: 'web' | 'worker',
  { databaseUrl, folder, port }: { databaseUrl: string; folder: string; port: number },
  env: Record<string, string> = {},
): ChildProcess {
  return start([join(root, 'dist/main.js'), command], {
    DATABASE_URL: databaseUrl,
    PUNTE_DEMO: 'off',
    PUNTE_DATA_DIR: join(folder, 'server'),
    ...env,
    PORT: String(port),
  })
}

/** `npm run worker`: what happens by itself beside the server. */
export function startWorker(options: { databaseUrl: string; folder: string }): { close(): Promise<void> } {
  const child = startProgram('worker', { ...options, port: 0 })
  return { close: () => end(child) }
}

/** Serves at any path a body of the size that the query says, with the headers that it says. */
export async function startBareServer(): Promise<Target> {
  const port = await freePort()
  const child = start([join(root, 'dist/bench/frame/bare-server.js'), String(port)], {})
  const origin = `http://127.0.0.1:${port}`
  await untilReady(child, `${origin}/ready`)
  return { origin, close: () => end(child) }
}

export async function startClient(): Promise<Client> {
  const client = join(root, 'dist/bench/frame/client.js')
  // Waits for work on its channel, and ends when that closes.
  const child = fork(client, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const ended = new AbortController()
  child.once('exit', () => ended.abort(new Error('the client ended')))
  return {
    async run(load) {
      child.send(load)
      const [answer] = (await once(child, 'message', { signal: ended.signal })) as [LoadResult]
      const asked = `${load.origin}${load.paths[0]?.[0]}`
      if (answer.failed > 0) throw new Error(`answers of ${asked} failed: ${JSON.stringify(answer.failures)}`)
      if (answer.requests === 0) throw new Error(`${asked} gave no answer in ${load.seconds} s`)
      return answer
    },
    close: () => end(child),
  }
}

/** In production mode, without the settings of the person who measures; ends with this process. */
export function start(words: string[], env: Record<string, string>): ChildProcess {
  const follow = pathToFileURL(join(root, 'scripts/follow-parent.mjs')).href
  return spawn(process.execPath, ['--import', follow, ...words], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { NODE_ENV: 'production', ...env },
  })
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  for (let tries = 0; tries < 1_800; tries++) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode} before it answered.`)
    const answer = await fetch(url).catch(() => undefined)
    await answer?.arrayBuffer()
    if (answer?.ok) return
    await sleep(100)
  }
  await end(child)
  throw new Error(`${url} did not answer within three minutes.`)
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}
