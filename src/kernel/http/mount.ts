import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { transact } from '#kernel/database/transact.ts'
import { Refusal } from '#kernel/errors.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { answerForm, answerJson } from './answer-action.ts'
import { describeAction, describePage, describeResource } from './describe-operation.ts'
import type { Action, Endpoint, Page, Resource } from './endpoint.ts'
import { Busy, GroupCommit } from './group-commit.ts'
import { mountProtocol } from './mount-protocol.ts'
import type { Crowd, Mounting, MountOptions } from './mounting.ts'
import type { PublicCache } from './public-cache.ts'
import { sendResource } from './send-resource.ts'
import { showPage, showPageAsJson } from './show-page.ts'
import { turnAwayWhenFull } from './turn-away.ts'

/** Mounts the endpoints of a room as HTML in every language and as JSON under /api/v1. */
export function mount(
  server: FastifyInstance,
  room: string,
  endpoints: Endpoint[],
  options: MountOptions,
  cache: PublicCache,
): void {
  const mounting: Mounting = { room, options, cache, crowds: new Map() }
  for (const endpoint of endpoints) {
    if (endpoint.kind === 'page') mountPage(server, mounting, endpoint)
    else if (endpoint.kind === 'action') mountAction(server, mounting, endpoint)
    else if (endpoint.kind === 'resource') mountResource(server, mounting, endpoint)
    else mountProtocol(server, mounting, endpoint)
  }
}

function mountPage(server: FastifyInstance, mounting: Mounting, page: Page): void {
  const more = { ...(page.embeddable && { config: { embeddable: true } }), ...waiting(mounting, page) }
  for (const lang of langs)
    route(server, 'GET', inLanguage(lang, page.path), (...of) => showPage(mounting, page, lang, ...of), more)
  route(server, 'GET', inApi(page.path), (...of) => showPageAsJson(mounting, page, ...of), {
    ...waiting(mounting, page),
    schema: describePage(mounting, page),
  })
}

function mountAction(server: FastifyInstance, mounting: Mounting, action: Action): void {
  if (action.repeat === 'key' && action.form.audience !== 'personal')
    throw new Error(`${action.name} needs an idempotency key, so its form ${action.form.name} must be a personal page`)
  const crowd = crowdOf(mounting.options, action)
  if (crowd) {
    mounting.crowds.set(action, crowd)
    turnAwayWhenFull(server, action, crowd, mounting.options)
  }
  const more = {
    bodyLimit: action.bodyLimit ?? 64 * 1024,
    ...(Object.values(action.body.fields).some(({ toDisk }) => toDisk) && { config: { slowBody: true } }),
    // Before the body is read: refusing must cost nothing, or refusing takes the place of answering.
    ...((crowd || action.withoutCookies) && {
      onRequest: async (request: FastifyRequest) => {
        if (action.withoutCookies && request.headers.cookie !== undefined)
          throw new Refusal(400, { key: 'kernel.cookie-refused' })
        crowd?.refuseWhenFull()
      },
    }),
  }
  for (const lang of langs)
    route(server, 'POST', inLanguage(lang, action.path), (...of) => answerForm(mounting, action, lang, ...of), more)
  route(server, 'POST', inApi(action.path), (...of) => answerJson(mounting, action, ...of), {
    ...more,
    schema: describeAction(mounting, action),
  })
}

function crowdOf({ services, groupCommit }: MountOptions, { runMany }: Action): Crowd | null {
  if (!runMany) return null
  return new GroupCommit(
    (acts) => transact(services.db, (tx) => runMany({ ...services, tx, now: services.clock.now() }, acts)),
    groupCommit,
  )
}

function mountResource(server: FastifyInstance, mounting: Mounting, resource: Resource): void {
  const inNoLanguage: Handler = (...of) => sendResource(mounting, resource, null, ...of)
  const more = waiting(mounting, resource)
  if (!resource.localised) route(server, 'GET', resource.path, inNoLanguage, more)
  else
    for (const lang of langs)
      route(
        server,
        'GET',
        inLanguage(lang, resource.path),
        (...of) => sendResource(mounting, resource, lang, ...of),
        more,
      )
  if (resource.api)
    route(server, 'GET', inApi(resource.path), inNoLanguage, { ...more, schema: describeResource(mounting, resource) })
}

/** What can wait is told to come again while the process is pressed, before anything is done for it. */
function waiting({ options }: Mounting, { canWait }: Page | Resource): Partial<RouteOptions> {
  if (!canWait) return {}
  return {
    onRequest: async () => {
      if (options.pressure() !== 'none') throw new Busy()
    },
  }
}

const inLanguage = (lang: string, path: string) => `/${lang}${path === '/' ? '' : path}`
const inApi = (path: string) => `/api/v1${path}`

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

/** What the Open API does not describe is hidden from it. */
function route(
  server: FastifyInstance,
  method: 'GET' | 'POST',
  url: string,
  handler: Handler,
  more: Partial<RouteOptions> = {},
): void {
  server.route({ method, url, handler, schema: { hide: true }, ...more } as RouteOptions)
}
