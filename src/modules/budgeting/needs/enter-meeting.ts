import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { holdPhase } from '#commons/processes/hold-phase.ts'
import { lockOwnProcess } from '#commons/processes/own-process.ts'
import type { Process } from '#commons/processes/process.ts'
import { type FieldError, InvalidInput } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { graphemes } from '#kernel/text/characters.ts'
import { slugOf } from '#kernel/text/slug.ts'
import { namesSomebody } from '../ideas/propose-idea.ts'
import { LINES_MAX, type meetingForm, NEED_MAX } from './fields.ts'
import { needsAtMeeting, needText } from './ledger-entries.ts'
import { wrongPlace } from './name-need.ts'
import { isOnEarth, type MeetingLine, readLine } from './need.ts'
import { METHOD } from './needs-of.ts'
import { gatherNeeds } from './permissions.ts'
import { addMeeting, addMention, addNeed, type NeedRow, needsWhere } from './store.ts'

type MeetingForm = FormValue<(typeof meetingForm)['fields']>

/**
 * A facilitator enters what people without accounts said at a meeting: one need a line, with how many said it and, if it is known, where. All of it or nothing.
 *
 * @throws SignInNeeded, Forbidden, NotFound, InvalidInput, RuleBroken processes.not-open
 */
export async function enterMeeting(ctx: WriteContext, number: number, form: MeetingForm): Promise<{ number: number }> {
  const { process, by } = await lockOwnProcess(ctx, number, gatherNeeds)
  const today = dayOf(ctx.now, ctx.timeZone)
  const lines = form.lines.split('\n').filter((line) => line.trim() !== '')
  const read = lines.map(readLine)
  const known = await namedNeeds(ctx, process, read)
  const errors = [
    ...wrongPlace(ctx, process, form.place),
    ...(form.heldOn > today ? [{ field: 'heldOn', text: { key: 'budgeting.needs.held-later' as const } }] : []),
    ...wrongLines(form, read, known),
  ]
  if (errors.length > 0) throw new InvalidInput(errors)
  await holdPhase(ctx.tx, process, METHOD, today)
  const id = newId(ctx.now)
  const { heldAt, heldOn, present } = form
  await addMeeting(ctx.tx, {
    id,
    processId: process.id,
    heldAt,
    heldOn,
    present,
    by: by.person.accountId,
    now: ctx.now,
  })
  const entered: { need: number; people: number; text: string | null }[] = []
  for (const line of read as MeetingLine[]) entered.push(await enterLine(ctx, process, form, id, line, known))
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.enter-needs',
    subject: { kind: 'process', id: String(number) },
    data: { heldOn, present, needs: entered.length },
    now: ctx.now,
  })
  appendEntries(ctx.tx, [needsAtMeeting(number, { held: heldOn, present }, entered, today)], ctx.now)
  return { number }
}

async function enterLine(
  ctx: WriteContext,
  process: Process,
  form: MeetingForm,
  meetingId: string,
  line: MeetingLine,
  known: Map<number, NeedRow>,
): Promise<{ need: number; people: number; text: string | null }> {
  const { people } = line
  if ('need' in line) {
    await addMention(ctx.tx, (known.get(line.need) as NeedRow).id, meetingId, people)
    return { need: line.need, people, text: null }
  }
  const id = newId(ctx.now)
  const textSalt = randomBytes(16)
  const { number } = await addNeed(ctx.tx, {
    id,
    processId: process.id,
    channel: 'meeting',
    lang: form.lang,
    text: line.text,
    textSalt,
    slug: slugOf(line.text, 'need'),
    category: form.category,
    placeKey: form.place,
    latitude: line.point?.latitude ?? null,
    longitude: line.point?.longitude ?? null,
    authorMailboxId: null,
    createdAt: ctx.now,
  })
  await addMention(ctx.tx, id, meetingId, people)
  return { need: number, people, text: needText(textSalt, line.text) }
}

/** Needs that lines name by number, of this process and not hidden. */
async function namedNeeds(
  ctx: WriteContext,
  process: Process,
  lines: (MeetingLine | null)[],
): Promise<Map<number, NeedRow>> {
  const numbers = lines.flatMap((line) => (line && 'need' in line ? [line.need] : []))
  const found = await needsWhere(
    ctx.tx,
    sql`n.process_id = ${process.id} AND n.number = ANY(${numbers}::bigint[]) AND n.hidden_reason IS NULL`,
  )
  return new Map(found.map((need) => [need.number, need]))
}

/** The first line that is wrong, by its place: the facilitator mends one after the other. */
function wrongLines(
  { present }: MeetingForm,
  lines: (MeetingLine | null)[],
  known: Map<number, NeedRow>,
): FieldError[] {
  const error = (
    line: number,
    what: 'count' | 'people' | 'unknown' | 'twice' | 'long' | 'personal' | 'point',
  ): FieldError[] => [
    {
      field: 'lines',
      text: { key: `budgeting.needs.line.${what}`, args: { line, most: what === 'long' ? NEED_MAX : present } },
    },
  ]
  if (lines.length > LINES_MAX)
    return [{ field: 'lines', text: { key: 'budgeting.needs.lines.many', args: { most: LINES_MAX } } }]
  const named = new Set<number>()
  for (const [at, line] of lines.entries()) {
    if (!line) return error(at + 1, 'count')
    if (line.people > present) return error(at + 1, 'people')
    if ('need' in line) {
      if (!known.has(line.need)) return error(at + 1, 'unknown')
      if (named.has(line.need)) return error(at + 1, 'twice')
      named.add(line.need)
    } else {
      if (graphemes(line.text) > NEED_MAX || graphemes(line.text) < 3) return error(at + 1, 'long')
      if (namesSomebody(line.text)) return error(at + 1, 'personal')
      if (line.point && !isOnEarth(line.point)) return error(at + 1, 'point')
    }
  }
  return []
}
