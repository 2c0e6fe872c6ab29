import type { FastifyReply, FastifyRequest } from 'fastify'
import { Fragment, h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { InvalidInput, Refusal, TooLarge } from '#kernel/errors.ts'
import { forgetArrived } from '#kernel/files/arrived-file.ts'
import { isSentByImage } from '#kernel/forms/image-field.ts'
import { isSearching } from '#kernel/forms/search-field.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { say } from '#kernel/i18n/translator.ts'
import { AGAIN, FROM, RETURNED_FORM, type View } from '#kernel/i18n/view.ts'
import { newId } from '#kernel/ids.ts'
import { emptyQuery, fillPath, readPath, readTyped } from './asked.ts'
import type { Action, FormState } from './endpoint.ts'
import { readFrom, withFrom } from './from.ts'
import { isKey, readKey } from './idempotency.ts'
import { forgetTyped, isText, KEPT, keepable, keepTyped, pathOfAction, pathOfForm } from './kept-form.ts'
import { contextOf, type Mounting } from './mounting.ts'
import { DOCTYPE, emptyForm, HTML, JSON_TYPE, loadReply, toHtml } from './page-reply.ts'
import { perform } from './perform-action.ts'
import { problemOf } from './problem.ts'
import { fieldsOf, readToTheEnd } from './read-body.ts'
import { apiLang } from './send-error.ts'
import { contextFor } from './veil.ts'

/** A form that a person sends: leads on when it is done, comes back with what was typed when it is not. */
export async function answerForm(
  mounting: Mounting,
  action: Action,
  lang: Lang,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  reply.header('cache-control', 'private, no-store')
  const sent: Sent = { action, lang, request, reply, fields: {} }
  const arrived: Record<string, unknown> = Object.create(null)
  try {
    await admit(mounting, action, lang, request)
    sent.fields = await fieldsOf(request, 'form', action, mounting.options.services.files, arrived)
    const why = whyAgain(sent.fields)
    return why ? await showAgain(mounting, sent, why) : await act(mounting, sent)
  } catch (error) {
    if (error instanceof TooLarge) sent.fields = error.fields
    try {
      if (error instanceof Refusal && COMES_BACK.has(error.status)) return await comeBack(mounting, sent, error)
      throw error
    } catch (last) {
      return answerRefused(mounting, sent, last)
    }
  } finally {
    await forgetArrived(arrived)
  }
}

/** Before a large body is read: who may not send it is told so, and none of it lands on the disk. */
async function admit(mounting: Mounting, action: Action, lang: Lang, request: FastifyRequest): Promise<void> {
  if (!action.admit) return
  try {
    await action.admit(await contextOf(mounting, request, lang, action.audience), readPath(action.params, request))
  } catch (error) {
    await readToTheEnd(request)
    throw error
  }
}

type Again = 'language' | 'search' | 'image'

/** Why the form is only shown again; null when it is sent. Who presses Enter in a search means to search. */
function whyAgain(fields: Record<string, unknown>): Again | null {
  const why = fields[AGAIN]
  if (why === 'language' || why === 'search') return why
  if (isSentByImage(fields)) return 'image'
  return why === 'enter' && isSearching(fields) ? 'search' : null
}

/** Refusals that are said on the form itself; 413 only where its texts could be read. */
const COMES_BACK = new Set([409, 413, 422, 429])

interface Sent {
  action: Action
  lang: Lang
  request: FastifyRequest
  reply: FastifyReply
  fields: Record<string, unknown>
}

async function act(mounting: Mounting, sent: Sent): Promise<unknown> {
  const { options } = mounting
  const { action, lang, request, reply, fields } = sent
  const key = readKey(fields['idempotency-key'])
  if (action.repeat === 'key' && !key) throw new Refusal(400, { key: 'kernel.key-missing' })
  const { value, params, context } = await perform(mounting, action, request, reply, lang, fields, key)
  await forgetTyped(options.services, request)
  if (action.answer) {
    // A GET of another language has no answer to show: its links lead to the form.
    const view = options.views(lang, pathOfForm(action, request), context.now)
    return reply.type(HTML).send(DOCTYPE + renderToString(action.answer(value, view)))
  }
  const from = readFrom(fields[FROM])
  if (!action.stay) return reply.redirect(`/${lang}${withFrom(action.done(value, params), from)}`, 303)
  return sendFormPage(mounting, { ...sent, reply: reply.code(200) }, { form: emptyForm(action.form, context.now) })
}

/** The form as it was typed, in another language or with what was searched for or clicked in one of its fields: nothing is done. */
async function showAgain(mounting: Mounting, sent: Sent, why: Again): Promise<unknown> {
  const { action, request, reply, fields } = sent
  const read = why === 'language' ? readTyped(action, readPath(action.params, request), fields) : { errors: [] }
  const errors = 'errors' in read ? read.errors : []
  return sendFormPage(
    mounting,
    { ...sent, reply: reply.code(errors.length > 0 ? 422 : 200) },
    {
      form: { values: textsOf(fields), errors, key: keyOf(mounting, fields) },
      returned: why,
    },
  )
}

/** The page of the form with what was typed and what is wrong with it. */
async function comeBack(mounting: Mounting, sent: Sent, refusal: Refusal): Promise<unknown> {
  // Of a body that was not a form of ours, or too large to be read at all, nothing can be shown.
  if (refusal.status === 413 && !(refusal instanceof TooLarge)) throw refusal
  const { bodyLimit = 0, body } = sent.action
  const toDisk = Object.values(body.fields).reduce((sum, field) => sum + (field.toDisk?.maxBytes ?? 0), 0)
  const limit = Math.floor((bodyLimit + toDisk) / 1_000_000)
  const problem: FormState['problem'] =
    refusal.status === 413 ? { key: 'kernel.file.all-too-large', args: { megabytes: limit } } : refusal.text
  return sendFormPage(
    mounting,
    { ...sent, reply: sent.reply.code(refusal.status).headers(refusal.headers) },
    {
      form: {
        values: textsOf(sent.fields),
        errors: refusal instanceof InvalidInput ? refusal.errors : [],
        // A key that belongs to another request would be refused for ever.
        key:
          refusal.text.key === 'kernel.key-reused'
            ? newId(mounting.options.services.clock.now())
            : keyOf(mounting, sent.fields),
        ...(!(refusal instanceof InvalidInput) && { problem }),
      },
      returned: 'failed',
    },
  )
}

/** Who has to sign in first finds the form again as it was left; who is refused is shown what was typed, to copy it. */
async function answerRefused(mounting: Mounting, sent: Sent, error: unknown): Promise<unknown> {
  const { action, lang, request, reply, fields } = sent
  const { options } = mounting
  if (!(error instanceof Refusal)) throw error
  // Who brings a token is a program, and told so.
  if (error.status === 401 && request.headers.authorization === undefined) {
    const id = await keepTyped(mounting, action, request, reply, fields)
    if (!id) throw error
    const page = pathOfForm(action, request)
    const next = `/${lang}${page}${questionOf(request, options.services.publicUrl, page, id)}`
    return reply
      .headers(error.headers)
      .redirect(`/${lang}${options.signInPath(error.text.key)}?next=${encodeURIComponent(next)}`, 303)
  }
  const words = action.neverKept ? [] : Object.values(keepable(action.body, fields, ['words'])).flat()
  if (![403, 404, 409, 410].includes(error.status) || words.length === 0) throw error
  const view = options.views(lang, pathOfForm(action, request), options.services.clock.now())
  const page = options.errorPage(problemOf(error, options.translators[lang]), view, { words, onward: error.onward })
  return reply
    .code(error.status)
    .headers(error.headers)
    .type(HTML)
    .send(DOCTYPE + renderToString(page))
}

/** What the form's page was asked when the form was sent, as far as its address told, and what was typed. */
function questionOf(request: FastifyRequest, publicUrl: string, page: string, id: string): string {
  const url = URL.parse(request.headers.referer ?? '')
  const same = url?.origin === publicUrl && url.pathname.slice(3) === page
  const question = new URLSearchParams(same ? url.search : '')
  question.set(KEPT, id)
  return `?${question}`
}

/** The page of an action's form, as it is now, with what was typed. */
async function sendFormPage(
  mounting: Mounting,
  { action, lang, request, reply, fields }: Sent,
  { form, returned }: { form: FormState; returned?: 'failed' | Again },
): Promise<unknown> {
  const { form: page } = action
  const params = readPath(page.params, request)
  const { context: found } = await contextFor(mounting, request, lang, page, params)
  const context = { ...found, typed: form.values }
  const value = await loadReply(mounting.options, page, context, { params, query: emptyQuery(page) })
  const plain = mounting.options.views(lang, fillPath(page, params), context.now)
  const from = readFrom(fields[FROM])
  const view: View = { ...plain, ...(from && { from }) }
  if (!returned) return reply.type(HTML).send(toHtml(page, value, view, form))
  const html = toHtml(page, value, { ...view, returned: { action: pathOfAction(request), why: returned } }, form)
  // A page that shows the form not at all, or many times, has nothing for the languages to send.
  if (html.split(` id="${RETURNED_FORM}"`).length === 2) return reply.type(HTML).send(html)
  const without = toHtml(page, value, view, form)
  const why = whyRefused(form, view)
  const said = why.length === 0 || why.some((line) => without.includes(renderToString(h(Fragment, null, line))))
  if (said) return reply.type(HTML).send(without)
  // Somebody else was faster: the page as it is now has no place for the form, nor for what is wrong with it.
  const words = action.neverKept ? [] : Object.values(keepable(action.body, fields, ['words'])).flat()
  return reply.type(HTML).send(toHtml(page, value, { ...view, unsaid: { why, words } }, form))
}

const whyRefused = ({ problem, errors }: FormState, { t }: View) =>
  [...(problem ? [problem] : []), ...errors.map(({ text }) => text)].map((text) => say(t, text))

/** Files cannot be shown again, and where text was expected a file must not be. */
function textsOf(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => isText(value)))
}

/** The key that the form came with, else a new one. */
function keyOf({ options }: Mounting, fields: Record<string, unknown>): string {
  const key = fields['idempotency-key']
  return typeof key === 'string' && isKey(key) ? key : newId(options.services.clock.now())
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
  const value = await performJson(mounting, action, request, reply, key)
  return reply
    .code(action.status ?? 200)
    .header('cache-control', 'private, no-store')
    .type(JSON_TYPE)
    .send(JSON.stringify(value))
}

async function performJson(
  mounting: Mounting,
  action: Action,
  request: FastifyRequest,
  reply: FastifyReply,
  key: string | null,
): Promise<unknown> {
  const arrived: Record<string, unknown> = Object.create(null)
  try {
    await admit(mounting, action, apiLang(request), request)
    const body = await fieldsOf(request, 'json', action, mounting.options.services.files, arrived)
    return (await perform(mounting, action, request, reply, apiLang(request), body, key)).value
  } finally {
    await forgetArrived(arrived)
  }
}
