import { type RawTable, Unreadable } from '../../raw-table.ts'
import type { WorkbookLimits } from '../limits.ts'
import { jsonBytes } from './json-bytes.ts'
import { parseRecord } from './parse-record.ts'
import { type FileRecord, RecordSurvey } from './record-table.ts'

const LINE_FEED = 0x0a

/** A record a line. @throws Unreadable at the first line that is none */
export async function openNdjson(path: string, limits: WorkbookLimits): Promise<RawTable[]> {
  const survey = new RecordSurvey(limits)
  for await (const records of recordLines(path, limits)) for (const { value } of records) survey.meet(value)
  return survey.isEmpty ? [] : [survey.table('', () => recordLines(path, limits))]
}

async function* recordLines(path: string, limits: WorkbookLimits): AsyncGenerator<FileRecord[]> {
  let line = 0
  for await (const lines of linesOf(path, limits)) {
    const records: FileRecord[] = []
    for (const bytes of lines) {
      line++
      if (!isBlank(bytes)) records.push({ line, value: parseRecord(bytes, line) })
    }
    yield records
  }
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
