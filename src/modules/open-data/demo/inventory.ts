import type { HeldForm } from '../inventory/fields.ts'

/** Something that an institution of the demo holds. Days are counted from today: a negative one has passed. */
export interface DemoHolding {
  by: string
  authority: string
  held: Pick<HeldForm, 'titleRo' | 'steward'> & Partial<HeldForm>
  dueIn?: number
}

const chisinau = { by: 'doina', authority: 'primaria-chisinau' }
const education = { by: 'irina', authority: 'ministerul-educatiei' }
const environment = { by: 'tudor', authority: 'ministerul-mediului' }
const agency = { by: 'lidia', authority: 'agentia-servicii-publice' }
const health = { by: 'nina', authority: 'ministerul-sanatatii' }
const closed = { openness: 'closed' } as const
const lawOnPersonalData = {
  legalBasis: 'Legea nr. 195/2024 privind protecția datelor cu caracter personal',
  legalBasisRu: 'Закон № 195/2024 о защите персональных данных',
  legalBasisEn: 'Law no. 195/2024 on the protection of personal data',
}

/** What is open, what was promised, what is late, and what is not open by which law. */
export const demoHoldings: DemoHolding[] = [
  {
    ...chisinau,
    held: {
      titleRo: 'Registrul arborilor',
      titleRu: 'Реестр деревьев',
      titleEn: 'Register of trees',
      steward: 'Direcția spații verzi',
      stewardRu: 'Управление зелёных насаждений',
      stewardEn: 'Green spaces department',
      dataset: 'arbori-chisinau',
    },
  },
  {
    ...chisinau,
    held: {
      titleRo: 'Execuția bugetului',
      titleRu: 'Исполнение бюджета',
      titleEn: 'Execution of the budget',
      steward: 'Direcția finanțe',
      stewardRu: 'Управление финансов',
      stewardEn: 'Finance department',
      dataset: 'buget-chisinau',
    },
  },
  {
    ...chisinau,
    held: {
      titleRo: 'Procedurile de achiziții',
      titleRu: 'Процедуры закупок',
      titleEn: 'Procurement procedures',
      steward: 'Direcția achiziții',
      stewardRu: 'Управление закупок',
      stewardEn: 'Procurement department',
      dataset: 'achizitii-chisinau',
    },
  },
  {
    ...chisinau,
    held: {
      titleRo: 'Șantierele de pe drumuri',
      titleRu: 'Дорожные работы',
      titleEn: 'Roadworks',
      steward: 'Direcția infrastructură',
      stewardRu: 'Управление инфраструктуры',
      stewardEn: 'Infrastructure department',
      dataset: 'santiere-chisinau',
    },
    dueIn: 20,
  },
  {
    ...chisinau,
    held: {
      titleRo: 'Autorizațiile de construire',
      titleRu: 'Разрешения на строительство',
      titleEn: 'Building permits',
      steward: 'Direcția arhitectură',
      stewardRu: 'Управление архитектуры',
      stewardEn: 'Architecture department',
    },
    dueIn: -35,
  },
  {
    ...chisinau,
    held: {
      titleRo: 'Orarul transportului public (GTFS)',
      titleRu: 'Расписание общественного транспорта (GTFS)',
      titleEn: 'Timetable of public transport (GTFS)',
      steward: 'Direcția transport',
      stewardRu: 'Управление транспорта',
      stewardEn: 'Transport department',
    },
    dueIn: 90,
  },
  {
    ...chisinau,
    held: {
      titleRo: 'Panourile publicitare autorizate',
      titleRu: 'Разрешённые рекламные щиты',
      titleEn: 'Authorised billboards',
      steward: 'Direcția comerț',
      stewardRu: 'Управление торговли',
      stewardEn: 'Trade department',
    },
    dueIn: 45,
  },
  {
    ...chisinau,
    held: {
      ...closed,
      titleRo: 'Dosarele de asistență socială',
      titleRu: 'Дела о социальной помощи',
      titleEn: 'Files of social assistance',
      steward: 'Direcția asistență socială',
      stewardRu: 'Управление социальной помощи',
      stewardEn: 'Social assistance department',
      reason: 'personal-data',
      ...lawOnPersonalData,
    },
  },
  {
    ...chisinau,
    held: {
      ...closed,
      titleRo: 'Schema camerelor de supraveghere',
      titleRu: 'Схема камер наблюдения',
      titleEn: 'Plan of surveillance cameras',
      steward: 'Direcția tehnologii',
      stewardRu: 'Управление технологий',
      stewardEn: 'Technology department',
      reason: 'security',
      legalBasis: 'Regulamentul sistemului de supraveghere video (demo)',
    },
  },
  {
    ...education,
    held: {
      titleRo: 'Rețeaua școlară',
      titleRu: 'Сеть школ',
      titleEn: 'Network of schools',
      steward: 'Direcția statistică',
      stewardRu: 'Управление статистики',
      stewardEn: 'Statistics department',
      dataset: 'retea-scolara',
    },
  },
  {
    ...education,
    held: {
      titleRo: 'Rezultatele examenelor',
      titleRu: 'Результаты экзаменов',
      titleEn: 'Exam results',
      steward: 'Agenția examene (demo)',
      stewardRu: 'Агентство экзаменов (демо)',
      stewardEn: 'Exams agency (demo)',
      dataset: 'rezultate-bac',
    },
  },
  {
    ...education,
    held: {
      titleRo: 'Bibliotecile publice',
      titleRu: 'Публичные библиотеки',
      titleEn: 'Public libraries',
      steward: 'Direcția cultură',
      stewardRu: 'Управление культуры',
      stewardEn: 'Culture department',
      dataset: 'biblioteci',
    },
  },
  {
    ...education,
    held: {
      titleRo: 'Posturile didactice vacante',
      titleRu: 'Вакантные места учителей',
      titleEn: 'Vacant teaching posts',
      steward: 'Direcția resurse umane',
      stewardRu: 'Управление кадров',
      stewardEn: 'Human resources department',
    },
    dueIn: -8,
  },
  {
    ...education,
    held: {
      ...closed,
      titleRo: 'Registrul elevilor',
      titleRu: 'Реестр учеников',
      titleEn: 'Register of pupils',
      steward: 'Direcția sisteme informaționale',
      stewardRu: 'Управление информационных систем',
      stewardEn: 'Information systems department',
      reason: 'personal-data',
      ...lawOnPersonalData,
    },
  },
  {
    ...environment,
    held: {
      titleRo: 'Măsurătorile de aer',
      titleRu: 'Измерения воздуха',
      titleEn: 'Air measurements',
      steward: 'Serviciul monitorizare',
      stewardRu: 'Служба мониторинга',
      stewardEn: 'Monitoring service',
      dataset: 'aer-pe-ore',
    },
  },
  {
    ...environment,
    held: {
      titleRo: 'Probele de apă',
      titleRu: 'Пробы воды',
      titleEn: 'Water samples',
      steward: 'Serviciul ape',
      stewardRu: 'Служба водных ресурсов',
      stewardEn: 'Water service',
      dataset: 'calitatea-apei',
    },
  },
  {
    ...environment,
    held: {
      titleRo: 'Autorizațiile de mediu',
      titleRu: 'Экологические разрешения',
      titleEn: 'Environmental permits',
      steward: 'Serviciul autorizări',
      stewardRu: 'Служба разрешений',
      stewardEn: 'Permits service',
    },
    dueIn: 60,
  },
  {
    ...environment,
    held: {
      titleRo: 'Cadastrul pădurilor pe hartă',
      titleRu: 'Лесной кадастр на карте',
      titleEn: 'Forest cadastre on the map',
      steward: 'Serviciul silvic',
      stewardRu: 'Лесная служба',
      stewardEn: 'Forestry service',
    },
    dueIn: -120,
  },
  {
    ...agency,
    held: {
      titleRo: 'Vehiculele, numere pe raioane',
      titleRu: 'Транспортные средства, числа по районам',
      titleEn: 'Vehicles, counts by district',
      steward: 'Departamentul transport',
      stewardRu: 'Департамент транспорта',
      stewardEn: 'Transport department',
      dataset: 'parc-auto',
    },
  },
  {
    ...agency,
    held: {
      titleRo: 'Actele de stare civilă, numere',
      titleRu: 'Акты гражданского состояния, числа',
      titleEn: 'Civil status records, counts',
      steward: 'Departamentul stare civilă',
      stewardRu: 'Департамент записи актов гражданского состояния',
      stewardEn: 'Civil status department',
      dataset: 'stare-civila',
    },
  },
  {
    ...agency,
    held: {
      ...closed,
      titleRo: 'Registrul populației',
      titleRu: 'Реестр населения',
      titleEn: 'Register of the population',
      steward: 'Departamentul registre',
      stewardRu: 'Департамент реестров',
      stewardEn: 'Registers department',
      reason: 'personal-data',
      ...lawOnPersonalData,
    },
  },
  {
    ...agency,
    held: {
      titleRo: 'Adresele din registru',
      titleRu: 'Реестр адресов',
      titleEn: 'Register of addresses',
      steward: 'Departamentul cadastru',
      stewardRu: 'Департамент кадастра',
      stewardEn: 'Cadastre department',
    },
    dueIn: 150,
  },
  {
    ...health,
    held: {
      titleRo: 'Spitalele și paturile',
      titleRu: 'Больницы и койки',
      titleEn: 'Hospitals and beds',
      steward: 'Direcția spitale',
      dataset: 'spitale',
    },
  },
  {
    ...health,
    held: {
      titleRo: 'Prețurile medicamentelor',
      titleRu: 'Цены на лекарства',
      titleEn: 'Prices of medicines',
      steward: 'Agenția medicamentului (demo)',
    },
    dueIn: 30,
  },
]
