/** What a file may ask of us before it is refused. Whoever reads it in a process of its own limits memory and time besides. */
export interface WorkbookLimits {
  /** Parts of an archive. */
  parts: number
  /** Bytes of all parts of an archive together, unpacked. */
  unpacked: number
  /** How many times larger than packed a part may be, and from how many unpacked bytes on that is asked: small parts repeat themselves rightly. */
  ratio: number
  ratioFrom: number
  tables: number
  /** Of records, whose fields anybody may name. A sheet ends by itself. */
  columns: number
  /** Of one table, the empty ones before the last of a row among them. */
  cells: number
  /** Merged cells that are told of one sheet: they are asked for headers, and no header has so many. */
  merged: number
  /** Different texts of a workbook, which are kept in memory while it is read, and their bytes. */
  texts: number
  textBytes: number
  /** How deep elements of XML, or values of a record, may lie in each other. */
  depth: number
  /** Characters of a text, a tag, a record: what has to be in memory at once. */
  piece: number
}

/** Sheets in the wild are unpacked to 10 to 50 times their size; deflate ends at 1032. */
export const usualLimits: WorkbookLimits = {
  parts: 10_000,
  unpacked: 4 * 2 ** 30,
  ratio: 250,
  ratioFrom: 16 * 2 ** 20,
  tables: 500,
  columns: 10_000,
  cells: 500_000_000,
  merged: 100_000,
  texts: 10_000_000,
  textBytes: 512 * 2 ** 20,
  depth: 100,
  piece: 32 * 2 ** 20,
}
