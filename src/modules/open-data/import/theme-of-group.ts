import { type Theme, themes } from '../catalogue/vocabularies/themes.ts'

/** Beginnings of words by which portals call their groups, in Romanian, English and Russian, letters without marks. */
const beginnings: Record<Theme, readonly string[]> = {
  AGRI: ['agric', 'aliment', 'pescuit', 'farm', 'fish', 'forest', 'silvic', 'сельск', 'агро'],
  ECON: [
    'econom',
    'financ',
    'finant',
    'buget',
    'budget',
    'comert',
    'business',
    'afaceri',
    'achizit',
    'фина',
    'эконом',
    'бюджет',
  ],
  EDUC: ['educa', 'cultur', 'sport', 'invatamant', 'tineret', 'turism', 'образов', 'культур', 'спорт'],
  ENER: ['energ', 'энерг'],
  ENVI: ['mediu', 'ecolog', 'environ', 'clima', 'meteo', 'эколог', 'окружа'],
  GOVE: ['guvern', 'govern', 'administr', 'public', 'electoral', 'aleger', 'управлен', 'правител'],
  HEAL: ['sanat', 'health', 'medic', 'здрав', 'медиц'],
  INTR: ['internat', 'extern', 'международ'],
  JUST: ['justit', 'justic', 'drept', 'securit', 'sigurant', 'ordine', 'crim', 'legal', 'правосуд', 'юстиц', 'безопас'],
  REGI: ['region', 'oras', 'localit', 'city', 'cities', 'urban', 'teritor', 'регион', 'город'],
  SOCI: ['social', 'populat', 'demograf', 'munca', 'societ', 'society', 'protect', 'социал', 'населен', 'труд'],
  TECH: ['tehnolog', 'technolog', 'stiint', 'scien', 'comunicat', 'telecom', 'digital', 'inform', 'технолог', 'наук'],
  TRAN: ['transport', 'drum', 'road', 'infrastruct', 'trafic', 'транспорт', 'дорог'],
}

/** The EU's theme that a group of another portal means, by its name or title; undefined where the words say nothing. */
export function themeOfGroup(...texts: (string | null)[]): Theme | undefined {
  for (const text of texts) {
    const exact = themes.find((code) => code === text?.trim().toUpperCase())
    if (exact) return exact
  }
  for (const word of texts.flatMap((text) => wordsOf(text ?? ''))) {
    const theme = themes.find((code) => beginnings[code].some((beginning) => word.startsWith(beginning)))
    if (theme) return theme
  }
  return undefined
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter(Boolean)
}
