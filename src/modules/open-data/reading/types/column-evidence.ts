import { classify } from './classify.ts'
import { FAULT, NUMBERS, TYPED, WORD } from './forms.ts'
import { missingKind } from './missing.ts'
import { togetherUnit, withUnit } from './units.ts'

/** So many cells that fit no type at all are no faults any more: a column with them holds words, however long it is. */
export const MOST_FAULTS = 99

/** What a whole column holds, learnt cell by cell. */
export class ColumnEvidence {
  /** Cells that are not missing, by the bits of what they may be. */
  readonly kinds = new Map<number, number>()
  /** Texts that say that the value is missing, or may say so, with how often. */
  readonly marks = new Map<string, number>()
  empty = 0
  /**
   * What stands beside every number of it: the first cell has it, and none that is a number lacks it. Where its type is given, what stands beside
   * most of its values: a few slips must not take the others along.
   */
  unit: string | null = null
  /** Nothing that still comes could make it other than words. */
  #words = false
  #untyped = 0
  #last = -1
  #lastCount = 0
  readonly #wanted: boolean
  /** Of a given type, by unit: numbers with it, by the bits of what they may be without it. */
  readonly #withUnits = new Map<string, Map<number, number>>()

  /** @param wanted its type is given: it is learnt from to the end, whatever stands in it */
  constructor(wanted = false) {
    this.#wanted = wanted
  }

  /**
   * @param cell without blanks at its ends
   * @returns the field of the spool with the comma before it
   */
  take(cell: string): string {
    if (cell === '') {
      this.empty++
      return ','
    }
    const missing = missingKind(cell)
    if (missing) {
      this.marks.set(cell, (this.marks.get(cell) ?? 0) + 1)
      if (missing === 'always') return ','
    } else if (!this.#words && this.#judge(cell)) return `,"${cell}"`
    return cell.includes('"') ? `,"${cell.replaceAll('"', '""')}"` : `,"${cell}"`
  }

  /** @returns whether it may be a value, in which no quote stands */
  #judge(cell: string): boolean {
    const kind = this.#kindOf(cell)
    if (kind === this.#last) this.#lastCount++
    else {
      this.#keep()
      this.#last = kind
      this.#lastCount = 1
    }
    if ((kind & TYPED) !== 0) return true
    this.#untyped++
    this.#words = !this.#wanted && (kind === 0 || this.#untyped > MOST_FAULTS)
    return false
  }

  /** Of numbers with a unit, what the numbers alone may be; a cell without the unit of the column is none of its numbers. */
  #kindOf(cell: string): number {
    if (this.#wanted) return this.#wantedKindOf(cell)
    const kind = this.unit === null ? classify(cell) : 0
    if (kind !== 0 || (this.unit === null && this.#last !== -1)) return kind
    const found = withUnit(cell)
    if (!found) return this.unit !== null && classify(cell) === WORD ? WORD : 0
    const unit = togetherUnit(this.unit ?? found.unit, found.unit)
    if (unit === null) return 0
    this.unit = unit
    return classify(found.number) & (NUMBERS | FAULT)
  }

  /** As if no number had a unit; those that have one are counted beside, until all are seen. */
  #wantedKindOf(cell: string): number {
    const kind = classify(cell)
    const found = kind === 0 ? withUnit(cell) : null
    const without = found ? classify(found.number) & (NUMBERS | FAULT) : 0
    if (!found || without === 0) return kind
    const counts = this.#withUnits.get(found.unit) ?? new Map<number, number>()
    this.#withUnits.set(found.unit, counts.set(without, (counts.get(without) ?? 0) + 1))
    return 0
  }

  #keep(): void {
    if (this.#lastCount > 0) this.kinds.set(this.#last, (this.kinds.get(this.#last) ?? 0) + this.#lastCount)
    this.#lastCount = 0
  }

  /** To be called when all cells were seen. */
  end(): void {
    this.#keep()
    this.#joinUnits()
    for (const [unit, counts] of this.#withUnits) if (this.#isUnitOfMost(counts)) this.#takeUnit(unit, counts)
  }

  /** Numbers whose unit is one of the others, said less exactly, count with those. */
  #joinUnits(): void {
    for (const [unit, counts] of this.#withUnits) {
      const exact = [...this.#withUnits.keys()].filter((other) => other !== unit && togetherUnit(unit, other) === other)
      const joined = exact.length === 1 ? this.#withUnits.get(exact[0] as string) : undefined
      if (!joined) continue
      for (const [kind, count] of counts) joined.set(kind, (joined.get(kind) ?? 0) + count)
      this.#withUnits.delete(unit)
    }
  }

  #isUnitOfMost(counts: Map<number, number>): boolean {
    const cells = sumOf(counts.values())
    const others = [...this.#withUnits.values()].filter((each) => each !== counts).map((each) => sumOf(each.values()))
    const bare = [...this.kinds].filter(([kind]) => (kind & TYPED) !== 0).map(([, count]) => count)
    return cells > sumOf(bare) && others.every((count) => count < cells)
  }

  /** What stands without the unit is none of its numbers. */
  #takeUnit(unit: string, counts: Map<number, number>): void {
    const words = this.kinds.get(WORD) ?? 0
    const others = sumOf(this.kinds.values()) - sumOf(counts.values()) - words
    this.unit = unit
    this.kinds.clear()
    for (const [kind, count] of [...counts, [WORD, words] as const, [0, others] as const])
      if (count > 0) this.kinds.set(kind, count)
  }

  /** It holds words, whatever else stands in it. */
  get words(): boolean {
    return this.#words
  }
}

function sumOf(counts: Iterable<number>): number {
  return [...counts].reduce((sum, count) => sum + count, 0)
}
