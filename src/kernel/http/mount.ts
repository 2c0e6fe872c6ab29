import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import Type, { type TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { keyedHash } from '#kernel/config/secrets.ts'
import { transact } from '#kernel/database/transact.ts'
import { InvalidInput, NotFound, Refusal } from '#kernel/errors.ts'
import type { Form } from '#kernel/forms/fields.ts'
import { type Lang, langs } from '#kernel/i18n/lang.ts'
import type { Translate } from '#kernel/i18n/translator.ts'
import type { View, ViewMaker } from '#kernel/i18n/view.ts'
import { newId } from '#kernel/ids.ts'
import { type Context, nobody, type Services, type Viewer } from './context.ts'
import { CookieJar } from './cookies.ts'
import type { Action, Endpoint, FormState, Page, Resource } from './endpoint.ts'
import { once, readKey } from './idempotency.ts'
import { asRefusal, Problem } from './problem.ts'
import { encode, type PublicCache, type Rendered, render } from './public-cache.ts'
import { fieldsOf } from './read-body.ts'
import { apiLang, pathOf } from './send-error.ts'
import { sourceOf } from './source.ts'

export interface MountOptions {
  services: Services
  views: ViewMaker
  translators: Record<Lang, Translate>
  identify(request: FastifyRequest, now: Date): Promise<Viewer>
  errorPage(problem: { status: number; title: string; code: string }, view: View): VNode
  /** Where a browser is led that was refused with 401 and this code: a path without language that takes `next`. */
  signInPath(code: string): string
  /** Seconds that a public reply may be kept; 0 in tests. */
  publicSeconds: number
  /** Wrong replies are bugs: tests and development refuse them, production sends what the schema names. */
  checkReplies: boolean
}

type Raw = Record<string, unknown>

/** Required only where an act would otherwise be done twice. */
const IdempotencyKey = Type.Object({ 'idempotency-key': Type.String({ minLength: 1, maxLength: 100 }) })

/** A public page is the same for everybody, so it carries no key; acts that need one have a form page of their own. */
const emptyForm = (page: Page, now: Date): FormState => ({
  values: {},
  errors: [],
  key: page.audience === 'personal' ? newId(now) : '',
})
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
    if (action.repeat === 'key' && action.form.audience !== 'personal')
      throw new Error(
        `${action.name} needs an idempotency key, so its form ${action.form.name} must be a personal page`,
      )
    const bodyLimit = action.bodyLimit ?? 64 * 1024
    for (const lang of langs)
      this.route('POST', `/${lang}${action.path}`, (request, reply) => this.postForm(action, lang, request, reply), {
        bodyLimit,
      })
    this.route('POST', `/api/v1${action.path}`, (request, reply) => this.postJson(action, request, reply), {
      bodyLimit,
      schema: this.describe(action, {
        body: action.body.schema,
        response: { [action.status ?? 200]: action.reply },
        ...(action.repeat === 'key' && { headers: IdempotencyKey }),
      }),
    })
  }

  resource(resource: Resource): void {
    if (resource.localised)
      for (const lang of langs)
        this.route('GET', `/${lang}${resource.path}`, (request, reply) =>
          this.sendResource(resource, lang, request, reply),
        )
    else this.route('GET', resource.path, (request, reply) => this.sendResource(resource, null, request, reply))
    if (resource.api)
      this.route(
        'GET',
        `/api/v1${resource.path}`,
        (request, reply) => this.sendResource(resource, null, request, reply),
        {
          schema: {
            ...this.describe(resource, {
              querystring: resource.query.schema,
              response: {
                200: { description: resource.contentType, content: { [resource.contentType]: { schema: binary } } },
              },
            }),
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
      response: { ...(parts.response as object), default: Problem },
    }
  }

  private async context(request: FastifyRequest, lang: Lang, audience: 'public' | 'personal'): Promise<Context> {
    const now = this.options.services.clock.now()
    return {
      ...this.options.services,
      now,
      lang,
      source: sourceOf(request.ip ?? ''),
      viewer: audience === 'personal' ? await this.options.identify(request, now) : nobody,
    }
  }

  private async load(page: Page, context: Context, asked: Asked): Promise<unknown> {
    return this.clean(page.reply, await page.load(context, asked.params, asked.query))
  }

  /** What everybody gets: the use-case learns neither who asks nor from where. */
  private publicContext(lang: Lang): Context {
    const { services } = this.options
    return { ...services, now: services.clock.now(), lang, source: '', viewer: nobody }
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
    if (page.unlisted) reply.header('x-robots-tag', 'noindex')
    const asked = readAsked(page, request)
    if (page.audience === 'personal') {
      reply.header('cache-control', 'private, no-store')
      const context = await this.context(request, lang, 'personal')
      const value = await this.load(page, context, asked)
      const canonical = page.canonical?.(value)
      if (canonical !== undefined && canonical !== path)
        return reply.redirect(`/${lang}${canonical}${search(request)}`, 301)
      return reply
        .type('text/html; charset=utf-8')
        .send(this.html(page, value, this.view(lang, path, context.now), emptyForm(page, context.now)))
    }
    // By what was read, not by what was typed: made-up slugs, spellings and parameters share one copy.
    const key = `html ${lang} ${this.room} ${page.name} ${JSON.stringify(asked)}`
    const rendered = await this.cache.get(key, Date.now(), async () => {
      const context = this.publicContext(lang)
      const value = await this.load(page, context, asked)
      const canonical = page.canonical?.(value)
      const view = this.view(lang, canonical ?? fillPath(page, asked.params), context.now)
      const body = this.html(page, value, view, emptyForm(page, context.now))
      return render({ status: 200, contentType: 'text/html; charset=utf-8', body, canonical })
    })
    if (rendered.canonical !== undefined && rendered.canonical !== path)
      return reply
        .header('cache-control', this.publicly())
        .redirect(`/${lang}${rendered.canonical}${search(request)}`, 301)
    return this.sendRendered(rendered, request, reply)
  }

  private async replyPage(page: Page, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const lang = apiLang(request)
    if (page.unlisted) reply.header('x-robots-tag', 'noindex')
    const asked = readAsked(page, request)
    if (page.audience === 'personal') {
      const context = await this.context(request, lang, 'personal')
      const body = JSON.stringify(await this.load(page, context, asked))
      return reply.header('cache-control', 'private, no-store').type('application/json; charset=utf-8').send(body)
    }
    reply.header('vary', 'accept-language')
    const key = `json ${lang} ${this.room} ${page.name} ${JSON.stringify(asked)}`
    const rendered = await this.cache.get(key, Date.now(), async () => {
      const body = JSON.stringify(await this.load(page, this.publicContext(lang), asked))
      return render({ status: 200, contentType: 'application/json; charset=utf-8', body })
    })
    return this.sendRendered(rendered, request, reply)
  }

  private sendRendered(rendered: Rendered, request: FastifyRequest, reply: FastifyReply): unknown {
    reply.headers({ ...rendered.headers, etag: rendered.etag, 'cache-control': this.publicly() })
    reply.header('vary', reply.getHeader('vary') ? `${reply.getHeader('vary')}, accept-encoding` : 'accept-encoding')
    if (rendered.status === 200 && matches(request.headers['if-none-match'], rendered.etag))
      return reply.code(304).send()
    const { body, encoding } = encode(rendered, request.headers['accept-encoding'])
    if (encoding) reply.header('content-encoding', encoding)
    return reply.code(rendered.status).type(rendered.contentType).send(body)
  }

  /** How long anybody may keep a public reply. Stale copies are shown for a while so that nobody waits for the next. */
  private publicly(): string {
    const { publicSeconds } = this.options
    return publicSeconds > 0
      ? `public, max-age=${publicSeconds}, stale-while-revalidate=${publicSeconds * 5}`
      : 'no-cache'
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
        const principal = context.viewer.accountId ?? this.nameless(context.source)
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

  /** Stored with the key of somebody without an account: tells addresses apart without telling them. */
  private nameless(source: string): string {
    return keyedHash(this.options.services.secrets.session, 'idempotency', source).toString('base64url')
  }

  private async postForm(action: Action, lang: Lang, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const raw = await fieldsOf(request, 'form', action)
    const key = readKey(raw['idempotency-key'])
    reply.header('cache-control', 'private, no-store')
    try {
      if (action.repeat === 'key' && !key) throw new Refusal(400, { key: 'kernel.key-missing' })
      const { value, params, context } = await this.perform(action, request, reply, lang, raw, key)
      if (action.answer) {
        // A GET of another language has no answer to show: its links lead to the form.
        const view = this.view(lang, fillPath(action.form, readPath(action.form.params, request)), context.now)
        return reply.type('text/html; charset=utf-8').send(doctype + renderToString(action.answer(value, view)))
      }
      if (!action.stay) return reply.redirect(`/${lang}${action.done(value, params)}`, 303)
      return await this.sendFormPage(action, lang, request, reply.code(200), emptyForm(action.form, context.now))
    } catch (error) {
      const refusal = asRefusal(error)
      if (![409, 422, 429].includes(refusal.status) || !(error instanceof Refusal)) throw error
      return this.sendFormPage(action, lang, request, reply.code(refusal.status).headers(refusal.headers), {
        // Files cannot be shown again, and where text was expected a file must not be.
        values: Object.fromEntries(Object.entries(raw).filter(([, value]) => isText(value))),
        errors: refusal instanceof InvalidInput ? refusal.errors : [],
        // A key that belongs to another request would be refused for ever.
        key: key && refusal.text.key !== 'kernel.key-reused' ? key : newId(this.options.services.clock.now()),
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
    const view = this.view(lang, fillPath(page, readPath(page.params, request)), context.now)
    return reply.type('text/html; charset=utf-8').send(this.html(page, value, view, form))
  }

  private async postJson(action: Action, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const key = readKey(request.headers['idempotency-key'])
    if (action.repeat === 'key' && !key) throw new Refusal(400, { key: 'kernel.key-missing' })
    const { value } = await this.perform(
      action,
      request,
      reply,
      apiLang(request),
      await fieldsOf(request, 'json', action),
      key,
    )
    return reply
      .code(action.status ?? 200)
      .header('cache-control', 'private, no-store')
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(value))
  }

  private async sendResource(
    resource: Resource,
    langOfPath: Lang | null,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<unknown> {
    const lang = langOfPath ?? apiLang(request)
    if (!langOfPath) reply.header('vary', 'accept-language')
    const isPublic = resource.audience === 'public'
    const context = isPublic ? this.publicContext(lang) : await this.context(request, lang, 'personal')
    const { params, query } = readAsked(resource, request)
    const sent = await resource.load(context, params, query, this.view(lang, fillPath(resource, params), context.now))
    // Feeds, badges and pictures are made to be shown elsewhere.
    if (isPublic) reply.header('cross-origin-resource-policy', 'cross-origin')
    reply.header(
      'cache-control',
      isPublic ? `public, max-age=${sent.cacheSeconds ?? this.options.publicSeconds}` : 'private, no-store',
    )
    if (sent.fileName) reply.header('content-disposition', attachment(sent.fileName))
    return reply
      .headers(sent.headers ?? {})
      .type(sent.contentType ?? resource.contentType)
      .send(sent.body)
  }

  private view(lang: Lang, path: string, now: Date): View {
    return this.options.views(lang, path, now)
  }
}

const embeddable = {
  frameguard: false,
  contentSecurityPolicy: {
    directives: { defaultSrc: ["'none'"], styleSrc: ["'self'"], imgSrc: ["'self'"], frameAncestors: ['*'] },
    useDefaults: false,
  },
}

function isText(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'))
}

/** A file, as the description of the API says it. */
const binary = { type: 'string', format: 'binary' }

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

/** What a request asks for, read: equal requests give equal values, however they are spelled. */
interface Asked {
  params: AnyValue
  query: AnyValue
}

function readAsked(endpoint: { params: Form; query: Form }, request: FastifyRequest): Asked {
  return { params: readPath(endpoint.params, request), query: readOrThrow(endpoint.query, request.query as Raw) }
}

/** The path of an endpoint without language, its parameters filled in as they were read. */
function fillPath(endpoint: { path: string }, params: Record<string, unknown>): string {
  return endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
}

function pathWithoutLang(request: FastifyRequest, lang: Lang): string {
  const path = pathOf(request).slice(lang.length + 1)
  return path === '' ? '/' : path
}

/** A redirect to the canonical path keeps what was asked for. */
function search(request: FastifyRequest): string {
  const at = request.url.indexOf('?')
  return at < 0 ? '' : request.url.slice(at)
}

function matches(header: string | undefined, etag: string): boolean {
  return header?.split(',').some((one) => one.trim() === '*' || weak(one.trim()) === weak(etag)) ?? false
}

function weak(etag: string): string {
  return etag.replace(/^W\//, '')
}

/** RFC 6266: an ASCII name for old browsers, the real one for the others. */
export function attachment(fileName: string): string {
  const name = fileName.toWellFormed().replaceAll(/[\p{Cc}/\\]/gu, '_')
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${name.replaceAll(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encoded}`
}

export const EmptyReply = Type.Object({})
