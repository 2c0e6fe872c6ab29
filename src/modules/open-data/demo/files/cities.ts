import type { DemoFile } from '../file.ts'
import { inWindows1250, inWindows1251 } from '../written/code-pages.ts'
import { MIDDLES, SECTORS, STREETS } from '../written/names.ts'
import { type Chance, chance, csv, dayAfter, dotted, grouped, semicolons, workbook } from '../written/rows.ts'

/** Of town halls and councils: registers with coordinates, exports of old programs, workbooks made to be printed. */
export const cities: DemoFile[] = [
  {
    dataset: 'arbori-chisinau',
    by: 'doina',
    title: { ro: 'Arborii', ru: 'Деревья', en: 'Trees' },
    versions: [
      { daysAgo: 149, fileName: 'arbori.csv', make: () => trees(1_800, 0) },
      { daysAgo: 30, fileName: 'arbori-2026.csv', make: () => trees(2_050, 60) },
    ],
  },
  {
    dataset: 'transport-balti',
    by: 'oleg',
    title: { ro: 'Stațiile', ru: 'Остановки', en: 'Stops' },
    versions: [{ daysAgo: 118, fileName: 'statii.csv', make: () => stops(MIDDLES.balti, 140, 5) }],
  },
  {
    dataset: 'parcari-chisinau',
    by: 'doina',
    title: { ro: 'Parcările', ru: 'Парковки', en: 'Car parks' },
    versions: [{ daysAgo: 198, fileName: 'parcari.csv', make: carParks }],
  },
  {
    dataset: 'santiere-chisinau',
    by: 'doina',
    title: { ro: 'Lucrările în curs', ru: 'Текущие работы', en: 'Works under way' },
    versions: [{ daysAgo: 3, fileName: 'santiere.csv', make: roadworks }],
  },
  {
    dataset: 'apeluri-primarie',
    by: 'doina',
    title: { ro: 'Apelurile pe teme', ru: 'Обращения по темам', en: 'Calls by subject' },
    versions: [{ daysAgo: 1, fileName: 'apeluri.csv', make: calls, becomes: 'waits-to-be-looked-at' }],
  },
  {
    dataset: 'statii-transport-chisinau',
    by: 'doina',
    title: { ro: 'Stațiile', ru: 'Остановки', en: 'Stops' },
    versions: [{ daysAgo: 88, fileName: 'statii-chisinau.csv', make: () => stops(MIDDLES.chisinau, 620, 6) }],
  },
  {
    dataset: 'achizitii-chisinau',
    by: 'doina',
    title: { ro: 'Proceduri încheiate', ru: 'Завершённые процедуры', en: 'Finished procedures' },
    versions: [
      {
        daysAgo: 72,
        fileName: 'ACHIZITII.csv',
        make: () => tenders(2_200, 1.2),
        erratum: {
          daysAgo: 12,
          text: {
            ro: 'În coloana „Contractat” sumele erau cu TVA, deși titlul spunea fără. Versiunea următoare are sumele fără TVA.',
            ru: 'В столбце «Contractat» суммы были с НДС, хотя заголовок говорил «без». В следующей версии суммы без НДС.',
            en: 'Sums in the column “Contractat” had VAT in them although the title said otherwise. The next version has them without VAT.',
          },
        },
      },
      { daysAgo: 14, fileName: 'ACHIZITII_corectat.csv', make: () => tenders(2_400, 1) },
    ],
  },
  {
    dataset: 'gradinite-chisinau',
    by: 'doina',
    title: { ro: 'Locuri și cereri', ru: 'Места и заявления', en: 'Places and applications' },
    versions: [{ daysAgo: 48, fileName: 'gradinite.csv', make: kindergartens }],
  },
  {
    dataset: 'cereri-locuinte-sociale',
    by: 'doina',
    title: { ro: 'Cereri care așteaptă', ru: 'Заявления в очереди', en: 'Applications that wait' },
    versions: [
      {
        daysAgo: 19,
        fileName: 'lista completa.csv',
        make: namedApplications,
        basis: 'Regulamentul intern al direcției: lista de așteptare se afișează la sediu.',
        recalled: {
          daysAgo: 1,
          reason: 'personal-data',
          text: 'Fișierul cuprindea numele și ziua nașterii solicitanților. Afișarea la sediu nu este un temei pentru date deschise.',
        },
      },
      { daysAgo: 1, fileName: 'cereri pe sectoare.csv', make: applications, driftSeen: true },
    ],
  },
  ...[2024, 2025, 2026].map(
    (year, at): DemoFile => ({
      dataset: 'buget-chisinau-serie',
      by: 'doina',
      title: { ro: `Bugetul ${year}`, ru: `Бюджет ${year}`, en: `Budget ${year}` },
      versions: [{ daysAgo: 108 - at, fileName: `buget_${year}.csv`, make: () => yearBudget(year) }],
    }),
  ),
  {
    dataset: 'buget-balti',
    by: 'oleg',
    title: { ro: 'Cheltuieli pe funcții', ru: 'Расходы по функциям', en: 'Spending by function' },
    versions: [{ daysAgo: 43, fileName: 'бюджет 9 мес.csv', make: baltiBudget }],
  },
  {
    dataset: 'deseuri-balti',
    by: 'oleg',
    title: { ro: 'Tone pe luni', ru: 'Тонны по месяцам', en: 'Tonnes by month' },
    versions: [{ daysAgo: 31, fileName: 'Deseuri 2026.xlsx', make: waste }],
  },
  {
    dataset: 'deconectari-apa-comrat',
    by: 'oleg',
    title: { ro: 'Deconectări', ru: 'Отключения', en: 'Cuts' },
    versions: [{ daysAgo: 26, fileName: 'отключения.csv', make: waterCuts }],
  },
  {
    dataset: 'iluminat-orhei',
    by: 'doina',
    title: { ro: 'Stâlpii', ru: 'Фонари', en: 'Lights' },
    versions: [{ daysAgo: 68, fileName: 'stalpi.csv', make: lights }],
  },
  {
    dataset: 'turism-cahul',
    by: 'doina',
    title: { ro: 'Locuri', ru: 'Места', en: 'Places' },
    versions: [{ daysAgo: 60, fileName: 'locuri.geojson', make: sights }],
  },
  {
    dataset: 'sedinte-consiliu-orhei',
    by: 'doina',
    title: { ro: 'Ședințele din 2026', ru: 'Заседания 2026 года', en: 'Sessions of 2026' },
    versions: [{ daysAgo: 4, fileName: 'sedinte.csv', make: sessions }],
  },
]

function near(of: Chance, [latitude, longitude]: readonly [number, number], spread: number): [string, string] {
  return [of.around(latitude, spread).toFixed(5), of.around(longitude, spread * 1.4).toFixed(5)]
}

/** Rows that were there before stay as they were, but for those in a worse state. */
function trees(count: number, worse: number): Buffer {
  const of = chance(311)
  const species = ['Tei', 'Castan', 'Arțar', 'Plop', 'Salcâm', 'Nuc', 'Frasin', 'Stejar', 'Platan']
  const rows = Array.from({ length: count }, (_, at) => {
    const [latitude, longitude] = near(of, MIDDLES.chisinau, 0.03)
    const state = of.one(['bună', 'bună', 'bună', 'satisfăcătoare', 'uscat parțial'])
    return [
      `A${String(at + 1).padStart(5, '0')}`,
      ...[of.one(species), of.whole(1956, 2024), of.decimal(8, 92, 0)],
      at % 30 === 7 && at < worse * 30 ? 'uscat' : state,
      ...[of.one(SECTORS), `str. ${of.one(STREETS)}`, latitude, longitude],
    ]
  })
  return csv('cod,specia,anul_plantarii,diametru_cm,starea,sectorul,strada,latitudine,longitudine', rows)
}

function stops(middle: readonly [number, number], count: number, seed: number): Buffer {
  const of = chance(seed)
  const rows = Array.from({ length: count }, (_, at) => {
    const [latitude, longitude] = near(of, middle, count > 300 ? 0.045 : 0.02)
    const routes = [...new Set([of.whole(1, 38), of.whole(1, 38), of.whole(1, 38)])].sort((a, b) => a - b).join(' ')
    return [
      ...[at + 1, `${of.one(STREETS)} ${of.whole(1, 120)}`, routes],
      ...[of.one(['da', 'da', 'nu']), of.one(['da', 'nu']), latitude, longitude],
    ]
  })
  return csv('nr,statia,rute,adapost,acces_scaun_rulant,lat,lon', rows)
}

function carParks(): Buffer {
  const of = chance(23)
  return csv(
    'strada,locuri,cu_plata',
    STREETS.map((street) => [street, of.whole(12, 140), of.one(['da', 'nu'])]),
  )
}

function roadworks(): Buffer {
  const of = chance(29)
  const rows = STREETS.map((street, at) => {
    const begin = dayAfter('2026-03-01', of.whole(0, 220))
    return [
      ...[`L-${at + 1}`, `str. ${street}`, of.one(['reparație capitală', 'trotuare', 'rețele', 'marcaj'])],
      ...[begin, dayAfter(begin, of.whole(10, 160)), of.whole(200, 18_000) * 1_000, of.whole(0, 100)],
    ]
  })
  return csv('lucrarea,strada,felul,inceput,termen,suma_lei,executat_procente', rows)
}

function calls(): Buffer {
  const of = chance(31)
  const subjects = ['drumuri', 'iluminat', 'gunoi', 'apă', 'transport', 'câini', 'zgomot', 'parcări']
  return csv(
    'luna,tema,apeluri',
    subjects.flatMap((subject) =>
      Array.from({ length: 10 }, (_, at) => [`2026-${String(at + 1).padStart(2, '0')}`, subject, of.whole(40, 900)]),
    ),
  )
}

/** From an old program: cedillas, titles above the table, thousands parted by blanks, lines broken by hand, a total. @param times how much too large contracts are */
function tenders(count: number, times: number): Buffer {
  const of = chance(41)
  const objects = ['Reparația străzii', 'Mobilier școlar', 'Combustibil', 'Servicii de proiectare', 'Utilaje', 'Hârtie']
  let total = 0
  const rows = Array.from({ length: count }, (_, at) => {
    const estimate = of.whole(20_000, 9_000_000) + of.whole(0, 99) / 100
    const contract = estimate * (0.72 + of.next() * 0.27) * times
    total += contract
    return [
      ...[
        `P${String(at + 1).padStart(5, '0')}`,
        `${of.one(objects)} ${of.one(STREETS)}`,
        of.one(['licitație', 'COP', 'directă']),
      ],
      ...[
        of.whole(1, 9),
        grouped(estimate.toFixed(2)),
        grouped(contract.toFixed(2)),
        dotted(dayAfter('2024-01-09', at % 990)),
      ],
    ]
  })
  rows.splice(480, 0, ['P00481 vezi anexa', 'Utilaje', 'licitație'])
  rows.splice(1_100, 0, [...(rows[3] ?? []), 'anulat', 'prin decizie'])
  return inWindows1250(
    semicolons([
      ...['Primăria municipiului Chișinău', 'Raport privind achizițiile încheiate (lei, fără TVA)', ''],
      'Nr. procedurii;Obiectul;Procedura;Oferte;Estimat;Contractat;Data',
      ...rows,
      ['TOTAL', '', '', '', '', grouped(total.toFixed(2)), ''],
    ]),
  )
}

function kindergartens(): Buffer {
  const of = chance(43)
  return csv(
    'gradinita,sectorul,limba,locuri,inscrisi,asteapta',
    Array.from({ length: 146 }, (_, at) => {
      const places = of.whole(80, 320)
      return [
        `Grădinița nr. ${at + 1}`,
        of.one(SECTORS),
        of.one(['română', 'română', 'rusă']),
        places,
        of.whole(places - 20, places + 30),
        of.whole(0, 60),
      ]
    }),
  )
}

/** What should never have been published: people who do not exist. */
function namedApplications(): Buffer {
  const of = chance(47)
  const [given, family] = [
    ['Ion', 'Maria', 'Vasile', 'Elena', 'Andrei', 'Ana'],
    ['Rusu', 'Ciobanu', 'Munteanu', 'Lungu', 'Cojocaru'],
  ]
  return csv(
    'nume,data nașterii,sectorul,persoane,din',
    Array.from({ length: 60 }, () => [
      ...[`${of.one(family)} ${of.one(given)}`, dayAfter('1958-01-01', of.whole(0, 15_000)), of.one(SECTORS)],
      ...[of.whole(1, 7), dayAfter('2012-01-01', of.whole(0, 5_000))],
    ]),
  )
}

function applications(): Buffer {
  const of = chance(53)
  return csv(
    'sectorul,cereri,persoane,cea_mai_veche',
    SECTORS.map((sector) => [
      sector,
      of.whole(120, 900),
      of.whole(400, 2_600),
      dayAfter('2009-01-01', of.whole(0, 900)),
    ]),
  )
}

const FUNCTIONS = [
  'Administrație',
  'Ordine publică',
  'Economie',
  'Mediu',
  'Locuințe',
  'Sănătate',
  'Cultură',
  'Învățământ',
  'Protecție socială',
]

function yearBudget(year: number): Buffer {
  const of = chance(year)
  const growth = 1 + (year - 2024) * 0.11
  return csv(
    'functia,venit_sau_cheltuiala,aprobat_lei',
    FUNCTIONS.flatMap((name) => [
      [name, 'cheltuială', Math.round(of.whole(60, 900) * growth) * 1_000_000],
      [name, 'venit', Math.round(of.whole(10, 500) * growth) * 1_000_000],
    ]),
  )
}

/** Written in Russian on an old machine. */
function baltiBudget(): Buffer {
  const of = chance(59)
  const functions = [
    'Управление',
    'Общественный порядок',
    'Экономика',
    'Окружающая среда',
    'Жильё',
    'Здравоохранение',
    'Культура',
    'Образование',
    'Социальная защита',
  ]
  const rows = functions.flatMap((name) =>
    [1, 2, 3].map((quarter) => [
      name,
      quarter,
      grouped(of.decimal(2_000_000, 60_000_000, 2)),
      grouped(of.decimal(1_500_000, 55_000_000, 2)),
    ]),
  )
  return inWindows1251(
    semicolons(['Бюджет муниципия Бельцы, 2026 год', '', 'Функция;Квартал;Утверждено, лей;Исполнено, лей', ...rows]),
  )
}

/** Made to be printed: a title, headers over two rows, a total. */
function waste(): Buffer {
  const of = chance(61)
  const months = [
    'ianuarie',
    'februarie',
    'martie',
    'aprilie',
    'mai',
    'iunie',
    'iulie',
    'august',
    'septembrie',
    'octombrie',
  ]
  const rows = months.map((month) => [
    month,
    of.whole(40, 90),
    of.whole(20, 60),
    of.whole(15, 40),
    of.whole(1_900, 2_600),
  ])
  const total = [1, 2, 3, 4].map((at) => rows.reduce((sum, row) => sum + Number(row[at]), 0))
  return workbook(
    'Deșeuri',
    [
      ['Deșeuri colectate în municipiul Bălți, 2026, tone'],
      [],
      ['Luna', 'Separat', '', '', 'Amestecat'],
      ['', 'Hârtie', 'Plastic', 'Sticlă', ''],
      ...rows,
      ['Total', ...total],
    ],
    ['A3:A4', 'B3:D3', 'E3:E4'],
  )
}

/** One day of it is in no calendar. */
function waterCuts(): Buffer {
  const of = chance(67)
  const rows = Array.from({ length: 130 }, (_, at) => [
    ...[
      at + 1,
      at === 77 ? '31.02.2026' : dotted(dayAfter('2026-01-03', at * 2)),
      `ул. ${of.one(['Ленина', 'Победы', 'Садовая', 'Третьякова', 'Котовского'])}`,
    ],
    ...[of.whole(1, 11), of.one(['авария', 'плановый ремонт', 'промывка сети'])],
  ])
  return inWindows1251(
    semicolons(['Отключения воды в муниципии Комрат', '№;Дата;Улица;Часов без воды;Причина', ...rows]),
  )
}

function lights(): Buffer {
  const of = chance(71)
  return csv(
    'cod,strada,lampa,putere_w,anul,latitudine,longitudine',
    Array.from({ length: 900 }, (_, at) => [
      ...[`OR-${String(at + 1).padStart(4, '0')}`, `str. ${of.one(STREETS)}`, of.one(['LED', 'LED', 'LED', 'sodiu'])],
      ...[of.one([30, 45, 60, 100, 150]), of.whole(2009, 2026), ...near(of, MIDDLES.orhei, 0.014)],
    ]),
  )
}

function sights(): Buffer {
  const of = chance(73)
  const kinds = ['muzeu', 'mănăstire', 'lac', 'vinărie', 'rezervație']
  const features = Array.from({ length: 34 }, (_, at) => {
    const kind = kinds[at % kinds.length] as string
    const [latitude, longitude] = near(of, MIDDLES.cahul, 0.2)
    return {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [Number(longitude), Number(latitude)] },
      properties: {
        loc: `Locul ${at + 1}`,
        felul: kind,
        acces_gratuit: of.next() < 0.5,
        vizitatori_2025: of.whole(200, 24_000),
      },
    }
  })
  return Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }))
}

function sessions(): Buffer {
  const of = chance(79)
  return csv(
    'data,felul,consilieri_prezenti,decizii,durata_minute',
    Array.from({ length: 22 }, (_, at) => [
      dayAfter('2026-01-15', at * 14),
      of.one(['ordinară', 'extraordinară']),
      of.whole(21, 33),
      of.whole(3, 26),
      of.whole(40, 260),
    ]),
  )
}
