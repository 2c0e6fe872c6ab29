import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from '#kernel/errors.ts'
import type { FileStore } from '#kernel/files/file-store.ts'
import type { Action } from './endpoint.ts'
import { onDiskBy, readMultipart } from './multipart.ts'

const MAX_FORM_FIELDS = 1_000

/** Bodies are urlencoded forms or JSON; what else comes is refused with 415. */
export function registerForms(server: FastifyInstance): void {
  server.removeContentTypeParser('text/plain')
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    // Asynchronous, so that what it throws is a reply; thrown in a callback it would end the process.
    async (_request: FastifyRequest, body: string) => parseForm(body),
  )
}

/** Fields of an urlencoded form; a name that comes twice gives a list. No prototype, so no name is special. */
export function parseForm(body: string): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = Object.create(null)
  if (body.split('&', MAX_FORM_FIELDS + 1).length > MAX_FORM_FIELDS) throw new Refusal(413, { key: 'kernel.too-large' })
  for (const [name, value] of new URLSearchParams(body)) {
    const earlier = fields[name]
    fields[name] = earlier === undefined ? value : Array.isArray(earlier) ? [...earlier, value] : [earlier, value]
  }
  return fields
}

/**
 * The fields of a body of the kind its reader expects: forms for pages, JSON for the API, files for both where the action takes
 * some. A form is all text, so a page that shows again what was typed never meets an object or a number.
 *
 * @param into where the parts of a form with files are put as they come
 * @throws Refusal 415 for another kind, 413 when it is too large, 400 for JSON that is no object
 */
export async function fieldsOf(
  request: FastifyRequest,
  kind: 'form' | 'json',
  action: Pick<Action, 'multipart' | 'bodyLimit' | 'body'>,
  { newFolder }: Pick<FileStore, 'newFolder'>,
  into: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  if (request.isMultipart() && action.multipart) {
    await readMultipart(request, action.bodyLimit ?? 64 * 1024, onDiskBy(action.body.fields, newFolder), into)
    return into
  }
  const { body } = request
  if (!request.isMultipart() && (body === undefined || body === null)) return {}
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type !== (kind === 'json' ? 'application/json' : 'application/x-www-form-urlencoded'))
    throw new Refusal(415, { key: 'kernel.unsupported' })
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Refusal(400, { key: 'kernel.bad-request' })
  return body as Record<string, unknown>
}

/**
 * The bytes of a body. What is too large is left unread, so that its sender can still be answered.
 *
 * @throws Refusal 413
 */
export function readAtMost(payload: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const take = (chunk: Buffer) => {
      size += chunk.length
      if (size <= limit) chunks.push(chunk)
      else refuse()
    }
    const refuse = () => {
      payload.off('data', take).pause()
      reject(new Refusal(413, { key: 'kernel.too-large' }))
    }
    payload.once('end', () => resolve(Buffer.concat(chunks)))
    payload.once('error', reject)
    payload.once('close', () => reject(new Refusal(400, { key: 'kernel.bad-request' })))
    if (Number(payload.headers['content-length'] ?? 0) > limit) refuse()
    else payload.on('data', take)
  })
}

const MAX_THROWN_AWAY = 32 * 1024 * 1024

/**
 * Reads and throws away the rest of a body that was refused: most programs read no answer before they have sent everything, and
 * would find the connection reset. Ends after 32 MiB or 5 seconds.
 */
export async function readToTheEnd(request: FastifyRequest): Promise<void> {
  const { raw } = request
  if (raw.readableEnded || raw.destroyed) return
  await new Promise<void>((resolve) => {
    let bytes = 0
    const done = () => {
      clearTimeout(timeout)
      resolve()
    }
    const timeout = setTimeout(done, 5_000)
    raw.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > MAX_THROWN_AWAY) done()
    })
    for (const end of ['end', 'close', 'error']) raw.once(end, done)
    raw.resume()
  })
}
