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
  const asAsked = { kind: kind ?? 'bar', x: x ?? '', y, figure: figure ?? 'count', split } as const
  const { data, chart, wrong } = await orSaid(ctx, { data: noData, chart: asAsked as ChartView['chart'] }, async () => {
    const chosen = chooseChart(explored.table.columns, { kind, x, y, figure, split })
    const found = await chartData(ctx.tables, explored, chosen)
    return { data: found, chart: { ...chosen, x: found.x || keyText(chosen.x) } }
  })
  const { x: _, ...drawn } = data
  return { table: explored.about, chart, ...drawn, wrong }
}
