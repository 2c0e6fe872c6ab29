import { permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { InvalidInput } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { say } from '#kernel/i18n/translator.ts'
import { newId } from '#kernel/ids.ts'
import { readInThread } from '../result/count-in-thread.ts'
import type { importForm } from './fields.ts'
import { importVotes } from './permissions.ts'
import { addImported } from './store.ts'

/**
 * An officer adds a vote of elsewhere from its `.pb` file. It is read strictly, counted by its own rule and by others, and kept byte for byte.
 *
 * @throws SignInNeeded, Forbidden, InvalidInput with line and column of the file, in the reader's language
 */
export async function importVote(
  ctx: WriteContext,
  { file, source, sourceUrl }: FormValue<(typeof importForm)['fields']>,
): Promise<{ number: number }> {
  const by = permit(ctx, importVotes)
  const read = await readInThread(file)
  if ('wrong' in read) {
    const { line, column, wrong, args } = read.wrong
    const what = say(ctx.translate(ctx.lang), { key: `budgeting.imported.wrong.${wrong}`, args })
    throw new InvalidInput([{ field: 'file', text: { key: 'budgeting.imported.wrong', args: { line, column, what } } }])
  }
  const { facts } = read
  const title = [facts.unit, facts.instance].filter(Boolean).join(', ') || facts.description
  const { number } = await addImported(ctx.tx, {
    id: newId(ctx.now),
    title,
    source,
    sourceUrl,
    file,
    facts,
    importedAt: ctx.now,
    importedBy: by.person.accountId,
  })
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.import-vote',
    subject: { kind: 'imported-vote', id: String(number) },
    data: { title, source },
    now: ctx.now,
  })
  return { number }
}
