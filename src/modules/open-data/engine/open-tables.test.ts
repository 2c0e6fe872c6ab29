import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { columnOf, keepTable } from '#test/tables.ts'
import { literal, lockedDuckDB } from './duckdb.ts'
import { openTables } from './open-tables.ts'
import { queryTable } from './query-table.ts'
import { TooHeavy } from './refusals.ts'
import type { AskedTable, KeptTable, OpenTables, TableQuery } from './table-query.ts'

let app: TestApp
const kept: KeptTable[] = []
const folder = mkdtempSync(path.join(tmpdir(), 'punte-tables-'))
before(async () => {
  app = await testApp({ seeded: false })
  for (const text of ['unu', 'doi', 'trei']) kept.push(await keepTable(app, [columnOf('text', 'string')], [[text]]))
})
after(async () => {
  await app?.close()
  rmSync(folder, { recursive: true })
})

async function withTables<T>(
  limits: Partial<NonNullable<Parameters<typeof openTables>[0]['limits']>>,
  work: (tables: OpenTables) => Promise<T>,
): Promise<T> {
  const tables = openTables({ folder, files: app.services.files, limits })
  try {
    return await work(tables)
  } finally {
    await tables.close()
  }
}
/** With a condition: beginnings of tables are kept in memory. */
const textOf = async (tables: OpenTables, table: KeptTable) =>
  (await queryTable(tables, table, { limit: 1, where: { column: 'text', is: 'not-empty' } })).rows[0]?.cells[0]
const [one, two, three] = [0, 1, 2].map((at) => () => kept[at] as KeptTable) as [
  () => KeptTable,
  () => KeptTable,
  () => KeptTable,
]

test('many ask one table that is not made yet: it is made once', async () => {
  await withTables({}, async (tables) => {
    const texts = await Promise.all(Array.from({ length: 20 }, () => textOf(tables, one())))
    assert.deepEqual(new Set(texts), new Set(['unu']))
    assert.deepEqual(
      readdirSync(folder).filter((name) => !name.endsWith('.scratch')),
      [`${one().sha256}.2.duckdb`],
    )
  })
  assert.ok(!readdirSync(folder).some((name) => name.endsWith('.scratch')))
})

test('the folder of what does not fit into memory is said to be in use now and then, not before each question', async () => {
  await withTables({}, async (tables) => {
    await textOf(tables, one())
    const scratch = path.join(folder, readdirSync(folder).find((name) => name.endsWith('.scratch')) as string)
    utimesSync(scratch, 1_000, 1_000)
    await textOf(tables, one())
    assert.equal(statSync(scratch).mtimeMs, 1_000_000)
  })
})

test('more tables than are kept open are asked in turns', async () => {
  await withTables({ attached: 1 }, async (tables) => {
    for (let round = 0; round < 5; round++)
      assert.deepEqual(await Promise.all([one(), two(), three(), two()].map((table) => textOf(tables, table))), [
        'unu',
        'doi',
        'trei',
        'doi',
      ])
  })
})

test('what was removed or broken is made again', async () => {
  rmSync(path.join(folder, `${one().sha256}.2.duckdb`))
  writeFileSync(path.join(folder, `${two().sha256}.2.duckdb`), 'not a database')
  await withTables({}, async (tables) => {
    assert.equal(await textOf(tables, one()), 'unu')
    assert.equal(await textOf(tables, two()), 'doi')
  })
})

test('two processes read one folder', async () => {
  await withTables({}, (tables) =>
    withTables({}, async (others) => {
      assert.equal(await textOf(tables, three()), 'trei')
      assert.equal(await textOf(others, three()), 'trei')
    }),
  )
})

test('the folder keeps to its size, and what is open stays', async () => {
  await withTables({ kept: 1 }, async (tables) => {
    for (const table of kept) await textOf(tables, table)
    rmSync(path.join(folder, `${one().sha256}.2.duckdb`), { force: true })
  })
  await withTables({ kept: 1 }, async (tables) => {
    assert.equal(await textOf(tables, one()), 'unu')
    assert.ok(!readdirSync(folder).some((file) => file.startsWith(two().sha256)))
  })
})

const LONG = 'SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range % 7 = 3'

test('a question that takes too long is stopped, and the next one is answered', async () => {
  await withTables({ question: 200 }, async (tables) => {
    await assert.rejects(
      tables.ask(one(), ({ run }) => run(LONG)),
      (error) => error instanceof TooHeavy && error.what === 'time',
    )
    assert.equal(await textOf(tables, one()), 'unu')
  })
})

test('a question that needs too much memory is refused, and the next one is answered', async () => {
  await withTables({ memoryMb: 20, scratchMb: 20, question: 60_000 }, async (tables) => {
    await assert.rejects(
      tables.ask(one(), ({ run }) => run('SELECT count(DISTINCT hash(range)) FROM range(50000000)')),
      (error) => error instanceof TooHeavy && error.what === 'memory',
    )
    assert.equal(await textOf(tables, one()), 'unu')
  })
})

test('a table larger than the memory of questions is made all the same, and leaves nothing beside', async () => {
  const names = ['text', 'alt', 'al treilea']
  const rows = Array.from({ length: 60_000 }, (_, at) => names.map((name) => `${name} ${at} `.repeat(12)))
  const columns = names.map((name) => columnOf(name, 'string'))
  const large = await keepTable(app, columns, rows)
  await withTables({ memoryMb: 64, threads: 1 }, async (tables) => {
    assert.equal(await textOf(tables, large), rows[0]?.[0])
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith(large.sha256)),
      [`${large.sha256}.2.duckdb`],
    )
  })
})

test('no file outside of the folder is read or written, nothing is changed, no setting is', async () => {
  const secret = path.join(folder, '..', `secret-${path.basename(folder)}.csv`)
  writeFileSync(secret, 'a\n1\n')
  try {
    await withTables({}, async (tables) => {
      for (const sql of [
        `SELECT * FROM read_csv('${secret}')`,
        `SELECT * FROM read_text('/etc/passwd')`,
        `SELECT * FROM read_text('${folder}/../${path.basename(secret)}')`,
        `SELECT * FROM glob('/etc/*')`,
        `COPY (SELECT 1) TO '${secret}.out'`,
        `ATTACH '${secret}.duckdb'`,
        'SET enable_external_access = true',
        "SET allowed_directories = ['/']",
        'INSTALL httpfs',
        'LOAD httpfs',
      ])
        await assert.rejects(
          tables.ask(one(), ({ run }) => run(sql)),
          /Permission|locked|disabled|read.only|not allowed|configuration/i,
          sql,
        )
      for (const sql of ['DELETE FROM', 'DROP TABLE'])
        await assert.rejects(
          tables.ask(one(), ({ run, source }) => run(`${sql} ${source}`)),
          /read-only/i,
        )
    })
  } finally {
    rmSync(secret)
  }
})

test('so many questions wait, the others are told to come again', async () => {
  await withTables({ atOnce: 1, waiting: 1, question: 300 }, async (tables) => {
    await textOf(tables, one())
    const asked = await Promise.allSettled([1, 2, 3].map(() => tables.ask(one(), ({ run }) => run(LONG))))
    const said = asked.map((one) => (one.status === 'rejected' ? one.reason.constructor.name : 'answered'))
    assert.deepEqual(said.toSorted(), ['Busy', 'TooHeavy', 'TooHeavy'])
  })
})

test('who waits too long for a turn is told to come again, and the turn goes to others', async () => {
  await withTables({ atOnce: 1, question: 1_000, patience: 50 }, async (tables) => {
    await textOf(tables, one())
    const [long, waited] = await Promise.allSettled([tables.ask(one(), ({ run }) => run(LONG)), textOf(tables, one())])
    const said = [long, waited].map((one) => (one?.status === 'rejected' ? one.reason.constructor.name : 'answered'))
    assert.deepEqual(said, ['TooHeavy', 'Busy'])
    assert.equal(await textOf(tables, one()), 'unu')
  })
})

test('several tables are asked in one question, one of them also twice, while fewer are kept open', async () => {
  await withTables({ attached: 1 }, async (tables) => {
    const all = [one(), two(), three(), two()]
    const rows = await tables.ask(all, ({ sources, run }) =>
      run(`${sources.map((source, at) => `SELECT ${at} AS n, text FROM ${source}`).join(' UNION ALL ')} ORDER BY n`),
    )
    assert.deepEqual(
      rows.map(([, text]) => text),
      ['unu', 'doi', 'trei', 'doi'],
    )
    assert.equal(await textOf(tables, one()), 'unu')
  })
})

test('the beginning of a table is read once, gives any part of itself, and goes with the table', async () => {
  const columns = [columnOf('nr', 'integer'), columnOf('text', 'string')]
  const table = await keepTable(
    app,
    columns,
    Array.from({ length: 120 }, (_, at) => [String(at + 1), `rândul ${at + 1}`]),
  )
  await withTables({}, async (tables) => {
    let asked = 0
    const counted: OpenTables = {
      ...(Object.fromEntries(
        (['beginningOf', 'forget'] as const).map((name) => [name, tables[name].bind(tables)]),
      ) as unknown as OpenTables),
      ask: (of, work) => {
        asked++
        return tables.ask(of, work)
      },
    }
    const page = (query: Partial<TableQuery>) => queryTable(counted, table, { limit: 3, ...query })
    const [first, last, part] = await Promise.all([
      page({ total: true }),
      page({ offset: 97, limit: 3 }),
      page({ columns: ['text'], offset: 1, limit: 1 }),
    ])
    assert.equal(asked, 1)
    assert.deepEqual(first, { columns, rows: [1, 2, 3].map((id) => ({ id, cells: [id, `rândul ${id}`] })), total: 120 })
    assert.deepEqual(last.rows.at(-1), { id: 100, cells: [100, 'rândul 100'] })
    assert.deepEqual([part.columns, part.rows], [[columns[1]], [{ id: 2, cells: ['rândul 2'] }]])
    assert.equal((await page({ offset: 99, limit: 2 })).rows.length, 2)
    assert.equal(asked, 2, 'beyond the beginning it is asked')
    await counted.forget([table.sha256])
    await app.services.files.remove(table.sha256)
    await assert.rejects(page({}), 'nothing of it stayed in memory')
  })
})

/** The same tables, asked in another way. */
function asking(tables: OpenTables, otherwise: (asked: AskedTable) => Partial<AskedTable>): OpenTables {
  return Object.assign(Object.create(tables) as OpenTables, {
    ask: <T>(of: KeptTable, work: (asked: AskedTable) => Promise<T>) =>
      tables.ask(of, (asked) => work({ ...asked, ...otherwise(asked) })),
  })
}

test('how many rows a question chooses is counted once, and goes with the table', async () => {
  const table = await keepTable(
    app,
    [columnOf('sat', 'string')],
    Array.from({ length: 30 }, (_, at) => [at % 3 ? 'Orhei' : 'Bălți']),
  )
  await withTables({}, async (tables) => {
    const statements: string[] = []
    const watched = asking(tables, (asked) => ({
      run(sql, values) {
        statements.push(sql)
        return asked.run(sql, values)
      },
    }))
    const page = (value: string, offset: number) =>
      queryTable(watched, table, { where: { column: 'sat', is: '=', value }, limit: 5, offset, total: true })
    const totals = [await page('Orhei', 0), await page('Orhei', 5), await page('Bălți', 0), await page('Orhei', 10)]
    assert.deepEqual(
      totals.map(({ total }) => total),
      [20, 20, 10, 20],
    )
    assert.equal(statements.filter((sql) => sql.startsWith('SELECT count')).length, 2)
    await tables.forget([table.sha256])
    await assert.rejects(async () => {
      await app.services.files.remove(table.sha256)
      await page('Orhei', 0)
    }, 'nothing of it stayed in memory')
  })
})

test('codes and texts are found and sorted alike, whether or not they are their own folded form', async () => {
  const length = 2_500
  const late = await keepTable(
    app,
    [columnOf('cod', 'string'), columnOf('nume', 'string'), columnOf('gol', 'string')],
    Array.from({ length }, (_, at) => [
      String(at).padStart(6, '0'),
      at === length - 1 ? 'Ștefan Vodă' : `sat ${at}`,
      '',
    ]),
  )
  await withTables({}, async (tables) => {
    const ids = async (query: Partial<TableQuery>) =>
      (await queryTable(tables, late, { limit: 2, ...query })).rows.map(({ id }) => id)
    const where = (column: string, value: string) => ids({ where: { column, is: 'contains', value } })
    assert.deepEqual(await where('cod', '002499'), [length])
    assert.deepEqual(await where('nume', 'stefan voda'), [length])
    assert.deepEqual(await where('gol', 'a'), [])
    assert.deepEqual(await ids({ words: 'stefan 002499' }), [length])
    assert.deepEqual(await ids({ sort: [{ column: 'cod', descending: true }] }), [length, length - 1])
    assert.deepEqual(await ids({ sort: [{ column: 'nume', descending: true }] }), [length, 1_000])
    const kept = await tables.ask(late, ({ run }) =>
      run(
        `SELECT DISTINCT column_name FROM pragma_storage_info('t${late.sha256}.rows') WHERE starts_with(column_name, '_f_')`,
      ),
    )
    assert.deepEqual(kept, [['_f_nume']], 'codes are kept once')
  })
})

test('a page of a long table and its total are asked for at the same time while nobody else asks', async () => {
  const long = await keepTable(
    app,
    [columnOf('fel', 'string')],
    Array.from({ length: 130_000 }, (_, at) => [at % 2 ? 'par' : 'impar']),
  )
  await withTables({ tally: 0 }, async (tables) => {
    const besides: boolean[] = []
    const watched = asking(tables, (asked) => ({
      beside: (other) => {
        const counting = asked.beside(other)
        besides.push(counting !== null)
        return counting
      },
    }))
    const page = (value: string) =>
      queryTable(watched, long, { where: { column: 'fel', is: '=', value }, limit: 1, total: true })
    assert.deepEqual([(await page('par')).total, besides], [65_000, [true]])
    const others = await Promise.all(['impar', 'niciunul', 'par', 'impar'].map(page))
    assert.deepEqual([others.map(({ total }) => total), besides.length], [[65_000, 0, 65_000, 65_000], 5])
    assert.ok(besides.includes(false), 'none of four pages takes the turn of another')
  })
})

test('the file of a table of many rows has no room that nobody uses', async () => {
  const rows = Array.from({ length: 300_000 }, (_, at) => [`Rândul ${at} din ${(at * 7919) % 300_007}`])
  const many = await keepTable(app, [columnOf('text', 'string')], rows)
  await withTables({}, async (tables) => assert.equal(await textOf(tables, many), 'Rândul 0 din 0'))
  const place = path.join(folder, `${many.sha256}.2.duckdb`)
  const duck = await lockedDuckDB({ folders: [folder], memoryMb: 128, threads: 1 })
  const connection = await duck.connect()
  try {
    await connection.run(`ATTACH ${literal(place)} AS made (READ_ONLY)`)
    const result = await connection.run(
      "SELECT used_blocks, free_blocks FROM pragma_database_size() WHERE database_name = 'made'",
    )
    const [[used, free] = []] = await result.getRowsJS()
    assert.ok(Number(used) > 10 && Number(free) <= 1, `${used} used, ${free} free`)
  } finally {
    connection.closeSync()
    duck.closeSync()
  }
})
