import type { Lang } from '#kernel/i18n/lang.ts'
import type { DeclineReason } from '../wish.ts'

export interface DemoWish {
  /** Key of a demo person. */
  by: string
  daysAgo: number
  form: { title: string; text: string; lang: Lang; institution: string | null }
  supporters: string[]
  answer?: { by: string; authority: string; inDays?: number; reason?: DeclineReason; text: string }
}

export const demoWishes: DemoWish[] = [
  {
    by: 'maria',
    daysAgo: 20,
    form: {
      title: 'Orarul transportului public pe stații',
      text: 'Pentru fiecare stație: linia, direcția și orele de trecere, pe zile lucrătoare și de odihnă. Aș face din ele un panou pentru stația din fața școlii.',
      lang: 'ro',
      institution: 'primaria-chisinau',
    },
    supporters: ['ana', 'victor', 'serghei', 'pavel'],
    answer: {
      by: 'doina',
      authority: 'primaria-chisinau',
      inDays: 45,
      text: 'Le avem de la operatorii de transport, în tabele diferite. Le aducem la o singură formă și le publicăm lunar.',
    },
  },
  {
    by: 'serghei',
    daysAgo: 9,
    form: {
      title: 'Качество воды в кранах по улицам',
      text: 'Результаты проверок за последние три года: улица, день, что измеряли, сколько и какая норма. Хочу понять, где воду лучше фильтровать.',
      lang: 'ru',
      institution: 'primaria-balti',
    },
    supporters: ['maria', 'ana'],
  },
  {
    by: 'victor',
    daysAgo: 14,
    form: {
      title: 'Waiting times in outpatient clinics',
      text: 'By clinic and speciality, per week: how many people waited and for how long, without anything about the people.',
      lang: 'en',
      institution: null,
    },
    supporters: ['maria'],
  },
  {
    by: 'ana',
    daysAgo: 25,
    form: {
      title: 'Notele elevilor pe școli, cu numele profesorilor',
      text: 'Aș vrea să compar clasele între ele, pe profesori și pe ani, ca să alegem o școală.',
      lang: 'ro',
      institution: 'ministerul-educatiei',
    },
    supporters: [],
    answer: {
      by: 'tudor',
      authority: 'ministerul-educatiei',
      reason: 'personal-data',
      text: 'Notele legate de un profesor anume arată munca unei persoane. Mediile pe școli sunt în registrul școlilor.',
    },
  },
]
