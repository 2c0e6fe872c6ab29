import { about, type DemoDataset, titles, words } from '../dataset.ts'

const country = { licence: 'CC_BY_4_0', place: 'md', contactEmail: 'date@example.md' } as const

/** Of the agency that keeps the registers. */
export const agencies: DemoDataset[] = [
  {
    by: 'lidia',
    authority: 'agentia-servicii-publice',
    published: 190,
    form: {
      name: 'parc-auto',
      ...titles('Vehicule înmatriculate, pe raioane', 'Транспортные средства по районам', 'Vehicles by district'),
      ...about(
        'Numărul vehiculelor pe raioane, categorii și tip de combustibil, la sfârșitul trimestrului.',
        'Число машин по районам, категориям и топливу на конец квартала.',
        'How many vehicles by district, kind and fuel at the end of a quarter.',
      ),
      ...words('vehicule, transport, combustibil', 'машины, топливо', 'vehicles, fuel'),
      ...country,
      themes: ['TRAN', 'ENVI'],
      frequency: 'QUARTERLY',
      highValue: 'c_e1da4e07',
      coversFrom: '2026-01-01',
      coversTo: '2026-09-30',
    },
  },
  {
    by: 'lidia',
    authority: 'agentia-servicii-publice',
    published: 85,
    form: {
      name: 'stare-civila',
      ...titles(
        'Nașteri, căsătorii și divorțuri înregistrate',
        'Рождения, браки и разводы',
        'Births, marriages and divorces',
      ),
      ...about('Pe luni și raioane.', 'По месяцам и районам.', 'By month and district.'),
      ...words('populație, nașteri, căsătorii', 'население, рождения', 'population, births, marriages'),
      ...country,
      themes: ['SOCI'],
      frequency: 'MONTHLY',
      highValue: 'c_e1da4e07',
      coversFrom: '2026-01-01',
    },
  },
  {
    by: 'lidia',
    authority: 'agentia-servicii-publice',
    published: 39,
    form: {
      name: 'tranzactii-imobiliare',
      ...titles(
        'Tranzacții imobiliare, pe raioane',
        'Сделки с недвижимостью по районам',
        'Property transactions by district',
      ),
      ...about(
        'Câte case, apartamente și terenuri s-au vândut și la ce preț mediu.',
        'Сколько домов, квартир и участков продано и средняя цена.',
      ),
      ...words('imobile, cadastru, prețuri', 'недвижимость, цены', 'property, prices'),
      ...country,
      themes: ['ECON'],
      frequency: 'QUARTERLY',
      coversFrom: '2026-01-01',
    },
  },
  {
    by: 'lidia',
    authority: 'agentia-servicii-publice',
    published: 60,
    form: {
      name: 'ghisee',
      ...titles(
        'Ghișeele agenției și timpul de așteptare',
        'Окна агентства и время ожидания',
        'Desks of the agency and waiting times',
      ),
      ...about(
        'Pe centre: ghișee, vizitatori, minute de așteptare.',
        'По центрам: окна, посетители, минуты ожидания.',
        'By centre: desks, visitors, minutes of waiting.',
      ),
      ...words('servicii publice, așteptare', 'услуги, ожидание', 'public services, waiting'),
      ...country,
      themes: ['GOVE'],
      frequency: 'MONTHLY',
      coversFrom: '2026-01-01',
    },
  },
]
