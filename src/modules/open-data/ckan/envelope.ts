import { InvalidInput, Refusal } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import type { ProtocolReply } from '#kernel/http/endpoint.ts'
import { say } from '#kernel/i18n/translator.ts'
import { BadQuery, TooHeavy } from '../engine/refusals.ts'
import { BadRequest, CkanError } from './action.ts'
import { fieldInCkan } from './write/field-names.ts'
import { writeJson } from './write-json.ts'

export const JSON_TYPE = 'application/json; charset=utf-8'

/** What every action answers with; a program that asked for it by script gets it as a call of its function. */
export async function succeeded(
  ctx: Context,
  action: string,
  result: unknown,
  callback: string | null,
): Promise<ProtocolReply> {
  const body = `{"help":${JSON.stringify(helpOf(ctx, action))},"success":true,"result":${await writeJson(result)}}`
  if (callback === null) return { status: 200, contentType: JSON_TYPE, body }
  return { status: 200, contentType: 'application/javascript; charset=utf-8', body: `${callback}(${body});` }
}

/** @throws what is neither the caller's fault nor foreseen */
export function failed(ctx: Context, action: string, thrown: unknown): ProtocolReply {
  if (thrown instanceof BadRequest)
    return { status: 400, contentType: JSON_TYPE, body: JSON.stringify(`Bad request: ${thrown.message}`) }
  const error = asCkanError(ctx, thrown)
  const status = thrown instanceof Refusal && error.type === 'Internal Server Error' ? thrown.status : error.status
  return {
    status,
    contentType: JSON_TYPE,
    body: JSON.stringify({ help: helpOf(ctx, action), success: false, error: { ...error.rest, __type: error.type } }),
    ...(thrown instanceof Refusal && { headers: thrown.headers }),
  }
}

function asCkanError(ctx: Context, thrown: unknown): CkanError {
  if (thrown instanceof CkanError) return thrown
  if (thrown instanceof TooHeavy) return new CkanError('Validation Error', { query: ['Query took too long'] })
  if (!(thrown instanceof Refusal)) throw thrown
  const message = say(ctx.translate('en'), thrown.text)
  if (thrown instanceof BadQuery) {
    const messages = thrown.errors.map(({ text }) => say(ctx.translate('en'), text))
    return new CkanError('Validation Error', { [thrown.column || 'query']: messages })
  }
  if (thrown instanceof InvalidInput) {
    const wrong = thrown.errors.map(({ field, text }) => ({
      field: fieldInCkan(field),
      said: say(ctx.translate('en'), text),
    }))
    const byField = Map.groupBy(wrong, ({ field }) => field)
    return new CkanError(
      'Validation Error',
      Object.fromEntries([...byField].map(([field, all]) => [field, all.map(({ said }) => said)])),
    )
  }
  if (thrown.status === 409) return new CkanError('Validation Error', { message: [message] })
  if (thrown.status === 404) return new CkanError('Not Found Error', { message: 'Not found' })
  if (thrown.status === 401 || thrown.status === 403)
    return new CkanError('Authorization Error', { message: `Access denied: ${message}` })
  return new CkanError('Internal Server Error', { message })
}

function helpOf({ publicUrl }: Context, action: string): string {
  return `${publicUrl}/api/3/action/help_show?name=${encodeURIComponent(action)}`
}
