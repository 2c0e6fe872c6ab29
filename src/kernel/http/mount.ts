import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import Type, { type TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { transact } from '#kernel/database/transact.ts'
import { InvalidInput, NotFound, Refusal } from '#kernel/errors.ts'
import type { Form } from '#kernel/forms/fields.ts'
import { type Lang, langs, preferredLang } from '#kernel/i18n/lang.ts'
import type { Translate } from '#kernel/i18n/translator.ts'
import type { View, ViewMaker } from '#kernel/i18n/view.ts'
import { newId } from '#kernel/ids.ts'
import { type Context, nobody, type Services, type Viewer } from './context.ts'
import { CookieJar } from './cookies.ts'
import type { Action, Endpoint, FormState, Page, Resource } from './endpoint.ts'
import { once } from './idempotency.ts'
import { readMultipart } from './multipart.ts'
import { asRefusal, problemOf } from './problem.ts'
import { encode, type PublicCache, type Rendered, render } from './public-cache.ts'
import { sourceOf } from './source.ts'

export interface MountOptions {
  services: Services
  views: ViewMaker
  translators: Record<Lang, Translate>
  identify(request: FastifyRequest, now: Date): Promise<Viewer>
  errorPage(problem: { status: number; title: string; code: string }, view: View): VNode
  /** Where a browser without a session is led: a path without language that takes `next`. */
  signInPath: string
  /** Seconds that a public reply may be kept; 0 in tests. */
  publicSeconds: number
  /** Wrong replies are bugs: tests and development refuse them, production sends what the schema names. */
  checkReplies: boolean
}

type Raw = Record<string, unknown>
const emptyForm = (now: Date): FormState => ({ values: {}, errors: [], key: newId(now) })
const doctype = '<!doctype html>'

/** Mounts endpoints as HTML in every language and as JSON under /api/v1. */
export function mount(
  server: FastifyInstance,
  room: string,
  endpoints: Endpoint[],
  options: MountOptions,
  cache: PublicCache,
): void {
  const mounted = new Mount(server, room, options, cache)
  for (const endpoint of endpoints) {
    if (endpoint.kind === 'page') mounted.page(endpoint)
    else if (endpoint.kind === 'action') mounted.action(endpoint)
    else mounted.resource(endpoint)
  }
}

class Mount {
  private readonly server: FastifyInstance
  private readonly room: string
  private readonly options: MountOptions
  private readonly cache: PublicCache

  constructor(server: FastifyInstance, room: string, options: MountOptions, cache: PublicCache) {
    this.server = server
    this.room = room
    this.options = options
    this.cache = cache
  }

  page(page: Page): void {
    for (const lang of langs)
      this.route(
        'GET',
        `/${lang}${page.path === '/' ? '' : page.path}`,
        (request, reply) => this.showPage(page, lang, request, reply),
        {
          ...(page.embeddable && { helmet: embeddable }),
        },
      )
    this.route('GET', `/api/v1${page.path}`, (request, reply) => this.replyPage(page, request, reply), {
      schema: this.describe(page, { querystring: page.query.schema, response: { 200: page.reply } }),
    })
  }

  action(action: Action): void {
    const bodyLimit = action.bodyLimit ?? 64 * 1024
    for (const lang of langs)
      this.route('POST', `/${lang}${action.path}`, (request, reply) => this.postForm(action, lang, request, reply), {
        bodyLimit,
      })
    this.route('POST', `/api/v1${action.path}`, (request, reply) => this.postJson(action, request, reply), {
      bodyLimit,
      schema: this.describe(action, { body: action.body.schema, response: { [action.status ?? 200]: action.reply } }),
    })
  }

  resource(resource: Resource): void {
    if (resource.localised)
      for (const lang of langs)
        this.route('GET', `/${lang}${resource.path}`, (request, reply) =>
          this.sendResource(resource, lang, request, reply),
        )
    else
      this.route('GET', resource.path, (request, reply) =>
        this.sendResource(resource, apiLang(request), request, reply),
      )
    if (resource.api)
      this.route(
        'GET',
        `/api/v1${resource.path}`,
        (request, reply) => this.sendResource(resource, apiLang(request), request, reply),
        {
          schema: {
            ...this.describe(resource, { querystring: resource.query.schema }),
            produces: [resource.contentType],
          },
        },
      )
  }

  private route(
    method: 'GET' | 'POST',
    url: string,
    handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
    more: Partial<RouteOptions> & { helmet?: unknown } = {},
  ): void {
    this.server.route({
      method,
      url,
      handler,
      ...(more.schema ? {} : { schema: { hide: true } }),
      ...more,
    } as RouteOptions)
  }

  private describe(endpoint: Endpoint, parts: Record<string, unknown>): Record<string, unknown> {
    const key = `${this.room}.api.${endpoint.name}` as 'kernel.not-found'
    return {
      tags: [this.room],
      operationId: endpoint.name,
      summary: this.options.translators.en(key),
      params: endpoint.params.schema,
      ...(endpoint.audience === 'personal' && { security: [{ bearer: [] }] }),
      ...parts,
    }
  }

  private async context(request: FastifyRequest, lang: Lang, audience: 'public' | 'personal'): Promise<Context> {
    const now = this.options.services.clock.now()
    return {
      ...this.options.services,
      now,
      lang,
      source: sourceOf(request.ip),
      viewer: audience === 'personal' ? await this.options.identify(request, now) : nobody,
    }
  }

  private async load(page: Page, context: Context, request: FastifyRequest): Promise<unknown> {
    const params = readPath(page.params, request)
    const query = readOrThrow(page.query, request.query as Raw)
    return this.clean(page.reply, await page.load(context, params, query))
  }

  /** Drops what the schema does not name, so neither JSON nor HTML can show it. */
  private clean(schema: TSchema, value: unknown): unknown {
    const cleaned = Value.Clean(schema, value)
    if (this.options.checkReplies && !Value.Check(schema, cleaned)) {
      const [first] = Value.Errors(schema, cleaned)
      throw new Error(`Reply does not match its schema at ${first?.instancePath || '/'}: ${first?.message}`)
    }
    return cleaned
  }

  private html(page: Page, value: unknown, view: View, form: FormState): string {
    return doctype + renderToString(page.html(value, view, form))
  }

  private async showPage(page: Page, lang: Lang, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const path = pathWithoutLang(request, lang)
    if (page.audience === 'personal') {
      const context = await this.context(request, lang, 'personal')
      const value = await this.load(page, context, request)
      const redirect = canonicalRedirect(page, value, path)
      if (redirect) return reply.redirect(`/${lang}${redirect}`, 301)
      return reply
        .header('cache-control', 'private, no-store')
        .type('text/html; charset=utf-8')
        .send(this.html(page, value, this.view(lang, request, context.now), emptyForm(context.now)))
    }
    const key = `html ${lang} ${path} ${knownQuery(page, request)}`
    const rendered = await this.cache.get(key, Date.now(), async () => {
      const context = await this.context(request, lang, 'public')
      const value = await this.load(page, context, request)
      const redirect = canonicalRedirect(page, value, path)
      if (redirect)
        return render({
          status: 301,
          contentType: 'text/plain; charset=utf-8',
          headers: { location: `/${lang}${redirect}` },
          body: '',
        })
      const body = this.html(page, value, this.view(lang, request, context.now), emptyForm(context.now))
      return render({ status: 200, contentType: 'text/html; charset=utf-8', body })
    })
    return this.sendRendered(rendered, request, reply)
  }

  private async replyPage(page: Page, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const lang = apiLang(request)
    if (page.audience === 'personal') {
      const context = await this.context(request, lang, 'personal')
      const body = JSON.stringify(await this.load(page, context, request))
      return reply.header('cache-control', 'private, no-store').type('application/json; charset=utf-8').send(body)
    }
    reply.header('vary', 'accept-language')
    const key = `json ${lang} ${request.url.split('?')[0]} ${knownQuery(page, request)}`
    const rendered = await this.cache.get(key, Date.now(), async () => {
      const context = await this.context(request, lang, 'public')
      const body = JSON.stringify(await this.load(page, context, request))
      return render({ status: 200, contentType: 'application/json; charset=utf-8', body })
    })
    return this.sendRendered(rendered, request, reply)
  }

  private sendRendered(rendered: Rendered, request: FastifyRequest, reply: FastifyReply): unknown {
    const { publicSeconds } = this.options
    reply.headers({
      ...rendered.headers,
      etag: rendered.etag,
      'cache-control':
        publicSeconds > 0
          ? `public, max-age=${publicSeconds}, stale-while-revalidate=${publicSeconds * 5}`
          : 'no-cache',
    })
    reply.header('vary', reply.getHeader('vary') ? `${reply.getHeader('vary')}, accept-encoding` : 'accept-encoding')
    if (rendered.status === 200 && matches(request.headers['if-none-match'], rendered.etag))
      return reply.code(304).send()
    const { body, encoding } = encode(rendered, request.headers['accept-encoding'])
    if (encoding) reply.header('content-encoding', encoding)
    return reply.code(rendered.status).type(rendered.contentType).send(body)
  }

  private async perform(
    action: Action,
    request: FastifyRequest,
    reply: FastifyReply,
    lang: Lang,
    body: Raw,
    key: string | null,
  ) {
    const context = await this.context(request, lang, action.audience)
    const params = readPath(action.params, request)
    const read = action.body.read(body)
    if ('errors' in read) throw new InvalidInput(read.errors)
    const cookies = new CookieJar(request, this.options.services.publicUrl)
    // Some refusals are themselves facts to keep (a wrong code counts as a try): those commit, then refuse.
    const outcome = await transact(this.options.services.db, async (tx) => {
      const act = async () =>
        this.clean(action.reply, await action.run({ ...context, tx, cookies }, params, read.value))
      try {
        if (action.repeat === 'natural' || key === null) return { value: await act() }
        const principal = context.viewer.accountId ?? context.source
        const request_ = JSON.stringify([action.name, params, read.value])
        return { value: await once(tx, { key, principal, request: request_, now: context.now }, act) }
      } catch (error) {
        if (error instanceof Refusal && error.commits) return { refusal: error }
        throw error
      }
    })
    cookies.send(reply)
    if ('refusal' in outcome) throw outcome.refusal
    return { context, params, value: outcome.value }
  }

  private async postForm(action: Action, lang: Lang, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const raw = await bodyOf(request, action)
    const key = typeof raw['idempotency-key'] === 'string' ? raw['idempotency-key'].slice(0, 100) : null
    reply.header('cache-control', 'private, no-store')
    try {
      if (action.repeat === 'key' && !key) throw new Refusal(400, { key: 'kernel.key-missing' })
      const { value, params } = await this.perform(action, request, reply, lang, raw, key)
      if (!action.stay) return reply.redirect(`/${lang}${action.done(value, params)}`, 303)
      return await this.sendFormPage(
        action,
        lang,
        request,
        reply.code(200),
        emptyForm(this.options.services.clock.now()),
      )
    } catch (error) {
      const refusal = asRefusal(error)
      if (![409, 422, 429].includes(refusal.status) || !(error instanceof Refusal)) throw error
      return this.sendFormPage(action, lang, request, reply.code(refusal.status).headers(refusal.headers), {
        values: raw,
        errors: refusal instanceof InvalidInput ? refusal.errors : [],
        key: key ?? newId(this.options.services.clock.now()),
        ...(!(refusal instanceof InvalidInput) && { problem: refusal.text }),
      })
    }
  }

  /** The page of an action's form, as it is now, with what was typed. */
  private async sendFormPage(
    action: Action,
    lang: Lang,
    request: FastifyRequest,
    reply: FastifyReply,
    form: FormState,
  ): Promise<unknown> {
    const context = await this.context(request, lang, action.form.audience)
    const page = action.form as Page
    const value = this.clean(page.reply, await page.load(context, readPath(page.params, request), emptyQuery(page)))
    const path = page.path.includes(':') ? pathWithoutLang(request, lang) : page.path
    const view = this.options.views(lang, path, context.now)
    return reply.type('text/html; charset=utf-8').send(this.html(page, value, view, form))
  }

  private async postJson(action: Action, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const header = request.headers['idempotency-key']
    const key = typeof header === 'string' ? header.slice(0, 100) : null
    if (action.repeat === 'key' && !key) throw new Refusal(400, { key: 'kernel.key-missing' })
    const { value } = await this.perform(action, request, reply, apiLang(request), await bodyOf(request, action), key)
    return reply
      .code(action.status ?? 200)
      .header('cache-control', 'private, no-store')
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(value))
  }

  private async sendResource(
    resource: Resource,
    lang: Lang,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<unknown> {
    const context = await this.context(request, lang, resource.audience)
    const params = readPath(resource.params, request)
    const query = readOrThrow(resource.query, request.query as Raw)
    const sent = await resource.load(context, params, query, this.view(lang, request, context.now))
    reply.header(
      'cache-control',
      resource.audience === 'personal'
        ? 'private, no-store'
        : `public, max-age=${sent.cacheSeconds ?? this.options.publicSeconds}`,
    )
    if (sent.fileName) reply.header('content-disposition', attachment(sent.fileName))
    return reply
      .headers(sent.headers ?? {})
      .type(sent.contentType ?? resource.contentType)
      .send(sent.body)
  }

  private view(lang: Lang, request: FastifyRequest, now: Date): View {
    return this.options.views(lang, pathWithoutLang(request, lang), now)
  }

  /** The one handler of everything thrown: logs bugs with the request's id, tells outsiders only what they may know. */
  handleError = (error: unknown, request: FastifyRequest, reply: FastifyReply): unknown =>
    sendError(this.options, error, request, reply)
}

/** Sends a refusal as problem+json to programs, as a plain page (or the way to sign-in) to people. */
export function sendError(
  options: MountOptions,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): unknown {
  const refusal = asRefusal(error)
  if (refusal.status >= 500) request.log.error({ err: error, route: request.routeOptions.url }, 'failed')
  reply.headers({ 'cache-control': 'no-store', ...refusal.headers })
  const lang = langs.find((one) => request.url.startsWith(`/${one}/`) || request.url === `/${one}`)
  if (!lang)
    return reply
      .code(refusal.status)
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify(problemOf(refusal, options.translators[apiLang(request)])))
  if (refusal.status === 401) {
    const next = request.method === 'GET' ? request.url : (refererPath(request) ?? `/${lang}`)
    return reply.redirect(`/${lang}${options.signInPath}?next=${encodeURIComponent(next)}`, 303)
  }
  const view = options.views(lang, pathWithoutLang(request, lang), options.services.clock.now())
  const page = options.errorPage(problemOf(refusal, options.translators[lang]), view)
  return reply
    .code(refusal.status)
    .type('text/html; charset=utf-8')
    .send(doctype + renderToString(page))
}

const embeddable = {
  frameguard: false,
  contentSecurityPolicy: {
    directives: { defaultSrc: ["'none'"], styleSrc: ["'self'"], imgSrc: ["'self'"], frameAncestors: ['*'] },
    useDefaults: false,
  },
}

async function bodyOf(request: FastifyRequest, action: Action): Promise<Raw> {
  if (request.isMultipart()) {
    if (!action.multipart) throw new Refusal(415, { key: 'kernel.unsupported' })
    return readMultipart(request, action.bodyLimit ?? 64 * 1024)
  }
  const { body } = request
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Raw) : {}
}

type AnyValue = any

function readOrThrow(form: Form, raw: Raw): AnyValue {
  const read = form.read(raw ?? {})
  if ('errors' in read) throw new InvalidInput(read.errors)
  return read.value
}

/** A path whose parameters cannot be read names nothing: 404, not 422. */
function readPath(form: Form, request: FastifyRequest): AnyValue {
  const read = form.read(request.params as Raw)
  if ('errors' in read) throw new NotFound()
  return read.value
}

function emptyQuery(page: Page): AnyValue {
  const read = page.query.read({})
  if ('errors' in read) throw new Error(`The form page ${page.name} must load without a query`)
  return read.value
}

function canonicalRedirect(page: Page, value: unknown, path: string): string | null {
  const canonical = page.canonical?.(value)
  return canonical && canonical !== decodeURI(path) ? canonical : null
}

function pathWithoutLang(request: FastifyRequest, lang: Lang): string {
  const path = (request.url.split('?')[0] ?? '').slice(lang.length + 1)
  return path === '' ? '/' : path
}

/** Only the parameters the page knows, in its own order: nobody can fill the cache with made-up ones. */
function knownQuery(page: Page, request: FastifyRequest): string {
  const given = request.query as Raw
  return JSON.stringify(
    Object.keys(page.query.fields).map((name) => (given && Object.hasOwn(given, name) ? given[name] : null)),
  )
}

export function apiLang(request: FastifyRequest): Lang {
  return preferredLang(request.headers['accept-language'])
}

function matches(header: string | undefined, etag: string): boolean {
  return header?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag) ?? false
}

function refererPath(request: FastifyRequest): string | null {
  const url = URL.parse(request.headers.referer ?? '')
  return url ? url.pathname + url.search : null
}

/** RFC 6266: an ASCII name for old browsers, the real one for the others. */
function attachment(fileName: string): string {
  return `attachment; filename="${fileName.replaceAll(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(fileName)}`
}

export const EmptyReply = Type.Object({})
