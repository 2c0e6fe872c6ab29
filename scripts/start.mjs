// Runs on Node 20 without any dependency: npm start, npm run web, npm run worker, npm run migrate.
import { readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from './install.mjs'
import { runPinned } from './pinned-node.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const command = process.argv.slice(2)
// What a command prints for programs stands alone on standard output.
const tell = command.includes('--json') ? console.error : console.log

try {
  await ensureInstalled(root, (line) => tell(`1/3 ${line}`))
  if (isStale()) {
    tell('2/3 build …')
    const failed = await runPinned([join(root, 'scripts/build.mjs')])
    if (failed) process.exit(failed)
  } else {
    tell('2/3 build: nothing changed')
  }
  tell(`3/3 punte ${command.join(' ')}`)
  process.exitCode = await runPinned(['--enable-source-maps', join(root, 'dist/main.js'), ...command])
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}

/** What the build reads is compared with what it wrote last. */
function isStale() {
  const built = statSync(join(root, 'dist/assets/manifest.json'), { throwIfNoEntry: false })?.mtimeMs ?? 0
  const main = statSync(join(root, 'dist/main.js'), { throwIfNoEntry: false })
  if (!main) return true
  return ['src', 'jurisdiction', 'scripts', 'package.json', 'package-lock.json'].some((name) =>
    isNewer(join(root, name), built),
  )
}

function isNewer(path, since) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return false
  // A folder's own time tells of files that were removed.
  if (stat.mtimeMs > since) return true
  return stat.isDirectory() && readdirSync(path).some((name) => isNewer(join(path, name), since))
}
