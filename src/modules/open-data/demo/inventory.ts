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
const LAW_ON_PERSONAL_DATA = 'Legea nr. 195/2024 privind protecția datelor cu caracter personal'

/** What is open, what was promised, what is late, and what is not open by which law. */
export const demoHoldings: DemoHolding[] = [
  {
    ...chisinau,
    held: {
      titleRo: 'Registrul arborilor',
      titleEn: 'Register of trees',
      steward: 'Direcția spații verzi',
      dataset: 'arbori-chisinau',
    },
  },
  {
    ...chisinau,
    held: {
      titleRo: 'Execuția bugetului',
      titleEn: 'Execution of the budget',
      steward: 'Direcția finanțe',
      dataset: 'buget-chisinau',
    },
  },
  {
    ...chisinau,
    held: { titleRo: 'Procedurile de achiziții', steward: 'Direcția achiziții', dataset: 'achizitii-chisinau' },
  },
  {
    ...chisinau,
    held: {
      titleRo: 'Șantierele de pe drumuri',
      titleEn: 'Roadworks',
      steward: 'Direcția infrastructură',
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
    },
    dueIn: -35,
  },
  {
    ...chisinau,
    held: {
      titleRo: 'Orarul transportului public (GTFS)',
      titleEn: 'Timetable of public transport (GTFS)',
      steward: 'Direcția transport',
    },
    dueIn: 90,
  },
  { ...chisinau, held: { titleRo: 'Panourile publicitare autorizate', steward: 'Direcția comerț' }, dueIn: 45 },
  {
    ...chisinau,
    held: {
      ...closed,
      titleRo: 'Dosarele de asistență socială',
      titleEn: 'Files of social assistance',
      steward: 'Direcția asistență socială',
      reason: 'personal-data',
      legalBasis: LAW_ON_PERSONAL_DATA,
    },
  },
  {
    ...chisinau,
    held: {
      ...closed,
      titleRo: 'Schema camerelor de supraveghere',
      steward: 'Direcția tehnologii',
      reason: 'security',
      legalBasis: 'Regulamentul sistemului de supraveghere video (demo)',
    },
  },
  {
    ...education,
    held: {
      titleRo: 'Rețeaua școlară',
      titleEn: 'Network of schools',
      steward: 'Direcția statistică',
      dataset: 'retea-scolara',
    },
  },
  {
    ...education,
    held: {
      titleRo: 'Rezultatele examenelor',
      titleEn: 'Exam results',
      steward: 'Agenția examene (demo)',
      dataset: 'rezultate-bac',
    },
  },
  { ...education, held: { titleRo: 'Bibliotecile publice', steward: 'Direcția cultură', dataset: 'biblioteci' } },
  {
    ...education,
    held: {
      titleRo: 'Posturile didactice vacante',
      titleEn: 'Vacant teaching posts',
      steward: 'Direcția resurse umane',
    },
    dueIn: -8,
  },
  {
    ...education,
    held: {
      ...closed,
      titleRo: 'Registrul elevilor',
      titleEn: 'Register of pupils',
      steward: 'Direcția sisteme informaționale',
      reason: 'personal-data',
      legalBasis: LAW_ON_PERSONAL_DATA,
    },
  },
  {
    ...environment,
    held: {
      titleRo: 'Măsurătorile de aer',
      titleEn: 'Air measurements',
      steward: 'Serviciul monitorizare',
      dataset: 'aer-pe-ore',
    },
  },
  {
    ...environment,
    held: { titleRo: 'Probele de apă', titleEn: 'Water samples', steward: 'Serviciul ape', dataset: 'calitatea-apei' },
  },
  {
    ...environment,
    held: { titleRo: 'Autorizațiile de mediu', titleEn: 'Environmental permits', steward: 'Serviciul autorizări' },
    dueIn: 60,
  },
  { ...environment, held: { titleRo: 'Cadastrul pădurilor pe hartă', steward: 'Serviciul silvic' }, dueIn: -120 },
  {
    ...agency,
    held: {
      titleRo: 'Vehiculele, numere pe raioane',
      titleEn: 'Vehicles, counts by district',
      steward: 'Departamentul transport',
      dataset: 'parc-auto',
    },
  },
  {
    ...agency,
    held: { titleRo: 'Actele de stare civilă, numere', steward: 'Departamentul stare civilă', dataset: 'stare-civila' },
  },
  {
    ...agency,
    held: {
      ...closed,
      titleRo: 'Registrul populației',
      titleEn: 'Register of the population',
      steward: 'Departamentul registre',
      reason: 'personal-data',
      legalBasis: LAW_ON_PERSONAL_DATA,
    },
  },
  {
    ...agency,
    held: { titleRo: 'Adresele din registru', titleEn: 'Register of addresses', steward: 'Departamentul cadastru' },
    dueIn: 150,
  },
  {
    ...health,
    held: {
      titleRo: 'Spitalele și paturile',
      titleEn: 'Hospitals and beds',
      steward: 'Direcția spitale',
      dataset: 'spitale',
    },
  },
  {
    ...health,
    held: {
      titleRo: 'Prețurile medicamentelor',
      titleEn: 'Prices of medicines',
      steward: 'Agenția medicamentului (demo)',
    },
    dueIn: 30,
  },
]
