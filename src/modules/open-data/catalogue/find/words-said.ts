import { foldVariants } from '#commons/search/fold.ts'
import { stemsOf } from '#commons/search/stem.ts'

/** Longer ones are addresses and noise. */
export const LONGEST = 60
const MOST = 20_000

/** A word as it is looked for, with its stems, which '=' marks. */
export interface SaidWord {
  word: string
  stems: string[]
}

/** What texts say, word by word. A catalogue has few words and each of them often: what was met lately is not folded again. */
export class WordsSaid {
  private readonly met = new Map<string, SaidWord[]>()

  of(text: string): SaidWord[] {
    return text.split(/\s+/).flatMap((written) => this.asLookedFor(written))
  }

  private asLookedFor(written: string): SaidWord[] {
    const known = this.met.get(written)
    if (known) return known
    const found = readWords(written)
    // Long ones come once, and all that ever stood in some text would be kept for ever.
    if (this.met.size >= MOST) this.met.clear()
    if (written.length <= LONGEST) this.met.set(written, found)
    return found
  }
}

/** Between two blanks there may be several, as in "Bălți-Ungheni", each in one or two forms. */
function readWords(written: string): SaidWord[] {
  const words = new Set(foldVariants(written).flatMap((folded) => folded.split(' ')))
  words.delete('')
  return [...words]
    .filter((word) => word.length <= LONGEST)
    .map((word) => ({ word, stems: stemsOf(word).map((stem) => `=${stem}`) }))
}
