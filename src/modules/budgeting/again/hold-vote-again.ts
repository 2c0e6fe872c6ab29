import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { addDays, dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { holdAgain } from '#commons/processes/again/hold-again.ts'
import { endProcess } from '#commons/processes/end-process.ts'
import { lockOwnProcess } from '#commons/processes/own-process.ts'
import type { Process } from '#commons/processes/process.ts'
import { type FieldError, InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { Services, WriteContext } from '#kernel/http/context.ts'
import { inLang, type Localised, langs } from '#kernel/i18n/lang.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'
import { enqueue } from '#kernel/jobs/jobs.ts'
import { slugOf } from '#kernel/text/slug.ts'
import { runResults } from '../result/permissions.ts'
import { envelopesOf, lockBudget } from '../store.ts'
import type { againForm } from './fields.ts'
import { heldAgain } from './ledger-entries.ts'
import { copyBudget, copyEnvelope } from './store.ts'
import { tellVoters } from './tell-voters.ts'
import { type ToHold, whatToHold } from './what-to-hold.ts'

/** As the blueprints have them. */
const RESULT_DAYS = 30
const DELIVERY_DAYS = 365
/** A later day is a slip of the pen, and the phases after it may have no day that a calendar knows. */
const FARTHEST_DAYS = 1_000

/**
 * Holds a vote again whose result was annulled, or the envelopes of it that were: as a process of its own, so that keys, channels, tokens,
 * counterfoils, ballots, lot, count and result are all its own, and what was cast the first time stays published and counts nothing. Projects,
 * costs, money and rules are those of the first vote; a project is left out only with a public reason. Where the whole vote is held again,
 * the first process ends.
 *
 * @returns the number of the new process
 * @throws InvalidInput, RuleBroken budgeting.again.nothing, processes.again.roll-forgotten
 */
export async function holdVoteAgain(
  ctx: WriteContext,
  number: number,
  form: FormValue<(typeof againForm)['fields']>,
): Promise<{ number: number }> {
  const { process: first, by } = await lockOwnProcess(ctx, number, runResults)
  const budget = await lockBudget(ctx.tx, first.id)
  const held = first.state === 'cancelled' ? [] : await whatToHold(ctx.tx, budget)
  if (held.length === 0) throw new RuleBroken('budgeting.again.nothing')
  const today = dayOf(ctx.now, ctx.timeZone)
  const wrong = [...wrongDays(form, today), ...wrongOff(form, held)]
  if (wrong.length > 0) throw new InvalidInput(wrong)
  const { reason, opensOn, closesOn, off, change } = form
  const whole = held.length === (await envelopesOf(ctx.tx, first.id)).length
  const again = await holdAgain(
    ctx,
    ctx.tx,
    first,
    { ...wordsOf(ctx, first, whole ? [] : held), reason, phases: phasesFrom(opensOn, closesOn) },
    ctx.now,
  )
  await copyBudget(ctx.tx, first, again)
  for (const { envelope, money, projects } of held) {
    const copied = projects.map((project) => ({
      project,
      off: project.voidReason ?? (off.includes(project.number) ? change : null),
    }))
    await copyEnvelope(ctx.tx, again, envelope, money, copied, ctx.now)
  }
  const envelopes = held.map(({ envelope }) => envelope.position)
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.hold-again',
    subject: { kind: 'process', id: String(number) },
    data: { again: again.number, envelopes, reason, off, change },
    now: ctx.now,
  })
  appendEntries(ctx.tx, [heldAgain(again.number, { of: number, envelopes, off }, today)], ctx.now)
  // Nothing is left to be decided in it.
  if (budget.resultState === 'annulled') await endProcess(ctx, ctx.tx, first, ctx.now)
  await enqueue(ctx.tx, tellVoters, { first: number, again: again.number })
  return { number: again.number }
}

/** Nobody is to find the vote half over: it opens tomorrow at the earliest. */
function wrongDays({ opensOn, closesOn }: { opensOn: PlainDay; closesOn: PlainDay }, today: PlainDay): FieldError[] {
  if (opensOn <= today) return [{ field: 'opensOn', text: { key: 'budgeting.again.opens-too-soon' } }]
  if (closesOn < opensOn) return [{ field: 'closesOn', text: { key: 'processes.move.closes-before-opening' } }]
  if (closesOn > addDays(today, FARTHEST_DAYS)) return [{ field: 'closesOn', text: { key: 'kernel.form.not-day' } }]
  return []
}

function wrongOff({ off, change }: { off: number[]; change: string | null }, held: ToHold[]): FieldError[] {
  const numbers = held.flatMap(({ projects }) => projects.map((project) => project.number))
  const wrong = (key: MessageKey): FieldError[] => [{ field: 'off', text: { key } }]
  if (off.some((number) => !numbers.includes(number))) return wrong('budgeting.vote.unknown-project')
  if (off.length > 0 && !change) return [{ field: 'change', text: { key: 'budgeting.again.change.missing' } }]
  const isOn = ({ number, voidAt }: ToHold['projects'][number]) => !voidAt && !off.includes(number)
  const hadSome = held.filter(({ projects }) => projects.some(({ voidAt }) => !voidAt))
  const stillHave = hadSome.length > 0 && hadSome.every(({ projects }) => projects.some(isOn))
  return stillHave ? [] : wrong('budgeting.again.nothing-left')
}

/** The vote, the days of its result, and the delivery of what it chooses. */
function phasesFrom(opensOn: PlainDay, closesOn: PlainDay): Parameters<typeof holdAgain>[3]['phases'] {
  const counted = addDays(closesOn, RESULT_DAYS)
  return [
    { method: 'budgeting.vote', opensOn, closesOn },
    { method: 'budgeting.result', opensOn: addDays(closesOn, 1), closesOn: counted },
    { method: 'budgeting.delivery', opensOn: addDays(counted, 1), closesOn: addDays(counted, DELIVERY_DAYS) },
  ]
}

/** Title and summary in every language. @param parts envelopes that are held again; none where all are */
function wordsOf({ translate }: Pick<Services, 'translate'>, first: Process, parts: ToHold[]) {
  const inEach = (say: (lang: (typeof langs)[number]) => string) =>
    Object.fromEntries(langs.map((lang) => [lang, say(lang)])) as unknown as Localised
  const named = (lang: (typeof langs)[number]) => parts.map(({ envelope }) => inLang(envelope.name, lang)).join(', ')
  const title = inEach((lang) => {
    const of = inLang(first.title, lang)
    return parts.length > 0
      ? translate(lang)('budgeting.again.title-part', { title: of, envelopes: named(lang) })
      : translate(lang)('budgeting.again.title-whole', { title: of })
  })
  const summary = inEach((lang) =>
    parts.length > 0
      ? translate(lang)('budgeting.again.summary-part', { envelopes: named(lang) })
      : translate(lang)('budgeting.again.summary-whole'),
  )
  return { title, summary, slug: slugOf(title.ro, 'process') }
}
