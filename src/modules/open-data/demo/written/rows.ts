import { sameNumbers } from '#commons/demo/same-numbers.ts'
import { makeWorkbook } from './make-workbook.ts'

export type DemoCell = string | number

/** Chance that is the same on every machine. */
export interface Chance {
  /** From 0 to 1. */
  next(): number
  whole(from: number, to: number): number
  /** With so many decimals. */
  decimal(from: number, to: number, digits: number): string
  one<T>(of: readonly T[]): T
  /** About the middle, mostly within the spread. */
  around(middle: number, spread: number): number
}

export function chance(seed: number): Chance {
  const next = sameNumbers(seed)
  return {
    next,
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    decimal: (from, to, digits) => (from + next() * (to - from)).toFixed(digits),
    one: (of) => of[Math.floor(next() * of.length)] as (typeof of)[number],
    around: (middle, spread) => middle + (next() + next() + next() - 1.5) * spread,
  }
}

/** As a file should be: UTF-8, commas, a line feed. */
export function csv(head: string, rows: readonly DemoCell[][]): Buffer {
  return Buffer.from(`${[head, ...rows.map((cells) => cells.map(quoted).join(','))].join('\n')}\n`)
}

function quoted(cell: DemoCell): string {
  const text = String(cell)
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** As programs of offices write it: semicolons, lines ended as on Windows. */
export function semicolons(lines: readonly (string | DemoCell[])[]): string {
  return `${lines.map((line) => (typeof line === 'string' ? line : line.join(';'))).join('\r\n')}\r\n`
}

/** With a comma before decimals. */
export const comma = (number: string): string => number.replace('.', ',')

/** 1 234 567,80 as people type it. */
export function grouped(number: string): string {
  const [whole = '', decimals] = number.split('.')
  const parted = whole.replaceAll(/\B(?=(\d{3})+$)/g, '\u00a0')
  return decimals === undefined ? parted : `${parted},${decimals}`
}

/** yyyy-mm-dd, so many days after the first. */
export function dayAfter(first: string, days: number): string {
  return new Date(Date.parse(`${first}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** dd.mm.yyyy */
export const dotted = (day: string): string => day.split('-').reverse().join('.')

export { makeWorkbook as workbook }
