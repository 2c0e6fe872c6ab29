import { stat } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { type RawTable, Unreadable } from '../../raw-table.ts'
import type { WorkbookLimits } from '../limits.ts'
import { tooManyTables } from '../tables.ts'
import { jsonBytes } from './json-bytes.ts'
import { parseRecord } from './parse-record.ts'
import { RecordScanner } from './record-scanner.ts'
import { type FileRecord, RecordSurvey } from './record-table.ts'

interface Found {
  path: string[]
  survey: RecordSurvey
}

/** Each array of records in a JSON file is a table, called by the names on the way to it; a file without any is one record. @throws Unreadable */
export async function openJson(path: string, limits: WorkbookLimits): Promise<RawTable[]> {
  const found: Found[] = []
  let record = 0
  const scanner = new RecordScanner(limits, {
    table(names) {
      if (found.length === limits.tables) throw tooManyTables(limits)
      found.push({ path: names, survey: new RecordSurvey(limits) })
      record = 0
    },
    record: (json) => found.at(-1)?.survey.meet(parseRecord(json, ++record)),
  })
  for await (const chunk of jsonBytes(path)) scanner.write(chunk)
  scanner.end()
  if (found.length === 0) return oneRecord(path, limits)
  return found.flatMap(({ path: names, survey }, index) =>
    survey.isEmpty ? [] : [survey.table(names.join('.'), () => recordsOf(path, index, limits))],
  )
}

/** The records of one of the arrays in a file. @param wanted its number among them */
export async function* recordsOf(path: string, wanted: number, limits: WorkbookLimits): AsyncGenerator<FileRecord[]> {
  let table = -1
  let line = 0
  let records: FileRecord[] = []
  const scanner = new RecordScanner(limits, {
    table: () => table++,
    record(json) {
      if (table !== wanted) return
      line++
      records.push({ line, value: parseRecord(json, line) })
    },
  })
  for await (const chunk of jsonBytes(path)) {
    scanner.write(chunk)
    if (records.length > 0) yield records
    records = []
    if (table > wanted) return
  }
}

async function oneRecord(path: string, limits: WorkbookLimits): Promise<RawTable[]> {
  const value = await wholeFile(path, limits)
  const survey = new RecordSurvey(limits)
  survey.meet(value)
  return survey.isEmpty ? [] : [survey.table('', () => onlyRecord(value))]
}

/** As records of a table. */
export async function* onlyRecord(value: unknown): AsyncGenerator<FileRecord[]> {
  yield [{ line: 1, value }]
}

/** For a file that is no list. @throws Unreadable when it is too large to be one record */
export async function wholeFile(path: string, limits: WorkbookLimits): Promise<unknown> {
  if ((await stat(path)).size > limits.piece) throw new Unreadable('open-data.workbook.too-long', { part: 'JSON' })
  return parseRecord(await buffer(jsonBytes(path)), 1)
}
