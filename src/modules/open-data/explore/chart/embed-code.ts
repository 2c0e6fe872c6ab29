import type { View } from '#kernel/i18n/view.ts'
import { chartSaid, wayTo } from '../addresses.ts'
import { frameCode } from '../embed-frame.tsx'
import type { ChartView } from '../replies.ts'
import { chartWords } from './chart-words.ts'
import { drawChart, heightFor } from './draw-chart.ts'
import { drawnNotes } from './drawn-notes.ts'
import { WIDE } from './plot-figure.tsx'

/** Measured in a browser, in pixels: title, folded table, source and name of the house around what is drawn; and each note with its space. */
const AROUND = 244
const NOTE = 60

/** What one pastes into another site: it follows the newest version unless the address names one. */
export function embedCode(reply: ChartView, view: View): string {
  const words = chartWords(reply, view)
  const address = view.publicUrl + view.href(wayTo(reply.table, '/chart/embed', chartSaid(reply.chart)))
  const drawn = drawChart(reply, words, WIDE)?.height ?? heightFor(WIDE)
  return frameCode(address, words.title, AROUND + Math.round(drawn) + drawnNotes(reply, view).length * NOTE)
}
