/**
 * How many letters two words differ by: left out, added, another one, or two neighbours that changed places (optimal string
 * alignment, Boytsov 2011).
 *
 * @param whole false while `typed` may go on: then the nearest beginning of `word` counts
 */
export function spellingDistance(typed: string, word: string, whole: boolean): number {
  const [from, to] = [Array.from(typed), Array.from(word)]
  const rows: number[][] = [to.map((_, at) => at + 1)]
  rows[0]?.unshift(0)
  const cell = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY
  for (let row = 1; row <= from.length; row++) {
    rows[row] = [row]
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1]
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      rows[row]?.push(
        Math.min(
          cell(row - 1, column) + 1,
          cell(row, column - 1) + 1,
          cell(row - 1, column - 1) + (same ? 0 : 1),
          swapped ? cell(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
  }
  const last = rows[from.length] as number[]
  return whole ? (last[to.length] as number) : Math.min(...last)
}
