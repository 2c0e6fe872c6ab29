/**
 * `?…` of what was read of a question, or nothing: what is not asked for is left out, and what is keeps its order, so that one list has one
 * address. Not as typed: a copy that everybody gets must not hold one person's spelling.
 */
export function searchOfRead(query: Record<string, unknown>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((one): [string, unknown] => [name, one === true ? 'yes' : one]),
  )
  const said = pairs.filter(([, one]) => typeof one === 'number' || (typeof one === 'string' && one !== ''))
  return said.length === 0 ? '' : `?${new URLSearchParams(said.map(([name, one]) => [name, String(one)]))}`
}
