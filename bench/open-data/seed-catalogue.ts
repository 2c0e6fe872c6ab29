import { sql } from 'kysely'
import { seedDemoAuthorities } from '#commons/organisations/seed.ts'
import { seedPlaces } from '#commons/places/seed.ts'
import { newId } from '#kernel/ids.ts'
import type { Found } from '#modules/open-data/ingest/reader/protocol.ts'
import type { AppDeps } from '#src/app.ts'
import { pick, type Random } from '../pages/texts.ts'

export const WORDS =
  'buget venituri cheltuieli școli elevi profesori aer apă poluare arbori parcuri drumuri străzi transport troleibuze stații rute spitale medici pacienți energie gaze agricultură struguri vin export import firme impozite terenuri cadastru clădiri locuințe populație recensământ alegeri hotărâri contracte achiziții licitații deșeuri reciclare râuri inundații temperatură precipitații biblioteci muzee sport turism hoteluri'.split(
    ' ',
  )
export const THEMES = ['AGRI', 'ECON', 'EDUC', 'ENER', 'ENVI', 'GOVE', 'HEAL', 'JUST', 'REGI', 'SOCI', 'TECH', 'TRAN']
const A_TIME = 1_000

/** Datasets by description alone, published, each with one distribution elsewhere. */
export async function seedCatalogue(deps: AppDeps, datasets: number, random: Random): Promise<void> {
  const { db } = deps.database
  const now = deps.clock.now()
  await seedPlaces(db, { demo: true })
  await seedDemoAuthorities(db, now)
  const { rows: owners } = await sql<{
    id: string
  }>`SELECT id FROM organisations.organisation WHERE is_authority`.execute(db)
  for (let from = 0; from < datasets; from += A_TIME) {
    const rows = Array.from({ length: Math.min(A_TIME, datasets - from) }, (_, at) =>
      dataset(from + at, pick(owners, random).id, random, now),
    )
    const json = JSON.stringify(rows)
    await sql`
      INSERT INTO open_data.dataset (id, name, organisation_id, state, title, description, keywords, themes, licence, frequency, created_at, modified_at, published_at)
      SELECT id, name, owner, 'published', title, description, keywords, themes, licence, frequency, at, at, at
      FROM jsonb_to_recordset(${json}::jsonb) AS r (id uuid, name text, owner uuid, title jsonb, description jsonb, keywords jsonb, themes text[],
        licence text, frequency text, at timestamptz)`.execute(db)
    await sql`
      INSERT INTO open_data.distribution (id, dataset_id, position, title, format, url, created_at, modified_at)
      SELECT id, id, 1, '{"ro": "Tabelul"}', format, 'https://example.md/tabel', at, at
      FROM jsonb_to_recordset(${json}::jsonb) AS r (id uuid, format text, at timestamptz)`.execute(db)
  }
}

function dataset(n: number, owner: string, random: Random, now: Date) {
  const word = () => pick(WORDS, random)
  const year = 2012 + Math.floor(random() * 14)
  return {
    id: newId(now),
    name: `setul-${n}`,
    owner,
    title: { ro: `${word()} și ${word()}, ${year}`, ru: `Данные ${n} за ${year} год`, en: `Data on ${word()} ${n}` },
    description: { ro: `${Array.from({ length: 60 }, word).join(' ')} cod${n}` },
    keywords: { ro: [word(), word(), `cheie${n % 3000}`] },
    themes: [pick(THEMES, random)],
    licence: pick(['CC0', 'CC_BY_4_0', 'ODC_BY'], random),
    frequency: pick(['DAILY', 'MONTHLY', 'ANNUAL', 'UNKNOWN'], random),
    format: pick(['CSV', 'XLSX', 'JSON', 'PDF'], random),
    at: new Date(Date.UTC(2012, 0, 1) + Math.floor(random() * 5_000) * 86_400_000),
  }
}

/** A dataset whose table is the one that was read. @returns the table's id */
export async function seedTable(
  deps: AppDeps,
  { found, sha256, size }: { found: Found; sha256: string; size: number },
): Promise<string> {
  const { db } = deps.database
  const now = deps.clock.now()
  const [dataset, table, version] = [newId(now), newId(now), newId(now)]
  const [{ rows, rejected, columns } = { rows: 0, rejected: 0, columns: [] }] = found.tables
  await sql`
    INSERT INTO open_data.dataset (id, name, organisation_id, state, title, created_at, modified_at, published_at)
    SELECT ${dataset}::uuid, 'contracte', id, 'published', '{"ro": "Contracte"}', ${now}, ${now}, ${now} FROM organisations.organisation
    WHERE is_authority LIMIT 1`.execute(db)
  await sql`
    INSERT INTO open_data.distribution (id, dataset_id, position, title, created_at, modified_at)
    VALUES (${table}, ${dataset}, 1, '{"ro": "Tabelul"}', ${now}, ${now})`.execute(db)
  await sql`
    INSERT INTO open_data.version (id, distribution_id, seq, file_name, sha256, size, state, reading, created_at, read_at, published_at)
    VALUES (${version}, ${table}, 1, 'contracte.csv', ${'0'.repeat(64)}, ${size}, 'published', ${JSON.stringify(found.reading)}::jsonb, ${now}, ${now}, ${now})`.execute(
    db,
  )
  await sql`INSERT INTO open_data.data_table (id, distribution_id, sheet, position) VALUES (${table}, ${table}, '', 0)`.execute(
    db,
  )
  await sql`
    INSERT INTO open_data.table_version (version_id, table_id, sheet, position, rows, rejected, columns, sha256, size)
    VALUES (${version}, ${table}, '', 0, ${rows}, ${rejected}, ${JSON.stringify(columns)}::jsonb, ${sha256}, ${size})`.execute(
    db,
  )
  await sql`UPDATE open_data.distribution SET current_version_id = ${version} WHERE id = ${table}`.execute(db)
  return table
}
