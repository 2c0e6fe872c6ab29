import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { openCheckpoint } from '#commons/ledger/checkpoint.ts'
import { collectCosignatures } from '#commons/ledger/collect-cosignatures.ts'
import { publishNews } from '#commons/ledger/publish-news.ts'
import { parseVkey } from '#commons/ledger/vkey.ts'
import { type TestApp, testApp } from './app.ts'
import { maria, openPetition, signByMail } from './signatures.ts'
import { verifyReceipt } from './verifying.ts'
import { type RunningWitness, startWitness } from './witness.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'punte-witnessed-'))
let app: TestApp
let witness: RunningWitness
before(async () => {
  app = await testApp()
})
after(async () => {
  await witness?.kill('SIGKILL')
  await app?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What the timer does each second. */
async function tick(): Promise<void> {
  await publishNews(app.services)
  await collectCosignatures(app.services)
}

test('a real witness signs what the site publishes; while it is down the page says so, and it catches up', async () => {
  await publishNews(app.services)
  const vkey = (await app.get('/ledger/vkey')).body.trim()
  const logs = path.join(folder, 'logs')
  writeFileSync(logs, `log ${vkey}\n`)
  const start = (port?: number) => startWitness({ state: path.join(folder, 'state'), list: logs, port })
  witness = await start()
  const key = parseVkey(witness.vkey)
  app.services.ledger.witnesses = [{ name: 'watcher', key, url: witness.url }]
  const cosigners = async () =>
    openCheckpoint((await app.get('/ledger/checkpoint')).rawPayload, parseVkey(vkey), [key]).cosignatures.map(
      ({ key }) => key.name,
    )
  const shown = async () => {
    const { size, witnesses } = (await app.get('/api/v1/ledger')).json()
    return { size, ...witnesses[0] }
  }

  const number = await openPetition(app, 'Sub ochii martorului')
  const receipt = await signByMail(app, maria, number)
  await tick()
  const first = await shown()
  assert.deepEqual(await cosigners(), ['witness.example/w1'])
  assert.deepEqual(first, { size: first.size, name: 'watcher', cosigned: true, lastSize: first.size })
  assert.match((await app.get('/ro/ledger')).body, /watcher[\s\S]*Semnată/)

  await witness.kill('SIGTERM')
  for (const name of ['Ana Unu', 'Ana Doi'])
    await signByMail(app, { ...maria, name, email: `${name.slice(4)}@example.md` }, number)
  await tick()
  const missed = await shown()
  assert.ok(missed.size > first.size)
  assert.deepEqual(missed, { size: missed.size, name: 'watcher', cosigned: false, lastSize: first.size })
  assert.deepEqual(await cosigners(), [])
  assert.match((await app.get('/ro/ledger')).body, /watcher[\s\S]*Lipsește/)

  witness = await start(witness.port)
  await tick()
  assert.deepEqual(await shown(), { size: missed.size, name: 'watcher', cosigned: true, lastSize: missed.size })
  assert.deepEqual(await cosigners(), ['witness.example/w1'])

  const file = path.join(folder, 'mine.tlog-proof')
  writeFileSync(file, (await app.get(`${receipt.replace('/ro/', '/')}/receipt.tlog-proof`)).rawPayload)
  const policy = path.join(folder, 'policy')
  writeFileSync(policy, `log ${vkey}\nwitness watcher ${witness.vkey}\nquorum watcher\n`)
  const { code, said } = await verifyReceipt(file, '--policy', policy)
  assert.deepEqual(
    [code, said.cosigned.by.map(({ name }) => name), said.cosigned.enough],
    [0, ['witness.example/w1'], true],
  )
})
