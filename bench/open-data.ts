import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { exportTable } from '#modules/open-data/engine/export-table.ts'
import { openTables } from '#modules/open-data/engine/open-tables.ts'
import { queryTable } from '#modules/open-data/engine/query-table.ts'
import type { KeptTable, OpenTables, TableQuery } from '#modules/open-data/engine/table-query.ts'
import { type AppDeps, buildServices } from '#src/app.ts'
import { depsOf } from './frame/app-deps.ts'
import type { Bench, Room, Size } from './frame/bench.ts'
import type { Figure } from './frame/figure.ts'
import { asked, bytesOfTable, countOf, loadTable, pageOf, TABLE } from './open-data/ckan-table.ts'
import { drawRows, PROCEDURES, RAIONS, SUBJECT_WORDS, YEARS } from './open-data/draw-rows.ts'
import { ingestFile } from './open-data/ingest-file.ts'
import { seedCatalogue, seedTable, THEMES, WORDS } from './open-data/seed-catalogue.ts'
import { numbersFrom, pick } from './pages/texts.ts'

const sizes: Record<Size, { rows: number; datasets: number; times: number; seconds: number }> = {
  full: { rows: 2_000_000, datasets: 20_000, times: 9, seconds: 15 },
  quick: { rows: 200_000, datasets: 2_000, times: 5, seconds: 5 },
  tiny: { rows: 3_000, datasets: 60, times: 2, seconds: 1 },
}

/** Bytes that reading 300 MB of CSV may take. */
const MEMORY = 600_000_000
/** Milliseconds of a page with its total, and of a search of the catalogue, through HTTP. */
const SEARCH_PAGE = 15
const CATALOGUE = 25
const DUMPED_A_TIME = 32_000
/** More than are answered in the time of a measurement. */
const SEARCHES = 20_000

/** How fast data is read in and asked. What is asked for, and why so, is in docs/performance.md. */
export const openData: Bench = {
  name: 'open-data',
  async run(room) {
    const deps = depsOf(room)
    const { datasets } = sizes[room.size]
    const random = numbersFrom(5)
    await seedCatalogue(deps, datasets, random)
    room.tell(`${datasets} datasets described`)
    const file = join(room.folder, 'contracte.csv')
    await drawRows(file, sizes[room.size].rows, random)
    const { size } = await stat(file)
    room.tell(`${sizes[room.size].rows} rows drawn, ${(size / 1e6).toFixed(0)} MB`)
    const services = await buildServices(deps)
    const folder = join(room.folder, 'tables')
    // Each question is answered by reading: what is counted after answers would be measured in place of it.
    const tables = openTables({ folder, files: services.files, limits: { tally: 0 } })
    try {
      const read = await readIn(room, deps, { file, size, tables, services })
      const figures = [...read.figures, ...(await compare(room, deps, { ...services, tables }, read.table))]
      return { figures: [...figures, ...(await throughHttp(room, read.id))], notes: read.notes }
    } finally {
      await tables.close()
    }
  },
}

type Kept = Pick<Awaited<ReturnType<typeof buildServices>>, 'files'>

/** The same file into both: ours by the process that reads uploads, until the first question can be asked. */
async function readIn(
  room: Room,
  deps: AppDeps,
  { file, size, tables, services }: { file: string; size: number; tables: OpenTables; services: Kept },
) {
  const folder = join(room.folder, 'reading')
  await mkdir(folder, { recursive: true })
  const begun = performance.now()
  const { found, memory } = await ingestFile(file, folder)
  const [read] = found.tables
  if (!read || read.rejected > 0) throw new Error('the file was not read wholly')
  const kept = await services.files.putFile(read.parquet)
  const table: KeptTable = { sha256: kept.sha256, rows: read.rows, columns: read.columns }
  await queryTable(tables, table, { limit: 1 })
  const ours = (performance.now() - begun) / 1000
  room.tell(`read in ${ours.toFixed(1)} s, ${(memory / 1e6).toFixed(0)} MB of memory`)
  const duckdb = await stat(join(room.folder, 'tables', `${kept.sha256}.2.duckdb`))
  const id = await seedTable(deps, { found, ...kept })
  const loading = performance.now()
  await loadTable(deps.database.pool, file)
  const theirs = (performance.now() - loading) / 1000
  room.tell(`loaded as CKAN does in ${theirs.toFixed(1)} s`)
  const disk = { ours: kept.size + duckdb.size, baseline: await bytesOfTable(deps.database.pool) }
  const figures: Figure[] = [
    {
      figure: 'open-data.ingest',
      ours: size / 1e6 / ours,
      baseline: size / 1e6 / theirs,
      unit: 'MB/s',
      bar: { ratio: 10, atLeast: true },
    },
    {
      figure: 'open-data.ingest-memory',
      ours: memory,
      baseline: MEMORY,
      unit: 'bytes',
      bar: { ratio: 1, atLeast: false },
    },
    { figure: 'open-data.disk', ...disk, unit: 'bytes', bar: { ratio: 0.15, atLeast: false } },
  ]
  const notes = [
    `${read.rows} rows in ${(size / 1e6).toFixed(0)} MB of CSV: Parquet ${(kept.size / 1e6).toFixed(0)} MB, DuckDB ${(duckdb.size / 1e6).toFixed(0)} MB.`,
  ]
  return { table, id, figures, notes }
}

/** Each question put to both, one after the other, several times; the medians. */
async function compare(
  room: Room,
  deps: AppDeps,
  services: Kept & { tables: OpenTables },
  table: KeptTable,
): Promise<Figure[]> {
  const { tables } = services
  const { times, rows } = sizes[room.size]
  const { pool } = deps.database
  const theirs = async (...statements: string[]) => {
    for (const statement of statements) await pool.query(statement)
  }
  // As text of JSON, as CKAN has it when PostgreSQL has answered.
  const ours = async (query: TableQuery) => JSON.stringify(await queryTable(tables, table, query))
  // Another question each time, because we keep what was counted once: the first to ask is measured. The first page is what is kept most of
  // all, for whoever opens a table: it is asked with fewer rows each time.
  const raion = (n: number) => ({ column: 'raion', is: '=', value: RAIONS[n] as string }) as const
  const ofRaion = (n: number) => ({ where: `"raion" = '${RAIONS[n]}'` })
  const part = (n: number) => (SUBJECT_WORDS[n] as string).slice(1)
  const groups = (n: number, source: string) =>
    `SELECT "procedura", "an", sum("suma") AS total, count(*) AS contracts FROM ${source} GROUP BY "procedura", "an" HAVING count(*) > ${n} ORDER BY total DESC`
  const far = (n: number) => Math.floor(rows * 0.75) + n * 100
  const questions: {
    name: string
    bar?: number
    ours(n: number): Promise<unknown>
    theirs(n: number): Promise<unknown>
  }[] = [
    {
      name: 'first-page',
      bar: 0.7,
      ours: (n) => ours({ limit: 100 - n }),
      theirs: (n) => theirs(pageOf({ limit: 100 - n })),
    },
    {
      name: 'first-page-with-total',
      ours: (n) => ours({ limit: 100 - n, total: true }),
      theirs: (n) => theirs(pageOf({ limit: 100 - n }), countOf({})),
    },
    {
      name: 'deep-page',
      bar: 20,
      ours: (n) => ours({ limit: 100, offset: far(n) }),
      theirs: (n) => theirs(pageOf({ offset: far(n) })),
    },
    {
      name: 'count',
      bar: 8,
      ours: (n) => ours({ limit: 0, where: raion(n), total: true }),
      theirs: (n) => theirs(countOf(ofRaion(n))),
    },
    {
      name: 'filtered-page',
      ours: (n) => ours({ limit: 100, where: raion(n + 18), total: true }),
      theirs: (n) => theirs(pageOf(ofRaion(n + 18)), countOf(ofRaion(n + 18))),
    },
    {
      name: 'sort',
      bar: 8,
      ours: (n) => ours({ limit: 100, offset: n * 100, sort: [{ column: 'suma', descending: true }] }),
      theirs: (n) => theirs(pageOf({ sort: '"suma" DESC', offset: n * 100 })),
    },
    {
      name: 'distinct',
      ours: (n) => ours({ limit: 32_000, offset: n, columns: ['furnizor'], distinct: true }),
      theirs: (n) => theirs(pageOf({ distinct: '"furnizor"', limit: 32_000, offset: n })),
    },
    {
      name: 'group',
      bar: 8,
      ours: (n) => tables.ask(table, ({ source, run }) => run(groups(n, source))),
      theirs: (n) => theirs(asked(groups(n, `"${TABLE}"`))),
    },
    {
      name: 'substring',
      bar: 8,
      ours: (n) => ours({ limit: 100, where: { column: 'obiect', is: 'contains', value: part(n) }, total: true }),
      theirs: (n) => {
        const like = { where: `"obiect" ILIKE '%${part(n)}%'` }
        return theirs(pageOf(like), countOf(like))
      },
    },
    {
      name: 'full-text',
      ours: (n) => ours({ limit: 100, words: SUBJECT_WORDS[n + 18] as string, total: true }),
      theirs: (n) =>
        theirs(pageOf({ q: SUBJECT_WORDS[n + 18] as string }), countOf({ q: SUBJECT_WORDS[n + 18] as string })),
    },
  ]
  const figures: Figure[] = []
  for (const { name, bar, ...question } of questions) {
    const measured = { ours: await median(times, question.ours), baseline: await median(times, question.theirs) }
    room.tell(`${name}: ${measured.ours.toFixed(1)} ms, CKAN's statements ${measured.baseline.toFixed(1)} ms`)
    // A rate, so that a ratio above one is faster and a bar says how many times.
    const rate = { ours: 1000 / measured.ours, baseline: 1000 / measured.baseline }
    figures.push({
      figure: `open-data.${name}`,
      ...rate,
      unit: 'answers/s',
      ...(bar !== undefined && { bar: { ratio: bar, atLeast: true } }),
    })
  }
  const dumped = performance.now()
  for await (const _ of (await exportTable(services, table, {}, 'csv')).body);
  const dump = performance.now() - dumped
  const paging = performance.now()
  for (let offset = 0; offset < rows; offset += DUMPED_A_TIME) await theirs(pageOf({ offset, limit: DUMPED_A_TIME }))
  figures.push({
    figure: 'open-data.dump',
    ours: dump / 1000,
    baseline: (performance.now() - paging) / 1000,
    unit: 's',
  })
  return figures
}

async function median(times: number, work: (n: number) => Promise<unknown>): Promise<number> {
  await work(0)
  const taken: number[] = []
  for (let n = 1; n <= times; n++) {
    const begun = performance.now()
    await work(n)
    taken.push(performance.now() - begun)
  }
  return taken.sort((a, b) => a - b)[Math.floor(times / 2)] as number
}

/** From outside: our server as its own process, asked by one client after another answer. */
async function throughHttp(room: Room, table: string): Promise<Figure[]> {
  const { seconds } = sizes[room.size]
  const [server, client] = await Promise.all([
    room.startServer({ PUNTE_DATA_DIR: depsOf(room).config.dataDir }),
    room.startClient(),
  ])
  const p50 = async (paths: string[]) => {
    // The first answer opens the table, or makes the index of the catalogue; a process serves for days between two starts.
    const begun = performance.now()
    let first = await fetch(`${server.origin}${paths[0]}`)
    // A process that starts beside others is pressed, and asks to come again; so does whoever asks.
    for (let again = 0; first.status === 503 && again < 20; again += 1) {
      await sleep(1_000)
      first = await fetch(`${server.origin}${paths[0]}`)
    }
    if (!first.ok) throw new Error(`${paths[0]} answered ${first.status}: ${await first.text()}`)
    await first.arrayBuffer()
    room.tell(`the first answer took ${((performance.now() - begun) / 1000).toFixed(1)} s`)
    const answered = await client.run({ origin: server.origin, paths: [paths], headers: {}, warmSeconds: 2, seconds })
    return answered.p50
  }
  return [
    {
      figure: 'open-data.http-page.p50',
      ours: await p50(pages(table)),
      baseline: SEARCH_PAGE,
      unit: 'ms',
      bar: { ratio: 1, atLeast: false },
    },
    {
      figure: 'open-data.search',
      ours: await p50(searches()),
      baseline: CATALOGUE,
      unit: 'ms',
      bar: { ratio: 1, atLeast: false },
    },
  ]
}

/** Each asked for once, as searches are: a filter with its total that nobody has counted yet. */
function pages(table: string): string[] {
  return RAIONS.flatMap((raion) =>
    PROCEDURES.flatMap((procedura) =>
      YEARS.map((an) => {
        const filters = JSON.stringify({ raion, procedura, an })
        return `/api/3/action/datastore_search?${new URLSearchParams({ resource_id: table, limit: '100', filters })}`
      }),
    ),
  )
}

/** Each asked for once: what comes back from a copy would be measured as a search. */
function searches(): string[] {
  const random = numbersFrom(7)
  return Array.from({ length: SEARCHES }, (_, at) => {
    const word = () => pick(WORDS, random)
    const q = pick([word(), `${word()} ${word()}`, `cod${at}`, word().slice(0, 4), swapped(word())], random)
    const facet = pick<Record<string, string>>(
      [{}, { theme: pick(THEMES, random) }, { format: 'CSV', sort: 'title' }],
      random,
    )
    return `/api/v1/data?${new URLSearchParams({ q: `${q} ${at % 7 ? '' : word()}`.trim(), ...facet, page: String(1 + (at % 3)) })}`
  })
}

/** Two letters in the middle have changed places. */
function swapped(word: string): string {
  return word.replace(/^(..)(.)(.)/u, '$1$3$2')
}
