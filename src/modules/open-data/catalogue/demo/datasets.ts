import type { NewForm } from '../describe/fields.ts'

export interface DemoDataset {
  /** Key of the demo person who writes and publishes it. */
  by: string
  authority: string
  /** Days ago; null: still a draft. */
  published: number | null
  form: Partial<NewForm> & { name: string; titleRo: string }
  /** What was changed afterwards. */
  changed?: { daysAgo: number; form: Partial<NewForm> }
  /** Sent to be published, and nobody did yet. */
  waits?: true
  withdrawn?: { daysAgo: number; reason: string }
}

const invented = {
  ro: '\n\nDate inventate, pentru demonstrație.',
  ru: '\n\nДанные вымышлены, для демонстрации.',
  en: '\n\nMade-up data, for the demo.',
}

/** What a catalogue is like: most of it whole, some of it late, some hardly described. Files are added where files are read. */
export const demoDatasets: DemoDataset[] = [
  {
    by: 'doina',
    authority: 'primaria-chisinau',
    published: 64,
    form: {
      name: 'buget-chisinau',
      titleRo: 'Bugetul municipiului Chișinău, pe programe',
      titleRu: 'Бюджет муниципия Кишинёв по программам',
      titleEn: 'Budget of Chisinau by programmes',
      descriptionRo: `Veniturile și cheltuielile municipiului, aprobate și executate, pe programe și pe trimestre. Sumele sunt în lei.${invented.ro}`,
      descriptionRu: `Утверждённые и исполненные доходы и расходы муниципия по программам и кварталам. Суммы в леях.${invented.ru}`,
      descriptionEn: `Approved and executed revenue and spending of the city, by programme and quarter, in lei.${invented.en}`,
      keywordsRo: ['buget', 'cheltuieli', 'venituri'],
      keywordsRu: ['бюджет', 'расходы', 'доходы'],
      keywordsEn: ['budget', 'spending', 'revenue'],
      themes: ['ECON', 'GOVE'],
      licence: 'CC_BY_4_0',
      frequency: 'QUARTERLY',
      contactName: 'Direcția finanțe (demo)',
      contactEmail: 'finante@example.md',
      place: 'md-cu',
      coversFrom: '2024-01-01',
      coversTo: '2026-09-30',
    },
  },
  {
    by: 'doina',
    authority: 'primaria-chisinau',
    published: 150,
    form: {
      name: 'arbori-chisinau',
      titleRo: 'Arborii de pe străzile Chișinăului',
      titleRu: 'Деревья на улицах Кишинёва',
      titleEn: 'Street trees of Chisinau',
      descriptionRo: `Fiecare arbore cu specia, anul plantării, starea și coordonatele lui.${invented.ro}`,
      keywordsRo: ['arbori', 'spații verzi', 'inventar'],
      keywordsRu: ['деревья', 'озеленение'],
      themes: ['ENVI', 'REGI'],
      licence: 'CC0',
      frequency: 'ANNUAL',
      contactEmail: 'spatii.verzi@example.md',
      place: 'md-cu',
    },
    changed: {
      daysAgo: 30,
      form: {
        descriptionRo: `Fiecare arbore cu specia, anul plantării, starea și coordonatele lui.\n\nDin 2026 cuprinde și curțile școlilor.${invented.ro}`,
        themes: ['ENVI', 'REGI', 'EDUC'],
      },
    },
  },
  {
    by: 'oleg',
    authority: 'primaria-balti',
    published: 120,
    form: {
      name: 'transport-balti',
      titleRo: 'Stațiile și rutele troleibuzelor din Bălți',
      titleRu: 'Остановки и маршруты троллейбусов Бельц',
      descriptionRo: `Stațiile cu coordonate, rutele și orarul lor.${invented.ro}`,
      descriptionRu: `Остановки с координатами, маршруты и их расписание.${invented.ru}`,
      keywordsRo: ['transport public', 'troleibuz', 'stații'],
      keywordsRu: ['общественный транспорт', 'троллейбус', 'остановки'],
      themes: ['TRAN'],
      licence: 'ODC_BY',
      frequency: 'MONTHLY',
      highValue: 'c_b79e35eb',
      contactName: 'Regia de transport (demo)',
      place: 'md-ba',
    },
  },
  {
    by: 'irina',
    authority: 'ministerul-educatiei',
    published: 40,
    form: {
      name: 'retea-scolara',
      titleRo: 'Rețeaua școlilor și numărul elevilor',
      titleRu: 'Сеть школ и число учеников',
      titleEn: 'Schools and the number of pupils',
      descriptionRo: `Instituțiile de învățământ cu localitatea, limba de instruire, numărul de elevi și de profesori.${invented.ro}`,
      descriptionRu: `Учебные заведения: населённый пункт, язык обучения, число учеников и учителей.${invented.ru}`,
      keywordsRo: ['școli', 'elevi', 'profesori'],
      keywordsRu: ['школы', 'ученики', 'учителя'],
      keywordsEn: ['schools', 'pupils', 'teachers'],
      themes: ['EDUC', 'SOCI'],
      licence: 'CC_BY_4_0',
      frequency: 'ANNUAL',
      contactName: 'Direcția statistică (demo)',
      contactEmail: 'statistica.edu@example.md',
      place: 'md',
      coversFrom: '2025-09-01',
      coversTo: '2026-05-31',
    },
  },
  {
    by: 'tudor',
    authority: 'ministerul-mediului',
    published: 12,
    form: {
      name: 'calitatea-aerului',
      titleRo: 'Calitatea aerului, măsurători zilnice',
      titleRu: 'Качество воздуха, ежедневные измерения',
      titleEn: 'Air quality, daily measurements',
      descriptionRo: `Particule PM10 și PM2,5, dioxid de azot și ozon, pe stații de măsurare.${invented.ro}`,
      descriptionEn: `PM10 and PM2.5 particles, nitrogen dioxide and ozone, by station.${invented.en}`,
      keywordsRo: ['aer', 'poluare', 'PM2,5'],
      keywordsRu: ['воздух', 'загрязнение'],
      keywordsEn: ['air', 'pollution'],
      themes: ['ENVI', 'HEAL'],
      licence: 'CC_BY_4_0',
      frequency: 'DAILY',
      highValue: 'c_dd313021',
      contactEmail: 'aer@example.md',
      contactUrl: 'https://example.md/aer',
      place: 'md',
      coversFrom: '2024-01-01',
    },
  },
  {
    by: 'lidia',
    authority: 'agentia-servicii-publice',
    published: 8,
    form: {
      name: 'organizatii-inregistrate',
      titleRo: 'Organizații înregistrate, pe raioane',
      titleRu: 'Зарегистрированные организации по районам',
      descriptionRo: `Numărul organizațiilor înregistrate, active și lichidate, pe raioane și forme juridice.${invented.ro}`,
      keywordsRo: ['întreprinderi', 'înregistrare'],
      licence: 'CC0',
      frequency: 'MONTHLY',
      themes: ['ECON'],
    },
  },
  {
    by: 'doina',
    authority: 'primaria-chisinau',
    published: 200,
    form: {
      name: 'parcari-chisinau',
      titleRo: 'Locurile de parcare din centru',
      titleRu: 'Парковочные места в центре',
      descriptionRo: `Parcările publice cu numărul de locuri.${invented.ro}`,
      keywordsRo: ['parcări'],
      themes: ['TRAN'],
      licence: 'CC_BY_4_0',
      frequency: 'IRREG',
      place: 'md-cu-centru',
    },
    withdrawn: {
      daysAgo: 15,
      reason: 'Numerele de la trei parcări erau greșite. Publicăm din nou după verificare.',
    },
  },
  {
    by: 'doina',
    authority: 'primaria-chisinau',
    published: null,
    form: {
      name: 'santiere-chisinau',
      titleRo: 'Șantierele de pe drumurile municipale',
      titleRu: 'Ремонтные работы на муниципальных дорогах',
      descriptionRo: `Lucrările pe drumuri cu termene, executanți și sume.${invented.ro}`,
      keywordsRo: ['drumuri', 'șantiere'],
      themes: ['TRAN', 'REGI'],
      licence: 'CC_BY_4_0',
      frequency: 'WEEKLY',
      place: 'md-cu',
    },
    waits: true,
  },
  {
    by: 'doina',
    authority: 'primaria-chisinau',
    published: null,
    form: { name: 'apeluri-primarie', titleRo: 'Apelurile cetățenilor la primărie, pe teme' },
  },
]
