import type { VNode } from 'preact'
import type Type from 'typebox'
import type { TSchema } from 'typebox'
import type { Dependence } from '#kernel/changes/change-feed.ts'
import type { FieldError, Refusal } from '#kernel/errors.ts'
import { type Fields, type Form, type FormValue, noFields } from '#kernel/forms/fields.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { BatchContext, Context, WriteContext } from './context.ts'
import type { Outcome } from './group-commit.ts'
import type { Viewed } from './page-views.ts'

/**
 * 'public': the reply is the same for everybody and may be cached; the use-case does not learn who asks.
 * 'personal': private, never stored by caches; the use-case is told who asks and says who may.
 */
export type Audience = 'public' | 'personal'

/** What a form page shows again after an attempt that failed; empty on a first visit. */
export interface FormState {
  values: Record<string, unknown>
  errors: FieldError[]
  /** For acts that are not idempotent by nature: goes into the hidden field `idempotency-key`. */
  key: string
  /** Something other than a field stood in the way (a rule, a limit). */
  problem?: FieldError['text']
}

type Html<R> = (reply: R, view: View, form: FormState) => VNode

interface Shared<P extends Fields> {
  /** Name of the operation in the Open API; its summary is the message `<room>.api.<name>`. */
  name: string
  /** Path without language, parameters as `:name`. */
  path: string
  params?: Form<P>
  audience?: Audience
  /** Can wait: refused first when this process is pressed, so that signing is refused last. For downloads and administration. */
  canWait?: true
}

export interface PageOptions<P extends Fields, Q extends Fields, R extends TSchema> extends Shared<P> {
  query?: Form<Q>
  /** Everything the page or the program may learn; what it does not name is dropped. */
  reply: R
  load(ctx: Context, params: FormValue<P>, query: FormValue<Q>): Promise<Type.Static<R>>
  html: Html<Type.Static<R>>
  /** Of a personal page whose reply says what is wrong with the question, instead of 200. */
  status?(reply: Type.Static<R>): number
  /** The one address of this reply; others are redirected there (HTML only). */
  canonical?(reply: Type.Static<R>): string
  /**
   * For a public page: what its reply depends on. Copies are kept while none of that changes (`kernel/changes`); null for a reply that is
   * soon another one, and without this, copies are kept for two seconds.
   */
  keptWhile?(reply: Type.Static<R>): Dependence | null
  /** Under what views of the page are counted, as totals of nobody (`page-views.ts`); null for one that is not. HTML only. */
  viewed?(reply: Type.Static<R>): Viewed | null
  /** The same where whoever asks is led to sign in first. `load` finds the thing before it asks who it is: made-up numbers fill the tally. */
  viewedBeforeSignIn?(params: FormValue<P>): Viewed
  /** Other sites may show this page in a frame. */
  embeddable?: boolean
  /** Not for search engines. */
  unlisted?: boolean
}

export interface ActionOptions<P extends Fields, B extends Fields, R extends TSchema> extends Shared<P> {
  body: Form<B>
  reply: R
  /**
   * What else is wrong with what was typed, by the address that it was sent to; told together with what the form itself finds.
   *
   * @param typed the fields that could be read
   */
  alsoWrong?(params: FormValue<P>, typed: Partial<FormValue<B>>): FieldError[]
  /** 201 when something is made, 202 when it will be. */
  status?: 200 | 201 | 202
  /** Does one act in a transaction of its own. */
  run?(ctx: WriteContext, params: FormValue<P>, body: FormValue<B>): Promise<Type.Static<R>>
  /**
   * In place of `run`, for acts that come in crowds: does the acts of many requests in one transaction. Outcomes in the order of the
   * acts; a refused act has written nothing. Only for acts that are idempotent by nature, without cookies.
   */
  runMany?(
    ctx: BatchContext,
    acts: { ctx: Context; params: FormValue<P>; body: FormValue<B> }[],
  ): Promise<Outcome<Type.Static<R>>[]>
  /** Page with the form, shown again (422) with what was typed when something is wrong. */
  form: Page<any, any, any>
  /** Where a browser goes afterwards. */
  done(reply: Type.Static<R>, params: FormValue<P>): string
  /** Instead of going there, the answer itself as a page: for a secret that is told once and kept nowhere. */
  answer?(reply: Type.Static<R>, view: View): VNode
  /** The form's page is shown at once instead of leading on: a one-click unsubscribe must not redirect (RFC 8058). */
  stay?: true
  /** 'natural': doing it twice is the same as once. 'key': the form carries an idempotency key. */
  repeat?: 'natural' | 'key'
  /** What is typed here is never kept, not even sealed until its writer has signed in again: a ballot, an official number. */
  neverKept?: true
  /** The form carries files (`uploads` fields); raise `bodyLimit` with it. */
  multipart?: boolean
  /** Refuses a request that carries a cookie, before anything of it is read: who acts must stay unknown. */
  withoutCookies?: true
  /** Bytes of the body at most; default 64 KiB. Files that go to the disk have limits of their own. */
  bodyLimit?: number
  /** Asked before the body is read, for bodies that take long: throws when this person may not send it. `run` asks again. */
  admit?(ctx: Context, params: FormValue<P>): Promise<void>
}

export interface Page<P extends Fields = Fields, Q extends Fields = Fields, R extends TSchema = TSchema>
  extends PageOptions<P, Q, R> {
  kind: 'page'
  params: Form<P>
  query: Form<Q>
  audience: Audience
}

export interface Action<P extends Fields = Fields, B extends Fields = Fields, R extends TSchema = TSchema>
  extends ActionOptions<P, B, R> {
  kind: 'action'
  params: Form<P>
  audience: Audience
  repeat: 'natural' | 'key'
}

/** Something that is not a page: a feed, a picture, a download. Mounted as it is, in each language when `localised`. */
export interface Resource<P extends Fields = Fields, Q extends Fields = Fields> extends Shared<P> {
  kind: 'resource'
  params: Form<P>
  query: Form<Q>
  audience: Audience
  contentType: string
  localised: boolean
  /** Also mounted under /api/v1 and described in the Open API. */
  api: boolean
  load(ctx: Context, params: FormValue<P>, query: FormValue<Q>, view: View): Promise<ResourceReply>
}

export interface ResourceReply {
  body: string | Buffer | NodeJS.ReadableStream
  contentType?: string
  /** Name of the file when it is to be downloaded. */
  fileName?: string
  cacheSeconds?: number
  /** Sent with an ETag of the body; whoever has it already is told so with 304. */
  revalidated?: boolean
  headers?: Record<string, string>
}

/**
 * A protocol of others, at the addresses that their programs know: not in a language, not in our Open API, with requests, replies and
 * errors of its own shape. It never learns of a cookie, so pages of any site may use it; who acts shows a token.
 */
export interface Protocol<P extends Fields = Fields> extends Shared<P> {
  kind: 'protocol'
  params: Form<P>
  audience: Audience
  /** Other addresses of the same, with the same parameters. */
  also: string[]
  methods: ProtocolMethod[]
  /** Pages of other sites may ask it by script. */
  openToAll: boolean
  /** Of a public protocol: who brings a token acts as its owner, and gets a reply of their own. */
  tokens: boolean
  /**
   * Files of a form that go to the disk piece by piece, by the names of their fields; all together have so many bytes. Of anybody else they are read into
   * memory, within `bodyLimit`.
   */
  upload?: { isFile(field: string): boolean; maxBytes: number; isFor(ctx: Context): boolean }
  /** Bytes of the body at most; default 64 KiB. */
  bodyLimit: number
  /** The same of who brings a token that works: how much a stranger may have kept in memory is another question. */
  tokenBodyLimit?: number
  answer(ctx: Context, params: FormValue<P>, asked: ProtocolRequest): Promise<ProtocolReply>
  /** The shape of an error, also of one that came before `answer`: an unreadable address, too large a body, a broken token, a bug. */
  refuse(refusal: Refusal, asked: ProtocolRequest, ctx: Context): ProtocolReply
}

export type ProtocolMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A request as it came. */
export interface ProtocolRequest {
  method: string
  /** The path alone, as it was typed. */
  path: string
  /** Several values of a name in their order. */
  query: URLSearchParams
  headers: Record<string, string | string[] | undefined>
  /** Empty where there is none. */
  body: Buffer
  /** Of a protocol that takes files: the parts of a form with files, in place of `body`. */
  parts?: Record<string, unknown>
}

export interface ProtocolReply {
  status: number
  contentType: string
  body: string | Buffer | NodeJS.ReadableStream
  headers?: Record<string, string>
}

export type Endpoint = Page<any, any, any> | Action<any, any, any> | Resource<any, any> | Protocol<any>

/** Whether it is mounted under /api/v1 and described in the Open API. */
export function isInApi(endpoint: Endpoint): boolean {
  return endpoint.kind === 'resource' ? endpoint.api : endpoint.kind !== 'protocol'
}

/** Declares a page: HTML in every language and JSON under /api/v1, from one reply. */
export function page<R extends TSchema, P extends Fields = {}, Q extends Fields = {}>(
  options: PageOptions<P, Q, R>,
): Page<P, Q, R> {
  return {
    ...options,
    kind: 'page',
    params: options.params ?? (noFields as unknown as Form<P>),
    query: options.query ?? (noFields as unknown as Form<Q>),
    audience: options.audience ?? 'public',
  }
}

/** Declares an action: a form's POST in every language and a JSON POST under /api/v1. */
export function action<R extends TSchema, B extends Fields, P extends Fields = {}>(
  options: ActionOptions<P, B, R>,
): Action<P, B, R> {
  if (!options.run === !options.runMany) throw new Error(`${options.name} needs either run or runMany`)
  return {
    ...options,
    kind: 'action',
    params: options.params ?? (noFields as unknown as Form<P>),
    audience: options.audience ?? 'public',
    repeat: options.repeat ?? 'natural',
  }
}

export function resource<P extends Fields = {}, Q extends Fields = {}>(
  options: Shared<P> &
    Pick<Resource<P, Q>, 'load' | 'contentType'> & { query?: Form<Q>; localised?: boolean; api?: boolean },
): Resource<P, Q> {
  return {
    ...options,
    kind: 'resource',
    params: options.params ?? (noFields as unknown as Form<P>),
    query: options.query ?? (noFields as unknown as Form<Q>),
    audience: options.audience ?? 'public',
    localised: options.localised ?? false,
    api: options.api ?? true,
  }
}

/** Declares a protocol of others. Its `api.<name>` message says what it is for; its programs know the rest. */
export function protocol<P extends Fields = {}>(
  options: Shared<P> &
    Pick<Protocol<P>, 'answer' | 'refuse' | 'methods'> &
    Partial<Pick<Protocol<P>, 'also' | 'openToAll' | 'tokens' | 'upload' | 'bodyLimit' | 'tokenBodyLimit'>>,
): Protocol<P> {
  return {
    ...options,
    kind: 'protocol',
    params: options.params ?? (noFields as unknown as Form<P>),
    audience: options.audience ?? 'public',
    also: options.also ?? [],
    openToAll: options.openToAll ?? false,
    tokens: options.tokens ?? false,
    bodyLimit: options.bodyLimit ?? 64 * 1024,
  }
}
