import { KeptPromises } from './kept-promises.ts'

const MOST_COUNTS = 5_000
/** Letters of a question; who asks for hundreds of values asks for something else the next time. */
const LONGEST = 2_000

/** How many rows questions chose: tables never change, and who turns pages asks for the same total each time. */
export class Counts {
  private readonly kept = new KeptPromises<number>(MOST_COUNTS)

  /** @param question names the table by its SHA-256 */
  of(question: string, count: () => Promise<number>): Promise<number> {
    return question.length > LONGEST ? count() : this.kept.of(question, count)
  }

  /** All that was counted in a table. */
  forget(sha256: string): void {
    this.kept.forget((question) => question.includes(sha256))
  }
}
