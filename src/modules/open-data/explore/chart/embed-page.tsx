import type { View } from '#kernel/i18n/view.ts'
import { BridgeMark } from '#ui/components/BridgeMark.tsx'
import { Errata } from '../../recall/pages/errata.tsx'
import { chartSaid, wayTo } from '../addresses.ts'
import type { ChartView } from '../replies.ts'
import { ChartTable } from './chart-table.tsx'
import { chartWords } from './chart-words.ts'
import { sourceOf } from './draw-chart-file.ts'
import { drawnNotes } from './drawn-notes.ts'
import { PlotFigure } from './plot-figure.tsx'

/** A chart inside another site's page: no script, no cookie, one style sheet. Links leave the frame. */
export function ChartEmbedPage({ reply, view }: { reply: ChartView; view: View }) {
  const { t } = view
  const words = chartWords(reply, view)
  const page = view.publicUrl + view.href(wayTo(reply.table, '/chart', chartSaid(reply.chart)))
  return (
    <html lang={view.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${words.title} — ${t('ui.site')}`}</title>
        <link rel="canonical" href={page} />
        <link rel="stylesheet" href={view.asset('punte.css')} />
      </head>
      <body class="embed">
        <main class="embed-card stack">
          <h1 class="embed-title">
            <a href={page} target="_blank" rel="noopener">
              {words.title}
            </a>
          </h1>
          <Errata view={view} errata={reply.table.errata.filter(({ seq }) => seq === reply.table.version.seq)} />
          {reply.wrong ? <p>{reply.wrong}</p> : <PlotFigure reply={reply} view={view} id="plot" />}
          {drawnNotes(reply, view).map((note) => (
            <p key={note} class="soft small">
              {note}
            </p>
          ))}
          {reply.wrong === null && <ChartTable reply={reply} view={view} words={words} />}
          <p class="soft small">{sourceOf(reply, view)}</p>
          <p class="embed-house">
            <BridgeMark /> {t('ui.site')}
          </p>
        </main>
      </body>
    </html>
  )
}
