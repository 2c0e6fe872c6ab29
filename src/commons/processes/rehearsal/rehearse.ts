import { permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { inLang, type Localised, langs } from '#kernel/i18n/lang.ts'
import { modelInWords } from '../in-words.ts'
import { type Blueprint, blueprintOf } from '../methods.ts'
import { lockOwnProcess, ownProcess } from '../own-process.ts'
import { runProcesses } from '../permissions.ts'
import type { Process, Rehearsal } from '../process.ts'
import { findProcess, lockProcess, recordProcessEvent } from '../store.ts'
import type { RehearsalFormView } from './replies.ts'
import { addRehearsal, dropRehearsal, rehearsalsOf, rehearsalsWith } from './store.ts'

/** Each has thousands of ballots: more at once nobody compares. */
const MOST = 10

/** What an officer chooses for a rehearsal. @throws NotFound where the room has none */
export async function showRehearsalForm(ctx: Context, { number }: { number: number }): Promise<RehearsalFormView> {
  const { process } = await ownProcess(ctx, number)
  const t = ctx.translate(ctx.lang)
  return {
    number,
    title: inLang(process.title, ctx.lang),
    models: rehearsalOf(ctx, process).models.map((name) => ({
      name,
      title: modelInWords(t, name),
      says: modelInWords(t, name, '.says'),
    })),
  }
}

/**
 * A copy of a process with synthetic people, run through its phases at once and counted. It is marked everywhere, stands in no list and
 * writes nothing into the public log: it proves nothing, it shows what a rule does.
 *
 * @throws NotFound, InvalidInput, RuleBroken processes.rehearsal.too-many, .no-acts for a rehearsal of a rehearsal
 */
export async function rehearseProcess(
  ctx: WriteContext,
  number: number,
  spec: Omit<Rehearsal, 'of'>,
): Promise<{ number: number }> {
  const { process: source } = await lockOwnProcess(ctx, number)
  const { models, run } = rehearsalOf(ctx, source)
  if (!models.includes(spec.model)) throw new InvalidInput([{ field: 'model', text: { key: 'kernel.form.choose' } }])
  return rehearseBy(ctx, number, { title: source.title, slug: source.slug, spec }, run)
}

/**
 * The same, filled by `run`: what a room has beside made-up people to rehearse a process with.
 *
 * @throws NotFound, RuleBroken processes.rehearsal.too-many, .no-acts
 */
export async function rehearseBy(
  ctx: WriteContext,
  number: number,
  { title, slug, spec }: { title: Localised; slug: string; spec: Omit<Rehearsal, 'of'> },
  run: NonNullable<Blueprint['rehearsal']>['run'],
): Promise<{ number: number }> {
  const { process: source, by } = await lockOwnProcess(ctx, number)
  rehearsalOf(ctx, source)
  if ((await rehearsalsOf(ctx.tx, source.id)).length >= MOST) throw new RuleBroken('processes.rehearsal.too-many')
  const rehearsal: Rehearsal = { of: number, ...spec }
  const copy = { title: titleOf(ctx, title), slug: `rehearsal-${slug}`, rehearsal }
  const made = await findProcess(ctx.tx, await addRehearsal(ctx.tx, source, copy, ctx.now))
  await run(ctx, ctx.tx, source, { ...made, rehearsal }, ctx.now)
  await recordProcessEvent(ctx.tx, { processId: made.id, kind: 'processes.rehearsed', now: ctx.now })
  await recordAct(ctx.tx, {
    by,
    act: 'processes.rehearse',
    subject: { kind: 'process', id: String(number) },
    data: { ...rehearsal, rehearsal: made.number },
    now: ctx.now,
  })
  return { number: made.number }
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
  const copies = await rehearsalsWith(ctx.tx, path)
  for (const copy of copies) await forget(ctx, copy)
  return copies.length
}

async function forget(ctx: WriteContext, copy: Process): Promise<void> {
  await rehearsalOf(ctx, copy).forget(ctx.tx, copy)
  await dropRehearsal(ctx.tx, copy)
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
