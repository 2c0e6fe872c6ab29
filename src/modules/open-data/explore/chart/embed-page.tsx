import type { View } from '#kernel/i18n/view.ts'
import { Errata } from '../../recall/pages/errata.tsx'
import { chartSaid, wayTo } from '../addresses.ts'
import { EmbedFrame } from '../embed-frame.tsx'
import type { ChartView } from '../replies.ts'
import { sourceInWords } from '../source-in-words.ts'
import { ChartTable } from './chart-table.tsx'
import { chartWords } from './chart-words.ts'
import { drawnNotes } from './drawn-notes.ts'
import { PlotFigure } from './plot-figure.tsx'

/** A chart inside another site's page. */
export function ChartEmbedPage({ reply, view }: { reply: ChartView; view: View }) {
  const words = chartWords(reply, view)
  return (
    <EmbedFrame
      view={view}
      title={words.title}
      page={view.publicUrl + view.href(wayTo(reply.table, '/chart', chartSaid(reply.chart)))}
      source={sourceInWords(reply.table, view)}
    >
      <Errata view={view} errata={reply.table.errata.filter(({ seq }) => seq === reply.table.version.seq)} />
      {reply.wrong ? <p>{reply.wrong}</p> : <PlotFigure reply={reply} view={view} id="plot" />}
      {drawnNotes(reply, view).map((note) => (
        <p key={note} class="soft small">
          {note}
        </p>
      ))}
      {reply.wrong === null && <ChartTable reply={reply} view={view} words={words} isFolded />}
    </EmbedFrame>
  )
}
