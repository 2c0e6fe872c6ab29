import type { Cell } from './table-query.ts'

/** JSON has no limit to the digits of a number; JavaScript's numbers do. @returns what `JSON.stringify` writes with all its digits */
export function exactInteger(value: Cell): unknown {
  return typeof value === 'string' ? rawJson(value) : value
}

// Not yet known to the compiler's library.
const { rawJSON: rawJson } = JSON as unknown as { rawJSON(text: string): unknown }
