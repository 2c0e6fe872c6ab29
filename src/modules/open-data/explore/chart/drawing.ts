/**
 * A drawing as marks on a ground, before anybody says how it is shown: on a page its colours are those of the house, light or dark; in a
 * file they stand beside each mark, and its letters are outlines. A tone is the place of a series, from 0; each has a colour, a pattern, a
 * dash and a shape of its own, so that colour never speaks alone.
 */
export interface Drawing {
  width: number
  height: number
  marks: Mark[]
  /** How many tones are filled with a pattern: none where there is only one. */
  tones: number
}

export type Mark =
  | { is: 'rule'; role: 'grid' | 'axis'; x1: number; y1: number; x2: number; y2: number }
  | { is: 'bar'; tone: number; x: number; y: number; width: number; height: number; said?: string }
  | { is: 'line' | 'area' | 'dots'; tone: number; d: string }
  | Words

export interface Words {
  is: 'text'
  x: number
  /** Of the baseline. */
  y: number
  words: string
  anchor: 'start' | 'middle' | 'end'
  strong?: boolean
}

export const LETTERS = 13
/** Lines are thicker than the space between letters; a little more than most letters of Noto Sans and of system fonts take. */
const LETTER_WIDTH = 0.56

/** About as wide as these words are, in whatever font; never much less. */
export function wide(words: string): number {
  return words.length * LETTERS * LETTER_WIDTH
}

/** As much of the words as there is room for. */
export function cut(words: string, room: number): string {
  const most = Math.max(1, Math.floor(room / (LETTERS * LETTER_WIDTH)))
  const letters = Array.from(words)
  return letters.length <= most
    ? words
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
}

export const round = (n: number): number => Math.round(n * 10) / 10
