import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Context } from '#kernel/http/context.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'
import type { DatasetColumn } from './dataset.ts'

/** How many people came, minus who went, on one day, by the columns that are parts of the whole. */
export interface DayOfPeople {
  day: PlainDay
  parts: Record<string, number>
}

/** Columns that count people: they are told as docs/decisions/0006-own-data.md says, never as they are. */
export interface PeopleColumns<Row> {
  /** The column that holds the whole. */
  total: string
  /** Columns that hold parts of it. Who is in none of them is in the whole all the same. */
  parts?: readonly string[]
  /**
   * The same people by day, oldest first, only days that are over: the whole is told day by day, whenever k people have come or gone. Without
   * it the whole is told as of now.
   */
  days?(row: Row): readonly DayOfPeople[]
}

/** How the platform puts a dataset into its own catalogue, anew each day on which something in it changed. */
export interface CatalogueEntry<Row> {
  title: MessageKey
  /** What a row is and where it comes from, in a few sentences. */
  about: MessageKey
  /** Words with commas between them. */
  keywords: MessageKey
  /** Codes of the EU's data themes. */
  themes: readonly string[]
  /** No texts that people wrote freely about somebody, no names, no addresses: what a row shows is public on its page. */
  columns: readonly DatasetColumn<Row>[]
  /** Columns by which a row is known from version to version. */
  key: readonly string[]
  people?: readonly PeopleColumns<Row>[]
  /** In an order that does not change by itself, in batches, so that a table of any length takes the memory of one. */
  rows(ctx: Context): AsyncIterable<Row>
}
