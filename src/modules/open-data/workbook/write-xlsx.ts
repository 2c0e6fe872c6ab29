import { bookRelations, bookXml, contentTypes, packageRelations, stylesXml } from './write/book-xml.ts'
import { RowWriter, type SheetCell, type SheetColumn, sheetHead, sheetTail } from './write/sheet-xml.ts'
import { type PartToWrite, writeZip } from './write/zip-writer.ts'

export interface SheetToWrite {
  /** What the sheet is called; what Excel forbids in it is replaced. */
  name: string
  columns: SheetColumn[]
  rows: AsyncIterable<SheetCell[][]>
}

/** Rows of a sheet with its header, and characters: whichever comes first, another sheet follows. */
export interface SheetSize {
  rows: number
  characters: number
}

/** No sheet has more rows, and no part of the archive may pass 4 GiB; a character takes up to 3 bytes. */
const largest: SheetSize = { rows: 1_048_576, characters: 2 ** 30 }
const PIECE = 65_536

/**
 * A workbook (ECMA-376) with one table, as a stream: the header stays in sight, days are days, nothing is a formula. Rows beyond what a sheet can hold
 * go on to a second one with the same header. The same rows give the same bytes.
 */
export function writeXlsx(sheet: SheetToWrite, size: SheetSize = largest): AsyncGenerator<Buffer> {
  return writeZip(partsOf(sheet, size))
}

async function* partsOf({ name, columns, rows }: SheetToWrite, size: SheetSize): AsyncGenerator<PartToWrite> {
  const source = new RowSource(rows)
  try {
    // First, because programs tell by it what the archive is.
    yield { name: '_rels/.rels', text: [packageRelations()] }
    let sheets = 0
    do {
      sheets++
      yield { name: `xl/worksheets/sheet${sheets}.xml`, text: sheetText(columns, source, size) }
    } while (!source.isOver)
    yield { name: 'xl/workbook.xml', text: [bookXml(name, sheets)] }
    yield { name: 'xl/_rels/workbook.xml.rels', text: [bookRelations(sheets)] }
    yield { name: 'xl/styles.xml', text: [stylesXml] }
    yield { name: '[Content_Types].xml', text: [contentTypes(sheets)] }
  } finally {
    await source.close()
  }
}

/** Rows one after another, across the sheets. */
class RowSource {
  readonly #batches: AsyncIterator<SheetCell[][]>
  #batch: SheetCell[][] = []
  #next = 0
  isOver = false

  constructor(rows: AsyncIterable<SheetCell[][]>) {
    this.#batches = rows[Symbol.asyncIterator]()
  }

  /** Whether a row is there; waits for it. */
  async has(): Promise<boolean> {
    while (!this.isOver && this.#next >= this.#batch.length) {
      const { value, done } = await this.#batches.next()
      this.isOver = done === true
      this.#batch = done ? [] : value
      this.#next = 0
    }
    return !this.isOver
  }

  /** Nobody reads on. */
  async close(): Promise<void> {
    if (!this.isOver) await this.#batches.return?.()
  }

  /** The rows that are there, at most so many. */
  take(most: number): SheetCell[][] {
    const rows = this.#batch.slice(this.#next, this.#next + most)
    this.#next += rows.length
    return rows
  }
}

async function* sheetText(columns: SheetColumn[], source: RowSource, size: SheetSize): AsyncGenerator<string> {
  const writer = new RowWriter(columns)
  let text = sheetHead(columns) + writer.header()
  let line = 1
  let written = 0
  while (line < size.rows && written < size.characters && (await source.has())) {
    for (const cells of source.take(size.rows - line)) text += writer.row(++line, cells)
    if (text.length < PIECE) continue
    written += text.length
    yield text
    text = ''
  }
  yield text + sheetTail
  // Whether another sheet is needed.
  await source.has()
}
