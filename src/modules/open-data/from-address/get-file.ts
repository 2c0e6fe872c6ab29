import { open } from 'node:fs/promises'
import path from 'node:path'
import { type FetchOptions, saveOutside, Unfetchable } from '#kernel/fetch/fetch-outside.ts'
import { MOST_BYTES } from '../ingest/fields.ts'
import { NoFile } from './failure.ts'
import { fileNameOf } from './file-name.ts'

/** From the name to the last byte: a gigabyte at one megabyte a second, and a little. */
const MOST_SECONDS = 20 * 60

/** What is known of the file as it came last. */
interface Known {
  etag: string | null
  lastModified: string | null
}

export interface GotFile extends Known {
  place: string
  fileName: string
  bytes: number
  status: number
}

/**
 * Fetches a file into a folder.
 *
 * @param known to ask only for another file than that
 * @returns null where the server says that it is the same
 * @throws NoFile
 */
export async function getFile(
  url: string,
  folder: string,
  known: Known,
  options: Partial<FetchOptions>,
): Promise<GotFile | null> {
  const place = path.join(folder, 'file')
  const headers = {
    ...(known.etag !== null && { 'if-none-match': known.etag }),
    ...(known.lastModified !== null && { 'if-modified-since': known.lastModified }),
  }
  const got = await saveOutside(url, place, { seconds: MOST_SECONDS, most: MOST_BYTES, headers, ...options }).catch(
    (error: unknown) => {
      throw error instanceof Unfetchable ? new NoFile(error.why, error.status) : error
    },
  )
  const { status, bytes } = got
  if (status === 304) return null
  if (status < 200 || status > 299) throw new NoFile('status', status)
  if (bytes === 0) throw new NoFile('empty', status)
  // Servers say "not found" and "sign in" in pages that claim to be what was asked for.
  if (await isWebPage(place)) throw new NoFile('web-page', status)
  return {
    ...{ place, bytes, status },
    fileName: fileNameOf(got.headers['content-disposition'], got.url),
    etag: short(got.headers.etag),
    lastModified: short(got.headers['last-modified']),
  }
}

/** Longer than any honest one: not worth keeping, and not to be sent back. */
const LONGEST_MARK = 500

function short(mark: string | undefined): string | null {
  return mark !== undefined && mark.length <= LONGEST_MARK ? mark : null
}

async function isWebPage(place: string): Promise<boolean> {
  const file = await open(place)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0)
    return /^\ufeff?\s*(?:<!--.{0,200}?-->\s*)?<(?:!doctype html|html|head|body)\b/is.test(
      buffer.toString('utf8', 0, bytesRead),
    )
  } finally {
    await file.close()
  }
}
