// Runs on Node 20 without any dependency.
import { spawn } from 'node:child_process'
import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Installs exactly what package-lock.json says, when node_modules says something else.
 * @param {string} root the repository
 * @param {(line: string) => void} say one line of progress
 * @param {{ dev?: boolean }} [options] dev: the tools for tests are needed too, whatever NODE_ENV says
 * @throws {Error} with npm's first words when it fails
 */
export async function ensureInstalled(root, say, { dev = false } = {}) {
  if (isLinked(join(root, 'node_modules'))) return say('packages: node_modules is a link, left as it is')
  if (isInstalled(root, { dev })) return say('packages: all there')
  say('packages: installing (a minute or so the first time) …')
  const started = performance.now()
  const seconds = () => Math.round((performance.now() - started) / 1000)
  const ticking = setInterval(() => say(`packages: still installing, ${seconds()} s …`), 10_000)
  try {
    await npmCi(root, { dev })
  } finally {
    clearInterval(ticking)
  }
  say(`packages: installed in ${seconds()} s`)
}

function isLinked(path) {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
}

/** npm writes node_modules/.package-lock.json last, so an interrupted installation has none or an old one. */
export function isInstalled(root, { dev = false } = {}) {
  const wanted = readPackages(join(root, 'package-lock.json'))
  const found = readPackages(join(root, 'node_modules/.package-lock.json'))
  if (!wanted || !found) return false
  const mayMiss = (entry) => entry.optional || entry.devOptional || entry.peer || (entry.dev && !dev)
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.link) return true
    const there = found[path]
    return there ? there.version === entry.version : mayMiss(entry)
  })
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    return undefined
  }
}

function npmCi(root, { dev }) {
  // No package needs its install script (esbuild and sharp come as binaries, PostgreSQL's links are made at its
  // start), so none may run: a stolen package then cannot act while it is being installed.
  const args = ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--include=optional', '--loglevel=error']
  if (dev) args.push('--include=dev')
  const npmCli = process.env.npm_execpath
  const child = npmCli?.endsWith('npm-cli.js')
    ? spawn(process.execPath, [npmCli, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    : spawn('npm', args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' })
  let output = ''
  const keep = (chunk) => {
    // The cause comes first; what follows is npm's manual.
    output = (output + chunk).slice(0, 2000)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Error(`npm could not be started: ${error.message}. Is npm installed?`)))
    child.on('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`Installing the packages failed (npm ci ended with ${code}). npm said:\n${output.trim()}`))
    })
  })
}
