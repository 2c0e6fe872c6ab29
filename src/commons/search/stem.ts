/**
 * The stem of a folded word: what is left without endings, so that „școala" and „școlii", «дорога» and «дороги», "road" and
 * "roads" meet. Light stemmers in the manner of J. Savoy (2006), of our own: PostgreSQL's want the marks that people leave
 * out, do not know that oa and o change places, and differ between its versions.
 * @param word folded, one word
 * @returns one or two stems: a Latin word may be Romanian or English, and people mix both
 */
export function stemsOf(word: string): string[] {
  if (/\p{N}/u.test(word)) return []
  if (/^\p{Script=Cyrillic}+$/u.test(word)) return [russian(word)]
  return [...new Set([romanian(word), english(word)])]
}

const byLength = (endings: string): string[] => endings.split(' ').sort((a, b) => b.length - a.length)

const ROMANIAN = byLength(
  'urilor iilor ilor elor iului ului iul ul ule urile uri iile ile ele iei iea ea ei ia ie ii io a e i o u',
)
const RUSSIAN = byLength(
  'иями ями ами иях ях ах иям ям ам ием ией ою ею ой ей ий ый ого его ому ему ыми ими ым им ом ем ая яя ое ее ую юю ые ие ии ия ию ых их а я о е ы и у ю ь й',
)

function romanian(word: string): string {
  const bare = without(word, ROMANIAN)
  // iluminat, iluminare; trotuar, trotuare
  const root = /^.{4,}(at|ar)$/.test(bare) ? bare.slice(0, -2) : bare
  return root
    .replace(/oa(?=[^aeiou]*$)/, 'o') // școală, școli
    .replace(/ia(?=[^aeiou]+$)/, 'ie') // piață, piețe
    .replace(/ea(?=[^aeiou]+$)/, 'e') // ceață, cețuri
    .replace(/z$/, 'd') // stradă, străzi
}

function russian(word: string): string {
  const bare = without(word, RUSSIAN)
  return /^.{3,}[ое]в$/.test(bare) ? bare.slice(0, -2) : bare // городов; Кишинёв, Кишинёва
}

function english(word: string): string {
  const one = word
    .replace(/([^aeiou])ies$/, '$1y')
    .replace(/(ss|x|ch|sh|us)es$/, '$1')
    .replace(/([^su])s$/, '$1')
  return one.replace(/^(.{4,})(ing|ed)$/, '$1')
}

/** Takes off the longest ending that leaves a word: two letters, three when the ending is long. */
function without(word: string, endings: string[]): string {
  const ending = endings.find((one) => word.endsWith(one) && word.length - one.length >= (one.length > 2 ? 3 : 2))
  return ending ? word.slice(0, -ending.length) : word
}
