import { type RawTable, Unreadable } from '../../raw-table.ts'
import type { WorkbookLimits } from '../limits.ts'
import { jsonBytes } from './json-bytes.ts'
import { brokenRecord, readRecord } from './parse-record.ts'
import { type BrokenRecord, type FileRecord, RecordSurvey } from './record-table.ts'

const LINE_FEED = 0x0a
/** Of a line that is no record, so much is kept for the report. */
const KEPT_BYTES = 1024

/** A record a line; a line that is none costs itself alone. @throws Unreadable at the first such line where most lines are so */
export async function openNdjson(path: string, limits: WorkbookLimits): Promise<RawTable[]> {
  const survey = new RecordSurvey(limits)
  let whole = 0
  let broken = 0
  let first: BrokenRecord | null = null
  for await (const records of recordLines(path, limits))
    for (const record of records) {
      if (!('broken' in record)) {
        whole++
        survey.meet(record.value)
        continue
      }
      broken++
      first ??= record
    }
  if (first && broken > whole) throw brokenRecord(first.broken, first.line)
  return survey.isEmpty ? [] : [survey.table('', () => recordLines(path, limits))]
}

async function* recordLines(path: string, limits: WorkbookLimits): AsyncGenerator<(FileRecord | BrokenRecord)[]> {
  let line = 0
  for await (const lines of linesOf(path, limits)) {
    const records: (FileRecord | BrokenRecord)[] = []
    for (const bytes of lines) {
      line++
      if (!isBlank(bytes)) records.push(recordOf(bytes, line))
    }
    yield records
  }
}

function recordOf(bytes: Buffer, line: number): FileRecord | BrokenRecord {
  const read = readRecord(bytes)
  return 'broken' in read ? { line, ...read, text: bytes.toString('utf8', 0, KEPT_BYTES).trim() } : { line, ...read }
}

async function* linesOf(path: string, limits: WorkbookLimits): AsyncGenerator<Buffer[]> {
  let begun: Buffer[] = []
  let length = 0
  for await (const chunk of jsonBytes(path)) {
    const lines: Buffer[] = []
    let from = 0
    for (let to = chunk.indexOf(LINE_FEED); to >= 0; to = chunk.indexOf(LINE_FEED, from)) {
      lines.push(Buffer.concat([...begun, chunk.subarray(from, to)]))
      begun = []
      length = 0
      from = to + 1
    }
    begun.push(chunk.subarray(from))
    length += chunk.length - from
    if (length > limits.piece) throw new Unreadable('open-data.workbook.too-long', { part: 'NDJSON' })
    yield lines
  }
  yield [Buffer.concat(begun)]
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d))
}
