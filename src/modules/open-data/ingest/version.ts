import type { FileReading, OpenQuotes, Overrides, Reject, TableReading } from '../table-schema.ts'

/**
 * 'waiting' and 'reading': the process has not said yet what the file holds. 'read': its officers look at it. 'published': it is what the
 * public sees; 'superseded': it was. 'recalled': it was, and must not be seen any more.
 */
export const versionStates = ['waiting', 'reading', 'read', 'failed', 'published', 'superseded', 'recalled'] as const
export type VersionState = (typeof versionStates)[number]

/** Bytes that came once and never change, and how they were read. */
export interface Version {
  id: string
  distributionId: string
  /** From 1 in its distribution. */
  seq: number
  fileName: string
  sha256: string
  size: number
  state: VersionState
  overrides: Overrides
  reading: KeptReading | null
  failure: Failure | null
  /** Lines read so far. */
  progress: number
  createdAt: Date
  readAt: Date | null
  publishedAt: Date | null
}

/** How a file was read; columns stand with the tables. */
export interface KeptReading extends Pick<FileReading, 'format' | 'encoding' | 'delimiter'> {
  tables: (Pick<TableReading, 'sheet' | 'preamble' | 'headerRows' | 'totals'> & {
    rejects: Reject[]
    openQuotes?: OpenQuotes
    /** The sheet is not shown when the workbook is opened. */
    hidden?: true
    /** Of a text that lies in an archive: how this one was read. */
    inArchive?: Pick<FileReading, 'encoding' | 'delimiter'>
  })[]
}

/** Why a file could not be read; `key` is that of a message. */
export interface Failure {
  key: string
  args?: Record<string, string | number>
}

/** What was once shown to everybody stays as it was: read in another way it is another version. */
export const isUnseen = (state: VersionState): boolean => state === 'read' || state === 'failed'

export const mayPublish = (state: VersionState): boolean => state === 'read' || state === 'superseded'
