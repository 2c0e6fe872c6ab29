import type { View } from '#kernel/i18n/view.ts'
import { chartSaid, wayTo } from '../addresses.ts'
import { frameCode } from '../embed-frame.tsx'
import type { ChartView } from '../replies.ts'
import { chartWords } from './chart-words.ts'

/** What one pastes into another site: it follows the newest version unless the address names one. */
export function embedCode(reply: ChartView, view: View): string {
  const { title } = chartWords(reply, view)
  const address = view.publicUrl + view.href(wayTo(reply.table, '/chart/embed', chartSaid(reply.chart)))
  return frameCode(address, title)
}
