import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { literal, lockDuckDB, newDuckDB } from '../../engine/duckdb.ts'
import { takeFreshDuckDB } from './fresh-duckdb.ts'

test('what was opened is read, and by then nothing else on the machine is, whatever is asked', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'punte-sql-'))
  const inFolder = (name: string) => literal(path.join(folder, name))
  try {
    writeFileSync(path.join(folder, 'secret.csv'), 'a\n1\n')
    const maker = await newDuckDB({ memoryMb: 64, threads: 1 })
    const making = await maker.connect()
    for (const name of ['open.duckdb', 'other.duckdb'])
      await making.run(`ATTACH ${inFolder(name)} AS made; CREATE TABLE made.rows AS SELECT 42 AS n; DETACH made`)
    making.closeSync()
    maker.closeSync()
    const duck = await takeFreshDuckDB(64)
    const connection = await duck.connect()
    await connection.run(`ATTACH ${inFolder('open.duckdb')} AS f0 (READ_ONLY)`)
    await lockDuckDB(duck, [])
    assert.deepEqual(await (await connection.run('SELECT n FROM f0.rows')).getRowsJS(), [[42]])
    for (const sql of [
      `SELECT * FROM read_csv(${inFolder('secret.csv')})`,
      `SELECT * FROM read_text('/etc/passwd')`,
      `SELECT * FROM glob(${inFolder('*')})`,
      `ATTACH ${inFolder('other.duckdb')} AS f1 (READ_ONLY)`,
      `COPY (SELECT 1) TO ${inFolder('out.csv')}`,
      'DELETE FROM f0.rows',
      `SET temp_directory = ${inFolder('temp')}`,
      'SET enable_external_access = true',
      `SET allowed_directories = ['/']`,
      'INSTALL httpfs',
      'LOAD httpfs',
    ])
      await assert.rejects(connection.run(sql), /Permission|locked|disabled|read.only|not allowed|configuration/i, sql)
    connection.closeSync()
    duck.closeSync()
  } finally {
    rmSync(folder, { recursive: true })
  }
})
