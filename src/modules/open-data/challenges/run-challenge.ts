import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { canMove } from '#commons/lifecycle/lifecycle.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { authoritiesById } from '#commons/organisations/authorities.ts'
import { InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'
import { CHALLENGE, challengeLife } from './challenge.ts'
import { type Before, changedFrom, type Reason, recordedOf, toldOf } from './changes.ts'
import type { Changed, Described, EndForm, newForm, SaidForm } from './fields.ts'
import { challengeStep } from './ledger-entries.ts'
import { maskedIn, wordsToMask } from './mask-words.ts'
import { lockOwnChallenge, type OwnChallenge, permitToRun } from './permissions.ts'
import {
  addChallenge,
  addChange,
  addEvent,
  changeChallenge,
  changesOf,
  datasetsNamed,
  datasetsOf,
  hideChanges,
  type Said,
  setBefore,
  setDatasets,
  setEnded,
  setPublished,
} from './store.ts'
import { lockTeam, setHidden, setPilot, setResult, type Team } from './team-store.ts'

/** Describes a problem that data shows; nobody sees it yet. @throws SignInNeeded, Forbidden, InvalidInput */
export async function createChallenge(
  ctx: WriteContext,
  form: FormValue<(typeof newForm)['fields']>,
): Promise<{ number: number }> {
  permitToRun(ctx)
  const [institution] = await authoritiesById(ctx.tx, [form.organisation])
  if (!institution || institution.endedAt)
    throw new InvalidInput([{ field: 'organisation', text: { key: 'kernel.form.choose' } }])
  const by = permitToRun(ctx, institution.id)
  const id = newId(ctx.now)
  const datasets = await datasetIdsOf(ctx, form)
  const accountId = by.person.accountId
  const number = await addChallenge(ctx.tx, {
    ...saidBy(form),
    ...{ id, organisationId: institution.id, accountId, now: ctx.now },
  })
  await setDatasets(ctx.tx, id, datasets)
  await record(ctx, { challenge: { number }, by }, 'create')
  return { number }
}

/**
 * Says it otherwise, or moves its days; of an open one everybody sees what it said before, unless `hideBefore` says why nobody may read that: then
 * the words of all its changes go for good, or those that `maskWords` names, and the reason stands there. Once it has ended nothing changes.
 *
 * @throws Forbidden, NotFound, InvalidInput, RuleBroken
 */
export async function describeChallenge(ctx: WriteContext, number: number, form: Changed): Promise<{ number: number }> {
  const own = await lockOwnChallenge(ctx, number)
  const { challenge } = own
  if (challenge.endedAt) throw new RuleBroken('open-data.challenges.changed-meanwhile')
  const datasets = await datasetIdsOf(ctx, form)
  const linked = await datasetsOf(ctx.tx, challenge.id)
  const said = saidBy(form)
  const before = changedFrom(
    { ...saidOf(challenge), datasets: linked.map(({ name }) => name) },
    { ...said, datasets: form.datasets },
  )
  const { hideBefore: reason, lang, maskWords } = form
  const told = reason === null ? before : await tellLess(ctx, own, { before, said, why: { reason, lang }, maskWords })
  if (before === null || told === null) return { number }
  await changeChallenge(ctx.tx, challenge.id, said)
  await setDatasets(ctx.tx, challenge.id, datasets)
  await record(ctx, own, 'change', recordedOf(before))
  if (challenge.state === 'open') {
    await addChange(ctx.tx, challenge.id, told, ctx.now)
    tell(ctx, own, 'changed', null)
  }
  return { number }
}

/**
 * Takes what nobody may read any more out of what it said before: the words that are named, or all.
 *
 * @param change what changes now, and to which words
 * @returns the same as it may be told
 * @throws InvalidInput as {@link wordsToMask}
 */
async function tellLess(
  ctx: WriteContext,
  own: OwnChallenge,
  change: { before: Before | null; said: Said; why: Reason; maskWords: string | null },
): Promise<Before | null> {
  const { id } = own.challenge
  const { before, said, why, maskWords } = change
  if (maskWords === null) {
    await hideChanges(ctx.tx, id, why)
    await record(ctx, own, 'hide-before', { reason: why.reason })
    return before && toldOf(before, why)
  }
  const kept = await changesOf(ctx.tx, id, null)
  const words = wordsToMask(maskWords, said, why.reason, [
    ...kept.map((one) => one.before),
    ...(before ? [before] : []),
  ])
  for (const one of kept) {
    const less = maskedIn(one.before, words, why)
    if (less) await setBefore(ctx.tx, one.id, less)
  }
  await record(ctx, own, 'mask-before', { reason: why.reason })
  return before && (maskedIn(before, words, why) ?? before)
}

/** From now on everybody sees it, and teams join. @throws Forbidden, NotFound, RuleBroken */
export async function publishChallenge(ctx: WriteContext, number: number): Promise<{ number: number }> {
  const own = await lockOwnChallenge(ctx, number)
  const { challenge } = own
  if (challenge.state === 'open') return { number }
  refuseUnless(own, 'publish')
  if (challenge.teamsUntil < dayOf(ctx.now, ctx.timeZone)) throw new RuleBroken('open-data.challenges.days-passed')
  await setPublished(ctx.tx, challenge.id, ctx.now)
  await addEvent(ctx.tx, challenge.id, 'published', null, ctx.now)
  await record(ctx, own, 'publish')
  tell(ctx, own, 'published', null)
  return { number }
}

/** Ends it with what came of it, or gives it up with the reason; both are public. @throws Forbidden, NotFound, RuleBroken */
export async function endChallenge(
  ctx: WriteContext,
  number: number,
  to: 'closed' | 'cancelled',
  form: EndForm,
): Promise<{ number: number }> {
  const own = await lockOwnChallenge(ctx, number)
  refuseUnless(own, to === 'closed' ? 'close' : 'cancel')
  await setEnded(ctx.tx, own.challenge.id, to, inLangs(form.textRo, form.textRu, form.textEn), ctx.now)
  await addEvent(ctx.tx, own.challenge.id, to, null, ctx.now)
  await record(ctx, own, to === 'closed' ? 'close' : 'cancel')
  tell(ctx, own, to, null)
  return { number }
}

export interface TeamRef {
  number: number
  team: string
}

/** The institution tries a team's prototype out, and says how. Again, with other words, replaces them. @throws Forbidden, NotFound, RuleBroken */
export async function pilotTeam(ctx: WriteContext, ref: TeamRef, said: SaidForm): Promise<{ number: number }> {
  const { own, team } = await lockTeamOf(ctx, ref)
  if (own.challenge.state !== 'open' || team.prototypeAt === null || team.withdrawnAt)
    throw new RuleBroken('open-data.challenges.changed-meanwhile')
  await setPilot(ctx.tx, team.id, said, ctx.now)
  await record(ctx, own, 'pilot', { team: team.name })
  if (team.pilotAt === null) {
    await addEvent(ctx.tx, own.challenge.id, 'pilot', team.id, ctx.now)
    tell(ctx, own, 'pilot', team)
  }
  return { number: ref.number }
}

/** What came of the pilot. @throws as {@link pilotTeam} */
export async function tellResult(ctx: WriteContext, ref: TeamRef, said: SaidForm): Promise<{ number: number }> {
  const { own, team } = await lockTeamOf(ctx, ref)
  if (own.challenge.state !== 'open' || team.pilotAt === null)
    throw new RuleBroken('open-data.challenges.changed-meanwhile')
  await setResult(ctx.tx, team.id, said, ctx.now)
  await record(ctx, own, 'result', { team: team.name })
  if (team.resultAt === null) {
    await addEvent(ctx.tx, own.challenge.id, 'result', team.id, ctx.now)
    tell(ctx, own, 'result', team)
  }
  return { number: ref.number }
}

/** Takes a team's words out of sight, or (without a reason) puts them back. @throws Forbidden, NotFound, RuleBroken */
export async function hideTeam(ctx: WriteContext, ref: TeamRef, why: SaidForm | null): Promise<{ number: number }> {
  const { own, team } = await lockTeamOf(ctx, ref)
  // A colleague may have given another reason meanwhile, which everybody reads already.
  if (why !== null && team.hiddenReason !== null) throw new RuleBroken('open-data.challenges.changed-meanwhile')
  if (why === null && team.hiddenReason === null) return { number: ref.number }
  await setHidden(ctx.tx, team.id, why)
  await record(ctx, own, why === null ? 'show-team' : 'hide-team', { team: team.id, reason: why?.text ?? null })
  return { number: ref.number }
}

async function lockTeamOf(ctx: WriteContext, { number, team: id }: TeamRef) {
  const own = await lockOwnChallenge(ctx, number)
  const team = await lockTeam(ctx.tx, id)
  if (team.challengeId !== own.challenge.id) throw new NotFound()
  return { own, team }
}

function refuseUnless({ challenge }: OwnChallenge, transition: keyof typeof challengeLife.transitions): void {
  if (!canMove(challengeLife, challenge.state, transition, 'officer'))
    throw new RuleBroken('open-data.challenges.changed-meanwhile')
}

async function datasetIdsOf(ctx: WriteContext, { datasets: names }: Described): Promise<string[]> {
  const found = await datasetsNamed(ctx.tx, names)
  const unknown = names.find((name) => !found.some((one) => one.name === name))
  if (unknown !== undefined)
    throw new InvalidInput([
      { field: 'datasets', text: { key: 'open-data.challenges.dataset-unknown', args: { name: unknown } } },
    ])
  return names.flatMap((name) => found.find((one) => one.name === name)?.id ?? [])
}

function saidBy(form: Described): Said {
  const { teamsUntil, prototypesUntil, pilotUntil } = form
  return {
    title: inLangs(form.titleRo, form.titleRu, form.titleEn),
    problem: inLangs(form.problemRo, form.problemRu, form.problemEn),
    ...{ teamsUntil, prototypesUntil, pilotUntil },
  }
}

const saidOf = ({ title, problem, teamsUntil, prototypesUntil, pilotUntil }: Said): Said => ({
  ...{ title, problem, teamsUntil, prototypesUntil, pilotUntil },
})

const inLangs = (ro: string, ru: string | null, en: string | null): Localised => ({
  ro,
  ...(ru !== null && { ru }),
  ...(en !== null && { en }),
})

type Verb =
  | 'create'
  | 'change'
  | 'hide-before'
  | 'mask-before'
  | 'publish'
  | 'close'
  | 'cancel'
  | 'pilot'
  | 'result'
  | 'hide-team'
  | 'show-team'

function record(
  ctx: WriteContext,
  { challenge, by }: { challenge: { number: number }; by: OwnChallenge['by'] },
  verb: Verb,
  data: Record<string, unknown> = {},
): Promise<void> {
  const subject = { kind: CHALLENGE, id: String(challenge.number) }
  return recordAct(ctx.tx, { by, act: `open-data.challenges.${verb}`, subject, data, now: ctx.now })
}

function tell(
  ctx: WriteContext,
  { challenge }: OwnChallenge,
  step: Parameters<typeof challengeStep>[1],
  team: Team | null,
): void {
  const of = { challenge: challenge.number, organisation: challenge.institution.slug }
  // A team's name may have to be hidden some day; the log forgets nothing.
  appendEntries(ctx.tx, [challengeStep(of, step, team?.id ?? null, dayOf(ctx.now, ctx.timeZone))], ctx.now)
}
