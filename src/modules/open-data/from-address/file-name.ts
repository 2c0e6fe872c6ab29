import { plainName } from '#kernel/files/plain-name.ts'

/** What a file that came from an address is called: as the server says, else as the address ends. */
export function fileNameOf(disposition: string | undefined, url: string): string {
  return plainName(saidName(disposition ?? '') ?? lastPart(url))
}

function saidName(disposition: string): string | null {
  const extended = /filename\*\s*=\s*utf-8'[^']*'([^;]+)/i.exec(disposition)?.[1]
  const plain = /filename\s*=\s*(?:"([^"]*)"|([^;\s]+))/i.exec(disposition)
  const name = extended ? decoded(extended.trim()) : inUtf8(plain?.[1] ?? plain?.[2] ?? '')
  return name === '' ? null : name
}

function lastPart(url: string): string {
  return decoded(URL.parse(url)?.pathname.split('/').filter(Boolean).at(-1) ?? '')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Headers come byte by byte; servers write UTF-8 into them nevertheless. */
function inUtf8(text: string): string {
  const bytes = Buffer.from(text, 'latin1').toString()
  return bytes.includes('\ufffd') ? text : bytes
}
