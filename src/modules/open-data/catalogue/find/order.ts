/** Where a value belongs in a list that is in order: before all that are not smaller. */
export function placeInOrder<T>(list: readonly T[], value: T, compare: (a: T, b: T) => number): number {
  let from = 0
  let to = list.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (compare(list[middle] as T, value) < 0) from = middle + 1
    else to = middle
  }
  return from
}

/** Slots in the order of what they hold: sorted once, when first asked for, and kept so as slots are added. */
export class SlotOrder {
  private slots: number[] | null = null
  private readonly compare: (a: number, b: number) => number

  constructor(compare: (a: number, b: number) => number) {
    this.compare = compare
  }

  add(slot: number): void {
    this.slots?.splice(placeInOrder(this.slots, slot, this.compare), 0, slot)
  }

  /** Before what it held is forgotten, because it is found by that. */
  remove(slot: number): void {
    if (!this.slots) return
    const at = this.slots.indexOf(slot)
    if (at >= 0) this.slots.splice(at, 1)
  }

  of(all: () => number[]): readonly number[] {
    this.slots ??= all().sort(this.compare)
    return this.slots
  }
}
