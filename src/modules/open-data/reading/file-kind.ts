import { type FileHandle, open } from 'node:fs/promises'
import { Unreadable } from '../raw-table.ts'
import { kindOfArchive } from '../workbook/kind-of-archive.ts'

export type FileKind = 'TEXT' | 'XLSX' | 'ODS' | 'ZIP' | 'JSON' | 'NDJSON' | 'GEOJSON' | 'PARQUET' | 'GZIP'

const HEAD = 64 * 1024
const TAIL = 4 * 1024
/** Where an archive of tar says what it is, which begins with the name of its first file; the word alone may stand in any text. */
const TAR_AT = 257
const TAR = ['ustar\0', 'ustar  \0']

/** What files that are no tables begin with, and how that is said. */
const REFUSED: readonly [beginning: string, key: string][] = [
  ['%PDF-', 'open-data.reading.pdf'],
  // Also of Word and PowerPoint before 2007: the same container.
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'open-data.reading.old-office'],
  ['Rar!\x1a\x07', 'open-data.reading.packed'],
  ['7z\xbc\xaf\x27\x1c', 'open-data.reading.packed'],
  ['BZh', 'open-data.reading.packed'],
  ['\xfd7zXZ\x00', 'open-data.reading.packed'],
  ['\x28\xb5\x2f\xfd', 'open-data.reading.packed'],
  ['\x89PNG\r\n\x1a\n', 'open-data.reading.picture'],
  ['\xff\xd8\xff', 'open-data.reading.picture'],
  ['GIF8', 'open-data.reading.picture'],
  ['II*\x00', 'open-data.reading.picture'],
  ['MM\x00*', 'open-data.reading.picture'],
  ['SQLite format 3\x00', 'open-data.reading.binary'],
  ['{\\rtf', 'open-data.reading.document'],
]

/**
 * What a file is, by what stands in it: names are wrong as often as not.
 *
 * @throws Unreadable for what is no table
 */
export async function fileKind(path: string): Promise<FileKind> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    if (size === 0) throw new Unreadable('open-data.reading.empty')
    const head = await bytesAt(file, 0, HEAD)
    const latin = head.toString('latin1', 0, 64)
    const refused = REFUSED.find(([beginning]) => latin.startsWith(beginning))
    if (refused) throw new Unreadable(refused[1])
    if (latin.startsWith('\x1f\x8b')) return 'GZIP'
    if (latin.startsWith('PAR1')) return 'PARQUET'
    const at257 = head.toString('latin1', TAR_AT, TAR_AT + 8)
    if (TAR.some((sign) => at257.startsWith(sign))) throw new Unreadable('open-data.reading.packed')
    if (latin.startsWith('PK\x03\x04') || latin.startsWith('PK\x05\x06')) return await kindOfArchive(path)
    return textKind(head, await bytesAt(file, Math.max(0, size - TAIL), TAIL))
  } finally {
    await file.close()
  }
}

async function bytesAt(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from)
  return buffer.subarray(0, bytesRead)
}

function textKind(head: Buffer, tail: Buffer): FileKind {
  const text = head.toString().replace(/^\ufeff?\s*/, '')
  if (text === '' && head.length < HEAD) throw new Unreadable('open-data.reading.empty')
  if (/^(<!doctype html|<html|<table|<head|<body)/i.test(text)) throw new Unreadable('open-data.reading.html')
  if (/^<\?xml|^<[a-z][\w:.-]*(\s[^<>]*)?>/i.test(text)) throw new Unreadable('open-data.reading.xml')
  if (isArray(text)) return 'JSON'
  if (!/^\{\s*["}]/.test(text)) return 'TEXT'
  if (isObjectALine(text)) return 'NDJSON'
  return GEO.test(text) || GEO.test(tail.toString()) ? 'GEOJSON' : 'JSON'
}

const GEO = /"type"\s*:\s*"(FeatureCollection|Feature)"/

/** A row of a CSV may begin with a bracket too, but goes on otherwise. */
function isArray(text: string): boolean {
  const array = /^\[\s*([[{"\]]|-?\d[\d.eE+-]*\s*[,\]]|true|false|null)/.test(text)
  return array && !/^\[[^\n]*\][^\n]*[;\t|]/.test(text)
}

function isObjectALine(text: string): boolean {
  const [first = '', ...others] = text.split('\n')
  const second = others.find((line) => line.trim() !== '')
  try {
    JSON.parse(first)
    return second?.trimStart().startsWith('{') ?? false
  } catch {
    return false
  }
}
