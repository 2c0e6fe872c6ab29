import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { personOf } from '#commons/access/permit.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { type FindingKind, findPersonalData } from '#commons/moderation/find-personal-data.ts'
import { holdPhase } from '#commons/processes/hold-phase.ts'
import type { Process } from '#commons/processes/process.ts'
import { findPublicProcess } from '#commons/processes/store.ts'
import { type FieldError, InvalidInput, TooMany } from '#kernel/errors.ts'
import { inFormOrder } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { countAgainst } from '#kernel/http/limits.ts'
import { newId } from '#kernel/ids.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { slugOf } from '#kernel/text/slug.ts'
import { outsiderErrors } from '../declared.ts'
import { recordIdeaEvent } from '../idea-store.ts'
import { type NeedRow, needsWhere, setNeedOfIdea } from '../needs/store.ts'
import { ADULT, type IdeaForm, ideaForm } from './fields.ts'
import { ideaProposed, ideaText } from './ledger-entries.ts'
import { METHOD } from './process-of.ts'
import { addIdea } from './store.ts'

/** Ideas that one account may propose in a day: each asks others to read it, and offices to look into it. */
const perDay = { name: 'budgeting.proposal', max: 10, seconds: 86_400 }

/** What no public text holds, whoever it belongs to. */
const personal: readonly FindingKind[] = ['idnp', 'iban', 'card', 'phone']

/** Whether a text holds somebody's number, card or account. */
export const namesSomebody = (text: string): boolean =>
  findPersonalData(text).some(({ kind }) => personal.includes(kind))

/**
 * Proposes an idea: public at once, under its own number.
 *
 * @throws SignInNeeded, NotFound, InvalidInput, TooMany, RuleBroken processes.not-open and those of outsiderErrors
 */
export async function proposeIdea(
  ctx: WriteContext,
  number: number,
  form: IdeaForm,
): Promise<{ number: number; slug: string }> {
  const person = personOf(ctx)
  const process = await findPublicProcess(ctx.tx, number)
  const errors = [...wrongIn(ctx, process, form, person.name), ...(await outsiderErrors(ctx, process, form))]
  if (errors.length > 0) throw new InvalidInput(inFormOrder(ideaForm.fields, errors))
  const day = dayOf(ctx.now, ctx.timeZone)
  await holdPhase(ctx.tx, process, METHOD, day)
  const need = form.need === null ? null : await needAnswered(ctx, process, form.need)
  const wait = await countAgainst(ctx.db, perDay, person.accountId, ctx.now)
  if (wait !== null) throw new TooMany(wait)
  const id = newId(ctx.now)
  const textSalt = randomBytes(16)
  const idea = await addIdea(ctx.tx, {
    id,
    processId: process.id,
    lang: form.lang,
    title: form.title,
    slug: slugOf(form.title, 'idea'),
    textMarkdown: form.text,
    textHtml: markdownToHtml(form.text),
    textSalt,
    placeKey: form.place,
    latitude: form.latitude,
    longitude: form.longitude,
    address: form.address,
    category: form.category,
    costGuess: form.costGuess,
    authorMailboxId: person.mailboxId,
    authorName: form.showName ? person.name : null,
    createdAt: ctx.now,
  })
  if (need) await setNeedOfIdea(ctx.tx, id, need.id)
  await recordIdeaEvent(ctx.tx, { ideaId: id, kind: 'ideas.proposed', now: ctx.now })
  appendEntries(ctx.tx, [ideaProposed(number, idea.number, ideaText(textSalt, form.title, form.text), day)], ctx.now)
  return idea
}

/** A need of the same process, whose words everybody reads. @throws InvalidInput */
async function needAnswered(ctx: WriteContext, process: Process, number: number): Promise<NeedRow> {
  const [need] = await needsWhere(
    ctx.tx,
    sql`n.number = ${number} AND n.process_id = ${process.id} AND n.hidden_reason IS NULL`,
  )
  if (!need) throw new InvalidInput([{ field: 'need', text: { key: 'budgeting.ideas.need.unknown' } }])
  return need
}

function wrongIn(ctx: WriteContext, process: Process, form: IdeaForm, name: string | null): FieldError[] {
  const errors: FieldError[] = []
  if (!ctx.places.find(form.place)) errors.push({ field: 'place', text: { key: 'places.unknown' } })
  else if (!ctx.places.path(form.place).some(({ key }) => key === process.placeKey))
    errors.push({
      field: 'place',
      text: { key: 'budgeting.ideas.place.outside', args: { place: ctx.places.name(process.placeKey, ctx.lang) } },
    })
  if (form.showName && !name) errors.push({ field: 'showName', text: { key: 'budgeting.ideas.show-name.none' } })
  // A minor's name is never public; where only adults take part, they have said so already.
  if (form.showName && !form.adult && process.minAge < ADULT)
    errors.push({ field: 'adult', text: { key: 'budgeting.ideas.adult.missing' } })
  for (const field of ['title', 'text', 'address'] as const)
    if (namesSomebody(form[field] ?? '')) errors.push({ field, text: { key: 'budgeting.ideas.personal' } })
  return errors
}
