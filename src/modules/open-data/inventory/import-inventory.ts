import { permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { authoritiesById } from '#commons/organisations/authorities.ts'
import { InvalidInput } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { say, type Text } from '#kernel/i18n/translator.ts'
import { newId } from '#kernel/ids.ts'
import { Unreadable } from '../raw-table.ts'
import { columnOf, NUMBER } from './columns.ts'
import { formOf, type HeldForm, heldOf, type importForm, lacking } from './fields.ts'
import type { Holding } from './holding.ts'
import { sameAs } from './keep-holding.ts'
import { keepInventory, ownInstitution } from './permissions.ts'
import { type HeldLine, type LineProblem, readLines } from './read-lines.ts'
import {
  addHolding,
  datasetOf,
  holdingByNumber,
  holdingByTitle,
  keepHolding,
  lockInventory,
  recordHeld,
} from './store.ts'

export interface Imported {
  added: number
  changed: number
  same: number
}

/** So many problems are told at once. */
const TOLD = 12

/**
 * Brings many lines at once: one with a number, or with the title of one that is there, changes that one; any other is new. What the file does not
 * have stays. One wrong line and nothing is taken. The same file again changes nothing.
 *
 * @throws SignInNeeded, Forbidden, InvalidInput on `file` with the lines that are wrong
 */
export async function importInventory(
  ctx: WriteContext,
  form: FormValue<(typeof importForm)['fields']>,
): Promise<Imported> {
  const organisationId = ownInstitution(ctx, form.organisation)
  const by = permit(ctx, keepInventory, { organisationId })
  const { lines, problems } = await linesOf(form.file.place)
  if (problems.length > 0) throw wrong(ctx, problems)
  await lockInventory(ctx.tx, organisationId)
  const done: Imported = { added: 0, changed: 0, same: 0 }
  const refused: LineProblem[] = []
  for (const line of lines) {
    const taken = await takeLine(ctx, organisationId, by.person.accountId, line)
    if (typeof taken === 'string') done[taken] += 1
    else refused.push(...taken.map((problem) => ({ line: line.line, ...problem })))
  }
  // Thrown, so that the transaction takes back the lines that were fine.
  if (refused.length > 0) throw wrong(ctx, refused)
  const [authority] = await authoritiesById(ctx.tx, [organisationId])
  await recordAct(ctx.tx, {
    by,
    act: 'open-data.inventory.import',
    subject: { kind: 'authority', id: authority?.slug ?? organisationId },
    data: { ...done },
    now: ctx.now,
  })
  return done
}

async function linesOf(place: string): Promise<{ lines: HeldLine[]; problems: LineProblem[] }> {
  try {
    const read = await readLines(place)
    if (read.lines.length === 0 && read.problems.length === 0) throw new Unreadable('open-data.ingest.failure.nothing')
    return read
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    throw new InvalidInput([{ field: 'file', text: { key: error.key as Text['key'], args: error.args } as Text }])
  }
}

async function takeLine(
  ctx: WriteContext,
  organisationId: string,
  accountId: string,
  line: HeldLine,
): Promise<keyof Imported | Omit<LineProblem, 'line'>[]> {
  const { number } = line
  const today = dayOf(ctx.now, ctx.timeZone)
  const there = await foundBy(ctx, organisationId, number, line.form.titleRo, today)
  if (number !== null && !there) return [{ column: NUMBER, text: { key: 'open-data.inventory.import.number' } }]
  const form = withHiddenLink(withUnnamed(line, there), there)
  const lacks = lacking(form).map(({ field, text }) => ({ column: columnOf[field], text }))
  if (lacks.length > 0) return lacks
  const held = heldOf(form)
  if (there && sameAs(there, held)) return 'same'
  const datasetId = held.dataset === null ? null : await datasetOf(ctx.tx, organisationId, held.dataset)
  if (datasetId === undefined)
    return [
      {
        column: columnOf.dataset,
        text: { key: 'open-data.inventory.dataset.unknown', args: { name: held.dataset ?? '' } },
      },
    ]
  const id = there?.id ?? newId(ctx.now)
  const kept = there
    ? await keepHolding(ctx.tx, id, { ...held, datasetId }, ctx.now)
    : await addHolding(ctx.tx, { ...held, id, organisationId, datasetId, now: ctx.now })
  if (!kept)
    return [
      {
        column: columnOf.titleRo,
        text: { key: 'open-data.inventory.title.taken', args: { title: held.title.ro } },
      },
    ]
  await recordHeld(ctx.tx, { holdingId: id, act: 'import', accountId, held, now: ctx.now })
  return there ? 'changed' : 'added'
}

/** What the file has no column for stays as it stands there. */
function withUnnamed({ form, named }: HeldLine, there: Holding | undefined): HeldForm {
  if (!there) return form
  return { ...formOf(there), ...Object.fromEntries(Object.entries(form).filter(([field]) => named.has(field))) }
}

/** What is given away does not name a dataset that is no public one: that its cell is empty does not mean that the link goes. */
function withHiddenLink(form: HeldForm, there: Holding | undefined): HeldForm {
  return there && there.published === null && form.dataset === null ? { ...form, dataset: there.dataset } : form
}

function foundBy(
  ctx: WriteContext,
  organisationId: string,
  number: number | null,
  titleRo: string,
  today: string,
): Promise<Holding | undefined> {
  return number === null
    ? holdingByTitle(ctx.tx, organisationId, titleRo, today)
    : holdingByNumber(ctx.tx, organisationId, number, today)
}

/** The first ones in words; the form has one place for them. */
function wrong(ctx: Context, problems: LineProblem[]): InvalidInput {
  const t = ctx.translate(ctx.lang)
  const lines = problems
    .slice(0, TOLD)
    .map(({ line, column, text }) =>
      t('open-data.inventory.import.line', { line, column: column ?? '–', problem: say(t, text) }),
    )
    .join(' ')
  const args = { count: problems.length, lines }
  return new InvalidInput([{ field: 'file', text: { key: 'open-data.inventory.import.wrong', args } }])
}
