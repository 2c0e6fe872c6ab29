import { trigrams } from '#commons/search/fold.ts'
import { stemsOf } from '#commons/search/stem.ts'
import { placeInOrder } from './order.ts'
import type { QueryWord } from './words.ts'

/** Where a word stands, and what it is worth there. */
interface Places {
  slots: number[]
  worth: number[]
}

/** A word that is still being typed finds its continuations from here on; of these so many. */
const PREFIX = 3
const MOST_CONTINUED = 200
const OF_CONTINUED = 0.6
/** Shorter words are like too many others. */
const SHORTEST_MENDED = 4
const MOST_MENDED = 4
/** How alike two spellings of one word are (Dice of their trigrams): two neighbours that changed places in a word of five leave a half. */
const ALIKE = 0.4
/** Those that are almost as near as the nearest are taken as well. */
const NEAR = 0.1
const OF_MENDED = 0.5

/** What one word of a query found. */
export interface Found {
  /** By slot: what the word is worth there, 0 where it does not stand. */
  worth: Float32Array
  /** Words that were taken for it, because it stands nowhere. */
  mended: string[]
}

/** Words of all datasets, by which slots are found. What has left the catalogue leaves its slot empty and its words here. */
export class WordIndex {
  private readonly places = new Map<string, Places>()
  /** In alphabetical order, without stems; null until somebody asks. */
  private vocabulary: string[] | null = null
  /** Words by their trigrams; null until somebody mistypes. */
  private spellings: Map<string, string[]> | null = null

  add(slot: number, words: Map<string, number>): void {
    for (const [word, worth] of words) {
      let places = this.places.get(word)
      if (!places) {
        places = { slots: [], worth: [] }
        this.places.set(word, places)
        this.meet(word)
      }
      places.slots.push(slot)
      places.worth.push(worth)
    }
  }

  /**
   * @param size how many slots there are
   * @param isLive whether a slot still holds a dataset
   */
  find(word: QueryWord, size: number, isLive: (slot: number) => boolean): Found {
    const worth = new Float32Array(size)
    const [form = ''] = word.forms
    let any = false
    for (const one of word.forms) {
      any = this.take(one, 1, worth, isLive) || any
      for (const stem of stemsOf(one)) any = this.take(`=${stem}`, 1, worth, isLive) || any
    }
    if (word.unfinished && form.length >= PREFIX)
      for (const longer of this.continued(form)) any = this.take(longer, OF_CONTINUED, worth, isLive) || any
    if (any || form.length < SHORTEST_MENDED) return { worth, mended: [] }
    const mended = this.alike(form).filter((other) => this.take(other, OF_MENDED, worth, isLive))
    return { worth, mended }
  }

  private take(word: string, factor: number, worth: Float32Array, isLive: (slot: number) => boolean): boolean {
    const places = this.places.get(word)
    if (!places) return false
    // What stands in few datasets tells more.
    const rare = factor * Math.log(1 + worth.length / places.slots.length)
    let any = false
    for (let at = 0; at < places.slots.length; at++) {
      const slot = places.slots[at] as number
      if (!isLive(slot)) continue
      any = true
      const here = (places.worth[at] as number) * rare
      if (here > (worth[slot] as number)) worth[slot] = here
    }
    return any
  }

  private continued(form: string): string[] {
    this.vocabulary ??= [...this.places.keys()].filter(isWord).sort(byLetters)
    const from = placeInOrder(this.vocabulary, form, byLetters)
    const found: string[] = []
    for (let at = from; at < this.vocabulary.length && found.length < MOST_CONTINUED; at++) {
      const word = this.vocabulary[at] as string
      if (!word.startsWith(form)) break
      if (word !== form) found.push(word)
    }
    return found
  }

  private alike(typed: string): string[] {
    this.spellings ??= spellingsOf([...this.places.keys()].filter(isWord))
    const own = trigrams(typed)
    const shared = new Map<string, number>()
    for (const trigram of own)
      for (const word of this.spellings.get(trigram) ?? []) shared.set(word, (shared.get(word) ?? 0) + 1)
    const near = [...shared]
      .map(([word, count]) => ({ word, alike: (2 * count) / (own.size + trigrams(word).size) }))
      .filter(({ alike }) => alike >= ALIKE)
      .sort((a, b) => b.alike - a.alike || byLetters(a.word, b.word))
    return near
      .filter(({ alike }) => alike >= (near[0]?.alike ?? 0) - NEAR)
      .slice(0, MOST_MENDED)
      .map(({ word }) => word)
  }

  private meet(word: string): void {
    if (!isWord(word)) return
    if (this.vocabulary) this.vocabulary.splice(placeInOrder(this.vocabulary, word, byLetters), 0, word)
    if (this.spellings) for (const trigram of trigrams(word)) push(this.spellings, trigram, word)
  }
}

const isWord = (word: string) => !word.startsWith('=')
const byLetters = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function spellingsOf(words: string[]): Map<string, string[]> {
  const spellings = new Map<string, string[]>()
  for (const word of words) for (const trigram of trigrams(word)) push(spellings, trigram, word)
  return spellings
}

function push(spellings: Map<string, string[]>, trigram: string, word: string): void {
  const known = spellings.get(trigram)
  if (known) known.push(word)
  else spellings.set(trigram, [word])
}
