import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from '#kernel/root.ts'
import { LIMITS } from '../read-waiting.ts'
import { type Asked, TOO_MUCH_MEMORY } from './protocol.ts'
import { readInProcess } from './read-in-process.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'punte-reader-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const limits = { seconds: 120, heapMb: 512, engineMb: 256, wholeMb: 2_000 }
function asked(name: string, lines: number): Asked {
  const file = path.join(folder, name)
  writeFileSync(file, ['nr;suma', ...Array.from({ length: lines }, (_, at) => `${at};${at * 3}`), ''].join('\n'))
  return { file, fileName: name, overrides: {}, folder, limits }
}

test('the process tells how far it is, and what it found', async () => {
  const told: number[] = []
  const ended = await readInProcess(asked('mic.csv', 50_000), { progress: (lines) => told.push(lines) })
  assert.ok(typeof ended === 'object' && 'found' in ended, JSON.stringify(ended))
  assert.equal(ended.found.tables[0]?.rows, 50_000)
  assert.ok(told.length > 0)
})

/** Texts, of which the engine keeps more than of numbers. */
function wide(columns: number, rows: number, longer = ''): Asked {
  const file = path.join(folder, `${columns}x${rows}.csv`)
  const line = (of: string) => Array.from({ length: columns }, (_, at) => `${of}${at}`).join(';')
  writeFileSync(
    file,
    [line('c'), ...Array.from({ length: rows }, (_, row) => line(`text ${longer}${row} `)), ''].join('\n'),
  )
  return { file, fileName: 'lat.csv', overrides: {}, folder, limits: LIMITS }
}

test('a table of as many columns as it may have is read', async () => {
  for (const rows of [3, 1_000]) {
    const ended = await readInProcess(wide(2_000, rows), { progress() {} })
    assert.ok(typeof ended === 'object' && 'found' in ended, JSON.stringify(ended))
    const [table] = ended.found.tables
    assert.deepEqual([table?.rows, table?.columns.length], [rows, 2_000])
  }
})

test('long texts in many columns, of which the engine cannot keep its usual number of rows, are read', async () => {
  const asked = wide(390, 1_500, 'x'.repeat(60))
  const ended = await readInProcess({ ...asked, limits: { ...LIMITS, engineMb: 120 } }, { progress() {} })
  assert.ok(typeof ended === 'object' && 'found' in ended, JSON.stringify(ended))
  assert.equal(ended.found.tables[0]?.rows, 1_500)
})

test('where the engine has too little memory for a table, its officer is told that', async () => {
  const asked = wide(100, 100)
  const ended = await readInProcess({ ...asked, limits: { ...LIMITS, engineMb: 2 } }, { progress() {} })
  assert.deepEqual(ended, {
    failure: { key: 'open-data.ingest.failure.memory', args: { megabytes: LIMITS.wholeMb } },
    log: `${TOO_MUCH_MEMORY} `,
  })
})

test('the process ends when whoever started it is killed', { skip: process.platform === 'win32' }, async () => {
  // Somebody else starts it, so that somebody else can be killed.
  const script = `
    const child = require('node:child_process').fork(${JSON.stringify(path.join(root, 'dist/table-reader.js'))}, [], {
      serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    child.send(${JSON.stringify(asked('mare.csv', 1_500_000))})
    child.once('message', () => console.log(child.pid))
    setInterval(() => {}, 1000)`
  const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [pid] = await new Promise<number[]>((resolve) =>
    parent.stdout.once('data', (line: Buffer) => resolve([Number(line.toString())])),
  )
  assert.ok(pid && isAlive(pid))
  parent.kill('SIGKILL')
  const begun = performance.now()
  while (isAlive(pid)) {
    assert.ok(performance.now() - begun < 10_000, 'it goes on without anybody who waits for it')
    await sleep(50)
  }
})

/** One that ended and that nobody has asked for yet is still listed. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return process.platform !== 'linux'
  }
}
