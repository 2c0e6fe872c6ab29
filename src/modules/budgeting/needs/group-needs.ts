import { recordAct } from '#commons/audit/record.ts'
import { lockOwnProcess } from '#commons/processes/own-process.ts'
import { InvalidInput } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import type { groupForm } from './fields.ts'
import { gatherNeeds } from './permissions.ts'
import { addGroup, groupsOf, putInGroup } from './store.ts'

/**
 * Officials hold needs to be one matter: they stand under a title, whose points and people are the sum of theirs. Each need stays as it is.
 *
 * @throws SignInNeeded, Forbidden, NotFound, InvalidInput
 */
export async function groupNeeds(
  ctx: WriteContext,
  number: number,
  form: FormValue<(typeof groupForm)['fields']>,
): Promise<{ number: number }> {
  const { process, by } = await lockOwnProcess(ctx, number, gatherNeeds)
  const numbers = [...new Set(form.needs.split(/[\s,;]+/).map(Number))]
  const groupId = await groupFor(ctx, process.id, form)
  const found = await putInGroup(ctx.tx, process.id, numbers, groupId)
  const missing = numbers.find((one) => !found.includes(one))
  if (missing !== undefined)
    throw new InvalidInput([
      { field: 'needs', text: { key: 'budgeting.needs.numbers.unknown', args: { number: missing } } },
    ])
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.group-needs',
    subject: { kind: 'process', id: String(number) },
    data: { needs: numbers.join(', ') },
    now: ctx.now,
  })
  return { number }
}

/** The group that was chosen, a new one, or null for none. */
async function groupFor(
  ctx: WriteContext,
  processId: string,
  { group, titleRo, titleRu, titleEn }: FormValue<(typeof groupForm)['fields']>,
): Promise<string | null> {
  if (group === 'none') return null
  if (group !== null) {
    if (!(await groupsOf(ctx.tx, processId)).some(({ id }) => id === group))
      throw new InvalidInput([{ field: 'group', text: { key: 'kernel.form.choose' } }])
    return group
  }
  if (titleRo === null) throw new InvalidInput([{ field: 'titleRo', text: { key: 'budgeting.needs.group.untitled' } }])
  const id = newId(ctx.now)
  const title = { ro: titleRo, ...(titleRu && { ru: titleRu }), ...(titleEn && { en: titleEn }) }
  await addGroup(ctx.tx, { id, processId, title, now: ctx.now })
  return id
}
