import { PbError, type PbFile, type PbTable } from './pb-file.ts'

const TITLES = ['META', 'PROJECTS', 'VOTES'] as const

/**
 * Reads the three sections of a `.pb` file: `;` between fields, `"` around those that need it, `""` for one in them, a line
 * with the section's name, then one with the names of its columns. Lines end with LF or CRLF.
 * What the fields mean is checked by check-pb.ts.
 * @throws PbError at the first place that breaks the format
 */
export function readPb(text: string): PbFile {
  const bom = text.charCodeAt(0) === 0xfeff
  const end = /(?:\r?\n)*$/.exec(text.slice(-1000))?.[0] ?? ''
  const reader = new Reader(text, bom ? 1 : 0, text.length - end.length)
  const [meta, projects, votes] = TITLES.map((title, at) => readTable(reader, title, TITLES[at + 1])) as [
    PbTable,
    PbTable,
    PbTable,
  ]
  const feed = text.indexOf('\n')
  return {
    bom,
    newline: feed > 0 && text.charCodeAt(feed - 1) === 13 ? '\r\n' : '\n',
    end: end.replaceAll('\r', ''),
    meta,
    projects,
    votes,
  }
}

/** A table ends where the next section begins, or with the file. */
function readTable(reader: Reader, title: string, next: string | undefined): PbTable {
  if (reader.done()) throw new PbError(reader.line, 1, 'section-missing', { section: title })
  const at = reader.line
  const [name = '', ...more] = reader.row()
  if (!isTitle(name, title) || more.length > 0)
    throw new PbError(at, 1, 'section-begins', { section: title, found: JSON.stringify(name.slice(0, 40)) })
  if (reader.done()) throw new PbError(at + 1, 1, 'no-columns', { section: title })
  const table: PbTable = { title: name, head: at + 1, columns: columnsOf(reader), rows: [], lines: [] }
  while (!reader.done()) {
    const line = reader.line
    if (next !== undefined && reader.isAt(next)) break
    const row = reader.row()
    if (row.length !== table.columns.length) throw wrongLength(reader, line, row, table)
    table.rows.push(row)
    table.lines.push(line)
  }
  return table
}

function columnsOf(reader: Reader): string[] {
  const line = reader.line
  const columns = reader.row()
  columns.forEach((column, at) => {
    if (column.trim() === '') throw new PbError(line, reader.columnOf(at), 'column-unnamed')
    if (columns.indexOf(column) !== at) throw new PbError(line, reader.columnOf(at), 'column-twice', { column })
  })
  return columns
}

function wrongLength(reader: Reader, line: number, row: string[], { title, columns }: PbTable): PbError {
  const first = (row[0] ?? '').trim()
  if (row.length === 1 && first === '') return new PbError(line, 1, 'empty-line')
  const other = TITLES.find((name) => isTitle(first, name))
  if (row.length === 1 && other) return new PbError(line, 1, 'section-again', { section: other })
  const column = row.length > columns.length ? reader.columnOf(columns.length) : reader.lineLength + 1
  return new PbError(line, column, 'row-length', {
    fields: row.length,
    section: title.trim(),
    columns: columns.length,
  })
}

function isTitle(text: string, title: string): boolean {
  return text.trim().toUpperCase() === title
}

/** Goes through the text row by row. Rows without a quote, nearly all, are split by the machine's own search. */
class Reader {
  /** The line that comes next, from 1. */
  line = 1
  /** Of the row that was read last; where it has line breaks in quotes, of its last line. */
  lineLength = 0
  private readonly text: string
  private readonly end: number
  private at: number
  private rowAt = 0
  /** Where the next quote stands, if it was looked for since the last one. */
  private quote = -1

  constructor(text: string, from: number, end: number) {
    this.text = text
    this.at = from
    this.end = end
  }

  done(): boolean {
    return this.at >= this.end
  }

  isAt(title: string): boolean {
    // A title is short: most lines need not be cut out to see that they are none.
    const stop = this.lineEnd()
    return stop - this.at < 40 && isTitle(this.text.slice(this.at, stop), title)
  }

  row(): string[] {
    this.rowAt = this.at
    const stop = this.lineEnd()
    // Looked for once, not in every line.
    if (this.quote < this.at) this.quote = this.after('"')
    if (this.quote < stop) return this.quotedRow()
    const line = this.text.slice(this.at, stop)
    this.lineLength = line.length
    this.next(stop)
    return line.split(';')
  }

  /** Column at which a field of the row that was read last begins; exact where that row has no quotes before it. */
  columnOf(field: number): number {
    let at = this.rowAt
    for (let i = 0; i < field; i++) at = this.fieldEnd(at) + 1
    return this.column(at)
  }

  private fieldEnd(from: number): number {
    let at = from
    if (this.text[at] === '"') {
      at++
      while (at < this.end && (this.text[at] !== '"' || this.text[at + 1] === '"')) at += this.text[at] === '"' ? 2 : 1
    }
    while (at < this.end && this.text[at] !== ';' && this.text[at] !== '\n') at++
    return at
  }

  private quotedRow(): string[] {
    const fields: string[] = []
    for (;;) {
      const { text } = this
      if (text[this.at] === '"') fields.push(this.quotedField())
      else {
        let stop = this.at
        while (stop < this.end && text[stop] !== ';' && !this.breaksAt(stop)) stop++
        // A quote inside a field that does not begin with one stands for itself.
        fields.push(text.slice(this.at, stop))
        this.at = stop
      }
      if (this.at < this.end && text[this.at] === ';') {
        this.at++
        continue
      }
      this.lineLength = this.at - (text.lastIndexOf('\n', this.at - 1) + 1)
      this.next(this.at)
      return fields
    }
  }

  private quotedField(): string {
    const { text } = this
    const opened = { line: this.line, column: this.column(this.at) }
    let field = ''
    let from = this.at + 1
    for (;;) {
      const quote = text.indexOf('"', from)
      if (quote < 0 || quote >= this.end) throw new PbError(opened.line, opened.column, 'quote-open')
      field += text.slice(from, quote)
      if (text[quote + 1] === '"') {
        field += '"'
        from = quote + 2
        continue
      }
      this.at = quote + 1
      this.line += field.split('\n').length - 1
      if (this.at < this.end && text[this.at] !== ';' && !this.breaksAt(this.at))
        throw new PbError(this.line, this.column(this.at), 'quote-closed')
      return field
    }
  }

  private breaksAt(at: number): boolean {
    return this.text[at] === '\n' || (this.text[at] === '\r' && this.text[at + 1] === '\n')
  }

  private column(at: number): number {
    const feed = at === 0 ? -1 : this.text.lastIndexOf('\n', at - 1)
    const mark = feed < 0 && this.text.charCodeAt(0) === 0xfeff ? 1 : 0
    return at - feed - mark
  }

  private after(sign: string): number {
    const found = this.text.indexOf(sign, this.at)
    return found < 0 ? this.end : found
  }

  private lineEnd(): number {
    const feed = this.text.indexOf('\n', this.at)
    if (feed < 0 || feed >= this.end) return this.end
    return this.text.charCodeAt(feed - 1) === 13 && feed > this.at ? feed - 1 : feed
  }

  /** To the line after the one that ends at `stop`. */
  private next(stop: number): void {
    this.line++
    this.at = stop >= this.end ? this.end : stop + (this.text.charCodeAt(stop) === 13 ? 2 : 1)
  }
}
