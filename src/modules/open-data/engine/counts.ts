const MOST_COUNTS = 5_000
/** Letters of a question; who asks for hundreds of values asks for something else the next time. */
const LONGEST = 2_000

/** How many rows questions chose: tables never change, and who turns pages asks for the same total each time. The one asked for last at the end. */
export class Counts {
  private readonly kept = new Map<string, Promise<number>>()

  /** Counts each once, however many ask for it meanwhile. @param question names the table by its SHA-256 */
  of(question: string, count: () => Promise<number>): Promise<number> {
    if (question.length > LONGEST) return count()
    const known = this.kept.get(question) ?? this.begin(question, count)
    this.kept.delete(question)
    this.kept.set(question, known)
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= MOST_COUNTS) break
      this.kept.delete(oldest)
    }
    return known
  }

  /** All that was counted in a table. */
  forget(sha256: string): void {
    for (const question of this.kept.keys()) if (question.includes(sha256)) this.kept.delete(question)
  }

  private begin(question: string, count: () => Promise<number>): Promise<number> {
    const counting = count()
    counting.catch(() => {
      if (this.kept.get(question) === counting) this.kept.delete(question)
    })
    return counting
  }
}
