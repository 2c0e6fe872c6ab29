import { personOf } from '#commons/access/permit.ts'
import { findAuthority } from '#commons/organisations/authorities.ts'
import { InvalidInput, NotFound, RuleBroken, TooMany } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { countAgainst } from '#kernel/http/limits.ts'
import { newId } from '#kernel/ids.ts'
import { datasetsNamed } from '../challenges/store.ts'
import type { proposalForm } from './fields.ts'
import { addProposal, deleteProposal, lockProposal } from './store.ts'

/** Each asks an office to read it. */
const perDay = { name: 'open-data.challenge-proposal', max: 5, seconds: 86_400 }

/**
 * Somebody proposes a problem that data shows to an institution, which alone reads it.
 *
 * @throws SignInNeeded, InvalidInput, TooMany
 */
export async function proposeChallenge(
  ctx: WriteContext,
  said: FormValue<(typeof proposalForm)['fields']>,
): Promise<{ proposal: string }> {
  const person = personOf(ctx)
  const institution = await findAuthority(ctx.tx, said.institution)
  if (!institution || institution.endedAt)
    throw new InvalidInput([{ field: 'institution', text: { key: 'kernel.form.choose' } }])
  const found = new Set((await datasetsNamed(ctx.tx, said.datasets)).map(({ name }) => name))
  const unknown = said.datasets.find((name) => !found.has(name))
  if (unknown !== undefined)
    throw new InvalidInput([
      { field: 'datasets', text: { key: 'open-data.challenges.dataset-unknown', args: { name: unknown } } },
    ])
  const wait = await countAgainst(ctx.db, perDay, person.accountId, ctx.now)
  if (wait !== null) throw new TooMany(wait)
  const { title, problem, datasets, lang } = said
  const id = newId(ctx.now)
  await addProposal(ctx.tx, {
    ...{ id, title, problem, datasets, lang },
    ...{ organisationId: institution.id, authorMailboxId: person.mailboxId, proposedAt: ctx.now },
  })
  return { proposal: id }
}

/** Its author takes it back while nobody has answered: it is deleted. @throws SignInNeeded, NotFound, RuleBroken */
export async function withdrawProposal(ctx: WriteContext, { proposal: id }: { proposal: string }): Promise<void> {
  const { mailboxId } = personOf(ctx)
  const proposal = await lockProposal(ctx.tx, id)
  if (proposal.authorMailboxId !== mailboxId) throw new NotFound()
  if (proposal.answeredAt) throw new RuleBroken('open-data.proposals.answered')
  await deleteProposal(ctx.tx, id)
}
