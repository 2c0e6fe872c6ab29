export type CharacterProblem = 'lone-surrogate' | 'line-break' | 'control' | 'bidi' | 'invisible' | 'stacked-marks'

/**
 * Names the first kind of character that no honest text needs: control characters, those that turn the direction of writing around,
 * invisible ones, halves of characters, and letters under heaps of marks.
 * @param options.lines whether line breaks and tabs may stand in it (a text) or not (a title, a name). The joiner inside emoji is
 *   allowed only in texts: two titles must not look the same and differ.
 */
export function refuseCharacters(text: string, options: { readonly lines: boolean }): CharacterProblem | null {
  if (!text.isWellFormed()) return 'lone-surrogate'
  const plain = text.replace(EMOJI_STYLE, '')
  const rest = options.lines ? plain.replace(LINES, '').replace(EMOJI_JOINER, '') : plain
  if (!options.lines && LINE_BREAK.test(rest)) return 'line-break'
  if (CONTROL.test(rest)) return 'control'
  if (BIDI.test(rest)) return 'bidi'
  if (INVISIBLE.test(rest)) return 'invisible'
  return STACKED_MARKS.test(rest.normalize('NFD')) ? 'stacked-marks' : null
}

/** How many characters a reader sees; limits are counted in these. Linear, but cap the length in bytes before. */
export function graphemes(text: string): number {
  let count = 0
  for (const _ of SEGMENTER.segment(text)) count += 1
  return count
}

/**
 * Whether a word of a title mixes Latin with Cyrillic or Greek so that it looks like another word ("Рetiția" with a Russian Р): all its
 * letters of one of the scripts have a twin in another script of the same word. "COVIDом" is no such word: д, м and V have no twin.
 */
export function mixedScript(title: string): 'mixed-script' | null {
  for (const [word] of title.normalize('NFC').matchAll(WORD)) {
    const latin = letters(word, /\p{Script=Latin}/gu)
    const cyrillic = letters(word, /\p{Script=Cyrillic}/gu)
    const greek = letters(word, /\p{Script=Greek}/gu)
    const written = [latin, cyrillic, greek].filter((one) => one.length > 0)
    if (written.length < 2) continue
    const alike = [allIn(latin, LATIN_TWINS), allIn(cyrillic, CYRILLIC_TWINS), allIn(greek, GREEK_TWINS)]
    if (alike.includes(true)) return 'mixed-script'
  }
  return null
}

const LINES = /\r\n|\n|\t/g
const LINE_BREAK = /[\n\r\t\u2028\u2029]/
/** C0 and C1 controls, the old line separators, noncharacters. */
const CONTROL = /[\p{Cc}\u2028\u2029\p{Noncharacter_Code_Point}]/u
const BIDI = /\p{Bidi_Control}/u
/** Zero width, soft hyphen, byte order mark, tags, fillers, variation selectors, and the blank of braille. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u
/** Asks for the coloured picture of a sign. After a letter it would be one more way to hide a difference. */
const EMOJI_STYLE = /(?<=\p{Extended_Pictographic})\ufe0f|(?<=[0-9#*])\ufe0f(?=\u20e3)/gu
const EMOJI_JOINER = /(?<=\p{Extended_Pictographic}[\u{1f3fb}-\u{1f3ff}]?)\u200d(?=\p{Extended_Pictographic})/gu
/** Vietnamese stacks two, careful transcriptions three. */
const STACKED_MARKS = /\p{M}{4}/u
const SEGMENTER = new Intl.Segmenter('und', { granularity: 'grapheme' })
const WORD = /[\p{L}\p{M}\p{N}]+/gu

// Letters that most typefaces draw as a letter of another of the three scripts; each set is in its own script.
const LATIN_TWINS = new Set('aceiopsxyjhkvuABCEHIKMOPSTXYZNJăĂëïçéèö')
const CYRILLIC_TWINS = new Set('асеіорѕхујһкАВСЕНІКМОРЅТХУЈёїѐЁЇӑӒ')
const GREEK_TWINS = new Set('ανορυικχΑΒΕΗΙΚΜΝΟΡΤΧΥΖϊόάϋ')

function letters(word: string, script: RegExp): string[] {
  return word.match(script) ?? []
}

function allIn(found: readonly string[], twins: ReadonlySet<string>): boolean {
  return found.length > 0 && found.every((letter) => twins.has(letter))
}
