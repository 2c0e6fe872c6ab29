import type { Lang } from '#kernel/i18n/lang.ts'
import type { Topic } from '../petition.ts'
import data from './petitions.json' with { type: 'json' }

/** A petition of the demo: what it says and what became of it. */
export interface DemoPetition {
  lang: Lang
  place: string
  /** Slugs of the authorities asked. */
  to: string[]
  topic: Topic
  /** `<what became of it>:<detail>:<days>`, read by `seed-stories.ts`. */
  story: string
  signatures: number
  /** Days since it was published (or came to moderation). */
  daysAgo: number
  title: string
  why: string
}

export const demoPetitions = data as DemoPetition[]

/** What authorities say in the demo; each ends with a mark that it is one. */
export const demoAnswers: Record<
  'satisfied' | 'rejected' | 'refused' | 'unexamined' | 'mend' | 'extend' | 'redirect' | 'followUp',
  Record<Lang, string>
> = {
  satisfied: {
    ro: 'Cererea este întemeiată. Lucrările au fost incluse în planul trimestrului următor, cu finanțare din bugetul aprobat.\n\n- responsabil: direcția de profil;\n- primul raport: în 60 de zile.\n\n*Răspuns demonstrativ.*',
    ru: 'Просьба обоснованна. Работы включены в план следующего квартала и обеспечены утверждённым бюджетом.\n\n- ответственный: профильное управление;\n- первый отчёт: через 60 дней.\n\n*Демонстрационный ответ.*',
    en: 'The request is well founded. The work is in the plan of the next quarter and paid from the approved budget.\n\n- responsible: the department in charge;\n- first report: within 60 days.\n\n*Demo answer.*',
  },
  rejected: {
    ro: 'Cererea a fost examinată și nu poate fi îndeplinită: terenul nu aparține autorității, iar bugetul aprobat nu prevede cheltuiala. Anexăm temeiul.\n\n*Răspuns demonstrativ.*',
    ru: 'Просьба рассмотрена и не может быть выполнена: участок не принадлежит органу власти, а расход не предусмотрен бюджетом.\n\n*Демонстрационный ответ.*',
    en: 'The request was examined and cannot be met: the land is not the authority’s and the approved budget has no such item.\n\n*Demo answer.*',
  },
  refused: {
    ro: 'Soluționarea ține de competența altui nivel de finanțare; refuzăm cererea și arătăm calea de contestare.\n\n*Răspuns demonstrativ.*',
    ru: 'Решение относится к другому уровню финансирования; отказываем и указываем порядок обжалования.\n\n*Демонстрационный ответ.*',
    en: 'This belongs to another level of funding; we refuse it and name the way to appeal.\n\n*Demo answer.*',
  },
  unexamined: {
    ro: 'Cererea repetă una la care s-a răspuns; a fost alăturată dosarului.\n\n*Răspuns demonstrativ.*',
    ru: 'Просьба повторяет уже рассмотренную и приобщена к делу.\n\n*Демонстрационный ответ.*',
    en: 'The request repeats one already answered and was joined to its file.\n\n*Demo answer.*',
  },
  mend: {
    ro: 'Vă rugăm să indicați adresa exactă a clădirii și cine o administrează. (Demonstrație)',
    ru: 'Просим указать точный адрес здания и кто им управляет. (Демонстрация)',
    en: 'Please name the exact address of the building and who runs it. (Demo)',
  },
  extend: {
    ro: 'Este nevoie de avizul a două instituții. (Demonstrație)',
    ru: 'Требуется заключение двух учреждений. (Демонстрация)',
    en: 'The opinion of two institutions is needed. (Demo)',
  },
  redirect: {
    ro: 'Biblioteca este finanțată de minister, de aceea petiția este transmisă după competență. (Demonstrație)',
    ru: 'Библиотека финансируется министерством, петиция передаётся по компетенции. (Демонстрация)',
    en: 'The library is paid by the ministry, so the petition goes there. (Demo)',
  },
  followUp: {
    ro: 'Primii doi kilometri sunt gata; urmează bordurile coborâte. (Demonstrație)',
    ru: 'Первые два километра готовы; дальше — пониженные бордюры. (Демонстрация)',
    en: 'The first two kilometres are done; lowered kerbs come next. (Demo)',
  },
}

/** Why moderators of the demo refuse, in plain words: they are not answers of an authority. */
export const demoRefusals: Record<'advertising' | 'insult' | 'not-competent', Record<Lang, string>> = {
  advertising: {
    ro: 'Textul laudă o firmă și nu cere nimic autorității. (Demonstrație)',
    ru: 'Текст расхваливает фирму и ни о чём не просит орган власти. (Демонстрация)',
    en: 'The text praises a company and asks nothing of the authority. (Demo)',
  },
  insult: {
    ro: 'Textul jignește o persoană. Ce cere se poate spune fără jigniri. (Demonstrație)',
    ru: 'Текст оскорбляет человека. О том же можно попросить без оскорблений. (Демонстрация)',
    en: 'The text insults a person. The same can be asked without insults. (Demo)',
  },
  'not-competent': {
    ro: 'Autoritatea aleasă nu decide despre aceasta. (Demonstrație)',
    ru: 'Выбранный орган власти этого не решает. (Демонстрация)',
    en: 'The authority that was chosen does not decide about this. (Demo)',
  },
}
