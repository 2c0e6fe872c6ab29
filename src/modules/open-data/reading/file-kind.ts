import { type FileHandle, open } from 'node:fs/promises'
import { Unreadable } from '../raw-table.ts'
import { kindOfArchive } from '../workbook/kind-of-archive.ts'
import { isGzip, refusedAs } from './refused-kinds.ts'

export type FileKind = 'TEXT' | 'XLSX' | 'ODS' | 'ZIP' | 'JSON' | 'NDJSON' | 'GEOJSON' | 'PARQUET' | 'GZIP'

const HEAD = 64 * 1024
const TAIL = 4 * 1024
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
    const latin = head.toString('latin1', 0, 512)
    const refused = refusedAs(latin)
    if (refused) throw new Unreadable(refused)
    if (isGzip(latin)) return 'GZIP'
    if (latin.startsWith('PAR1')) return 'PARQUET'
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
  if (isObjectALine(text, head.length < HEAD)) return 'NDJSON'
  return GEO.test(text) || GEO.test(tail.toString()) ? 'GEOJSON' : 'JSON'
}

const GEO = /"type"\s*:\s*"(FeatureCollection|Feature)"/

/** A row of a CSV may begin with a bracket too, but goes on otherwise. */
function isArray(text: string): boolean {
  const array = /^\[\s*([[{"\]]|-?\d[\d.eE+-]*\s*[,\]]|true|false|null)/.test(text)
  return array && !/^\[[^\n]*\][^\n]*[;\t|]/.test(text)
}

/** Some of its lines may be broken, also the first. Two objects below each other are no JSON, so no text is both. */
function isObjectALine(text: string, isWhole: boolean): boolean {
  const lines = text.split('\n')
  // The last line of what was read may go on.
  const filled = (isWhole ? lines : lines.slice(0, -1)).filter((line) => line.trim() !== '')
  const objects = filled.filter(isObject)
  if (filled[0] !== undefined && objects[0] === filled[0]) return filled.length > 1
  return objects.length > filled.length / 2
}

function isObject(line: string): boolean {
  try {
    return line.trimStart().startsWith('{') && JSON.parse(line) !== null
  } catch {
    return false
  }
}
