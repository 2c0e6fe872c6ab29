import type { FastifyReply, FastifyRequest } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import { InvalidInput, type Onward, type Refusal } from '#kernel/errors.ts'
import { type Lang, langs, preferredLang } from '#kernel/i18n/lang.ts'
import type { MountOptions } from './mounting.ts'
import { asRefusal, problemOf } from './problem.ts'

/**
 * The one handler of everything thrown: logs bugs with the request's id, tells outsiders only what they may know. Programs
 * get problem+json, people a plain page or the way to sign-in.
 */
export function sendError(
  options: MountOptions,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): unknown {
  const refusal = asRefusal(error)
  // A refusal that somebody wrote is no failure, whatever its status.
  if (refusal.status >= 500 && refusal !== error)
    request.log.error({ err: error, route: request.routeOptions?.url ?? 'none' }, 'failed')
  for (const name of ['etag', 'content-encoding', 'content-disposition']) reply.removeHeader(name)
  reply.headers({ 'cache-control': 'no-store', ...refusal.headers })
  // Who sends a token is a program, wherever it knocks: it is told, not led to a form.
  const isProgram = refusal.status === 401 && request.headers.authorization !== undefined
  const lang = isProgram ? null : langOfReader(request)
  if (!lang) {
    // RFC 9110: a 401 says how one may show who one is. Browsers ask nobody anything for Bearer.
    if (refusal.status === 401 && !reply.hasHeader('www-authenticate')) reply.header('www-authenticate', 'Bearer')
    return reply
      .code(refusal.status)
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify(problemOf(refusal, options.translators[apiLang(request)])))
  }
  if (refusal.status === 401) {
    const { publicUrl } = options.services
    const next = request.method === 'GET' ? request.url : (ownReferer(request, publicUrl) ?? `/${lang}`)
    return reply.redirect(`/${lang}${options.signInPath(refusal.text.key)}?next=${encodeURIComponent(next)}`, 303)
  }
  const path = pathOf(request).slice(lang.length + 1)
  // A path of no language has no twin in another.
  const view = options.views(lang, langInPath(request) ? path || '/' : '/', options.services.clock.now())
  const page = options.errorPage(problemOf(refusal, options.translators[lang]), view, {
    words: [],
    onward: refusal.onward ?? withoutConditions(refusal, request, path),
  })
  return reply
    .code(refusal.status)
    .type('text/html; charset=utf-8')
    .send(`<!doctype html>${renderToString(page)}`)
}

/** An old bookmark may ask for what no list knows any more: the page itself is still there. */
function withoutConditions(refusal: Refusal, request: FastifyRequest, path: string): Onward | null {
  const { method, url } = request
  return refusal instanceof InvalidInput && method === 'GET' && url.includes('?') && langInPath(request)
    ? { path: path || '/', text: { key: 'kernel.without-conditions' } }
    : null
}

/** Language for those whose address has none. */
export function apiLang(request: FastifyRequest): Lang {
  return preferredLang(request.headers['accept-language'])
}

export function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? ''
}

/** The language of a person who reads a page; null for a program. */
function langOfReader(request: FastifyRequest): Lang | null {
  const lang = langInPath(request)
  if (lang) return lang
  const isApi = /^\/api(\/|$)/.test(pathOf(request))
  return !isApi && request.headers.accept?.includes('text/html') ? apiLang(request) : null
}

function langInPath(request: FastifyRequest): Lang | null {
  const first = pathOf(request).split('/')[1]
  return langs.find((lang) => lang === first) ?? null
}

/** The page of ours that the form stood on. Only ours: it becomes the address to go back to. */
function ownReferer(request: FastifyRequest, publicUrl: string): string | null {
  const url = URL.parse(request.headers.referer ?? '')
  return url?.origin === publicUrl && !url.pathname.startsWith('//') ? url.pathname + url.search : null
}
