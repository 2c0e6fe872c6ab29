import { randomUUID } from 'node:crypto'
import { copyFile, link, mkdir, rename, rm, utimes } from 'node:fs/promises'
import path from 'node:path'
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { NotFound } from '#kernel/errors.ts'
import type { FileStore } from '#kernel/files/file-store.ts'
import { Beginnings } from './beginnings.ts'
import { Counts } from './counts.ts'
import { literal, lockedDuckDB, quoted } from './duckdb.ts'
import { makeDuckFile } from './make-duck-file.ts'
import { TooHeavy } from './refusals.ts'
import { isMadeOf, keepWithin, removeMade } from './table-folder.ts'
import type { AskedTable, KeptTable, OpenTables, TableRow } from './table-query.ts'
import { countCombinations, Tallies, type Tally, type WantedValues, type Wish } from './tallies.ts'
import { Turns } from './turns.ts'

declare module '#kernel/http/context.ts' {
  interface Services {
    /** The tables of open data, open for questions. */
    tables: OpenTables
  }
}

interface Options {
  /** What can be made again from the Parquet files: cleared when it is too large, safe to remove while the app is down. */
  folder: string
  files: FileStore
  limits?: Partial<typeof LIMITS>
}

const LIMITS = {
  /** Milliseconds of a question, and of an answer of any length. */
  question: 5_000,
  stream: 600_000,
  /** Questions at once: each takes a thread of the four that Node's file system also uses. */
  atOnce: 2,
  waiting: 20,
  /** Milliseconds that a question waits for its turn. */
  patience: 5_000,
  streams: 3,
  memoryMb: 512,
  /** What does not fit into memory goes to the disk: sorting or comparing millions of rows. */
  scratchMb: 4_096,
  threads: 2,
  attached: 100,
  /** Milliseconds that combinations of values may be counted for questions to come; 0: they are not. */
  tally: 1_000,
  /** Bytes of the folder. */
  kept: 20 * 1024 ** 3,
}

/** Far less than the hour after which it would be taken for another's left behind. */
const SCRATCH_SAID_EVERY_MS = 600_000

/** A new layout of these files gets a new number, and the old ones are forgotten in time. */
const ENDING = '.2.duckdb'

/** Opens nothing before the first question. */
export function openTables(options: Options): OpenTables {
  return new Tables(options)
}

class Tables implements OpenTables {
  private readonly folder: string
  private readonly files: FileStore
  private readonly limits: typeof LIMITS
  private readonly questions: Turns
  private readonly streams: Turns
  /** One at a time: making a table takes the whole machine for a second or more. */
  private readonly makings = new Turns(1, 100)
  private readonly underWay = new Map<string, Promise<void>>()
  private duck: Promise<DuckDBInstance> | null = null
  private readonly scratch: string
  private scratchKept: { atMs: number; done: Promise<unknown> } | null = null
  /** How many ask just now, by the SHA-256 of a table's Parquet file. */
  private readonly asking = new Map<string, number>()
  /** By the same, the one used last at the end. */
  private readonly attached = new Map<string, Promise<void>>()
  private detaching: Promise<void> = Promise.resolve()
  /** Which tables are asked through which connection. */
  private readonly running = new Map<DuckDBConnection, string[]>()
  private readonly beginnings = new Beginnings()
  private readonly counts = new Counts()
  private readonly tallies = new Tallies()

  constructor({ folder, files, limits }: Options) {
    this.folder = path.resolve(folder)
    this.files = files
    this.limits = { ...LIMITS, ...limits }
    this.scratch = path.join(this.folder, `questions.${randomUUID()}.scratch`)
    this.questions = new Turns(this.limits.atOnce, this.limits.waiting, this.limits.patience)
    this.streams = new Turns(this.limits.streams, this.limits.streams)
  }

  ask<T>(of: KeptTable | readonly KeptTable[], work: (asked: AskedTable) => Promise<T>): Promise<T> {
    return this.askWithin(hashesOf(of), this.questions, this.limits.question, work)
  }

  askAtLength<T>(of: KeptTable | readonly KeptTable[], work: (asked: AskedTable) => Promise<T>): Promise<T> {
    return this.askWithin(hashesOf(of), this.streams, this.limits.stream, work)
  }

  async fileOf(name: string, write: (place: string) => Promise<void>): Promise<string> {
    const place = path.join(this.folder, name)
    if (await madeYoung(place)) return place
    await this.once(name, async () => {
      await mkdir(this.folder, { recursive: true })
      const beside = `${place}.${randomUUID()}.part`
      try {
        await write(beside)
        await rename(beside, place)
      } finally {
        await rm(beside, { force: true })
      }
      await this.tidy(name)
    })
    return place
  }

  async forget(hashes: readonly string[]): Promise<void> {
    const gone = new Set(hashes)
    for (const [connection, asked] of this.running) if (asked.some((sha256) => gone.has(sha256))) connection.interrupt()
    for (const sha256 of gone) {
      this.beginnings.forget(sha256)
      this.counts.forget(sha256)
      this.tallies.forget(sha256)
      this.detach(sha256)
    }
    await this.detaching
    await removeMade(this.folder, gone)
    for (const [name, making] of this.underWay) {
      if (!isMadeOf(name, gone)) continue
      const file = gone.has(name) ? name + ENDING : name
      making.catch(() => {}).then(() => rm(path.join(this.folder, file), { force: true }))
    }
  }

  beginningOf({ sha256 }: KeptTable, read: () => Promise<TableRow[]>): Promise<TableRow[]> {
    return this.beginnings.of(sha256, read)
  }

  countOf(question: string, count: () => Promise<number>): Promise<number> {
    return this.counts.of(question, count)
  }

  tallied(table: KeptTable, wanted: WantedValues): number | null {
    return this.limits.tally > 0 ? this.tallies.rowsWith(table, wanted) : null
  }

  async duckFileOf({ sha256 }: Pick<KeptTable, 'sha256'>): Promise<string> {
    const place = this.placeOf(sha256)
    // Another process may have removed what this one holds open.
    if (!(await madeYoung(place))) await this.once(sha256, () => this.makings.take(() => this.make(sha256)))
    return place
  }

  async close(): Promise<void> {
    await this.tallies.settled()
    await this.detaching
    const duck = await this.duck
    this.duck = null
    duck?.closeSync()
    await rm(this.scratch, { recursive: true, force: true })
  }

  private async askWithin<T>(
    hashes: string[],
    turns: Turns,
    milliseconds: number,
    work: (asked: AskedTable) => Promise<T>,
  ): Promise<T> {
    const attempt = async (left: number): Promise<T> => {
      // Before a turn is taken: who waits for a table to be made holds up nobody else.
      for (const sha256 of hashes) await this.made(sha256)
      return turns
        .take(() => this.askNow(hashes, { turns, milliseconds }, work))
        .catch((error) => {
          // What could not be opened is gone, and made again.
          if (error instanceof NotOpened && left > 0) return attempt(left - 1)
          throw error
        })
    }
    for (const sha256 of hashes) this.askedOnceMore(sha256)
    try {
      return await attempt(hashes.length)
    } finally {
      for (const sha256 of hashes) this.askedNoMore(sha256)
      this.detachOld()
      this.tallies.begin((wish) => this.countBeside(wish))
    }
  }

  /** Only in a turn that nobody else wants, and not for long. */
  private countBeside(wish: Wish): Promise<Tally | null> | null {
    const { questions: turns, limits } = this
    const { sha256 } = wish.table
    const counting = turns.takeFree(() => {
      this.askedOnceMore(sha256)
      return this.askNow([sha256], { turns, milliseconds: limits.tally }, (asked) =>
        countCombinations(asked, wish),
      ).finally(() => this.askedNoMore(sha256))
    })
    return (
      counting?.catch((error) => {
        if (error instanceof TooHeavy) return null
        throw error
      }) ?? null
    )
  }

  private askedOnceMore(sha256: string): void {
    this.asking.set(sha256, (this.asking.get(sha256) ?? 0) + 1)
  }

  private askedNoMore(sha256: string): void {
    const others = (this.asking.get(sha256) ?? 1) - 1
    if (others > 0) this.asking.set(sha256, others)
    else this.asking.delete(sha256)
  }

  private async askNow<T>(
    hashes: string[],
    within: { turns: Turns; milliseconds: number },
    work: (asked: AskedTable) => Promise<T>,
  ): Promise<T> {
    const duck = await this.start()
    await this.keepScratch()
    for (const sha256 of hashes) await this.attach(duck, sha256)
    const connection = await duck.connect()
    const stop = stopAfter(connection, within.milliseconds)
    const besides: Promise<unknown>[] = []
    this.running.set(connection, hashes)
    try {
      const sources = hashes.map((sha256) => `${quoted(nameOf(sha256))}.rows`)
      const beside = <B>(other: (asked: AskedTable) => Promise<B>) => {
        const asked = within.turns.takeFree(() => this.askNow(hashes, within, other))
        // Who asked may be busy when it fails.
        if (asked) besides.push(asked.catch(() => {}))
        return asked
      }
      return await work({ ...askedThrough(connection, sources, stop.check), beside })
    } catch (error) {
      // Taken away in the middle of a question.
      if (hashes.some((sha256) => !this.attached.has(sha256))) throw new NotFound()
      throw stop.explain(error)
    } finally {
      await Promise.all(besides)
      this.running.delete(connection)
      stop.end()
      connection.closeSync()
    }
  }

  private start(): Promise<DuckDBInstance> {
    const { scratch, limits, folder } = this
    this.duck ??= mkdir(folder, { recursive: true }).then(() => lockedDuckDB({ ...limits, folders: [folder], scratch }))
    return this.duck
  }

  /** Another process clears away what looks forgotten for an hour. Questions take a millisecond: not each of them says that this is not. */
  private keepScratch(): Promise<unknown> {
    const now = performance.now()
    if (!this.scratchKept || now - this.scratchKept.atMs > SCRATCH_SAID_EVERY_MS)
      this.scratchKept = {
        atMs: now,
        done: mkdir(this.scratch, { recursive: true }).then(() => madeYoung(this.scratch)),
      }
    const { done } = this.scratchKept
    return done.catch((error) => {
      this.scratchKept = null
      throw error
    })
  }

  private placeOf(sha256: string): string {
    return path.join(this.folder, sha256 + ENDING)
  }

  /** There is a DuckDB file of the table, young again; made once however many ask for it. */
  private async made(sha256: string): Promise<void> {
    if (this.attached.has(sha256) || (await madeYoung(this.placeOf(sha256)))) return
    await this.once(sha256, () => this.makings.take(() => this.make(sha256)))
  }

  private async once(name: string, make: () => Promise<void>): Promise<void> {
    const making = this.underWay.get(name) ?? make()
    this.underWay.set(name, making)
    try {
      await making
    } finally {
      this.underWay.delete(name)
    }
  }

  private tidy(made: string): Promise<void> {
    const isNeeded = (file: string) => {
      const sha256 = file.slice(0, 64)
      return file === made || (file === sha256 + ENDING && (this.asking.has(sha256) || this.attached.has(sha256)))
    }
    return keepWithin(this.folder, this.limits.kept, isNeeded)
  }

  private async make(sha256: string): Promise<void> {
    await mkdir(this.folder, { recursive: true })
    const name = `${sha256}.${randomUUID()}`
    const parquet = path.join(this.folder, `${name}.parquet`)
    const making = path.join(this.folder, `${name}.making`)
    const scratch = path.join(this.folder, `${name}.scratch`)
    try {
      // A name within the folder, so that DuckDB need not see where all files are kept.
      const kept = await this.files.placeOf(sha256)
      await link(kept, parquet).catch(() => copyFile(kept, parquet))
      await makeDuckFile(parquet, making, { ...this.limits, folders: [this.folder], scratch })
      await rename(making, this.placeOf(sha256))
    } finally {
      for (const left of [parquet, making, `${making}.wal`, scratch]) await rm(left, { recursive: true, force: true })
    }
    await this.tidy(sha256 + ENDING)
  }

  private attach(duck: DuckDBInstance, sha256: string): Promise<void> {
    // DuckDB opens a file once; the same one may just be on its way out.
    const ready = this.attached.get(sha256) ?? this.detaching.then(() => this.attachNow(duck, sha256))
    this.attached.delete(sha256)
    this.attached.set(sha256, ready)
    return ready
  }

  private async attachNow(duck: DuckDBInstance, sha256: string): Promise<void> {
    const place = this.placeOf(sha256)
    try {
      await onceOn(duck, `ATTACH ${literal(place)} AS ${quoted(nameOf(sha256))} (READ_ONLY)`)
    } catch (error) {
      await rm(place, { force: true })
      this.attached.delete(sha256)
      throw new NotOpened('a table cannot be opened', { cause: error })
    }
  }

  private detachOld(): void {
    for (const sha256 of this.attached.keys()) {
      if (this.attached.size <= this.limits.attached) return
      if (!this.asking.has(sha256)) this.detach(sha256)
    }
  }

  private detach(sha256: string): void {
    const ready = this.attached.get(sha256)
    if (!ready) return
    this.attached.delete(sha256)
    this.detaching = this.detaching
      .then(() => ready)
      .then(() => this.start())
      .then((duck) => onceOn(duck, `DETACH ${quoted(nameOf(sha256))}`))
      // What was never attached, or goes with the whole at the end.
      .catch(() => {})
  }
}

class NotOpened extends Error {}

const hashesOf = (of: KeptTable | readonly KeptTable[]): string[] => [of].flat().map(({ sha256 }) => sha256)

/** @returns false where there is no such file */
function madeYoung(place: string): Promise<boolean> {
  // The file system's own clock, as for new files.
  const now = (performance.timeOrigin + performance.now()) / 1000
  return utimes(place, now, now).then(
    () => true,
    () => false,
  )
}

function nameOf(sha256: string): string {
  return `t${sha256}`
}

async function onceOn(duck: DuckDBInstance, statement: string): Promise<void> {
  const connection = await duck.connect()
  try {
    await connection.run(statement)
  } finally {
    connection.closeSync()
  }
}

/** DuckDB has no time limit of its own. */
function stopAfter(connection: DuckDBConnection, milliseconds: number) {
  let late = false
  const timer = setTimeout(() => {
    late = true
    connection.interrupt()
  }, milliseconds)
  return {
    check() {
      if (late) throw new TooHeavy('time')
    },
    explain(error: unknown): unknown {
      if (late) return new TooHeavy('time')
      return error instanceof Error && /^Out of Memory Error/i.test(error.message) ? new TooHeavy('memory') : error
    },
    end: () => clearTimeout(timer),
  }
}

function askedThrough(connection: DuckDBConnection, sources: string[], check: () => void): Omit<AskedTable, 'beside'> {
  return {
    source: sources[0] ?? '',
    sources,
    async run(sql, values = []) {
      check()
      const result = await connection.run(sql, values as string[])
      return (await result.getRowsJS()) as unknown[][]
    },
    async *stream(sql, values = []) {
      check()
      const result = await connection.stream(sql, values as string[])
      for await (const rows of result.yieldRowsJs()) {
        yield rows as unknown[][]
        check()
      }
    },
  }
}
