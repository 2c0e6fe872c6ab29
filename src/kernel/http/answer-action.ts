import type { FastifyReply, FastifyRequest } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import { InvalidInput, Refusal } from '#kernel/errors.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'
import { emptyQuery, fillPath, readPath } from './asked.ts'
import type { Action, FormState } from './endpoint.ts'
import { readKey } from './idempotency.ts'
import { contextOf, type Mounting } from './mounting.ts'
import { DOCTYPE, emptyForm, HTML, JSON_TYPE, loadReply, toHtml } from './page-reply.ts'
import { perform } from './perform-action.ts'
import { asRefusal } from './problem.ts'
import { fieldsOf } from './read-body.ts'
import { apiLang } from './send-error.ts'

/** A form that a person sends: leads on when it is done, comes back with what was typed when it is not. */
export async function answerForm(
  mounting: Mounting,
  action: Action,
  lang: Lang,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { options } = mounting
  const raw = await fieldsOf(request, 'form', action)
  const key = readKey(raw['idempotency-key'])
  reply.header('cache-control', 'private, no-store')
  try {
    if (action.repeat === 'key' && !key) throw new Refusal(400, { key: 'kernel.key-missing' })
    const { value, params, context } = await perform(mounting, action, request, reply, lang, raw, key)
    if (action.answer) {
      // A GET of another language has no answer to show: its links lead to the form.
      const view = options.views(lang, fillPath(action.form, readPath(action.form.params, request)), context.now)
      return reply.type(HTML).send(DOCTYPE + renderToString(action.answer(value, view)))
    }
    if (!action.stay) return reply.redirect(`/${lang}${action.done(value, params)}`, 303)
    return await sendFormPage(mounting, action, lang, request, reply.code(200), emptyForm(action.form, context.now))
  } catch (error) {
    const refusal = asRefusal(error)
    if (![409, 422, 429].includes(refusal.status) || !(error instanceof Refusal)) throw error
    return sendFormPage(mounting, action, lang, request, reply.code(refusal.status).headers(refusal.headers), {
      // Files cannot be shown again, and where text was expected a file must not be.
      values: Object.fromEntries(Object.entries(raw).filter(([, value]) => isText(value))),
      errors: refusal instanceof InvalidInput ? refusal.errors : [],
      // A key that belongs to another request would be refused for ever.
      key: key && refusal.text.key !== 'kernel.key-reused' ? key : newId(options.services.clock.now()),
      ...(!(refusal instanceof InvalidInput) && { problem: refusal.text }),
    })
  }
}

/** The page of an action's form, as it is now, with what was typed. */
async function sendFormPage(
  mounting: Mounting,
  { form: page }: Action,
  lang: Lang,
  request: FastifyRequest,
  reply: FastifyReply,
  form: FormState,
): Promise<unknown> {
  const context = await contextOf(mounting, request, lang, page.audience)
  const params = readPath(page.params, request)
  const value = await loadReply(mounting.options, page, context, { params, query: emptyQuery(page) })
  const view = mounting.options.views(lang, fillPath(page, params), context.now)
  return reply.type(HTML).send(toHtml(page, value, view, form))
}

/** The same act by a program: JSON in, the reply out. */
export async function answerJson(
  mounting: Mounting,
  action: Action,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const key = readKey(request.headers['idempotency-key'])
  if (action.repeat === 'key' && !key) throw new Refusal(400, { key: 'kernel.key-missing' })
  const body = await fieldsOf(request, 'json', action)
  const { value } = await perform(mounting, action, request, reply, apiLang(request), body, key)
  return reply
    .code(action.status ?? 200)
    .header('cache-control', 'private, no-store')
    .type(JSON_TYPE)
    .send(JSON.stringify(value))
}

function isText(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'))
}
