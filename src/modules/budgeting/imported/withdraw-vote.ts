import { may, type Person, permit, personOf, type Role } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { forgetRehearsalsWith } from '#commons/processes/rehearsal/rehearse.ts'
import { Forbidden, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { pathOf } from '../rehearsal/votes-path.ts'
import { importVotes, withdrawAnyImport } from './permissions.ts'
import type { ImportedForWork, WithdrawalView } from './replies.ts'
import { findImported, type ImportedVote, listImportedBy, lockImported, withdrawImported } from './store.ts'

/** A vote for who imported it, or an administrator, with the way to take it away. @throws SignInNeeded, Forbidden, NotFound */
export async function showWithdrawal(ctx: Context, { number }: { number: number }): Promise<WithdrawalView> {
  const vote = await findImported(ctx.db, number)
  permitOver(ctx, vote)
  if (!vote) throw new NotFound()
  const { title, source, withdrawn } = vote
  return { number, title, source, withdrawn: withdrawn && { ...withdrawn, at: withdrawn.at.toISOString() } }
}

/** All imported votes for administrators, the newest first. @throws SignInNeeded, Forbidden */
export async function listForAdministrators(ctx: Context): Promise<ImportedForWork> {
  permit(ctx, withdrawAnyImport)
  return { items: await listImportedBy(ctx.db, null) }
}

/**
 * Takes an imported vote away, for a reason that everybody reads: its file and what was counted from it are deleted, its title and source
 * stay. Rehearsals with its votes go, too.
 *
 * @throws SignInNeeded, Forbidden, NotFound, RuleBroken budgeting.imported.withdrawn-already
 */
export async function withdrawVote(
  ctx: WriteContext,
  number: number,
  { reason }: { reason: string },
): Promise<{ number: number }> {
  const vote = await lockImported(ctx.tx, number)
  const by = permitOver(ctx, vote)
  if (!vote) throw new NotFound()
  if (vote.withdrawn) throw new RuleBroken('budgeting.imported.withdrawn-already')
  await withdrawImported(ctx.tx, number, { reason, by: by.person.accountId, now: ctx.now })
  await forgetRehearsalsWith(ctx, pathOf(number))
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.withdraw-import',
    subject: { kind: 'imported-vote', id: String(number) },
    data: { title: vote.title, reason },
    now: ctx.now,
  })
  return { number }
}

/** Who imported it and still may import, or an administrator. Who may neither learns nothing of what is there. */
function permitOver(ctx: Context, vote: ImportedVote | null): { person: Person; role: Role } {
  const { accountId } = personOf(ctx)
  if (vote?.importedBy === accountId && may(ctx, importVotes)) return permit(ctx, importVotes)
  if (may(ctx, withdrawAnyImport)) return permit(ctx, withdrawAnyImport)
  if (may(ctx, importVotes) && !vote) throw new NotFound()
  throw new Forbidden()
}
