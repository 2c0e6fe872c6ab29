// Runs on the pinned Node, started by scripts/test.mjs. Its last lines are those of node:test.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, globSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { startEmbedded } from '../src/kernel/database/embedded-postgres.ts'
import { buildAll } from './build.mjs'
import { checkFloors, printFloors } from './check-floors.mjs'
import { checkMessages } from './check-messages.mjs'

const CORES = availableParallelism()
/** Each waits for PostgreSQL, a browser or a clock part of its time: one more than cores keeps them busy. */
const FILES_AT_ONCE = Math.min(CORES, 3) + 1
/** For a file that hangs; the longest takes three minutes of a quiet machine, and some are busy. */
const LONGEST_MS = 900_000
/** Begun first, among the journeys and among the rest: begun last, everything would wait for one of them alone. */
const LONG = ['every-page', 'work-pages', 'bench', 'hostile-input', 'petitions/demo/demo']

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const words = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const quick = process.argv.includes('--quick')
const stopped = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stopped.abort(new Error('stopped')))

/** A step that failed has printed why; nothing after it runs. */
class StepFailed extends Error {}

// With both, DATABASE_URL leads through a pooler: databases are made beside it, and the whole app is tested through it.
const outside = process.env.DATABASE_DIRECT_URL ?? process.env.DATABASE_URL
const pooler = process.env.DATABASE_DIRECT_URL && process.env.DATABASE_URL
forgetTheDeveloper()

try {
  if (!quick) {
    await step('format and lint', () => tool('biome', ['ci', '--colors=off', '.']))
    await step('messages', () => complain(checkMessages(root)))
    await step('floors', () => printFloors(checkFloors(root)))
  }
  await step('build', () => buildAll({ tests: true }))
  if (!quick) await step('types', () => tool('tsc', ['--noEmit', '--checkers', String(Math.min(CORES, 4))]))
  await withServer(async (adminUrl) => {
    const template = `punte_template_${randomBytes(6).toString('hex')}`
    await step('migrate the template database', () => makeTemplate(adminUrl, template))
    try {
      process.exitCode = await runTests({
        PUNTE_TEST_ADMIN_URL: adminUrl,
        PUNTE_TEST_TEMPLATE: template,
        ...(pooler && { PUNTE_TEST_POOLER_URL: pooler }),
      })
    } finally {
      await asAdmin(adminUrl, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`)
    }
  })
} catch (error) {
  if (!(error instanceof StepFailed)) console.error(error)
  process.exitCode = stopped.signal.aborted ? 130 : 1
}

/** Settings of the person's own installation would leak into what is tested. */
function forgetTheDeveloper() {
  const ours = /^(PUNTE_(?!CHROMIUM$)|DATABASE_|SMTP_|PORT$|HOST$|PG|NODE_ENV$|NODE_CHANNEL_)/
  for (const name of Object.keys(process.env)) if (ours.test(name)) delete process.env[name]
}

async function step(name, work) {
  stopped.signal.throwIfAborted()
  const started = performance.now()
  try {
    const detail = await work()
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(`▸ ${name} ${seconds} s${Array.isArray(detail) ? ` (${detail.join(', ')})` : ''}`)
    stopped.signal.throwIfAborted()
  } catch (error) {
    if (stopped.signal.aborted) throw error
    console.error(`${error.message}\n✖ ${name} failed, so nothing after it was run`)
    throw new StepFailed(name)
  }
}

/** Runs a program of node_modules/.bin and shows what it says only when it fails. */
function tool(name, args) {
  return output(process.execPath, [join(root, 'node_modules/.bin', name), ...args])
}

function output(program, args, env = process.env) {
  const child = spawn(program, args, { cwd: root, env, signal: stopped.signal, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const keep = (chunk) => {
    said += chunk
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(said.trim()))))
  })
}

function complain(problems) {
  if (problems.length) throw new Error(problems.join('\n'))
}

async function withServer(use) {
  if (outside) return use(outside)
  await sweep()
  const dataDir = await mkdtemp(join(tmpdir(), `punte-test-${process.pid}-`))
  let server
  try {
    await step('start PostgreSQL', async () => {
      server = await startEmbedded({ dataDir, log: () => undefined, durability: 'none (tests only)' })
    })
    await use(server.url)
  } finally {
    await server?.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** A run that was killed could not stop its server; adopting it is the way to stop it. */
async function sweep() {
  for (const name of await readdir(tmpdir())) {
    const runner = Number(name.match(/^punte-test-(\d+)-/)?.[1])
    if (!runner || isAlive(runner)) continue
    const dataDir = join(tmpdir(), name)
    if (existsSync(join(dataDir, 'data/postmaster.pid'))) {
      const left = await startEmbedded({ dataDir, log: () => undefined, durability: 'none (tests only)' }).catch(
        () => undefined,
      )
      await left?.stop()
    }
    await rm(dataDir, { recursive: true, force: true })
  }
}

function isAlive(number) {
  try {
    process.kill(number, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

async function makeTemplate(adminUrl, template) {
  await asAdmin(adminUrl, `CREATE DATABASE ${template}`)
  const main = join(root, 'dist/main.js')
  if (!existsSync(main)) return ['empty: src/main.ts is not there yet']
  const url = new URL(adminUrl)
  url.pathname = `/${template}`
  await output(process.execPath, ['--enable-source-maps', main, 'migrate'], { ...process.env, DATABASE_URL: url.href })
}

async function asAdmin(url, statement) {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** @returns the exit code */
async function runTests(environment) {
  const files = testFiles()
  if (files.length === 0) {
    console.error(`No test file has ${words.join(' or ')} in its path.`)
    return 1
  }
  // Where each day begins first (UTC+14): a date taken from the machine's time zone shows itself.
  Object.assign(process.env, environment, { TZ: 'Pacific/Kiritimati' })
  // Each file is a process of its own and loads most of the app: compiled once, the others read it from here.
  process.env.NODE_COMPILE_CACHE = join(root, 'dist/compile-cache')
  const stream = run({
    files,
    cwd: root,
    concurrency: FILES_AT_ONCE,
    timeout: LONGEST_MS,
    signal: stopped.signal,
    execArgv: ['--enable-source-maps'],
  })
  let failed = false
  stream.on('test:fail', ({ todo }) => {
    if (todo === undefined || todo === false) failed = true
  })
  const printed = stream.compose(spec)
  for await (const chunk of printed) process.stdout.write(chunk)
  return failed ? 1 : 0
}

/** Browser journeys come last: they are slow, and what breaks them is mostly found before. */
function testFiles() {
  const all = globSync('dist/test/**/*.test.js', { cwd: root }).sort()
  const chosen = words.length ? all.filter((file) => words.some((word) => file.includes(word))) : all
  const isJourney = (file) => file.replaceAll('\\', '/').startsWith('dist/test/e2e/')
  const rank = (file) => (isJourney(file) ? 2 : 0) + (LONG.some((name) => file.endsWith(`${name}.test.js`)) ? 0 : 1)
  return chosen.sort((a, b) => rank(a) - rank(b)).map((file) => join(root, file))
}
