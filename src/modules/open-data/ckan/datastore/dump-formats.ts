import type { Cell } from '../../engine/table-query.ts'
import type { Field } from './field-types.ts'
import { exact } from './records.ts'

/** `{"fields": […], "records": [[…], …]}`, a row a line. */
export async function* jsonDump(fields: Field[], batches: AsyncIterable<Cell[][]>): AsyncIterable<string> {
  yield `{\n  "fields": ${JSON.stringify(fields)},\n  "records": [`
  let between = '\n'
  for await (const rows of batches) {
    let chunk = ''
    for (const row of rows) {
      chunk += `${between}    ${JSON.stringify(row.map((value, at) => exact(fields[at] as Field, value)))}`
      between = ',\n'
    }
    yield chunk
  }
  yield '\n]}\n'
}

/** An element a row and a cell; what may not be the name of an element stands in an attribute. */
export async function* xmlDump(fields: Field[], batches: AsyncIterable<Cell[][]>): AsyncIterable<string> {
  yield '<?xml version="1.0" encoding="utf-8"?>\n<data xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
  for await (const rows of batches) yield rows.map((row) => rowOf(fields, row)).join('')
  yield '</data>\n'
}

function rowOf(fields: Field[], row: Cell[]): string {
  const number = fields[0]?.id === '_id' ? ` _id="${row[0]}"` : ''
  const cells = fields.flatMap(({ id }, at) => {
    if (id === '_id') return []
    const plain = /^[A-Za-z_][\w.-]*$/.test(id)
    const open = plain ? id : `column name="${escaped(id)}"`
    const value = row[at] ?? null
    return value === null
      ? `<${open} xsi:nil="true"/>`
      : `<${open}>${escaped(String(value))}</${plain ? id : 'column'}>`
  })
  return `<row${number}>${cells.join('')}</row>\n`
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
// What XML 1.0 has no way to say is left out.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is meant
const UNSAYABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g

function escaped(text: string): string {
  return text.replace(UNSAYABLE, '').replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? '')
}
