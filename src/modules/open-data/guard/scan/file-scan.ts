import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { StringDecoder } from 'node:string_decoder'
import type { RawTable } from '../../raw-table.ts'
import { consequences, EDITION, type Finding, type FindingKind, type Search } from '../kinds.ts'
import { scanArchive } from './archive-scan.ts'
import { TableScan } from './table-scan.ts'
import { Tally } from './tally.ts'
import { beyond, TextScan } from './text-scan.ts'
import { scanInThread, type ThreadScan } from './thread-scan.ts'

/** More places than these tell nobody more. */
const MOST_FINDINGS = 1_000

/**
 * Searches everything in a file for what looks like somebody's data, while it is read: the rows as they pass, the rest at the end. It keeps counts,
 * places and masked samples.
 */
export class FileScan {
  readonly #path: string
  readonly #names: string[]
  readonly #threads: boolean
  readonly #found: Finding[] = []
  #table: TableScan | ThreadScan | null = null
  #broken = 0

  /**
   * @param path of what stands in the file
   * @param said what its wrapping says of it: the name that a packed file had
   * @param threads whether a large text may be looked through beside its reading; by who ends with this process
   */
  constructor(path: string, fileName: string, said: string[] = [], threads = false) {
    this.#path = path
    this.#threads = threads
    this.#names = [fileName, ...said]
  }

  /** The same table, to be read. */
  watch(raw: RawTable): RawTable {
    this.#table = (this.#threads ? scanInThread(raw) : null) ?? new TableScan(raw)
    return this.#table.watched()
  }

  /** The table that was watched is read. @param titles of its columns */
  async tableRead(titles: string[]): Promise<void> {
    if (!this.#table) return
    this.#found.push(...(await this.#table.findings(titles)))
    this.#broken += this.#table.broken
  }

  /** When all tables are read. @param format of the file, as it was read */
  async end(format: string): Promise<Search> {
    const name = new Tally()
    for (const one of this.#names) name.take(one, null)
    const rest = (await isArchive(this.#path)) ? await scanArchive(this.#path, this.#found) : await this.#text(format)
    const findings = [...name.findings({ kind: 'file-name', sheet: '', detail: '' }), ...this.#found, ...rest]
    return { edition: EDITION, findings: gravest(findings) }
  }

  /** Of records what stands beside them; of rows those that could not be taken apart. */
  async #text(format: string): Promise<Finding[]> {
    if (format === 'CSV' && this.#broken === 0) return []
    const scan = new TextScan()
    const decoder = new StringDecoder('utf8')
    for await (const piece of createReadStream(this.#path, { highWaterMark: 262_144 })) scan.push(decoder.write(piece))
    return beyond(scan.end({ kind: 'beside', sheet: '', detail: '' }), this.#found)
  }
}

const RANKS = ['stops', 'asks', 'withholds', 'tells']

/** Of too many those from which most follows, and of each kind at least one: what follows from a file never hangs on how much more is in it. */
function gravest(findings: Finding[]): Finding[] {
  if (findings.length <= MOST_FINDINGS) return findings
  const kinds = new Set<FindingKind>()
  const rank = ({ found }: Finding) => {
    const isFirst = !kinds.has(found)
    kinds.add(found)
    return isFirst ? -1 : RANKS.indexOf(consequences[found])
  }
  return findings
    .map((finding) => ({ finding, rank: rank(finding) }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST_FINDINGS)
    .map(({ finding }) => finding)
}

async function isArchive(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return buffer.toString('latin1') === 'PK'
  } finally {
    await file.close()
  }
}
