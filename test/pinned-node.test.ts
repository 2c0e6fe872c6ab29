import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '#kernel/root.ts'
import { inTree } from './tree.ts'

const program = `
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {
    console.log(signal)
    setTimeout(() => process.exit(3), 300)
  })
  setInterval(() => {}, 1000)
  console.log('ready', process.pid)
`
const skip = process.platform === 'win32'

async function withProgram(use: (child: ChildProcess, said: () => string) => Promise<void>) {
  await inTree({ 'program.mjs': program }, async (folder) => {
    // In a group of its own, as a terminal's job is.
    const child = spawn(process.execPath, [join(root, 'scripts/pinned-node.mjs'), join(folder, 'program.mjs')], {
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    child.stdout?.on('data', (chunk) => {
      output += chunk
    })
    while (!output.includes('ready')) await once(child.stdout as NodeJS.ReadableStream, 'data')
    await use(child, () => output.replace(/ready \d+\n/, ''))
  })
}

test('Ctrl-C reaches the program once and its exit code comes back', { skip }, async () => {
  await withProgram(async (child, said) => {
    process.kill(-Number(child.pid), 'SIGINT')
    process.kill(-Number(child.pid), 'SIGINT')
    assert.deepEqual(await once(child, 'close'), [3, null])
    assert.equal(said(), 'SIGINT\n')
  })
})

test('a program whose starter was killed is told to end', { skip }, async () => {
  await withProgram(async (child, said) => {
    child.kill('SIGKILL')
    // The pipe closes when the program itself has ended.
    await once(child, 'close')
    assert.equal(said(), 'SIGTERM\n')
  })
})
