import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { root } from '#kernel/root.ts'
import type { Report } from '../chaos/frame/report.ts'

const run = promisify(execFile)
// Which processes belong to the database is read from /proc.
const skip = process.platform !== 'linux'

/** @returns how it ended, and its report */
async function chaos(...words: string[]) {
  const main = join(root, 'dist/chaos/main.js')
  const ended = await run(process.execPath, ['--enable-source-maps', main, '--json', ...words], { cwd: root }).catch(
    (error: { code: number; stdout: string; stderr: string }) => error,
  )
  const code = 'code' in ended ? ended.code : 0
  assert.notEqual(ended.stdout, '', ended.stderr)
  return { code, report: JSON.parse(ended.stdout) as Report & { whole: boolean } }
}

const title =
  'what was acknowledged outlives the death of database, web and worker; an entry taken out afterwards is found'
test(title, { skip, timeout: 300_000 }, async () => {
  const { code, report } = await chaos('--short', '--plant', 'dropped-entry')
  assert.deepEqual(
    report.checks.filter(({ wrong }) => wrong.length > 0),
    [],
  )
  assert.equal(report.whole, true)
  assert.deepEqual(
    report.faults.map(({ name, did }) => `${name}: ${did.replace(/\d+/, 'N')}`),
    ['kill-worker: process N killed', 'kill-web: process N killed', 'kill-postgres: N processes killed, recovered'],
  )
  assert.ok(Number.parseInt(report.faults[2]?.did ?? '', 10) > 5, 'a server of PostgreSQL is more than five processes')
  for (const { name, ok } of report.faults) assert.ok(ok > 0, `after ${name} acts are acknowledged again`)
  assert.ok(report.told.unknown > 0, 'a fault that nobody noticed was none')
  for (const { name, looked } of report.checks)
    if (name !== 'fail-absent') assert.ok(looked > 0, `${name} looked at nothing`)

  assert.equal(code, 1, 'because of the entry')
  const broken = report.planted?.filter(({ wrong }) => wrong.length > 0).map(({ name }) => name)
  for (const name of ['ok-once', 'contiguous', 'counts', 'provable']) assert.ok(broken?.includes(name), name)
})
