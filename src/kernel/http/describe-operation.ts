import Type from 'typebox'
import type { Action, Endpoint, Page, Resource } from './endpoint.ts'
import type { Mounting } from './mounting.ts'
import { Problem } from './problem.ts'

type Operation = Record<string, unknown>

/** Required only where an act would otherwise be done twice. */
const IdempotencyKey = Type.Object({ 'idempotency-key': Type.String({ minLength: 1, maxLength: 100 }) })

/** A file, as the description of the API says it. */
const binary = { type: 'string', format: 'binary' }

/** Operations of the Open API, from the schemas that also clean the replies. */
export function describePage(mounting: Mounting, page: Page): Operation {
  return describe(mounting, page, { querystring: page.query.schema, response: { 200: page.reply } })
}

export function describeAction(mounting: Mounting, action: Action): Operation {
  return describe(mounting, action, {
    body: action.body.schema,
    response: { [action.status ?? 200]: action.reply },
    ...(action.repeat === 'key' && { headers: IdempotencyKey }),
  })
}

export function describeResource(mounting: Mounting, resource: Resource): Operation {
  const { contentType } = resource
  return describe(mounting, resource, {
    querystring: resource.query.schema,
    response: { 200: { description: contentType, content: { [contentType]: { schema: binary } } } },
  })
}

function describe({ room, options }: Mounting, endpoint: Endpoint, parts: Operation): Operation {
  const key = `${room}.api.${endpoint.name}` as 'kernel.not-found'
  return {
    tags: [room],
    operationId: endpoint.name,
    summary: options.translators.en(key),
    params: endpoint.params.schema,
    ...(endpoint.audience === 'personal' && { security: [{ bearer: [] }] }),
    ...parts,
    response: { ...(parts.response as object), default: Problem },
  }
}
