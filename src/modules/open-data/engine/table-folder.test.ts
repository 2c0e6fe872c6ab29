import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { keepWithin, removeMade } from './table-folder.ts'

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

test('with a table goes what was made of it, and nothing of other tables', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'punte-folder-'))
  try {
    const [gone, other] = ['a'.repeat(64), 'b'.repeat(64)]
    const id = randomUUID()
    const stay = [`${other}.2.duckdb`, `${other}.0123.csv`, `${other}.0123.csv.${id}.part`, `${other}.${id}.making`]
    const go = [
      ...[`${gone}.2.duckdb`, `${gone}.0123.csv`, `${gone}.0123.xlsx.${id}.part`, `${gone}.${id}.making.wal`],
      ...[`${other}.${gone}.0123.changes.parquet`, `${gone}.${other}.0123.key.json`],
      // A download of before its name said of which table it is.
      `${'c'.repeat(64)}.csv`,
      // Groups of before it stood between dots.
      `${gone}-${'c'.repeat(64)}.parquet`,
    ]
    for (const name of [...stay, ...go]) writeFileSync(path.join(folder, name), 'x')
    await removeMade(folder, new Set([gone]))
    assert.deepEqual(readdirSync(folder).toSorted(), stay.toSorted())
  } finally {
    rmSync(folder, { recursive: true })
  }
})
