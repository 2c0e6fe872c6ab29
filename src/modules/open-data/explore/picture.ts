import sharp from 'sharp'
import { xml } from '#kernel/text/xml.ts'
import { pathOf, type Weight, widthOf, wrapped } from '#ui/pictures/glyphs.ts'
import { bridgeMark, colours } from '#ui/pictures/mark.ts'

const WIDTH = 800
const EDGE = 28
/** What is drawn inside the edges. */
export const PICTURE_WIDTH = WIDTH - 2 * EDGE
const TITLE = 20
const LINE = 28
const SMALL = 13
const SMALL_LINE = 18
/** The picture has twice as many points as the drawing, for sharp letters. */
const PNG_WIDTH = 2 * WIDTH

export interface Picture {
  title: string
  desc: string
  /** Below the drawing: what one has to know to read it, and what it leaves out. */
  notes?: string[]
  /** Below the drawing: whose data it is, and which version. */
  source: string
  site: string
}

/** A drawing as a picture of its own, that says what it shows and whose data it is. Its letters are outlines, so that it needs no font. */
export function picture(
  { title, desc, notes = [], source, site }: Picture,
  drawn: { height: number; marks: string; defs?: string },
): string {
  const lines = wrapped(title, PICTURE_WIDTH, TITLE, 'bold', 3)
  const sources = wrapped(source, PICTURE_WIDTH - 150, SMALL, 'regular', 3)
  const top = EDGE + lines.length * LINE + 8
  const noted = notes.flatMap((note) => wrapped(note, PICTURE_WIDTH, SMALL, 'regular', 3))
  const noteAt = top + drawn.height + 24
  const foot = top + drawn.height + 30 + (noted.length > 0 ? noted.length * SMALL_LINE + 8 : 0)
  const height = foot + sources.length * SMALL_LINE + EDGE - 10
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="t d">`,
    `<title id="t">${xml(title)}</title><desc id="d">${xml(desc)}</desc>`,
    drawn.defs ? `<defs>${drawn.defs}</defs>` : '',
    `<rect width="${WIDTH}" height="${height}" fill="${colours.card}"/>`,
    ...lines.map((line, at) => letters(line, EDGE, EDGE + TITLE + at * LINE - 4, TITLE, colours.ink, 'bold')),
    `<g transform="translate(${EDGE} ${top})">${drawn.marks}</g>`,
    ...noted.map((line, at) => letters(line, EDGE, noteAt + at * SMALL_LINE, SMALL, colours.soft)),
    ...sources.map((line, at) => letters(line, EDGE, foot + at * SMALL_LINE, SMALL, colours.soft)),
    bridgeMark(WIDTH - EDGE - 46 - 8 - widthOf(site, 16, 'bold'), foot - 18, 1),
    letters(site, WIDTH - EDGE - widthOf(site, 16, 'bold'), foot + 2, 16, colours.ink, 'bold'),
    '</svg>',
  ].join('')
}

/** @param svg made here: letters are outlines in it */
export function pngOf(svg: string): Promise<Buffer> {
  return sharp(Buffer.from(svg), { density: 144 })
    .resize({ width: PNG_WIDTH })
    .png({ compressionLevel: 9, palette: true, colours: 128 })
    .toBuffer()
}

/** A picture runs nothing and loads nothing, wherever it is opened. */
export const pictureHeaders = {
  'content-security-policy': "default-src 'none'",
  'access-control-allow-origin': '*',
}

/** Words as outlines, from the left end of their baseline. */
export function letters(
  line: string,
  x: number,
  y: number,
  size: number,
  colour: string,
  weight: Weight = 'regular',
): string {
  return `<path fill="${colour}" d="${pathOf(line, x, y, size, weight)}"/>`
}
