// Runs on Node 20 without any dependency: npm test [-- words of test file paths] [--quick].
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from './install.mjs'
import { runPinned } from './pinned-node.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

try {
  await ensureInstalled(root, (line) => console.log(`▸ ${line}`), { dev: true })
  process.exitCode = await runPinned([join(root, 'scripts/run-tests.mjs'), ...process.argv.slice(2)])
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
