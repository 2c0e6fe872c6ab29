import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import { actAs, demoViewer } from '#commons/people/demo/act-as.ts'
import type { Services } from '#kernel/http/context.ts'
import { datasetsNamed } from '../../challenges/store.ts'
import { proposeChallenge } from '../propose-challenge.ts'

const proposals = [
  {
    by: 'ana',
    daysAgo: 2,
    form: {
      title: 'Umbră la stațiile de transport',
      problem:
        'Registrul arborilor și lista stațiilor arată că la jumătate dintre stații nu este niciun copac pe o rază de 20 m. Vara, oamenii așteaptă în soare. Am putea alege împreună primele zece stații în care se plantează.',
      institution: 'primaria-chisinau',
      datasets: ['arbori-chisinau', 'statii-transport-chisinau'],
      lang: 'ro' as const,
    },
  },
  {
    by: 'serghei',
    daysAgo: 1,
    form: {
      title: 'Предупреждать школы о плохом воздухе',
      problem:
        'Почасовые данные о воздухе открыты, но школы узнают о превышениях из новостей. Нужен простой сигнал для директора: сегодня физкультуру лучше провести в зале.',
      institution: 'ministerul-mediului',
      datasets: ['aer-pe-ore'],
      lang: 'ru' as const,
    },
  },
]

/** Two that wait for an answer. */
export async function seedDemoProposals(services: Services, tell: (line: string) => void): Promise<void> {
  const today = dayOf(services.clock.now(), services.timeZone)
  for (const { by, daysAgo, form } of proposals) {
    const now = new Date(`${addDays(today, -daysAgo)}T08:00:00Z`)
    await actAs(services, { viewer: await demoViewer(services, by), lang: form.lang, now }, async (ctx) => {
      const datasets = (await datasetsNamed(ctx.tx, form.datasets)).map(({ name }) => name)
      return proposeChallenge(ctx, { ...form, datasets })
    })
  }
  tell(`Open data: ${proposals.length} proposed challenges`)
}
