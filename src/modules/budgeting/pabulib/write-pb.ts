import type { PbFile, PbTable } from './pb-file.ts'

/** The text of a `.pb` file: quotes only around fields that need them, as Python's csv writes them. */
export function writePb({ bom, newline, end, meta, projects, votes }: PbFile): string {
  const lines = [meta, projects, votes].flatMap(linesOf)
  return `${bom ? '\ufeff' : ''}${lines.join(newline)}${end.replaceAll('\n', newline)}`
}

function linesOf({ title, columns, rows }: PbTable): string[] {
  return [title, ...[columns, ...rows].map((row) => row.map(written).join(';'))]
}

/** A field as it stands in the file. */
export function written(text: string): string {
  return /[;"\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
