import { stemsOf } from '#commons/search/stem.ts'
import { placeInOrder } from './order.ts'
import { type Meant, Spellings } from './spellings.ts'
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
const OF_MENDED = 0.5
const MOST_MENDED = 4
/** Of those that are equally far from what was typed, such as are almost as alike as the first are taken as well. */
const NEAR = 0.1

/** What one word of a query found. */
export interface Found {
  /** By slot: what the word is worth there, 0 where it does not stand. */
  worth: Float32Array
  /** Words that were taken for it, because it stands nowhere. */
  mended: string[]
}

/** The slots of an index: how many there are, and which still hold a dataset. */
interface Slots {
  size: number
  isLive(slot: number): boolean
}

/** Words of all datasets, by which slots are found. What has left the catalogue leaves its slot empty and its words here. */
export class WordIndex {
  private readonly places = new Map<string, Places>()
  /** In alphabetical order, without stems; null until somebody asks. */
  private vocabulary: string[] | null = null
  /** Null until somebody mistypes. */
  private spellings: Spellings | null = null

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

  /** What each word of a query finds. One that stands nowhere is taken for words that are spelled almost so and stand beside the others. */
  find(words: QueryWord[], slots: Slots): Found[] {
    const asked = words.map((word) => ({ word, ...this.findAsTyped(word, slots) }))
    const wrong = asked.flatMap((one) => {
      const meant = one.any ? [] : this.meantBy(one.word)
      return meant.length > 0 ? [{ ...one, meant, worth: this.worthOf(meant, slots) }] : []
    })
    const found = new Map<QueryWord, Found>(asked.map(({ word, worth }) => [word, { worth, mended: [] }]))
    // Those that are still to be mended may be any of theirs: two wrong words help each other.
    for (const { word, worth } of wrong) found.set(word, { worth, mended: [] })
    for (const { word, meant } of wrong) {
      const others = [...found].flatMap(([other, { worth }]) => (other === word ? [] : [worth]))
      const chosen = likeliest(meant.filter((one) => this.standsBeside(one, others, slots)))
      found.set(word, { worth: this.worthOf(chosen, slots), mended: chosen.map((one) => one.word) })
    }
    return words.map((word) => found.get(word) as Found)
  }

  private findAsTyped(word: QueryWord, slots: Slots): { worth: Float32Array; any: boolean } {
    const worth = new Float32Array(slots.size)
    const [form = ''] = word.forms
    let any = false
    for (const one of word.forms) {
      any = this.take(one, 1, worth, slots) || any
      for (const stem of stemsOf(one)) any = this.take(`=${stem}`, 1, worth, slots) || any
    }
    if (word.unfinished && form.length >= PREFIX)
      for (const longer of this.continued(form)) any = this.take(longer, OF_CONTINUED, worth, slots) || any
    return { worth, any }
  }

  private worthOf(meant: Meant[], slots: Slots): Float32Array {
    const worth = new Float32Array(slots.size)
    for (const { word } of meant) this.take(word, OF_MENDED, worth, slots)
    return worth
  }

  private standsBeside({ word }: Meant, others: Float32Array[], { isLive }: Slots): boolean {
    const places = this.places.get(word)?.slots ?? []
    return places.some((slot) => isLive(slot) && others.every((worth) => worth[slot] !== 0))
  }

  private take(word: string, factor: number, worth: Float32Array, { isLive }: Slots): boolean {
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

  private meantBy({ forms: [form = ''] }: QueryWord): Meant[] {
    this.spellings ??= new Spellings([...this.places.keys()].filter(isWord))
    return this.spellings.meantBy(form)
  }

  private meet(word: string): void {
    if (!isWord(word)) return
    if (this.vocabulary) this.vocabulary.splice(placeInOrder(this.vocabulary, word, byLetters), 0, word)
    this.spellings?.add(word)
  }
}

const isWord = (word: string) => !word.startsWith('=')
const byLetters = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** @param meant the likeliest first */
function likeliest(meant: Meant[]): Meant[] {
  const [first] = meant
  if (!first) return []
  return meant.filter(({ rank, alike }) => rank === first.rank && alike >= first.alike - NEAR).slice(0, MOST_MENDED)
}
