import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Font } from 'fontkit'

export type Weight = 'regular' | 'bold'

const files: Record<Weight, string> = {
  regular: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
}
const fonts = new Map<Weight, Font>()
const require = createRequire(import.meta.url)

/** Noto Sans has Latin with ș and ț and Cyrillic; read when the first picture is drawn. */
function fontOf(weight: Weight): Font {
  const known = fonts.get(weight)
  if (known) return known
  // A process that draws no picture never needs the reader of fonts either.
  const { create } = require('fontkit') as typeof import('fontkit')
  const font = create(readFileSync(require.resolve(files[weight])))
  fonts.set(weight, font)
  return font
}

/** Characters the font has; others (an emoji) are left out rather than drawn as empty boxes. */
export function drawable(text: string, weight: Weight): string {
  const font = fontOf(weight)
  return Array.from(text.normalize('NFC'))
    .filter((character) => font.hasGlyphForCodePoint(character.codePointAt(0) as number))
    .join('')
}

/** In pixels. */
export function widthOf(text: string, size: number, weight: Weight): number {
  const font = fontOf(weight)
  return (font.layout(drawable(text, weight)).advanceWidth * size) / font.unitsPerEm
}

/**
 * A line of text as the data of an SVG path, so that the picture is the same whatever fonts the machine has.
 * @param x left end of the line @param y its baseline
 */
export function pathOf(text: string, x: number, y: number, size: number, weight: Weight): string {
  const font = fontOf(weight)
  const scale = size / font.unitsPerEm
  const { glyphs, positions } = font.layout(drawable(text, weight))
  let pen = 0
  let data = ''
  glyphs.forEach((glyph, at) => {
    const { xAdvance, xOffset, yOffset } = positions[at] as (typeof positions)[number]
    for (const { command, args } of glyph.path.commands) {
      const points = args.map((value, axis) =>
        axis % 2 === 0 ? x + (pen + xOffset + value) * scale : y - (yOffset + value) * scale,
      )
      data += LETTERS[command] + points.map((value) => Math.round(value * 10) / 10).join(' ')
    }
    pen += xAdvance
  })
  return data
}

const LETTERS = { moveTo: 'M', lineTo: 'L', quadraticCurveTo: 'Q', bezierCurveTo: 'C', closePath: 'Z' } as const

/** Lines no wider than `width`; the last one ends with an ellipsis when the text does not fit into `most`. */
export function wrapped(text: string, width: number, size: number, weight: Weight, most: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of drawable(text, weight)
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((one) => broken(one, width, size, weight))) {
    const longer = line ? `${line} ${word}` : word
    if (widthOf(longer, size, weight) <= width) line = longer
    else {
      lines.push(line)
      line = word
    }
  }
  if (line) lines.push(line)
  if (lines.length <= most) return lines
  let last = lines[most - 1] as string
  while (last.includes(' ') && widthOf(`${last}…`, size, weight) > width) last = last.slice(0, last.lastIndexOf(' '))
  return [...lines.slice(0, most - 1), `${last.replace(/[\s.,;:–—-]+$/, '')}…`]
}

/** A word wider than a line, in pieces that fit. */
function broken(word: string, width: number, size: number, weight: Weight): string[] {
  if (widthOf(word, size, weight) <= width) return [word]
  const pieces: string[] = []
  let piece = ''
  for (const letter of word) {
    if (piece && widthOf(piece + letter, size, weight) > width) {
      pieces.push(piece)
      piece = ''
    }
    piece += letter
  }
  return [...pieces, piece]
}
