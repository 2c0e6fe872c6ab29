import type { FastifyReply, FastifyRequest } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import { SignInNeeded } from '#kernel/errors.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { FROM, type View } from '#kernel/i18n/view.ts'
import { type Asked, fillPath, pathWithoutLang, readAsked, searchOf } from './asked.ts'
import type { Page } from './endpoint.ts'
import { readFrom } from './from.ts'
import { findTyped, KEPT } from './kept-form.ts'
import { type Mounting, publicContext } from './mounting.ts'
import { emptyForm, HTML, JSON_TYPE, loadReply, toHtml } from './page-reply.ts'
import { countView } from './page-views.ts'
import { bodyOf, type Rendered, render } from './rendered.ts'
import { searchOfRead } from './search-of-read.ts'
import { apiLang } from './send-error.ts'
import { publicly, sendKept } from './send-kept.ts'
import { contextFor, refuseVeiled, Veiled } from './veil.ts'

/** A page for a person, at its address in one language. */
export async function showPage(
  mounting: Mounting,
  page: Page,
  lang: Lang,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  if (page.unlisted) reply.header('x-robots-tag', 'noindex')
  const asked = readAsked(page, request)
  if (page.audience === 'personal') return showToOne(mounting, page, lang, asked, request, reply)
  return showToAll(mounting, page, lang, asked, request, reply).catch((error) => {
    if (error instanceof Veiled) return showToOne(mounting, page, lang, asked, request, reply)
    throw error
  })
}

async function showToOne(
  mounting: Mounting,
  page: Page,
  lang: Lang,
  asked: Asked,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { options } = mounting
  const { pageViews } = options.services
  const path = pathWithoutLang(request, lang)
  const query = request.query as Record<string, unknown>
  reply.header('cache-control', 'private, no-store')
  const kept = await findTyped(options.services, request, fillPath(page, asked.params))
  const context = {
    ...(await contextFor(mounting, request, lang, page, asked.params)).context,
    ...(kept && { typed: kept.values }),
  }
  const value = await loadReply(options, page, context, asked).catch((error) => {
    if (error instanceof SignInNeeded) countView(pageViews, page.viewedBeforeSignIn?.(asked.params), request)
    throw error
  })
  const canonical = page.canonical?.(value)
  if (canonical !== undefined && canonical !== path)
    return reply.redirect(`/${lang}${canonical}${searchOf(request)}`, 301)
  const from = readFrom(query[FROM])
  countView(pageViews, page.viewed?.(value), request)
  const view: View = {
    ...options.views(lang, path, context.now),
    search: searchOfRead({ ...asked.query, ...(kept && { [KEPT]: query[KEPT] }) }),
    ...(from && { from }),
    ...(kept && { returned: { action: kept.action, why: 'kept' } }),
  }
  const empty = emptyForm(page, context.now)
  if (page.status) reply.code(page.status(value))
  return reply.type(HTML).send(toHtml(page, value, view, kept ? { ...empty, values: kept.values } : empty))
}

async function showToAll(
  mounting: Mounting,
  page: Page,
  lang: Lang,
  asked: Asked,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { options, cache, room } = mounting
  const path = pathWithoutLang(request, lang)
  // By what was read, not by what was typed: made-up slugs, spellings and parameters share one copy.
  const key = `html ${lang} ${room} ${page.name} ${JSON.stringify(asked)}`
  const kept = await cache.get(
    key,
    Date.now(),
    async () => {
      await refuseVeiled(mounting, page, asked.params)
      const context = publicContext(mounting, lang)
      const value = await loadReply(options, page, context, asked)
      const canonical = page.canonical?.(value)
      const here = options.views(lang, canonical ?? fillPath(page, asked.params), context.now)
      const view = { ...here, search: searchOfRead(asked.query) }
      const body = toHtml(page, value, view, emptyForm(page, context.now))
      const depends = page.keptWhile?.(value)
      const viewed = page.viewed?.(value)
      return render({ status: 200, contentType: HTML, body, canonical, madeAt: context.now, while: depends, viewed })
    },
    options.pressure(),
  )
  if (kept.canonical !== undefined && kept.canonical !== path)
    return reply
      .header('cache-control', publicly(options.publicSeconds))
      .redirect(`/${lang}${kept.canonical}${searchOf(request)}`, 301)
  countView(options.services.pageViews, kept.viewed, request)
  const shown = kept.old ? { ...sayAsOf(kept, mounting, lang), old: true as const } : kept
  return sendKept(key, shown, mounting, request, reply)
}

/** What {@link sayAsOf} made, by the bytes that it was made of. */
const olds = new WeakMap<Rendered['encoded'], Rendered>()

/** An old copy says so before anything else. Made once a copy, however many it is shown to. */
function sayAsOf(kept: Rendered, { options }: Mounting, lang: Lang): Rendered {
  const known = olds.get(kept.encoded)
  if (known) return known
  const notice = renderToString(options.asOf(kept.madeAt, options.views(lang, '/', kept.madeAt)))
  const body = bodyOf(kept)
    .toString()
    .replace(/<main\b[^>]*>/, (main) => main + notice)
  const old = render({ status: kept.status, contentType: kept.contentType, body, madeAt: kept.madeAt })
  olds.set(kept.encoded, old)
  return old
}

/** The same page for a program, as JSON under /api/v1. */
export async function showPageAsJson(
  mounting: Mounting,
  page: Page,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  if (page.unlisted) reply.header('x-robots-tag', 'noindex')
  const asked = readAsked(page, request)
  if (page.audience === 'personal') return sendToOne(mounting, page, asked, request, reply)
  return sendToAll(mounting, page, asked, request, reply).catch((error) => {
    if (error instanceof Veiled) return sendToOne(mounting, page, asked, request, reply)
    throw error
  })
}

async function sendToOne(
  mounting: Mounting,
  page: Page,
  asked: Asked,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { context } = await contextFor(mounting, request, apiLang(request), page, asked.params)
  const value = await loadReply(mounting.options, page, context, asked)
  if (page.status) reply.code(page.status(value))
  return reply.header('cache-control', 'private, no-store').type(JSON_TYPE).send(JSON.stringify(value))
}

async function sendToAll(
  mounting: Mounting,
  page: Page,
  asked: Asked,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { options, cache, room } = mounting
  const lang = apiLang(request)
  reply.header('vary', 'accept-language')
  const key = `json ${lang} ${room} ${page.name} ${JSON.stringify(asked)}`
  const kept = await cache.get(
    key,
    Date.now(),
    async () => {
      await refuseVeiled(mounting, page, asked.params)
      const value = await loadReply(options, page, publicContext(mounting, lang), asked)
      const body = JSON.stringify(value)
      return render({ status: 200, contentType: JSON_TYPE, body, while: page.keptWhile?.(value) })
    },
    options.pressure(),
  )
  return sendKept(key, kept, mounting, request, reply)
}
