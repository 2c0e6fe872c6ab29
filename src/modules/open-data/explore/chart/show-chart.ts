import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import { exploredTable, orSaid } from '../about-table.ts'
import type { chartQuery } from '../fields.ts'
import { keyText } from '../group-words.ts'
import type { ChartView } from '../replies.ts'
import { chartData, noData } from './chart-data.ts'
import { chooseChart } from './choose-chart.ts'

/** A chart of a public table. @throws NotFound */
export async function showChart(
  ctx: Context,
  { table: id }: { table: string },
  query: FormValue<(typeof chartQuery)['fields']>,
): Promise<ChartView> {
  const explored = await exploredTable(ctx, id, query)
  const { kind, x, y, figure, split } = query
  const of = query.of.flatMap((words) => words ?? [])
  const asAsked = { kind: kind ?? 'bar', x: x ?? '', y, figure: figure ?? 'count', split, of } as const
  const { data, chart, wrong } = await orSaid(ctx, { data: noData, chart: asAsked as ChartView['chart'] }, async () => {
    const chosen = chooseChart(explored.table.columns, { kind, x, y, figure, split, of })
    const found = await chartData(ctx.tables, explored, chosen)
    const drawnAs = kind === null && chosen.kind === 'line' && isBroken(found) ? 'bar' : chosen.kind
    return { data: found, chart: { ...chosen, kind: drawnAs, x: found.x || keyText(chosen.x) } }
  })
  const { x: _, ...drawn } = data
  return { table: explored.about, chart, ...drawn, wrong }
}

/** Whether most of a line would be gaps with a point between them, as of something that is counted on a few days only: bars show that. */
function isBroken({ series }: Pick<ChartView, 'series'>): boolean {
  const all = series.flatMap(({ values }) =>
    values.flatMap((value, at) => (value === null ? [] : [isAlone(values, at)])),
  )
  return all.length > 1 && all.filter(Boolean).length > all.length / 2
}

const isAlone = (values: (number | null)[], at: number) =>
  (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null
