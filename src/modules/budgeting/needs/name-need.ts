import { randomBytes } from 'node:crypto'
import { personOf } from '#commons/access/permit.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { holdPhase } from '#commons/processes/hold-phase.ts'
import type { Process } from '#commons/processes/process.ts'
import { findPublicProcess } from '#commons/processes/store.ts'
import { type FieldError, InvalidInput, TooMany } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { countAgainst } from '#kernel/http/limits.ts'
import { newId } from '#kernel/ids.ts'
import { mixedScript } from '#kernel/text/characters.ts'
import { slugOf } from '#kernel/text/slug.ts'
import { outsiderErrors } from '../declared.ts'
import { namesSomebody } from '../ideas/propose-idea.ts'
import type { needForm } from './fields.ts'
import { needNamed, needText } from './ledger-entries.ts'
import { METHOD } from './needs-of.ts'
import { addNeed } from './store.ts'

/** Needs that one account may name in a day. */
const perDay = { name: 'budgeting.need', max: 10, seconds: 86_400 }

/**
 * A resident says in a sentence what a place needs; public at once.
 *
 * @throws SignInNeeded, NotFound, InvalidInput, TooMany, RuleBroken processes.not-open, processes.level-too-weak
 */
export async function nameNeed(
  ctx: WriteContext,
  number: number,
  form: FormValue<(typeof needForm)['fields']>,
): Promise<{ number: number; slug: string }> {
  const person = personOf(ctx)
  const process = await findPublicProcess(ctx.tx, number)
  const errors = [
    ...wrongWords(form.text),
    ...wrongPlace(ctx, process, form.place),
    ...(await outsiderErrors(ctx, process, form)),
  ]
  if (errors.length > 0) throw new InvalidInput(errors)
  const day = dayOf(ctx.now, ctx.timeZone)
  await holdPhase(ctx.tx, process, METHOD, day)
  const wait = await countAgainst(ctx.db, perDay, person.accountId, ctx.now)
  if (wait !== null) throw new TooMany(wait)
  const textSalt = randomBytes(16)
  const need = await addNeed(ctx.tx, {
    id: newId(ctx.now),
    processId: process.id,
    channel: 'online',
    lang: form.lang,
    text: form.text,
    textSalt,
    slug: slugOf(form.text, 'need'),
    category: form.category,
    placeKey: form.place,
    latitude: form.latitude,
    longitude: form.longitude,
    authorMailboxId: person.mailboxId,
    createdAt: ctx.now,
  })
  appendEntries(ctx.tx, [needNamed(number, need.number, needText(textSalt, form.text), day)], ctx.now)
  return need
}

/** A need lies within the place of its process. */
export function wrongPlace(ctx: Context, process: Process, place: string): FieldError[] {
  if (!ctx.places.find(place)) return [{ field: 'place', text: { key: 'places.unknown' } }]
  if (ctx.places.path(place).some(({ key }) => key === process.placeKey)) return []
  const args = { place: ctx.places.name(process.placeKey, ctx.lang) }
  return [{ field: 'place', text: { key: 'budgeting.needs.place.outside', args } }]
}

function wrongWords(text: string): FieldError[] {
  if (mixedScript(text)) return [{ field: 'text', text: { key: 'budgeting.ideas.title.mixed-script' } }]
  return namesSomebody(text) ? [{ field: 'text', text: { key: 'budgeting.ideas.personal' } }] : []
}
