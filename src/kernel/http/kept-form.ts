import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { after } from '#kernel/clock.ts'
import { seal, unseal } from '#kernel/config/seal.ts'
import { keyedHash } from '#kernel/config/secrets.ts'
import type { Db } from '#kernel/database/database.ts'
import type { Form } from '#kernel/forms/fields.ts'
import { isId, newId, newToken, tokenHash } from '#kernel/ids.ts'
import { fillPath, pathWithoutLang, readPath } from './asked.ts'
import type { Services } from './context.ts'
import { CookieJar, cookieName } from './cookies.ts'
import type { Action } from './endpoint.ts'
import { countAgainst, type Limit } from './limits.ts'
import type { Mounting } from './mounting.ts'
import { sourceOf } from './source.ts'

/** The browser's half of the key; whoever signs out lets go of it. */
export const KEPT_COOKIE = 'punte-typed'
/** Name in the query of a form's page of what was typed into it. */
export const KEPT = 'kept'
/** With the ten minutes after which it is deleted at the latest, an hour: the page on personal data promises that. */
export const KEPT_SECONDS = 3000

/** Anybody can send a form without having signed in, so what is kept of one source is bounded. */
const perSource: Limit = { name: 'kernel.kept-forms', max: 30, seconds: 3600 }
const MOST_BYTES = 128 * 1024

type Values = Record<string, string | string[]>

/** What was typed into a form, to be shown again at the page of that form. */
export interface KeptForm {
  /** Path of the form's page, without language. */
  page: string
  /** Path that the form posts to, without language. */
  action: string
  values: Values
}

/** What was sent of the fields that may be kept. */
export function keepable({ fields }: Form, raw: Record<string, unknown>, kinds = ['words', 'choice']): Values {
  const values: Values = {}
  for (const [name, { keep }] of Object.entries(fields)) {
    const value = Object.hasOwn(raw, name) ? raw[name] : undefined
    if (keep && kinds.includes(keep) && isText(value) && value.length > 0) values[name] = value
  }
  return values
}

/** Whether a value of a form is text, and no file. */
export function isText(value: unknown): value is string | string[] {
  return typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'))
}

/**
 * Keeps what was typed into a form whose sender has to sign in first: sealed with a key that the installation and this browser have
 * halves of, for less than an hour. Nothing is sent by it: its writer sees it again and presses the button.
 *
 * @returns id under which the form's page shows it; null where there is nothing that may be kept, or too much
 */
export async function keepTyped(
  { options: { services } }: Mounting,
  action: Action,
  request: FastifyRequest,
  reply: FastifyReply,
  raw: Record<string, unknown>,
): Promise<string | null> {
  if (action.neverKept || action.form.audience !== 'personal') return null
  const values = keepable(action.body, raw)
  if (Object.keys(values).length === 0) return null
  const address = pathOfAction(request)
  const kept: KeptForm = { page: pathOfForm(action, request), action: address, values }
  const plain = Buffer.from(JSON.stringify(kept))
  const now = services.clock.now()
  if (plain.length > MOST_BYTES) return null
  if ((await countAgainst(services.db, perSource, sourceOf(request.ip), now)) !== null) return null
  const cookies = new CookieJar(request, services.publicUrl)
  const browser = cookies.get(KEPT_COOKIE) ?? newToken()
  const id = newId(now)
  await sql`
    INSERT INTO kernel.kept_form (id, browser_hash, form_hash, sealed, kept_at)
    VALUES (${id}, ${tokenHash(browser)}, ${formHash(services, address)}, ${seal(services.secrets.vault, purpose(browser), id, plain)},
      ${now})`.execute(services.db)
  cookies.set(KEPT_COOKIE, browser, KEPT_SECONDS)
  cookies.send(reply)
  return id
}

/** What this browser typed into the form of a page, when the page's address names it. Looking changes nothing. */
export async function findTyped(services: Services, request: FastifyRequest, page: string): Promise<KeptForm | null> {
  const id = (request.query as Record<string, unknown>)[KEPT]
  const browser = browserOf(services, request)
  if (typeof id !== 'string' || !isId(id) || !browser) return null
  const { rows } = await sql<{ sealed: Buffer }>`
    SELECT sealed FROM kernel.kept_form
    WHERE id = ${id} AND browser_hash = ${tokenHash(browser)} AND kept_at > ${after(services.clock.now(), -KEPT_SECONDS)}`.execute(
    services.db,
  )
  if (!rows[0]) return null
  const plain = unseal(services.secrets.vault, purpose(browser), id, rows[0].sealed)
  const kept = JSON.parse(plain.toString()) as KeptForm
  return kept.page === page ? kept : null
}

/** The form was sent after all: what was typed into it is not needed any more. */
export async function forgetTyped(services: Services, request: FastifyRequest): Promise<void> {
  const browser = browserOf(services, request)
  if (!browser) return
  await sql`
    DELETE FROM kernel.kept_form
    WHERE browser_hash = ${tokenHash(browser)} AND form_hash = ${formHash(services, pathOfAction(request))}`.execute(
    services.db,
  )
}

/** Deletes what nobody came back for. */
export async function forgetOldTyped(db: Db, now: Date): Promise<void> {
  await sql`DELETE FROM kernel.kept_form WHERE kept_at <= ${after(now, -KEPT_SECONDS)}`.execute(db)
}

/** Path of the page of an action's form, without language. */
export function pathOfForm({ form }: Action, request: FastifyRequest): string {
  return fillPath(form, readPath(form.params, request))
}

/** Path that a form was posted to, without language. */
export function pathOfAction(request: FastifyRequest): string {
  return pathWithoutLang(request, request.url.slice(1, 3) as 'ro')
}

function browserOf({ publicUrl }: Services, request: FastifyRequest): string | undefined {
  return request.cookies[cookieName(KEPT_COOKIE, publicUrl)]
}

const purpose = (browser: string) => `kept-form ${browser}`

function formHash({ secrets }: Services, address: string): Buffer {
  return keyedHash(secrets.session, 'kept-form', address)
}
