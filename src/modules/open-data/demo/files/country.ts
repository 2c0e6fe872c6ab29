import type { DemoFile } from '../file.ts'
import { MIDDLES, MONTHS_2026, UNITS, weightOf } from '../written/names.ts'
import { type Chance, chance, comma, csv, dayAfter, semicolons, workbook } from '../written/rows.ts'

/** Of ministries and of the agency: counts by the districts of the country, and registers of things. */
export const country: DemoFile[] = [
  {
    dataset: 'organizatii-inregistrate',
    by: 'lidia',
    title: { ro: 'Pe raioane', ru: 'По районам', en: 'By district' },
    versions: [
      { daysAgo: 70, fileName: 'organizatii_08.csv', make: () => organisations(8, 'Lichidate') },
      { daysAgo: 39, fileName: 'organizatii_09.csv', make: () => organisations(9, 'Lichidate') },
      { daysAgo: 8, fileName: 'organizatii_10.csv', make: () => organisations(10, 'Radiate'), driftSeen: true },
    ],
  },
  {
    dataset: 'fantani',
    by: 'nina',
    title: { ro: 'Probe pe raioane', ru: 'Пробы по районам', en: 'Samples by district' },
    versions: [
      { daysAgo: 52, fileName: 'fantani.csv', make: () => wells(false) },
      {
        daysAgo: 2,
        fileName: 'fantani-cu-laboratoare.csv',
        make: () => wells(true),
        basis:
          'Legea 148/2023 privind accesul la informațiile de interes public: telefoanele de serviciu ale laboratoarelor.',
        becomes: 'waits-for-second-person',
      },
    ],
  },
  {
    dataset: 'spitale',
    by: 'nina',
    title: { ro: 'Spitale și paturi', ru: 'Больницы и койки', en: 'Hospitals and beds' },
    versions: [{ daysAgo: 93, fileName: 'spitale.csv', make: hospitals }],
  },
  {
    dataset: 'vaccinare',
    by: 'nina',
    title: { ro: 'Procente', ru: 'Проценты', en: 'Percentages' },
    versions: [{ daysAgo: 41, fileName: 'vaccinare.csv', make: vaccination }],
  },
  {
    dataset: 'ambulante',
    by: 'nina',
    title: { ro: 'Chemări pe luni', ru: 'Вызовы по месяцам', en: 'Calls by month' },
    versions: [
      { daysAgo: 17, fileName: 'ambulante.csv', make: () => ambulances(9, true) },
      {
        daysAgo: 1,
        fileName: 'ambulante-octombrie.csv',
        make: () => ambulances(10, false),
        becomes: 'waits-to-be-looked-at',
      },
    ],
  },
  {
    dataset: 'biblioteci',
    by: 'irina',
    title: { ro: 'Biblioteci', ru: 'Библиотеки', en: 'Libraries' },
    versions: [{ daysAgo: 65, fileName: 'biblioteci.csv', make: libraries }],
  },
  ...[2024, 2025, 2026].map(
    (year): DemoFile => ({
      dataset: `consilii-elevi-${year}`,
      by: 'irina',
      title: { ro: 'Rezultate pe raioane', ru: 'Результаты по районам', en: 'Results by district' },
      versions: [{ daysAgo: 21 + (2026 - year) * 60, fileName: `rezultate-${year}.csv`, make: () => elections(year) }],
    }),
  ),
  {
    dataset: 'rezultate-bac',
    by: 'irina',
    title: { ro: 'Medii și promovare', ru: 'Баллы и сдавшие', en: 'Means and passes' },
    versions: [{ daysAgo: 138, fileName: 'bac.csv', make: exams }],
  },
  {
    dataset: 'energie-scoli',
    by: 'irina',
    title: { ro: 'Consum pe luni', ru: 'Расход по месяцам', en: 'Use by month' },
    versions: [
      { daysAgo: 46, fileName: 'Consum 9 luni.xlsx', make: () => schoolEnergy(9) },
      { daysAgo: 15, fileName: 'Consum 10 luni.xlsx', make: () => schoolEnergy(10) },
    ],
  },
  {
    dataset: 'accidente-rutiere',
    by: 'marin',
    title: { ro: 'Accidente', ru: 'Происшествия', en: 'Accidents' },
    versions: [
      { daysAgo: 158, fileName: 'accidente-t1.csv', make: () => accidents(430) },
      { daysAgo: 100, fileName: 'accidente-t2.csv', make: () => accidents(940) },
      { daysAgo: 34, fileName: 'accidente-t3.csv', make: () => accidents(1_420) },
    ],
  },
  {
    dataset: 'drumuri-nationale',
    by: 'marin',
    title: { ro: 'Segmente', ru: 'Участки', en: 'Stretches' },
    versions: [{ daysAgo: 56, fileName: 'drumuri.json', make: roads }],
  },
  {
    dataset: 'poduri',
    by: 'marin',
    title: { ro: 'Podurile', ru: 'Мосты', en: 'Bridges' },
    versions: [{ daysAgo: 35, fileName: 'poduri.ndjson', make: bridges }],
  },
  {
    dataset: 'parc-auto',
    by: 'lidia',
    title: { ro: 'Vehicule', ru: 'Машины', en: 'Vehicles' },
    versions: [
      { daysAgo: 188, fileName: 'vehicule_t1.csv', make: () => vehicles(1) },
      { daysAgo: 120, fileName: 'vehicule_t2.csv', make: () => vehicles(2) },
      { daysAgo: 40, fileName: 'vehicule_t3.csv', make: () => vehicles(3) },
    ],
  },
  {
    dataset: 'stare-civila',
    by: 'lidia',
    title: { ro: 'Pe luni și raioane', ru: 'По месяцам и районам', en: 'By month and district' },
    versions: [{ daysAgo: 23, fileName: 'stare-civila.csv', make: civilStatus }],
  },
  {
    dataset: 'tranzactii-imobiliare',
    by: 'lidia',
    title: { ro: 'Tranzacții', ru: 'Сделки', en: 'Transactions' },
    versions: [{ daysAgo: 38, fileName: 'tranzactii.csv', make: transactions }],
  },
  {
    dataset: 'ghisee',
    by: 'lidia',
    title: { ro: 'Așteptarea pe luni', ru: 'Ожидание по месяцам', en: 'Waiting by month' },
    versions: [{ daysAgo: 29, fileName: 'ghisee.csv', make: desks }],
  },
]

/** About so many in a district, by how many people live there. */
function countIn(of: Chance, unit: string, usual: number): number {
  return Math.max(0, Math.round(of.around(usual * weightOf(unit), usual * 0.4)))
}

/** @param ended what the office calls those that are no more: it changed its mind once */
function organisations(month: number, ended: string): Buffer {
  const of = chance(200)
  const rows = UNITS.flatMap((unit) =>
    ['SRL', 'Întreprindere individuală', 'SA', 'Asociație obștească'].map((form) => [
      ...[unit, form, countIn(of, unit, 900) + month * 3, countIn(of, unit, 610) + month * 2, countIn(of, unit, 40)],
    ]),
  )
  return Buffer.from(`\ufeff${semicolons([`Raionul;Forma juridică;Înregistrate;Active;${ended}`, ...rows])}`)
}

function wells(withLaboratories: boolean): Buffer {
  const of = chance(211)
  const head = 'raionul,probe,peste_limita_nitrati,nitrati_mg_l'
  const rows = UNITS.map((unit, at) => {
    const samples = of.whole(60, 400)
    const row = [unit, samples, Math.round(samples * (0.2 + of.next() * 0.6)), of.decimal(28, 190, 1)]
    return withLaboratories ? [...row, `022 000 2${String(at).padStart(2, '0')}`] : row
  })
  return csv(withLaboratories ? `${head},telefon laborator` : head, rows)
}

function hospitals(): Buffer {
  const of = chance(223)
  return csv(
    'raionul,spitale,paturi,medici,asistente',
    UNITS.map((unit) => [
      unit,
      Math.max(1, Math.round(weightOf(unit))),
      countIn(of, unit, 210),
      countIn(of, unit, 70),
      countIn(of, unit, 190),
    ]),
  )
}

function vaccination(): Buffer {
  const of = chance(227)
  const rows = UNITS.flatMap((unit) =>
    [2023, 2024, 2025].flatMap((year) =>
      ['ROR', 'DTP', 'Poliomielită', 'Hepatita B'].map((vaccine) => [
        unit,
        year,
        vaccine,
        comma(of.decimal(78, 98, 1)),
      ]),
    ),
  )
  return Buffer.from(semicolons(['Raionul;Anul;Vaccinul;Acoperire, %', ...rows]))
}

function ambulances(months: number, withMinutes: boolean): Buffer {
  const of = chance(229)
  const rows = MONTHS_2026.slice(0, months).flatMap((month) =>
    UNITS.map((unit) => {
      const [count, minutes] = [countIn(of, unit, 720), of.decimal(9, 34, 1)]
      return withMinutes ? [month, unit, count, minutes] : [month, unit, count]
    }),
  )
  return csv(withMinutes ? 'luna,raionul,chemari,minute_pana_la_sosire' : 'luna,raionul,chemari', rows)
}

function libraries(): Buffer {
  const of = chance(233)
  return csv(
    'biblioteca,raionul,carti,cititori,zile_pe_saptamana,email',
    Array.from({ length: 240 }, (_, at) => [
      ...[
        `Biblioteca publică nr. ${at + 1}`,
        UNITS[at % UNITS.length] as string,
        of.whole(3_000, 90_000),
        of.whole(120, 4_800),
      ],
      ...[of.whole(3, 6), `biblioteca@raion-${(at % UNITS.length) + 1}.example.md`],
    ]),
  )
}

function elections(year: number): Buffer {
  const of = chance(239 + 2026 - year)
  return csv(
    'raionul,inscrisi,au_votat,lista_verde,lista_albastra,lista_galbena,nevalabile',
    UNITS.map((unit) => {
      const enrolled = countIn(of, unit, 5_200)
      const voted = Math.round(enrolled * (0.41 + of.next() * 0.3))
      const invalid = Math.round(voted * 0.02 * of.next())
      const green = Math.round((voted - invalid) * (0.25 + of.next() * 0.2))
      const blue = Math.round((voted - invalid) * (0.2 + of.next() * 0.2))
      return [unit, enrolled, voted, green, blue, voted - invalid - green - blue, invalid]
    }),
  )
}

function exams(): Buffer {
  const of = chance(241)
  return csv(
    'anul,raionul,disciplina,candidati,media,promovare_procente',
    [2024, 2025, 2026].flatMap((year) =>
      UNITS.flatMap((unit) =>
        ['Limba română', 'Matematica', 'Istoria', 'Limba străină', 'Biologia'].map((subject) => [
          ...[year, unit, subject, countIn(of, unit, 240), of.decimal(5.6, 8.4, 2), of.decimal(71, 98, 1)],
        ]),
      ),
    ),
  )
}

function schoolEnergy(months: number): Buffer {
  const of = chance(251)
  const rows = MONTHS_2026.slice(0, months).flatMap((month, at) =>
    UNITS.slice(0, 20).map((unit) => {
      const cold = 1 + Math.cos((2 * Math.PI * at) / 12)
      return [month, unit, countIn(of, unit, 42_000), Math.round(countIn(of, unit, 18_000) * cold)]
    }),
  )
  return workbook(
    'Consum',
    [['Consumul de energie al școlilor, 2026'], ['Luna', 'Raionul', 'Electricitate, kWh', 'Gaze, m3'], ...rows],
    ['A1:D1'],
  )
}

/** The year so far: what was told before stays as it was. */
function accidents(count: number): Buffer {
  const of = chance(257)
  const causes = ['viteză', 'neacordarea priorității', 'alcool', 'depășire', 'pieton pe carosabil', 'stare tehnică']
  return csv(
    'nr,data,ora,raionul,cauza,raniti,decedati,latitudine,longitudine',
    Array.from({ length: count }, (_, at) => {
      const unit = of.next() < 0.3 ? 'Chișinău' : of.one(UNITS)
      const [latitude, longitude] = unit === 'Chișinău' ? MIDDLES.chisinau : MIDDLES.country
      const spread = unit === 'Chișinău' ? 0.05 : 0.55
      return [
        ...[
          at + 1,
          dayAfter('2026-01-01', Math.floor(at / 5.3)),
          `${String(of.whole(0, 23)).padStart(2, '0')}:${String(of.whole(0, 59)).padStart(2, '0')}`,
        ],
        ...[unit, of.one(causes), of.whole(0, 3), of.next() < 0.08 ? 1 : 0],
        ...[of.around(latitude, spread).toFixed(4), of.around(longitude, spread * 0.8).toFixed(4)],
      ]
    }),
  )
}

function roads(): Buffer {
  const of = chance(263)
  const segments = Array.from({ length: 180 }, (_, at) => ({
    drum: `M${(at % 14) + 1}`,
    segment: at + 1,
    raionul: UNITS[at % UNITS.length],
    lungime_km: Number(of.decimal(2, 18, 1)),
    starea: of.one(['bună', 'bună', 'mediocră', 'rea']),
    reparat_in: of.whole(1998, 2026),
  }))
  return Buffer.from(JSON.stringify({ actualizat: '2026-09-30', segmente: segments }))
}

function bridges(): Buffer {
  const of = chance(269)
  const rivers = ['Nistru', 'Prut', 'Răut', 'Bîc', 'Botna', 'Ialpug', 'Cogîlnic', 'Ciuhur']
  const lines = Array.from({ length: 160 }, (_, at) =>
    JSON.stringify({
      pod: at + 1,
      raul: of.one(rivers),
      raionul: of.one(UNITS),
      lungime_m: Number(of.decimal(8, 320, 1)),
      an: of.whole(1948, 2024),
      nota: of.whole(1, 5),
    }),
  )
  return Buffer.from(`${lines.join('\n')}\n`)
}

/** The same rows each quarter, with a few more electric cars. */
function vehicles(quarter: number): Buffer {
  const of = chance(271)
  const usual = { autoturisme: 21_000, camioane: 2_400, autobuze: 420, motociclete: 900, tractoare: 1_300 }
  const share = { benzină: 0.46, motorină: 0.38, gaz: 0.13, electric: 0.008 * quarter }
  const rows = UNITS.flatMap((unit) =>
    Object.entries(usual).flatMap(([kind, many]) =>
      Object.entries(share).map(([fuel, part]) => [unit, kind, fuel, Math.round(countIn(of, unit, many) * part)]),
    ),
  )
  return csv('raionul,categoria,combustibil,vehicule', rows)
}

function civilStatus(): Buffer {
  const of = chance(277)
  return csv(
    'luna,raionul,nasteri,casatorii,divorturi',
    MONTHS_2026.flatMap((month) =>
      UNITS.map((unit) => [month, unit, countIn(of, unit, 62), countIn(of, unit, 38), countIn(of, unit, 21)]),
    ),
  )
}

function transactions(): Buffer {
  const of = chance(281)
  return csv(
    'trimestrul,raionul,felul,tranzactii,pret_mediu_lei',
    ['2026-T1', '2026-T2', '2026-T3'].flatMap((quarter) =>
      UNITS.flatMap((unit) =>
        [...Object.entries({ casă: 620_000, apartament: 890_000, teren: 140_000 })].map(([kind, price]) => [
          ...[quarter, unit, kind, countIn(of, unit, 90), Math.round(of.around(price, price * 0.3) / 100) * 100],
        ]),
      ),
    ),
  )
}

function desks(): Buffer {
  const of = chance(283)
  const rows = MONTHS_2026.flatMap((month) =>
    UNITS.map((unit) => [
      month,
      `Centrul ${unit}`,
      Math.max(3, Math.round(4 * weightOf(unit))),
      countIn(of, unit, 5_200),
      comma(of.decimal(4, 41, 1)),
    ]),
  )
  return Buffer.from(semicolons(['Luna;Centrul;Ghișee;Vizitatori;Minute de așteptare', ...rows]))
}
