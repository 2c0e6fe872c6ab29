// Runs on Node 20 without any dependency: npm run inspect -- FILE [--json]; docs/open-data.md.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from './install.mjs'
import { runPinned } from './pinned-node.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

try {
  // Standard output holds what was found alone, so that another program can read it; what is ready needs no words.
  await ensureInstalled(root, (line) => line.includes('installing') && console.error(`▸ ${line}`))
  process.exitCode = await runPinned([join(root, 'scripts/run-inspect.mjs'), ...process.argv.slice(2)])
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
