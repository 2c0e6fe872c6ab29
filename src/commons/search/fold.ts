/**
 * One form for texts that a reader takes as the same: lower case, without marks, punctuation as single spaces.
 * ș = ş = s, ț = ţ = t, ă = â = a, ё = е, й stays й. Idempotent.
 *
 * Romanian writes one sound as â or î, and the two spellings of one name circulate (Râșcani, Rîșcani). Inside a word both
 * become a, as the spelling of 1993 has it, so they are equal; at either end of a word î becomes i. People without a Romanian
 * keyboard also type î as i ("Riscani"): that needs foldVariants.
 */
export function fold(text: string): string {
  return strip(decompose(text).replace(INNER_I_HAT, 'a'))
}

/**
 * The one or two folded forms under which a text is found: fold(text), and the form in which each î or inner â is an i.
 * Index all forms of a text, and look for any form of a query: "mâna" is found by mâna, mîna, mana; "Rîșcani" by Râșcani and Riscani.
 */
export function foldVariants(text: string): string[] {
  const withI = strip(decompose(text).replace(INNER_HAT, 'i'))
  return [...new Set([fold(text), withI])]
}

/** Latin letters for Russian and Ukrainian ones; other characters stay. Practical transcription without marks: ж zh, х kh, щ shch, ы y. */
export function transliterateRu(text: string): string {
  return Array.from(text.normalize('NFC'), (letter) => {
    const lower = letter.toLowerCase()
    const latin = LATIN[lower]
    if (latin === undefined) return letter
    return letter === lower ? latin : latin.charAt(0).toUpperCase() + latin.slice(1)
  }).join('')
}

/** Folded Latin key of a place name. Only spells: that Кишинёв (kishinev) is Chișinău (chisinau) is known by the table of places alone. */
export function placeKey(name: string): string {
  return fold(transliterateRu(name))
}

/**
 * One form of a personal name, to hold one signature a person: folded, apostrophes dropped, the parts in the order of letters, so that
 * "Popescu Ion-Mihai" is "Ion Mihai POPESCU". Cyrillic stays Cyrillic. Empty for a name without letters or digits.
 */
export function nameKey(name: string): string {
  const words = fold(name.replace(APOSTROPHES, ''))
  return words.split(' ').sort().join(' ')
}

/** Dice coefficient of the sets of trigrams of two folded texts: 0 (nothing in common) to 1 (the same), symmetric. */
export function similarity(a: string, b: string): number {
  const [one, other] = [trigrams(fold(a)), trigrams(fold(b))]
  const total = one.size + other.size
  const shared = [...one].filter((trigram) => other.has(trigram)).length
  return total === 0 ? 0 : (2 * shared) / total
}

// Lookbehinds stand after what is rare, else a heap of marks costs the square of its height.
const INNER_I_HAT = /i\u0302(?<=\p{L}\p{M}*i\u0302)(?=\p{M}*\p{L})/gu
const INNER_HAT = /[ai]\u0302(?<=\p{L}\p{M}*[ai]\u0302)(?=\p{M}*\p{L})/gu
const MARKED_LETTER = /(\P{M}?)(\p{M})\p{M}*/gu
/** Their mark makes another letter; stress, and the diaeresis of ё, does not. */
const WHOLE_LETTERS = new Set(['и\u0306', 'у\u0306', 'і\u0308'])
const APOSTROPHES = /['’‘ʼ`´]/gu
const NOT_WORD = /[^\p{L}\p{N}]+/gu

// biome-ignore format: a table reads better in rows
const LATIN: Readonly<Record<string, string>> = {
  __proto__: null as never,
  а: 'a', б: 'b', в: 'v', г: 'g', ґ: 'g', д: 'd', е: 'e', ё: 'e', є: 'ye', ж: 'zh', з: 'z', и: 'i', і: 'i', ї: 'yi', й: 'y',
  к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh',
  щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya',
}

/** Compatibility letters (ﬁ, Ａ) and case first, then again, because each can bring forth the other. */
function decompose(text: string): string {
  let form = text.replace(/\p{Cf}/gu, '')
  for (let before = ''; before !== form; ) {
    before = form
    form = form
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll('ß', 'ss')
      .replaceAll('ς', 'σ')
      .replace(/\p{Cf}/gu, '')
  }
  return form
}

function strip(decomposed: string): string {
  return decomposed.replace(MARKED_LETTER, withoutMarks).normalize('NFC').replace(NOT_WORD, ' ').trim()
}

function withoutMarks(_: string, letter: string, mark: string): string {
  return WHOLE_LETTERS.has(letter + mark) ? letter + mark : letter
}

/** Of a folded text. As pg_trgm pads: two spaces before a word, one after. */
export function trigrams(folded: string): Set<string> {
  const found = new Set<string>()
  for (const word of folded.split(' ')) {
    if (word === '') continue
    const letters = Array.from(`  ${word} `)
    for (let n = 0; n + 3 <= letters.length; n++) found.add(letters.slice(n, n + 3).join(''))
  }
  return found
}
