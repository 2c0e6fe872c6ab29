import { trigrams } from '#commons/search/fold.ts'
import { editsBetween } from './edits.ts'

/** A word that may be meant by a mistyped one. */
export interface Meant {
  word: string
  /** How far from what was typed; the least comes first. */
  rank: number
  /** Dice of their trigrams, 0 to 1. */
  alike: number
}

/** Shorter words are like too many others. */
const SHORTEST = 4
/** Less alike than two neighbours that changed places in a word of four: not compared letter by letter. */
const LEAST_ALIKE = 0.2
/** An ending that is another one altogether. */
const SAME_BEGINNING = { letters: 3, alike: 0.4, rank: 100 }
const MOST = 20

/** Words by their spelling. Numbers and codes are not among them: one digit makes another number, not a slip. */
export class Spellings {
  private readonly byTrigram = new Map<string, string[]>()

  constructor(words: Iterable<string> = []) {
    for (const word of words) this.add(word)
  }

  add(word: string): void {
    if (word.length < SHORTEST - 1 || hasDigit(word)) return
    for (const trigram of trigrams(word)) {
      const known = this.byTrigram.get(trigram)
      if (known) known.push(word)
      else this.byTrigram.set(trigram, [word])
    }
  }

  /** Those that may be meant, the likeliest first. */
  meantBy(typed: string): Meant[] {
    if (typed.length < SHORTEST || hasDigit(typed)) return []
    const own = trigrams(typed)
    const shared = new Map<string, number>()
    for (const trigram of own)
      for (const word of this.byTrigram.get(trigram) ?? []) shared.set(word, (shared.get(word) ?? 0) + 1)
    return [...shared]
      .flatMap(([word, count]) => rankedOf(typed, word, (2 * count) / (own.size + word.length + 1)) ?? [])
      .sort((a, b) => a.rank - b.rank || b.alike - a.alike || (a.word < b.word ? -1 : 1))
      .slice(0, MOST)
  }
}

const hasDigit = (word: string) => /\p{N}/u.test(word)

/** Null for a word that nobody means. */
function rankedOf(typed: string, word: string, alike: number): Meant | null {
  if (alike < LEAST_ALIKE) return null
  const most = slipsIn(typed)
  const edits = editsBetween(typed, word, most)
  // Few people mistake the letter that a word begins with.
  if (edits <= most) return { word, alike, rank: 2 * edits + (typed[0] === word[0] ? 0 : 1) }
  const { letters, rank } = SAME_BEGINNING
  const begins = alike >= SAME_BEGINNING.alike && typed.slice(0, letters) === word.slice(0, letters)
  return begins ? { word, alike, rank } : null
}

function slipsIn({ length }: string): number {
  return length <= 5 ? 1 : length <= 8 ? 2 : 3
}
