import type { Lang } from '#kernel/i18n/lang.ts'
import type { ReuseForm } from '../propose-reuse.ts'

interface Official {
  /** Key of a demo person. */
  person: string
  authority: string
}

export interface DemoReuse {
  by: string
  lang: Lang
  daysAgo: number
  form: ReuseForm
  /** Null: it waits. */
  listedBy: Official | null
}

const chisinau = { person: 'doina', authority: 'primaria-chisinau' }
const mediu = { person: 'tudor', authority: 'ministerul-mediului' }

export const demoReuses: DemoReuse[] = [
  {
    by: 'victor',
    lang: 'en',
    daysAgo: 24,
    form: {
      type: 'visualization',
      title: 'Shade on the way to school',
      address: 'https://example.md/shade',
      text: 'A map that shows, street by street, how much shade children have on their way to school. Made from the register of street trees; planted and felled trees are shown apart.\n\nInvented, for the demo.',
      datasets: ['arbori-chisinau'],
      showName: true,
    },
    listedBy: chisinau,
  },
  {
    by: 'maria',
    lang: 'ro',
    daysAgo: 17,
    form: {
      type: 'news_article',
      title: 'Unde s-au dus banii pentru drumuri',
      address: 'https://example.md/articol-buget',
      text: 'Articol despre diferența dintre bugetul aprobat și cel executat, pe programe, cu un tabel pe care oricine îl poate verifica.\n\nInventat, pentru demonstrație.',
      datasets: ['buget-chisinau', 'santiere-chisinau'],
      showName: false,
    },
    listedBy: chisinau,
  },
  {
    by: 'ana',
    lang: 'ro',
    daysAgo: 9,
    form: {
      type: 'cleaned',
      title: 'Calitatea aerului, medii pe zile',
      address: 'https://example.md/aer-pe-zile.csv',
      text: 'Aceleași măsurători, adunate pe zile și fără orele în care aparatul nu a mers. Codul cu care le-am curățat este alături.\n\nInventat, pentru demonstrație.',
      datasets: ['calitatea-aerului'],
      showName: false,
    },
    listedBy: mediu,
  },
  {
    by: 'serghei',
    lang: 'ru',
    daysAgo: 2,
    form: {
      type: 'application',
      title: 'Когда придёт троллейбус',
      address: 'https://example.md/troleibuz',
      text: 'Приложение для телефона: ближайшая остановка и сколько ждать троллейбуса.\n\nВыдумано, для демонстрации.',
      datasets: ['transport-balti'],
      showName: false,
    },
    listedBy: null,
  },
]

export interface DemoQuestion {
  by: string
  lang: Lang
  daysAgo: number
  dataset: string
  text: string
  answer: (Official & { text: string }) | null
}

export const demoQuestions: DemoQuestion[] = [
  {
    by: 'ana',
    lang: 'ro',
    daysAgo: 20,
    dataset: 'arbori-chisinau',
    text: 'De ce lipsesc arborii din curțile blocurilor?',
    answer: {
      ...chisinau,
      text: 'Registrul cuprinde arborii de pe domeniul public. Curțile blocurilor vor fi adăugate după inventarierea terenurilor.',
    },
  },
]
