import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { FetchOptions } from '#kernel/fetch/fetch-outside.ts'
import type { Services } from '#kernel/http/context.ts'
import { NoFile } from '../from-address/failure.ts'
import { getFile } from '../from-address/get-file.ts'
import { Unreadable } from '../raw-table.ts'
import { fileKind } from '../reading/file-kind.ts'
import type { ForeignResource } from './read-package.ts'

/** What came of the file of a resource. */
export type Got =
  | { outcome: 'file'; fileName: string; sha256: string; size: number }
  | { outcome: 'link'; why: string | null }
  | { outcome: 'nothing'; why: string | null }

/**
 * Fetches the file of a resource if the portal itself keeps it and it is one that can be a table here; all others stay addresses.
 *
 * @param options what an operator, or a test, says of addresses of their own network
 */
export async function getResource(
  { files }: Pick<Services, 'files'>,
  { url, isOwn }: ForeignResource,
  options: Partial<FetchOptions>,
): Promise<Got> {
  if (url === null) return { outcome: 'nothing', why: null }
  if (!isOwn) return { outcome: 'link', why: null }
  const folder = await files.newFolder()
  try {
    const got = await getFile(url, folder, { etag: null, lastModified: null }, options)
    if (!got) return { outcome: 'link', why: 'status' }
    await fileKind(got.place)
    return { outcome: 'file', fileName: got.fileName, ...(await files.putFile(path.join(folder, 'file'))) }
  } catch (error) {
    if (error instanceof Unreadable)
      return { outcome: 'link', why: error.key.replace('open-data.reading.', 'not-a-table:') }
    if (!(error instanceof NoFile)) throw error
    return { outcome: 'link', why: error.code === 'status' ? `status:${error.status}` : error.code }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
