import type { FastifyRequest } from 'fastify'
import { type FieldError, InvalidInput, NotFound } from '#kernel/errors.ts'
import { type Form, inFormOrder, readable } from '#kernel/forms/fields.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import type { Action, Page } from './endpoint.ts'
import { pathOf } from './send-error.ts'

type AnyValue = any

/** What a request asks for, read: equal requests give equal values, however they are spelled. */
export interface Asked {
  params: AnyValue
  query: AnyValue
}

/** @throws NotFound for the path, InvalidInput for the query */
export function readAsked(endpoint: { params: Form; query: Form }, request: FastifyRequest): Asked {
  return { params: readPath(endpoint.params, request), query: readOrThrow(endpoint.query, request.query ?? {}) }
}

/** A path whose parameters cannot be read names nothing: 404, not 422. */
export function readPath(form: Form, request: FastifyRequest): AnyValue {
  const read = form.read(request.params as Record<string, unknown>)
  if ('errors' in read) throw new NotFound()
  return read.value
}

/** @throws InvalidInput with what is wrong field by field */
export function readOrThrow(form: Form, raw: unknown): AnyValue {
  const read = form.read(raw as Record<string, unknown>)
  if ('errors' in read) throw new InvalidInput(read.errors)
  return read.value
}

/** What was typed into the form of an action. @throws InvalidInput with all that is wrong with it */
export function readBody(action: Action, params: AnyValue, raw: Record<string, unknown>): AnyValue {
  const read = readTyped(action, params, raw)
  if ('errors' in read) throw new InvalidInput(read.errors)
  return read.value
}

/** What was typed into the form of an action, or all that is wrong with it, in the order of its fields. */
export function readTyped(
  action: Action,
  params: AnyValue,
  raw: Record<string, unknown>,
): { value: AnyValue } | { errors: FieldError[] } {
  const read = action.body.read(raw)
  const errors = 'errors' in read ? read.errors : []
  const more = action.alsoWrong?.(params, readable(action.body.fields, raw)) ?? []
  if ('value' in read && more.length === 0) return read
  return { errors: inFormOrder(action.body.fields, [...errors, ...more]) }
}

/** A form page is shown again after a POST, whose address has no query of the page. */
export function emptyQuery(page: Page): AnyValue {
  const read = page.query.read({})
  if ('errors' in read) throw new Error(`The form page ${page.name} must load without a query`)
  return read.value
}

/** The path of an endpoint without language, its parameters filled in as they were read. */
export function fillPath(endpoint: { path: string }, params: Record<string, unknown>): string {
  return endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
}

export function pathWithoutLang(request: FastifyRequest, lang: Lang): string {
  const path = pathOf(request).slice(lang.length + 1)
  return path === '' ? '/' : path
}

/** `?…` as it was typed, or nothing: a redirect to the canonical path keeps what was asked for. */
export function searchOf(request: FastifyRequest): string {
  const at = request.url.indexOf('?')
  return at < 0 ? '' : request.url.slice(at)
}
