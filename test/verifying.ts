import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Entry } from '#commons/ledger/append-entry.ts'
import { root } from '#kernel/root.ts'
import { DAY, type PublicLog, publicLog, type Site, serveSite } from './public-log.ts'

export interface Verdict {
  code: number | null
  /** Undefined where the program did not get as far as a report. */
  said: {
    proved: boolean
    refused: { code: string; message: string } | null
    log: { size: number } | null
    since: { file: string; size: number; alreadyRead: number } | null
    cosigned: { by: { name: string }[]; unknown: number; enough: boolean | null }
    compared: number
    notComparedNow: number
    problems: { petition: number | null; index: number; text: string }[]
    petitions: {
      petition: number
      counted: number
      confirmed: number
      differences: string[]
      /** False: not compared now. */
      settled: boolean
      [name: string]: unknown
    }[]
  }
  errors: string
}

/** Runs the program as outsiders do, by the Node that npm runs on where there is one: it must need no newer one than 20. */
export async function verify(site: Pick<Site, 'url'>, ...words: string[]): Promise<Verdict> {
  const { code, output, errors } = await run(site, '--json', '--settle', '0', ...words)
  try {
    return { code, said: JSON.parse(output), errors }
  } catch {
    throw new Error(`no report: ${output}${errors}`)
  }
}

export interface ReceiptVerdict {
  code: number | null
  said: {
    good: boolean
    refused: { code: string; message: string } | null
    receipt: { index: number; entry: string } | null
    cosigned: { by: { name: string }[]; unknown: number; enough: boolean | null }
  }
}

/** The same of a receipt's file. @param words where the key comes from */
export async function verifyReceipt(file: string, ...words: string[]): Promise<ReceiptVerdict> {
  const { code, output, errors } = await runWords('--json', '--receipt', file, ...words)
  try {
    return { code, said: JSON.parse(output) }
  } catch {
    throw new Error(`no report: ${output}${errors}`)
  }
}

export function run(site: Pick<Site, 'url'>, ...words: string[]) {
  return runWords(site.url, ...words)
}

export function runWords(...words: string[]) {
  return runProgram('punte-verify.mjs', ...words)
}

/** Runs a program of the folder verifier/. */
export function runProgram(name: string, ...words: string[]) {
  const node = process.env.npm_node_execpath ?? process.execPath
  const child = spawn(node, [join(root, 'verifier', name), ...words])
  const said = { output: '', errors: '' }
  child.stdout.on('data', (chunk) => {
    said.output += chunk
  })
  child.stderr.on('data', (chunk) => {
    said.errors += chunk
  })
  return new Promise<{ code: number | null; output: string; errors: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, ...said })),
  )
}

export const day = DAY
export const record = (n: number | string) => Buffer.from(`record ${n}`.padEnd(32, '.')).toString('base64url')
export const published = (petition: number): Entry => ({
  kind: 'petitions.published',
  v: 1,
  petition,
  version: 1,
  closesOn: day,
  day,
})
export const act = (what: string, petition: number, n: number | string | null, level = 'email'): Entry => ({
  kind: `petitions.signature-${what}`,
  v: 2,
  petition,
  level,
  day,
  record: n === null ? null : record(n),
})
export const confirmed = (petition: number, n: number | string | null, level = 'email') =>
  act('confirmed', petition, n, level)
export const many = (petition: number, count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => confirmed(petition, `${petition}/${from + n}`))
export const together = (what: string, petition: number, counts: Record<string, number>): Entry => ({
  kind: `petitions.signatures-${what}`,
  v: 2,
  petition,
  reason: 'automated',
  counts: Object.entries(counts).map(([level, signatures]) => ({ level, signatures })),
  day,
})
export const told = (petition: number, total: number, cells: Record<string, number>, step = 10): Entry => ({
  kind: 'petitions.units-told',
  v: 1,
  petition,
  step,
  cells: Object.entries(cells).map(([unit, signatures]) => ({ unit, signatures })),
  total,
  day,
})

/** Runs with a site of one log, and closes it. */
export async function withSite(
  entries: (Entry | Buffer)[],
  shown: Record<number, unknown>,
  use: (site: Site, log: PublicLog, shown: Record<number, unknown>) => Promise<void>,
): Promise<void> {
  const log = publicLog()
  log.append(entries)
  const site = await serveSite(log, () => shown)
  try {
    await use(site, log, shown)
  } finally {
    await site.close()
  }
}
