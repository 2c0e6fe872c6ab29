import { permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { canonicalJson } from '#commons/ledger/canonical-json.ts'
import { InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { inLang, type Localised, langs } from '#kernel/i18n/lang.ts'
import { say } from '#kernel/i18n/translator.ts'
import { enqueue } from '#kernel/jobs/jobs.ts'
import { modelInWords } from '../in-words.ts'
import { blueprintOf } from '../methods.ts'
import { lockOwnProcess, ownProcess } from '../own-process.ts'
import { runProcesses } from '../permissions.ts'
import type { Process, Rehearsal } from '../process.ts'
import { lockProcess } from '../store.ts'
import { makeRehearsalJob, refuseTooMany } from './make-rehearsal.ts'
import type { RehearsalFormView, RehearsalRef, RehearsalRequestView } from './replies.ts'
import { rehearsalSteps } from './request.ts'
import {
  addRequest,
  dropRequestOf,
  endRequestsWith,
  requestNumbered,
  requestUnderWay,
  stepsOf,
} from './request-store.ts'
import { dropRehearsal, rehearsalsWith } from './store.ts'

/** What an officer chooses for a rehearsal. @throws NotFound where the room has none */
export async function showRehearsalForm(ctx: Context, { number }: { number: number }): Promise<RehearsalFormView> {
  const { process } = await ownProcess(ctx, number)
  const t = ctx.translate(ctx.lang)
  return {
    number,
    title: inLang(process.title, ctx.lang),
    draft: process.state === 'draft',
    models: rehearsalOf(ctx, process).models.map((name) => ({
      name,
      title: modelInWords(t, name),
      says: modelInWords(t, name, '.says'),
    })),
  }
}

/**
 * Asks for a copy of a process with synthetic people, run through its phases at once and counted. It is marked everywhere, stands in no list
 * and writes nothing into the public log: it proves nothing, it shows what a rule does. A job makes it, and a page waits.
 *
 * @throws NotFound, InvalidInput, RuleBroken processes.rehearsal.too-many, .under-way, .no-acts for a rehearsal of a rehearsal
 */
export async function rehearseProcess(
  ctx: WriteContext,
  number: number,
  spec: Omit<Rehearsal, 'of'>,
): Promise<RehearsalRef> {
  const { process: source } = await lockOwnProcess(ctx, number)
  if (!rehearsalOf(ctx, source).models.includes(spec.model))
    throw new InvalidInput([{ field: 'model', text: { key: 'kernel.form.choose' } }])
  return askRehearsal(ctx, number, { title: source.title, slug: source.slug, spec })
}

/**
 * The same with what a room has beside made-up people to rehearse a process with: `spec` tells its blueprint's `run`.
 *
 * @returns the one that is being made already, where it is the same
 * @throws NotFound, RuleBroken processes.rehearsal.too-many, .under-way, .no-acts
 */
export async function askRehearsal(
  ctx: WriteContext,
  number: number,
  { title, slug, spec }: { title: Localised; slug: string; spec: Omit<Rehearsal, 'of'> },
): Promise<RehearsalRef> {
  const { process: source, by } = await lockOwnProcess(ctx, number)
  rehearsalOf(ctx, source)
  const rehearsal: Rehearsal = { of: number, ...spec }
  const underWay = await requestUnderWay(ctx.tx, source.id)
  if (underWay) {
    if (canonicalJson({ ...underWay.spec }) === canonicalJson({ ...rehearsal }))
      return { number, request: underWay.number }
    throw new RuleBroken('processes.rehearsal.under-way')
  }
  await refuseTooMany(ctx.tx, source.id)
  const request = await addRequest(ctx.tx, {
    processId: source.id,
    title: titleOf(ctx, title),
    slug: `rehearsal-${slug}`,
    spec: rehearsal,
    askedAt: ctx.now,
  })
  if (!request) throw new RuleBroken('processes.rehearsal.under-way')
  await enqueue(ctx.tx, makeRehearsalJob, { request: request.id })
  await recordAct(ctx.tx, {
    by,
    act: 'processes.rehearse',
    subject: { kind: 'process', id: String(number) },
    data: { ...rehearsal },
    now: ctx.now,
  })
  return { number, request: request.number }
}

/** How far a rehearsal is, for those who run the process. @throws SignInNeeded, Forbidden, NotFound */
export async function showRequest(
  ctx: Context,
  { number, request: asked }: { number: number; request: number },
): Promise<RehearsalRequestView> {
  const { process } = await ownProcess(ctx, number)
  const request = await requestNumbered(ctx.db, process.id, asked)
  if (!request) throw new NotFound()
  const began = new Map((await stepsOf(ctx.db, request.id)).map(({ step, beganAt }) => [step, beganAt.toISOString()]))
  const { made, failure, askedAt, endedAt } = request
  return {
    number,
    title: inLang(process.title, ctx.lang),
    request: asked,
    state: made ? 'made' : failure ? 'failed' : began.size > 0 ? 'making' : 'waiting',
    steps: rehearsalSteps.map((name) => ({ name, beganAt: began.get(name) ?? null })),
    made,
    failure: failure && say(ctx.translate(ctx.lang), failure),
    askedAt: askedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }
}

/** Deletes a rehearsal wholly. Of a process in which people took part nothing can be deleted so. @throws NotFound for what is no rehearsal */
export async function deleteRehearsal(ctx: WriteContext, number: number): Promise<{ number: number }> {
  permit(ctx, runProcesses)
  const copy = await lockProcess(ctx.tx, number)
  const by = permit(ctx, runProcesses, { organisationId: copy.organisationId })
  if (!copy.rehearsal) throw new NotFound()
  await forget(ctx, copy)
  await recordAct(ctx.tx, {
    by,
    act: 'processes.delete-rehearsal',
    subject: { kind: 'process', id: String(copy.rehearsal.of) },
    data: { rehearsal: number },
    now: ctx.now,
  })
  return { number: copy.rehearsal.of }
}

/** All rehearsals with the votes of a vote elsewhere, when that one is taken away. @returns how many there were */
export async function forgetRehearsalsWith(ctx: WriteContext, path: string): Promise<number> {
  await endRequestsWith(ctx.tx, path, { key: 'processes.rehearsal.failed.votes-gone' }, ctx.now)
  const copies = await rehearsalsWith(ctx.tx, path)
  for (const copy of copies) await forget(ctx, copy)
  return copies.length
}

async function forget(ctx: WriteContext, copy: Process): Promise<void> {
  await rehearsalOf(ctx, copy).forget(ctx.tx, copy)
  await dropRehearsal(ctx.tx, copy)
  await dropRequestOf(ctx.tx, copy.number)
}

function rehearsalOf(ctx: Pick<Context, 'manifests'>, process: Process) {
  const { rehearsal } = blueprintOf(ctx.manifests, process.blueprint)
  if (!rehearsal) throw new NotFound()
  return rehearsal
}

/** Marked in every language, also in those in which the process has no title. */
function titleOf(ctx: Pick<Context, 'translate'>, title: Localised): Localised {
  return Object.fromEntries(
    langs.map((lang) => [lang, ctx.translate(lang)('processes.rehearsal.of-title', { title: inLang(title, lang) })]),
  ) as unknown as Localised
}
