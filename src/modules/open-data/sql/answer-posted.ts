import { InvalidInput, Refusal } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import type { ProtocolReply, ProtocolRequest } from '#kernel/http/endpoint.ts'
import { parseForm } from '#kernel/http/read-body.ts'
import { attachment } from '#kernel/http/send-resource.ts'
import { downloadAnswer } from './download-answer.ts'
import { sqlPosted } from './fields.ts'
import { answered } from './show-sql.ts'

/** Answers a question that was sent as JSON or as a form, as the page's JSON does, or wholly as a file. @throws Refusal, BadSql, TooMany, Busy */
export async function answerPosted(ctx: Context, asked: ProtocolRequest): Promise<ProtocolReply> {
  const read = sqlPosted.read(bodyOf(asked))
  if ('errors' in read) throw new InvalidInput(read.errors)
  const { q, page, format, bom } = read.value
  if (format) {
    const { body, contentType = '', fileName = '', headers } = await downloadAnswer(ctx, { q, bom }, format)
    return { status: 200, contentType, body, headers: { ...headers, 'content-disposition': attachment(fileName) } }
  }
  const answer = await answered(ctx, q, page ?? 1)
  return {
    status: answer.wrong === null ? 200 : 422,
    contentType: 'application/json; charset=utf-8',
    body: JSON.stringify({ q, ...answer }),
  }
}

function bodyOf({ headers, body }: ProtocolRequest): Record<string, unknown> {
  const text = body.toString('utf8')
  if (!/^application\/json\b/i.test(String(headers['content-type'] ?? ''))) return parseForm(text)
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read as Record<string, unknown>
  } catch {}
  throw new Refusal(400, { key: 'kernel.bad-request' })
}
