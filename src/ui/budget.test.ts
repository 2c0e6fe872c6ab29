import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

// A first visit on a village's mobile network is what these bound.
const BUDGETS = {
  'src/ui/styles/main.css': 16 * 1024,
  'src/ui/enhance/main.ts': 15 * 1024,
  // Only on the pages of a vote with tokens.
  'src/modules/budgeting/tokens/browser/main.ts': 10 * 1024,
  // Loaded by the result of a vote alone.
  'src/modules/budgeting/result/browser/main.ts': 2 * 1024,
  // Loaded when one counts again.
  'src/modules/budgeting/result/browser/recount-worker.ts': 16 * 1024,
}

for (const [entry, limit] of Object.entries(BUDGETS)) {
  test(`${entry} stays within ${limit} bytes compressed`, async () => {
    const { outputFiles } = await build({
      entryPoints: [entry],
      bundle: true,
      minify: true,
      format: 'esm',
      write: false,
    })
    const size = gzipSync(outputFiles[0]?.contents ?? '').byteLength
    assert.ok(size > 500 && size <= limit, `${size} bytes`)
  })
}
