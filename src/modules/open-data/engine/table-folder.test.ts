import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { keepWithin } from './table-folder.ts'

test('what another process makes stays for an hour, however full the folder is', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'punte-folder-'))
  try {
    const id = randomUUID()
    const unfinished = [`a.${id}.making`, `a.${id}.making.wal`, `a.${id}.parquet`, `b.csv.${id}.part`]
    for (const name of [...unfinished, 'c.csv', 'd.parquet']) writeFileSync(path.join(folder, name), 'x')
    // As a link to a file that was kept long ago.
    utimesSync(path.join(folder, `a.${id}.parquet`), 1_000, 1_000)
    const scratch = `a.${id}.scratch`
    mkdirSync(path.join(folder, scratch))
    writeFileSync(path.join(folder, scratch, 'block'), 'x')
    await keepWithin(folder, 0, (name) => name === 'c.csv')
    assert.deepEqual(readdirSync(folder).toSorted(), [...unfinished, scratch, 'c.csv'].toSorted())
    const later = statSync(path.join(folder, 'c.csv')).mtimeMs / 1_000 + 3_700
    utimesSync(path.join(folder, 'c.csv'), later, later)
    await keepWithin(folder, 100, () => false)
    assert.deepEqual(readdirSync(folder), ['c.csv'])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
