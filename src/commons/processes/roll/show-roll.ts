import { personOf } from '#commons/access/permit.ts'
import { recordReading } from '#commons/audit/record.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { personBehind } from '#commons/people/person-behind.ts'
import { homeChoices } from '#commons/places/choices.ts'
import { smallestToldApart } from '#commons/settings/house-settings.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { ownProcess } from '../own-process.ts'
import type { Process } from '../process.ts'
import { findPublicProcess } from '../store.ts'
import { lineRefusal } from './line-refusal.ts'
import { codesRefused } from './make-codes.ts'
import type {
  CorrectionView,
  DocumentView,
  ImportView,
  MyRollView,
  NewCodesView,
  NewListView,
  RollDeskView,
  RollView,
} from './replies.ts'
import type { Roll } from './roll.ts'
import { rollKeyOf } from './roll-keys.ts'
import {
  type CorrectionRow,
  correctionsBy,
  correctionsOf,
  countLines,
  findCorrection,
  findImport,
  findLine,
  importsOf,
  knownLines,
  rollOf,
} from './store.ts'

/** On what it rests who may take part: the same for everybody. */
export async function showRoll(ctx: Context, { number }: { number: number }): Promise<RollView> {
  const process = await findPublicProcess(ctx.db, number)
  const roll = await rollOf(ctx.db, process.id)
  const [members, lists, least] = await Promise.all([
    countLines(ctx.db, process.id),
    importsOf(ctx.db, process.id),
    ctx.settings.valueOn(smallestToldApart, dayOf(ctx.now, ctx.timeZone)),
  ])
  return {
    ...factsOf(ctx, process, roll),
    place: ctx.places.name(process.placeKey, ctx.lang),
    minAge: process.minAge,
    residentsOnly: process.residentsOnly,
    forgotten: roll?.forgottenAt != null,
    // Before it is fixed it is being made: numbers would say who was added when.
    members: roll?.fixedAt
      ? members.map(({ members, count }) => ({
          members,
          count: count < least ? null : Math.floor(count / least) * least,
        }))
      : [],
    lists: lists.flatMap(({ members, about, how, reason, confirmedAt }) =>
      confirmedAt ? [{ members, about, how, reason, confirmedOn: confirmedAt.toISOString() }] : [],
    ),
  }
}

/** Where the person who asks stands on the roll, and what they asked of it. */
export async function showMyRoll(ctx: Context, { number }: { number: number }): Promise<MyRollView> {
  const { accountId } = personOf(ctx)
  const process = await findPublicProcess(ctx.db, number)
  const roll = await rollOf(ctx.db, process.id)
  const { personKey, placeKey } = await personBehind(ctx.db, accountId)
  const corrections = await correctionsBy(ctx.db, process.id, accountId)
  const standing = await standingOn(ctx, process, roll, personKey)
  return {
    ...factsOf(ctx, process, roll),
    standing,
    mayAsk:
      roll?.source === 'register' &&
      process.state === 'running' &&
      personKey !== null &&
      standing !== 'on' &&
      dayOf(ctx.now, ctx.timeZone) <= roll.correctionsUntil &&
      !corrections.some(({ state }) => state === 'asked'),
    corrections: corrections.map((one) => correctionOf(ctx, one)),
    place: placeKey,
    places: homeChoices(ctx, { chosen: placeKey }),
  }
}

async function standingOn(
  ctx: Context,
  process: Process,
  roll: Roll | null,
  personKey: Buffer | null,
): Promise<MyRollView['standing']> {
  if (!roll) return 'declared'
  if (roll.forgottenAt) return 'forgotten'
  if (roll.source === 'codes') return 'codes'
  if (!personKey) return 'not-identified'
  const line = await findLine(ctx.db, process.id, rollKeyOf(ctx.secrets.person, roll.keyedBy, personKey))
  const wrong = lineRefusal(ctx, process, line)
  return wrong ? (wrong.replace('processes.roll.', '') as MyRollView['standing']) : 'on'
}

/** The roll for those who run the process. */
export async function showRollDesk(ctx: Context, { number }: { number: number }): Promise<RollDeskView> {
  const { process } = await ownProcess(ctx, number)
  const roll = await rollOf(ctx.db, process.id)
  const [members, lists, corrections] = await Promise.all([
    countLines(ctx.db, process.id),
    importsOf(ctx.db, process.id),
    correctionsOf(ctx.db, process.id),
  ])
  return {
    ...factsOf(ctx, process, roll),
    state: process.state,
    members,
    lists: lists.map(({ id, members, about, state, lines, problems, createdAt }) => ({
      id,
      members,
      about,
      state,
      lines,
      problems: problems.length,
      createdAt: createdAt.toISOString(),
    })),
    // Who asked is read one by one, which is recorded.
    corrections: corrections.map((one) => ({ ...correctionOf(ctx, one), says: '', name: null })),
    open:
      roll !== null &&
      process.state === 'running' &&
      (!roll.fixedAt || dayOf(ctx.now, ctx.timeZone) <= roll.correctionsUntil),
  }
}

/** @throws NotFound where there is no roll of lists */
export async function showNewList(ctx: Context, { number }: { number: number }): Promise<NewListView> {
  const { process } = await ownProcess(ctx, number)
  const roll = await rollOf(ctx.db, process.id)
  if (!roll) throw new NotFound()
  return {
    process: named(ctx, process),
    fixed: roll.fixedAt !== null,
    eligibleOn: roll.eligibleOn,
    minAge: process.minAge,
  }
}

/** Whether codes can be made, and why not. */
export async function showNewCodes(ctx: Context, { number }: { number: number }): Promise<NewCodesView> {
  const { process } = await ownProcess(ctx, number)
  const roll = await rollOf(ctx.db, process.id)
  return { process: named(ctx, process), source: roll?.source ?? 'declared', refused: codesRefused(process, roll) }
}

export async function showImport(
  ctx: Context,
  { number, list }: { number: number; list: string },
): Promise<ImportView> {
  const { process } = await ownProcess(ctx, number)
  const one = await findImport(ctx.db, process.id, list)
  if (!one) throw new NotFound()
  const { id, members, about, how, reason, state, lines, problems } = one
  const known = state === 'preview' ? await knownLines(ctx.db, one) : 0
  return { process: named(ctx, process), id, members, about, how, reason, state, lines, problems, known }
}

/** What a counter needs to put somebody on the roll. */
export async function showDocumentForm(ctx: Context, { number }: { number: number }): Promise<DocumentView> {
  const { process } = await ownProcess(ctx, number)
  return { process: named(ctx, process), asksPlace: process.residentsOnly, places: homeChoices(ctx) }
}

/** One correction with who asks: the person sees that it was read. */
export async function showCorrection(
  ctx: Context,
  { number, correction: id }: { number: number; correction: string },
): Promise<CorrectionView> {
  const { process, by } = await ownProcess(ctx, number)
  const one = await findCorrection(ctx.db, process.id, id)
  if (!one) throw new NotFound()
  await recordReading(ctx.db, {
    by,
    mailboxId: one.mailboxId,
    subject: { kind: 'process', id: String(number) },
    purpose: 'processes.decide-roll-correction',
    now: ctx.now,
  })
  return { process: named(ctx, process), ...correctionOf(ctx, one), name: one.name }
}

function factsOf(ctx: Context, process: Process, roll: Roll | null) {
  return {
    process: named(ctx, process),
    source: roll?.source ?? ('declared' as const),
    eligibleOn: roll?.eligibleOn ?? null,
    correctionsUntil: roll?.correctionsUntil ?? null,
    fixedAt: roll?.fixedAt?.toISOString() ?? null,
    eligible: roll?.eligible ?? null,
  }
}

function named(ctx: Context, { number, slug, title }: Process) {
  return { number, slug, title: inLang(title, ctx.lang) }
}

function correctionOf(ctx: Context, { id, placeKey, says, state, reason, askedAt }: CorrectionRow) {
  return { id, place: ctx.places.name(placeKey, ctx.lang), says, state, reason, askedAt: askedAt.toISOString() }
}
