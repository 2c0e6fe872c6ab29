/**
 * Counts of people by place (or another trait), as they may be told. `cells` are lower bounds in whole steps of k; what is in
 * no cell is somewhere, we do not say where. Source of the rule: docs/decisions/0002-small-numbers.md.
 */
export interface PublishedCounts {
  k: number
  /** People counted when this version was made. */
  total: number
  /** Cell to "at least so many": a multiple of k. A cell that is missing may hold none or some. */
  cells: Record<string, number>
  /** What the version was made from. Kept to compare with, never shown. */
  exact: Record<string, number>
}

/**
 * The next version of published counts, or the previous one while fewer than k people have come or gone since.
 *
 * 1. A new version needs at least k people who came or went: two versions never differ by fewer.
 * 2. A cell is told in whole steps of k, rounded down; under k it is not told, and then it looks like an empty one.
 * 3. What the cells leave over is at least k people, or no cell is told: the total minus the cells points at nobody.
 *
 * @param exact cell to number of people, 0 or more
 * @param k smallest number of people that may be told apart, 1 or more
 */
export function publishable(exact: Record<string, number>, k: number, previous?: PublishedCounts): PublishedCounts {
  if (previous && moved(exact, previous.exact) < k) return previous
  const total = sum(Object.values(exact))
  const cells = inSteps(exact, k)
  while (Object.keys(cells).length > 0 && elsewhere({ total, cells }) < k) lowerLargest(cells, k)
  return { k, total, cells, exact: { ...exact } }
}

/**
 * The same of several groups of cells whose sums are told beside them: each group leaves at least k of its own people in no cell. Otherwise
 * the sum of a group, less its cells, would tell of fewer.
 *
 * @param groups no cell is in two of them
 */
export function publishableApart(
  groups: Record<string, number>[],
  k: number,
  previous?: PublishedCounts,
): PublishedCounts {
  const made = (step: number) => groups.map((exact) => publishable(exact, step, previous && madeFrom(exact, previous)))
  const now = made(k)
  // A group of which fewer than k moved stays as it was, in the steps of then: all are, so that the whole has one step.
  const isOne = previous === undefined || now.every((part) => part.k === k)
  const parts = isOne ? now : made(previous.k)
  return {
    k: isOne ? k : previous.k,
    total: sum(parts.map(({ total }) => total)),
    cells: Object.assign({}, ...parts.map(({ cells }) => cells)),
    exact: Object.assign({}, ...parts.map(({ exact }) => exact)),
  }
}

/** What the previous version is for a group; made anew of its numbers, because it may be from before groups were told apart. */
function madeFrom(group: Record<string, number>, { exact, k }: PublishedCounts): PublishedCounts {
  return publishable(Object.fromEntries(Object.keys(group).map((cell) => [cell, exact[cell] ?? 0])), k)
}

/** People of whom the version does not say in which cell they are. */
export function elsewhere({ total, cells }: Pick<PublishedCounts, 'total' | 'cells'>): number {
  return total - sum(Object.values(cells))
}

/** The whole as it may be told; null where it is fewer than k. Two versions of it never differ by fewer than k. */
export function told({ total, k }: Pick<PublishedCounts, 'total' | 'k'>): number | null {
  return total >= k ? total : null
}

/** Who came and who went in the same cell is not seen, and needs no hiding: the cell is as it was. */
function moved(now: Record<string, number>, before: Record<string, number>): number {
  const cells = new Set([...Object.keys(now), ...Object.keys(before)])
  return sum([...cells].map((cell) => Math.abs((now[cell] ?? 0) - (before[cell] ?? 0))))
}

function inSteps(exact: Record<string, number>, k: number): Record<string, number> {
  return Object.fromEntries(
    Object.entries(exact)
      .map(([cell, people]): [string, number] => [cell, Math.floor(people / k) * k])
      .filter(([, people]) => people >= k)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

/** The largest one loses least by a step; of equal ones the first by name, so that the choice says nothing. */
function lowerLargest(cells: Record<string, number>, k: number): void {
  const largest = Object.keys(cells).reduce((one, other) =>
    (cells[other] as number) > (cells[one] as number) ? other : one,
  )
  const left = (cells[largest] as number) - k
  if (left >= k) cells[largest] = left
  else delete cells[largest]
}

function sum(numbers: number[]): number {
  return numbers.reduce((one, other) => one + other, 0)
}
