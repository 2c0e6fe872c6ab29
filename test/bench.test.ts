import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { root } from '#kernel/root.ts'

const run = promisify(execFile)
const main = join(root, 'dist/bench/main.js')
const kinds = ['home', 'list', 'filtered', 'search', 'petition', 'petition-json']

test('the bench of pages measures each of them and tells it a line a figure', { timeout: 600_000 }, async () => {
  const unitOf = await unitsOf('pages')
  for (const kind of kinds) {
    assert.equal(unitOf[`pages.${kind}`], 'requests/s')
    assert.equal(unitOf[`pages.${kind}.drawn`], 'requests/s')
    assert.equal(unitOf[`pages.${kind}.p99`], 'ms')
    assert.equal(unitOf[`pages.${kind}.drawn.made-anew`], 'share')
  }
  assert.equal(unitOf['pages.first-visit'], 'bytes')
  assert.equal(unitOf['pages.slowest-query'], 'ms')
})

test('the bench of signing finds every acknowledged signature again', { timeout: 600_000 }, async () => {
  assert.deepEqual(await unitsOf('signing'), {
    'signing.rate': 'signatures/s',
    'signing.p50': 'ms',
    'signing.p99': 'ms',
    'signing.vs-single-row': 'signatures/s',
    'signing.vs-unbatched': 'signatures/s',
    'signing.goodput-2x': 'signatures/s',
    'signing.goodput-5x': 'signatures/s',
    'signing.goodput-10x': 'signatures/s',
    'signing.pages-with-33.p50': 'ms',
    'signing.pages-with-33.p99': 'ms',
  })
})

test('the bench of the ledger publishes under load', { timeout: 600_000 }, async () => {
  assert.deepEqual(await unitsOf('ledger'), {
    'ledger.vs-sha256': 'entries/s',
    'ledger.oldest-unpublished': 's',
    'ledger.recount-million': 'entries/s',
  })
})

test('the bench of the verifier proves the log that it made', { timeout: 600_000 }, async () => {
  assert.deepEqual(await unitsOf('verifier'), {
    'verifier.core-seconds': 's',
    'verifier.rate': 'entries/s',
  })
})

test('the bench of open data asks both engines the same', { timeout: 600_000 }, async () => {
  const unitOf = await unitsOf('open-data')
  for (const name of ['count', 'sort', 'group', 'substring', 'deep-page', 'first-page', 'full-text', 'distinct'])
    assert.equal(unitOf[`open-data.${name}`], 'answers/s')
  assert.equal(unitOf['open-data.ingest'], 'MB/s')
  assert.equal(unitOf['open-data.disk'], 'bytes')
  assert.equal(unitOf['open-data.search'], 'ms')
})

test('the bench of budgeting counts what the textbook counts', { timeout: 600_000 }, async () => {
  assert.deepEqual(await unitsOf('budgeting'), {
    'budgeting.add1-seconds': 's',
    'budgeting.vs-floor': 'ms',
    'budgeting.vs-textbook': 'approvals/s',
    'budgeting.peak-memory': 'bytes',
    'pabulib.parse': 'MB/s',
    'budgeting.recount-in-browser': 's',
    'ballots.issue-rate': 'tokens/s',
    'ballots.issue-vs-rsa': 'tokens/s',
    'ballots.cast-rate': 'ballots/s',
    'ballots.cast-vs-rsa': 'ballots/s',
  })
})

test('a bench that is not there is said, with those that are', async () => {
  await assert.rejects(run(process.execPath, [main, 'nothing'], { cwd: root }), (error: Error & { stderr?: string }) =>
    /NAME is pages, signing, ledger, verifier, budgeting/.test(error.stderr ?? ''),
  )
})

/** Runs a bench at its smallest. @returns units by the name of the figure, once each line has the form that is promised */
async function unitsOf(bench: string): Promise<Record<string, unknown>> {
  const { stdout } = await run(process.execPath, ['--enable-source-maps', main, bench, '--json', '--tiny'], {
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
  return Object.fromEntries(lines.map(({ figure, unit }) => [String(figure), unit]))
}
