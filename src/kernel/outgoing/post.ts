/** What another server answered. */
export interface Answer {
  status: number
  contentType: string
  body: Buffer
}

/**
 * Sends bytes to a server that the operator named. Redirects are not followed.
 *
 * @throws Error when it cannot be reached, takes longer than `seconds`, or answers with more than `most` bytes
 */
export async function post(
  url: string,
  body: Uint8Array<ArrayBuffer>,
  { seconds, most }: { seconds: number; most: number },
): Promise<Answer> {
  const signal = AbortSignal.timeout(seconds * 1000)
  const reply = await fetch(url, { method: 'POST', body, signal, redirect: 'error' })
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of reply.body ?? []) {
    size += chunk.length
    if (size > most) throw new Error(`${new URL(url).host} answered with more than ${most} bytes`)
    chunks.push(chunk)
  }
  return { status: reply.status, contentType: reply.headers.get('content-type') ?? '', body: Buffer.concat(chunks) }
}
