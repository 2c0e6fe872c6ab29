// Runs on Node 20 without any dependency: npm run chaos [-- --short].
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from './install.mjs'
import { runPinned } from './pinned-node.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

try {
  // Standard output holds the the report alone, so that another program can read them.
  await ensureInstalled(root, (line) => console.error(`▸ ${line}`), { dev: true })
  process.exitCode = await runPinned([join(root, 'scripts/run-chaos.mjs'), ...process.argv.slice(2)])
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
