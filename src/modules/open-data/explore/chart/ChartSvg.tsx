import type { Drawing, Mark } from './drawing.ts'
import { patterns } from './patterns.ts'

/** A drawing on a page: its colours are those of the house, also in dark and in forced colours. */
export function ChartSvg({ drawing, id, title, desc }: { drawing: Drawing; id: string; title: string; desc: string }) {
  const { width, height, marks, tones } = drawing
  return (
    <svg class="plot" viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{desc}</desc>
      {tones > 1 && (
        <defs>
          {patterns.slice(0, tones).map((d, tone) => (
            <pattern
              key={d}
              id={`${id}-${tone}`}
              class={`plot-${tone}`}
              width="8"
              height="8"
              patternUnits="userSpaceOnUse"
            >
              <rect class={tone === 0 ? 'plot-full' : 'plot-pale'} width="8" height="8" />
              {d && <path class="plot-hatch" d={d} />}
            </pattern>
          ))}
        </defs>
      )}
      {marks.map((mark, at) => (
        <MarkOf key={at} mark={mark} fill={tones > 1 ? id : null} />
      ))}
    </svg>
  )
}

/** @param fill before the tone in the name of its pattern; null: plain */
function MarkOf({ mark, fill }: { mark: Mark; fill: string | null }) {
  switch (mark.is) {
    case 'rule':
      return <path class={`plot-${mark.role}`} d={`M${mark.x1} ${mark.y1}L${mark.x2} ${mark.y2}`} />
    case 'text':
      return (
        <text
          class={mark.strong ? 'plot-text plot-strong' : 'plot-text'}
          x={mark.x}
          y={mark.y}
          text-anchor={mark.anchor === 'start' ? undefined : mark.anchor}
        >
          {mark.words}
        </text>
      )
    case 'bar': {
      const { x, y, width, height, tone, said } = mark
      return (
        <rect
          class={`plot-fill plot-${tone}`}
          fill={fill ? `url(#${fill}-${tone})` : undefined}
          {...{ x, y, width, height }}
        >
          {said && <title>{said}</title>}
        </rect>
      )
    }
    case 'area':
      return (
        <path
          class={`plot-fill plot-area plot-${mark.tone}`}
          fill={fill ? `url(#${fill}-${mark.tone})` : undefined}
          d={mark.d}
        />
      )
    default:
      return <path class={`plot-${mark.is} plot-${mark.tone}`} d={mark.d} />
  }
}
