import { widthOf } from '#ui/pictures/glyphs.ts'
import { colours } from '#ui/pictures/mark.ts'
import { letters, type Picture, picture } from '../picture.ts'
import { type Drawing, LETTERS, type Mark } from './drawing.ts'
import { dashes, patterns } from './patterns.ts'

/** The tones of tokens.css in light, in their order. */
const TONES = [colours.river, '#6f4300', colours.leaf, '#b3372b', colours.soft, '#083f70']

/** A chart as a picture of its own. */
export function chartSvg(drawing: Drawing, said: Picture): string {
  return picture(said, {
    height: drawing.height,
    marks: drawing.marks.map((mark) => markOf(mark, drawing.tones > 1)).join(''),
    defs: drawing.tones > 1 ? TONES.slice(0, drawing.tones).map(patternOf).join('') : '',
  })
}

function patternOf(tone: string, at: number): string {
  const ground = at === 0 ? `fill="${tone}"` : `fill="${tone}" fill-opacity=".25"`
  const strokes = patterns[at] ? `<path d="${patterns[at]}" stroke="${tone}" stroke-width="2" fill="none"/>` : ''
  return `<pattern id="p${at}" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" ${ground}/>${strokes}</pattern>`
}

function markOf(mark: Mark, isPatterned: boolean): string {
  const tone = 'tone' in mark ? (TONES[mark.tone % TONES.length] as string) : ''
  const fill = 'tone' in mark && isPatterned ? `fill="url(#p${mark.tone})" stroke="${tone}"` : `fill="${tone}"`
  switch (mark.is) {
    case 'rule':
      return `<path d="M${mark.x1} ${mark.y1}L${mark.x2} ${mark.y2}" stroke="${mark.role === 'axis' ? colours.soft : colours.line}"/>`
    case 'text': {
      const weight = mark.strong ? 'bold' : 'regular'
      const width = mark.anchor === 'start' ? 0 : widthOf(mark.words, LETTERS, weight)
      const x = mark.anchor === 'end' ? mark.x - width : mark.x - width / 2
      return letters(mark.words, x, mark.y, LETTERS, mark.strong ? colours.ink : colours.soft, weight)
    }
    case 'bar':
      return `<rect x="${mark.x}" y="${mark.y}" width="${mark.width}" height="${mark.height}" ${fill}/>`
    case 'area':
      return `<path d="${mark.d}" ${isPatterned ? fill : `${fill} fill-opacity=".25"`}/>`
    case 'line':
      return `<path d="${mark.d}" fill="none" stroke="${tone}" stroke-width="2.5" stroke-linejoin="round"${dashes[mark.tone] ? ` stroke-dasharray="${dashes[mark.tone]}"` : ''}/>`
    case 'dots':
      return `<path d="${mark.d}" fill="${tone}" fill-opacity=".8"/>`
  }
}
