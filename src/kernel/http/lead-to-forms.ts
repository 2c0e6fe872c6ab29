import type { FastifyInstance } from 'fastify'
import { langs } from '#kernel/i18n/lang.ts'
import type { Action, Endpoint } from './endpoint.ts'
import { pathOfForm } from './kept-form.ts'

/**
 * A form that came back with a mistake stands at the address it was sent to. Who loads that address anew, keeps it or sends it to somebody gets
 * the page of the form. Called when all endpoints are mounted: what has a page of its own there keeps it.
 */
export function leadToForms(server: FastifyInstance, endpoints: Endpoint[]): void {
  const taken = new Set(endpoints.filter(({ kind }) => kind !== 'action').map(({ path }) => shapeOf(path)))
  for (const endpoint of endpoints) {
    if (endpoint.kind !== 'action' || taken.has(shapeOf(endpoint.path))) continue
    taken.add(shapeOf(endpoint.path))
    for (const lang of langs) lead(server, lang, endpoint)
  }
}

function lead(server: FastifyInstance, lang: string, action: Action): void {
  server.route({
    method: 'GET',
    url: `/${lang}${action.path}`,
    schema: { hide: true },
    handler: (request, reply) =>
      reply.header('cache-control', 'private, no-store').redirect(`/${lang}${pathOfForm(action, request)}`, 303),
  })
}

const shapeOf = (path: string) => path.replaceAll(/:\w+/g, ':')
