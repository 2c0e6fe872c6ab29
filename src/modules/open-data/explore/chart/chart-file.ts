import sharp from 'sharp'
import { xml } from '#kernel/text/xml.ts'
import { pathOf, widthOf, wrapped } from '#ui/pictures/glyphs.ts'
import { bridgeMark, colours } from '#ui/pictures/mark.ts'
import { type Drawing, LETTERS, type Mark } from './drawing.ts'
import { dashes, patterns } from './patterns.ts'

const WIDTH = 800
const EDGE = 28
/** What is drawn inside the edges. */
export const FILE_WIDTH = WIDTH - 2 * EDGE
const TITLE = 20
const LINE = 28
/** The picture has twice as many points as the drawing, for sharp letters. */
const PNG_WIDTH = 2 * WIDTH

/** The tones of tokens.css in light, in their order. */
const TONES = [colours.river, '#6f4300', colours.leaf, '#b3372b', colours.soft, '#083f70']

interface ChartFile {
  drawing: Drawing
  title: string
  desc: string
  /** Below the drawing: whose data it is, and which version. */
  source: string
  site: string
}

/** A chart as a picture of its own, that says what it shows and whose data it is. Its letters are outlines, so that it needs no font. */
export function chartSvg({ drawing, title, desc, source, site }: ChartFile): string {
  const lines = wrapped(title, FILE_WIDTH, TITLE, 'bold', 3)
  const sources = wrapped(source, FILE_WIDTH - 150, LETTERS, 'regular', 3)
  const top = EDGE + lines.length * LINE + 8
  const foot = top + drawing.height + 30
  const height = foot + sources.length * 18 + EDGE - 10
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="t d">`,
    `<title id="t">${xml(title)}</title><desc id="d">${xml(desc)}</desc>`,
    drawing.tones > 1 ? `<defs>${TONES.slice(0, drawing.tones).map(patternOf).join('')}</defs>` : '',
    `<rect width="${WIDTH}" height="${height}" fill="${colours.card}"/>`,
    ...lines.map((line, at) => letters(line, EDGE, EDGE + TITLE + at * LINE - 4, TITLE, colours.ink, 'bold')),
    `<g transform="translate(${EDGE} ${top})">${drawing.marks.map((mark) => markOf(mark, drawing.tones > 1)).join('')}</g>`,
    ...sources.map((line, at) => letters(line, EDGE, foot + at * 18, LETTERS, colours.soft)),
    bridgeMark(WIDTH - EDGE - 46 - 8 - widthOf(site, 16, 'bold'), foot - 18, 1),
    letters(site, WIDTH - EDGE - widthOf(site, 16, 'bold'), foot + 2, 16, colours.ink, 'bold'),
    '</svg>',
  ].join('')
}

/** @param svg made here: letters are outlines in it */
export function chartPng(svg: string): Promise<Buffer> {
  return sharp(Buffer.from(svg), { density: 144 })
    .resize({ width: PNG_WIDTH })
    .png({ compressionLevel: 9, palette: true, colours: 128 })
    .toBuffer()
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

function letters(
  line: string,
  x: number,
  y: number,
  size: number,
  colour: string,
  weight: 'regular' | 'bold' = 'regular',
): string {
  return `<path fill="${colour}" d="${pathOf(line, x, y, size, weight)}"/>`
}
