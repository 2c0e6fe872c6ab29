import Type from 'typebox'
import { arrivedFile } from '#kernel/files/arrived-file.ts'
import { checkbox, choice, type Field, form, integer, list, optional, text } from '#kernel/forms/fields.ts'
import { id, idInPath, numberInPath } from '#kernel/forms/path-fields.ts'
import { title } from '../catalogue/describe/fields.ts'
import { datasetName } from '../catalogue/fields.ts'
import type { ColumnType } from '../table-schema.ts'

/** Of one file, by a form or in pieces. */
export const MOST_BYTES = 1_000_000_000

const distribution = { dataset: datasetName(), distribution: idInPath() }
export const byDistribution = form(distribution)
export const byVersion = form({ ...distribution, version: numberInPath() })
export const byReport = form({ ...distribution, version: numberInPath(), table: idInPath() })

export const fileForm = form({ file: arrivedFile({ maxBytes: MOST_BYTES, missing: 'open-data.ingest.file.missing' }) })

/** Without a title it is called as the file is. */
export const beginForm = form({ organisation: optional(id()), titleRo: optional(title()), ...fileForm.fields })

/** Those that the house can guess; an officer may say another of them. */
export const encodings = [
  'UTF-8',
  'UTF-16LE',
  'UTF-16BE',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'ISO-8859-2',
  'ISO-8859-16',
  'IBM852',
  'KOI8-R',
  'IBM866',
  'ISO-8859-5',
  'x-mac-cyrillic',
] as const
/** In forms a tab has a name: a blank would be trimmed away. */
export const delimiters = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const
export type DelimiterName = keyof typeof delimiters
export const delimiterNames = Object.keys(delimiters) as DelimiterName[]

export const columnTypes = [
  'string',
  'integer',
  'number',
  'boolean',
  'date',
  'datetime',
  'time',
] as const satisfies ColumnType[]

const TYPE_OF_COLUMN = /^([A-Za-z0-9_]{1,63})=([a-z]+)$/

/** `name=type` of a column as it was read; null where it is to be guessed. */
const typeOfColumn: Field<{ name: string; type: ColumnType } | null> = {
  keep: 'choice',
  schema: Type.String({ pattern: `(${TYPE_OF_COLUMN.source})?` }),
  read(raw) {
    if (raw === '') return { value: null }
    const [, name, type] = (typeof raw === 'string' && TYPE_OF_COLUMN.exec(raw)) || []
    return name && columnTypes.includes(type as ColumnType)
      ? { value: { name, type: type as ColumnType } }
      : { error: { key: 'kernel.form.choose' } }
  },
}

/** As a reply writes it: of what was read on the page. */
export const moment = (): Field<string> => ({
  keep: 'choice',
  schema: Type.String({ format: 'date-time' }),
  read: (raw) =>
    typeof raw === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(raw)
      ? { value: raw }
      : { error: { key: raw === undefined ? 'kernel.form.missing' : 'kernel.form.wrong' } },
})

/** More columns than this are overruled by programs only: a page with so many fields helps nobody. */
export const MOST_TYPES = 400

export const readingForm = form({
  encoding: optional(choice(encodings)),
  delimiter: optional(choice(delimiterNames)),
  preamble: optional(integer({ min: 0, max: 10_000 })),
  headerRows: optional(integer({ min: 0, max: 20 })),
  totals: optional(integer({ min: 0, max: 1_000 })),
  commaBelow: checkbox(),
  types: list(typeOfColumn, { max: MOST_TYPES }),
})

/** `readAt`: of the reading that was looked at; a colleague may have had the file read otherwise meanwhile. */
export const publicationForm = form({
  noPersonalData: checkbox('open-data.ingest.no-personal-data.must'),
  /** Asked only where columns went, changed their type or were emptied. */
  driftSeen: checkbox(),
  readAt: moment(),
})

/** Of the report: the place in its file where the next part begins. */
export const reportQuery = form({ after: optional(text({ max: 15, pattern: /^[0-9]{1,15}$/ })) })
