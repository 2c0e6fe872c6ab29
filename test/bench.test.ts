import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { root } from '#kernel/root.ts'

const run = promisify(execFile)
const main = join(root, 'dist/bench/main.js')
const kinds = ['home', 'list', 'filtered', 'search', 'petition', 'petition-json']

test('the bench of pages measures each of them and tells it a line a figure', { timeout: 240_000 }, async () => {
  const { stdout } = await run(process.execPath, ['--enable-source-maps', main, 'pages', '--json', '--tiny'], {
    cwd: root,
  })
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  for (const line of lines) {
    assert.deepEqual(Object.keys(line), ['figure', 'ours', 'baseline', 'ratio', 'unit'])
    for (const name of ['ours', 'baseline', 'ratio'])
      assert.ok(Number.isFinite(line[name]) && Number(line[name]) >= 0, `${line.figure} ${name}`)
  }
  const unitOf = new Map(lines.map(({ figure, unit }) => [figure, unit]))
  for (const kind of kinds) {
    assert.equal(unitOf.get(`pages.${kind}`), 'requests/s')
    assert.equal(unitOf.get(`pages.${kind}.crowd`), 'requests/s')
    assert.equal(unitOf.get(`pages.${kind}.p99`), 'ms')
  }
  assert.equal(unitOf.get('pages.first-visit'), 'bytes')
  assert.equal(unitOf.get('pages.slowest-query'), 'ms')
})

test('a bench that is not there is said, with those that are', async () => {
  await assert.rejects(run(process.execPath, [main, 'nothing'], { cwd: root }), (error: Error & { stderr?: string }) =>
    /NAME is pages/.test(error.stderr ?? ''),
  )
})
