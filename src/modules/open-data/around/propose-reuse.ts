import { type Person, personOf } from '#commons/access/permit.ts'
import { canMove } from '#commons/lifecycle/lifecycle.ts'
import { InvalidInput, NotFound, RuleBroken, TooMany } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { countAgainst } from '#kernel/http/limits.ts'
import { newId } from '#kernel/ids.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import type { reuseForm } from './fields.ts'
import { type Reuse, reuseLife } from './reuse.ts'
import { addReuse, deleteReuse, findReuse, lockReuse, publicDatasetIds, rewriteReuse, setDatasets } from './store.ts'

/** Enough for somebody with many works, too few to bury those who look at them. */
const proposalsPerPerson = { name: 'open-data.reuse', max: 10, seconds: 86_400 }

export type ReuseForm = FormValue<(typeof reuseForm)['fields']>

/**
 * Somebody proposes what they made of data; an official looks before others see it.
 *
 * @throws SignInNeeded, InvalidInput, TooMany
 */
export async function proposeReuse(ctx: WriteContext, said: ReuseForm): Promise<{ number: number }> {
  const person = personOf(ctx)
  const written = writtenBy(ctx, person, said)
  const datasetIds = await datasetsSaid(ctx, said)
  const wait = await countAgainst(ctx.db, proposalsPerPerson, person.accountId, ctx.now)
  if (wait !== null) throw new TooMany(wait)
  const id = newId(ctx.now)
  const number = await addReuse(ctx.tx, { ...written, id, authorMailboxId: person.mailboxId }, ctx.now)
  if (number === null) throw sameAddress()
  await setDatasets(ctx.tx, id, datasetIds)
  return { number }
}

/** Its author writes it anew, until it is listed; it waits again. @throws SignInNeeded, NotFound, InvalidInput, RuleBroken */
export async function changeReuse(ctx: WriteContext, { number }: { number: number }, said: ReuseForm): Promise<void> {
  const { person, reuse } = await lockOwnReuse(ctx, number)
  if (!canMove(reuseLife, reuse.state, 'proposeAgain', 'author')) throw new RuleBroken('open-data.around.not-now')
  const datasetIds = await datasetsSaid(ctx, said)
  if (!(await rewriteReuse(ctx.tx, reuse.id, writtenBy(ctx, person, said), ctx.now))) throw sameAddress()
  await setDatasets(ctx.tx, reuse.id, datasetIds)
}

/** Its author takes it back: it is deleted, listed or not. @throws SignInNeeded, NotFound */
export async function withdrawReuse(ctx: WriteContext, { number }: { number: number }): Promise<void> {
  const { reuse } = await lockOwnReuse(ctx, number)
  await deleteReuse(ctx.tx, reuse.id)
}

/** One's own; another's is not there. @throws SignInNeeded, NotFound */
export async function ownReuse(ctx: Context, number: number): Promise<{ person: Person; reuse: Reuse }> {
  const person = personOf(ctx)
  return { person, reuse: ofPerson(await findReuse(ctx.db, number), person) }
}

/** The same, locked until the act is over. */
export async function lockOwnReuse(ctx: WriteContext, number: number): Promise<{ person: Person; reuse: Reuse }> {
  const person = personOf(ctx)
  return { person, reuse: ofPerson(await lockReuse(ctx.tx, number), person) }
}

function ofPerson(reuse: Reuse, { mailboxId }: Person): Reuse {
  if (reuse.authorMailboxId !== mailboxId) throw new NotFound()
  return reuse
}

function writtenBy(ctx: Context, person: Person, { type, title, address, text, showName }: ReuseForm) {
  if (showName && !person.name)
    throw new InvalidInput([{ field: 'showName', text: { key: 'open-data.around.name.none' } }])
  const said = { type, title, url: address, lang: ctx.lang, markdown: text, html: markdownToHtml(text) }
  return { ...said, authorName: showName ? person.name : null }
}

async function datasetsSaid(ctx: WriteContext, { datasets }: ReuseForm): Promise<string[]> {
  const found = await publicDatasetIds(ctx.tx, datasets)
  const unknown = datasets.find((name) => !found.has(name))
  if (unknown !== undefined)
    throw new InvalidInput([
      { field: 'datasets', text: { key: 'open-data.around.datasets.unknown', args: { name: unknown } } },
    ])
  return [...found.values()]
}

function sameAddress(): InvalidInput {
  return new InvalidInput([{ field: 'address', text: { key: 'open-data.around.address.there' } }])
}
