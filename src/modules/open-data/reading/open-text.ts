import { type FileHandle, open } from 'node:fs/promises'
import { type RawTable, Unreadable } from '../raw-table.ts'
import type { Overrides } from '../table-schema.ts'
import { RowReader } from './csv/row-reader.ts'
import { sniffDialect } from './csv/sniff-dialect.ts'
import { detectEncoding, type Encoding, namedEncoding } from './encoding/detect-encoding.ts'
import { type Survey, surveyBytes } from './encoding/survey-bytes.ts'
import { faultsIn, textPieces } from './encoding/text-pieces.ts'

/** Characters from which delimiter and quotes are learnt. */
const HEAD = 256 * 1024

export interface OpenedText {
  encoding: string
  delimiter: string | null
  table: RawTable
}

/**
 * A text whose rows are lines and whose cells stand between delimiters: its encoding, its delimiter and its rows.
 *
 * @throws Unreadable
 */
export async function openText(path: string, overrides: Overrides): Promise<OpenedText> {
  const delimiter = overrides.delimiter
  if (delimiter !== undefined && (delimiter.length !== 1 || /["\n\r]/.test(delimiter)))
    throw new Unreadable('open-data.reading.unknown-delimiter', { delimiter })
  const file = await open(path)
  try {
    const survey = await surveyBytes(file)
    const encoding = overrides.encoding ? namedEncoding(overrides.encoding, survey) : detectEncoding(survey)
    refuseBinary(survey, encoding)
    const { text, whole } = await headOf(file, encoding)
    const { dialect, width } = sniffDialect(text, whole, delimiter)
    const options = { width, faults: faultsIn(encoding) }
    async function* rows() {
      const again = await open(path)
      try {
        const reader = new RowReader(dialect, options)
        for await (const piece of textPieces(again, encoding)) yield reader.push(piece)
        yield reader.end()
      } finally {
        await again.close()
      }
    }
    const { size: bytes } = await file.stat()
    const table: RawTable = { sheet: '', text: true, file: { path, bytes, overrides }, rows }
    return { encoding: encoding.name, delimiter: dialect.delimiter, table }
  } finally {
    await file.close()
  }
}

async function headOf(file: FileHandle, encoding: Encoding): Promise<{ text: string; whole: boolean }> {
  let text = ''
  for await (const piece of textPieces(file, encoding)) {
    text += piece
    if (text.length > HEAD) return { text, whole: false }
  }
  return { text, whole: true }
}

const MOST_CONTROLS = 0.05
/** So few spoil a text however short it is. */
const FEW_CONTROLS = 4

/** Of a picture or a program some bytes in a hundred are controls; of a text that some program spoilt, a few in all. */
function refuseBinary({ head }: Survey, { name }: Encoding): void {
  if (/^utf-16/i.test(name)) return
  let controls = 0
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32)) controls++
  if (controls > FEW_CONTROLS && controls > MOST_CONTROLS * head.length)
    throw new Unreadable('open-data.reading.binary')
}
