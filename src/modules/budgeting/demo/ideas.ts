import type { Lang } from '#kernel/i18n/lang.ts'
import type { Category } from '../idea.ts'
import type { Names } from '../names.ts'
import type { RefusalReason } from '../review/aspects.ts'
import data from './ideas.json' with { type: 'json' }

/** An idea of the demo: what it says and what became of it. Money in thousands of lei. */
export interface DemoIdea {
  lang: Lang
  title: string
  /** As the authority translates it for the ballot. */
  names?: Names
  text: string
  category: Category
  place: string
  address: string | null
  /** What its author thinks that it costs. */
  guess: number
  /** What the review found; null for what was refused or not reviewed yet. */
  cost: number | null
  supports: number
  /** Shown on its page where the author wanted so. Made up. */
  author: string | null
  refused: { reason: RefusalReason; text: string } | null
}

export const demoIdeas = data as Record<'chisinau' | 'balti' | 'orhei' | 'quick' | 'quickBalti', DemoIdea[]>

/** A thousand lei in bani. */
export const THOUSAND = 100_000

/** What offices say in the demo; each ends with a mark that it is one. */
export const demoOpinions = {
  land: {
    ro: 'Terenul este proprietate publică, nu este dat în folosință și nu face obiectul unui litigiu. (Demonstrație)',
    ru: 'Земля в публичной собственности, в пользование не передана, споров нет. (Демонстрация)',
  },
  planning: {
    ro: 'Se poate face, cu condiția ca rețelele subterane să fie marcate înainte de săpături. (Demonstrație)',
    ru: 'Выполнимо, если до земляных работ разметить подземные сети. (Демонстрация)',
  },
  maintenance: {
    ro: 'Întreținerea o preia serviciul de profil; costul anual încape în bugetul lui. (Demonstrație)',
    ru: 'Содержание возьмёт на себя профильная служба, годовые расходы помещаются в её бюджет. (Демонстрация)',
  },
} as const

export const demoConditions = {
  ro: 'Marcarea rețelelor înainte de săpături.',
  ru: 'Разметка сетей до начала работ.',
} as const

export const demoOffices = {
  land: { ro: 'Direcția funciară', ru: 'Земельное управление' },
  planning: { ro: 'Direcția arhitectură și urbanism', ru: 'Управление архитектуры' },
  maintenance: { ro: 'Direcția locativ-comunală', ru: 'Коммунальное управление' },
} as const
