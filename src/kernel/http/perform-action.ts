import type { FastifyReply, FastifyRequest } from 'fastify'
import { keyedHash } from '#kernel/config/secrets.ts'
import { transact } from '#kernel/database/transact.ts'
import { Refusal } from '#kernel/errors.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { readBody, readPath } from './asked.ts'
import type { Context } from './context.ts'
import { CookieJar } from './cookies.ts'
import type { Action } from './endpoint.ts'
import { once, textOfRequest } from './idempotency.ts'
import { contextOf, type Mounting } from './mounting.ts'
import { clean } from './page-reply.ts'
import { contextFor } from './veil.ts'

/** What was done: who did it, to what, and the action's reply cleaned by its schema. */
export interface Performed {
  context: Context
  params: any
  value: unknown
}

/**
 * Runs an action in one transaction, once for each key, and sets its cookies after the commit. An act of a crowd shares its
 * transaction with others.
 *
 * @param body the fields as they were sent
 * @param key the idempotency key; null where the act needs none
 * @throws Refusal, InvalidInput; NotFound where a veil does not lift for who acts
 */
export async function perform(
  mounting: Mounting,
  action: Action,
  request: FastifyRequest,
  reply: FastifyReply,
  lang: Lang,
  body: Record<string, unknown>,
  key: string | null,
): Promise<Performed> {
  const { options } = mounting
  const params = readPath(action.params, request)
  const crowd = mounting.crowds.get(action)
  if (crowd) {
    // Of acts that come in crowds none is taken under a veil: nobody is looked up for one, least of all who casts a ballot without a name.
    const context = await contextOf(mounting, request, lang, action.audience)
    const outcome = await crowd.add({ ctx: context, params, body: readBody(action, params, body) })
    if ('refusal' in outcome) throw outcome.refusal
    return { context, params, value: clean(options, action.reply, outcome.value) }
  }
  const { context } = await contextFor(mounting, request, lang, action, params)
  const read = readBody(action, params, body)
  const cookies = new CookieJar(request, options.services.publicUrl)
  const run = action.run as NonNullable<Action['run']>
  // Some refusals are themselves facts to keep (a wrong code counts as a try): those commit, then refuse.
  const outcome = await transact(options.services.db, async (tx) => {
    const act = async () => clean(options, action.reply, await run({ ...context, tx, cookies }, params, read))
    try {
      if (action.repeat === 'natural' || key === null) return { value: await act() }
      const asked = textOfRequest([action.name, params, read])
      return { value: await once(tx, { key, principal: principalOf(context), request: asked, now: context.now }, act) }
    } catch (error) {
      if (error instanceof Refusal && error.commits) return { refusal: error }
      throw error
    }
  })
  cookies.send(reply)
  if ('refusal' in outcome) throw outcome.refusal
  return { context, params, value: outcome.value }
}

/** Whose key it is. Stored for somebody without an account, so it tells addresses apart without telling them. */
function principalOf({ viewer, source, secrets }: Context): string {
  return viewer.accountId ?? keyedHash(secrets.session, 'idempotency', source).toString('base64url')
}
