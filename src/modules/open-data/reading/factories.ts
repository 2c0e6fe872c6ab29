import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RawRow, RawTable } from '../raw-table.ts'
import type { Overrides, TableReading } from '../table-schema.ts'
import { singleByteTable } from './encoding/single-byte.ts'
import { spooledRows } from './inspect-file.ts'
import { openFile } from './open-file.ts'
import { shapeTable } from './shape-table.ts'

/** The bytes of a text in an encoding; letters that it has not, ș in windows-1250, are written with the nearest one. */
export function encoded(text: string, encoding: string): Buffer {
  const [name = '', mark] = encoding.split(' with ')
  return withoutMark(mark ? `\ufeff${text}` : text, name)
}

function withoutMark(text: string, encoding: string): Buffer {
  if (encoding === 'UTF-8') return Buffer.from(text)
  if (encoding === 'UTF-16LE') return Buffer.from(text, 'utf16le')
  if (encoding === 'UTF-16BE') return Buffer.from(text, 'utf16le').swap16()
  const table = singleByteTable(encoding)
  if (!table) throw new Error(`no table of ${encoding}`)
  const bytes = new Map([...table].map((unit, byte) => [String.fromCharCode(unit), byte]))
  const byteOf = (letter: string) => bytes.get(letter) ?? bytes.get(CEDILLA[letter] ?? '')
  return Buffer.from(
    Array.from(text, (letter) => {
      const byte = byteOf(letter)
      if (byte === undefined) throw new Error(`${encoding} has no ${letter}`)
      return byte
    }),
  )
}

const CEDILLA: Record<string, string> = { ș: 'ş', ț: 'ţ', Ș: 'Ş', Ț: 'Ţ' }

export function withComma(text: string): string {
  const commas = Object.fromEntries(Object.entries(CEDILLA).map(([comma, cedilla]) => [cedilla, comma]))
  return text.replaceAll(/[şţŞŢ]/g, (letter) => commas[letter] ?? letter)
}

/** A folder for one test, which goes when it is over. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'punte-reading-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A raw table of rows at hand, one a line, in small batches. */
export function rawTable(rows: string[][], more: Partial<RawTable> = {}): RawTable {
  const raw: RawRow[] = rows.map((cells, at) => ({ line: at + 1, cells }))
  return {
    sheet: '',
    async *rows() {
      for (let at = 0; at < raw.length; at += 100) yield raw.slice(at, at + 100)
    },
    ...more,
  }
}

export interface Shaped extends TableReading {
  /** As the spool has them, the number of the line first. */
  spooled: string[][]
}

export async function shaped(raw: RawTable, overrides: Overrides = {}): Promise<Shaped> {
  return inFolder(async (folder) => {
    const spool = join(folder, 'spool.csv')
    const reading = await shapeTable(raw, { overrides, spool, rejects: join(folder, 'rejects.ndjson') })
    const spooled: string[][] = []
    for await (const rows of spooledRows(spool)) for (const { cells } of rows) spooled.push(cells)
    return { ...reading, spooled }
  })
}

/** A file with these bytes, opened and shaped; of several tables the first. */
export async function read(content: string | Buffer, overrides: Overrides = {}, name = 'file.csv') {
  return inFolder(async (folder) => {
    const path = join(folder, name)
    writeFileSync(path, content)
    const { tables, searched: _, ...file } = await openFile(path, name, overrides)
    return { ...file, ...(await shaped(tables[0] as RawTable, overrides)) }
  })
}
