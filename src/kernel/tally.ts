/** How often something was counted of the thing with a number. */
export interface Counted {
  number: number
  what: string
  count: number
}

/** More things than a process counts between two times at which it is emptied: made-up numbers must not use up the memory. */
const MOST = 10_000

/**
 * Totals in memory, until somebody keeps them: how often what was counted, of which number, and nothing of when and by whom. What was not
 * kept yet is lost with the process.
 */
export class Tally {
  private readonly counts = new Map<number, Map<string, number>>()

  add(number: number, what: string, count = 1): void {
    const known = this.counts.get(number) ?? new Map<string, number>()
    if (known.size === 0) {
      if (this.counts.size >= MOST) return
      this.counts.set(number, known)
    }
    known.set(what, (known.get(what) ?? 0) + count)
  }

  /** Numbers of which something was counted, and how much together. */
  waiting(): { number: number; together: number }[] {
    return [...this.counts].map(([number, known]) => ({
      number,
      together: [...known.values()].reduce((sum, count) => sum + count, 0),
    }))
  }

  /** Empties it, or what it holds of some numbers, and says what that was. */
  take(numbers: readonly number[] = [...this.counts.keys()]): Counted[] {
    return numbers.flatMap((number) => {
      const known = this.counts.get(number)
      this.counts.delete(number)
      return [...(known ?? [])].map(([what, count]) => ({ number, what, count }))
    })
  }

  /** Puts back what could not be kept. */
  putBack(counted: readonly Counted[]): void {
    for (const { number, what, count } of counted) this.add(number, what, count)
  }
}
