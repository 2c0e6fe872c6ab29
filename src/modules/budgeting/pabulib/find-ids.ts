/**
 * Reads lists of ids, `12,7,park`, without making a string of each: files have hundreds of thousands of them.
 * @param ids each once  @returns a function that gives the index of each id in a list, or its text where it is none of them
 */
export function idFinder(ids: readonly string[]): (list: string, found: (index: number | string) => void) => void {
  let size = 16
  while (size < ids.length * 4) size *= 2
  const table = new Int32Array(size)
  ids.forEach((id, index) => {
    let at = hashOf(id) & (size - 1)
    while (table[at] !== 0) at = (at + 1) & (size - 1)
    table[at] = index + 1
  })

  function indexOf(list: string, from: number, to: number, hash: number): number {
    for (let at = hash & (size - 1); table[at] !== 0; at = (at + 1) & (size - 1)) {
      const index = (table[at] as number) - 1
      const id = ids[index] as string
      if (id.length === to - from && list.startsWith(id, from)) return index
    }
    return -1
  }

  return (list, found) => {
    let from = 0
    let hash = START
    for (let at = 0; at <= list.length; at++) {
      const code = at < list.length ? list.charCodeAt(at) : COMMA
      if (code !== COMMA) {
        hash = mixed(hash, code)
        continue
      }
      const index = indexOf(list, from, at, hash)
      found(index >= 0 ? index : spaced(list.slice(from, at)))
      from = at + 1
      hash = START
    }
  }

  /** People write a space after the comma. */
  function spaced(text: string): number | string {
    const index = ids.indexOf(text.trim())
    return index >= 0 ? index : text
  }
}

/**
 * Tells ids that were there before; a Set of a hundred thousand strings takes longer than all the rest of reading.
 * @param most how many ids there will be at most
 */
export function idsSeen(most: number): (id: string) => boolean {
  let size = 16
  while (size < most * 2) size *= 2
  const table = new Int32Array(size)
  const hashes = new Int32Array(most + 1)
  const ids: string[] = []
  return (id) => {
    const hash = hashOf(id)
    let at = hash & (size - 1)
    for (; table[at] !== 0; at = (at + 1) & (size - 1)) {
      const place = table[at] as number
      if (hashes[place] === hash && ids[place - 1] === id) return true
    }
    table[at] = ids.push(id)
    hashes[ids.length] = hash
    return false
  }
}

const COMMA = 44
const START = 0x811c9dc5

function hashOf(id: string): number {
  let hash = START
  for (let at = 0; at < id.length; at++) hash = mixed(hash, id.charCodeAt(at))
  return hash
}

/** Fowler, Noll and Vo's step, with the high bits brought down for short ids. */
function mixed(hash: number, code: number): number {
  const next = Math.imul(hash ^ code, 0x01000193)
  return next ^ (next >>> 15)
}
