import { searchOfRead } from '#kernel/http/search-of-read.ts'
/** All versions of the file behind a table. */
export const versionsPath = ({ dataset, distribution }: { dataset: { name: string }; distribution: string }): string =>
  `/data/${dataset.name}/files/${distribution}/versions`

/** What becomes of the files of a dataset, for readers of feeds. */
export const versionsFeedPath = (dataset: string): string => `/data/${dataset}/versions.atom`

/** What differs between two versions of a table; without them, the newest change. */
export function changesPath(
  table: string,
  asked: { from?: number; to?: number; kind?: string; page?: number } = {},
): string {
  return `/data/tables/${table}/changes${changesQuestion(asked)}`
}

export function changesQuestion(asked: { from?: number; to?: number; kind?: string; page?: number }): string {
  return searchOfRead(asked)
}
