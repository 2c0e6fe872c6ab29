const MOST = 400

/** What DuckDB says, for a reader: without the kind of error, the line that it repeats, and whatever tells of our machine. */
export function sayError(message: string): string {
  const [words = ''] = message.split(/\n+LINE \d+:/)
  return words
    .replace(/^[A-Z][\w ]*Error: /, '')
    .replace(/(?:\/[\w.@-]+){2,}/g, '…')
    .replace(/\b[0-9a-f]{64}[\w.]*/g, '…')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MOST)
}
