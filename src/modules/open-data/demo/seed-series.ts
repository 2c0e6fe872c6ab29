import type { Services } from '#kernel/http/context.ts'
import { createSeries } from '../series/keep-series.ts'
import { putIntoSeries } from '../series/order-series.ts'
import { actFor } from './seed-datasets.ts'

/** The elections of each year, as one series. */
export async function seedDemoSeries(services: Services, tell: (line: string) => void): Promise<void> {
  const irina = { by: 'irina', authority: 'ministerul-educatiei' }
  const ref = await actFor(services, { ...irina, daysAgo: 20 }, (ctx) => createSeries(ctx, said))
  for (const year of [2026, 2025, 2024])
    await actFor(services, { ...irina, daysAgo: 20 }, (ctx) =>
      putIntoSeries(ctx, ref, { dataset: `consilii-elevi-${year}` }),
    )
  tell('Open data: a series of three datasets')
}

const said = {
  organisation: null,
  name: 'consilii-elevi',
  titleRo: 'Alegerile consiliilor elevilor',
  titleRu: 'Выборы советов учащихся',
  titleEn: 'Elections of pupils’ councils',
  aboutRo:
    'Rezultatele alegerilor din octombrie, în fiecare an cu aceleași coloane. Date inventate, pentru demonstrație.',
  aboutRu: 'Результаты октябрьских выборов, каждый год с одинаковыми столбцами. Данные вымышлены, для демонстрации.',
  aboutEn: 'Results of the elections in October, each year with the same columns. Made-up data, for the demo.',
}
