import { recordAct } from '#commons/audit/record.ts'
import { extendClock } from '#commons/lifecycle/clocks.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { InvalidInput, RuleBroken } from '#kernel/errors.ts'
import { cleanUpload } from '#kernel/files/clean-upload.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { forgetFilesOfErased } from './erasing-store.ts'
import type { AnswerForm, ExtensionForm, PublicationForm } from './fields.ts'
import { tellRequester } from './letters.ts'
import { lockAtDesk, type RequestAtDesk } from './permissions.ts'
import { keepsBack, REQUEST } from './request.ts'
import { sealAnswer, unsealRequest } from './sealed.ts'
import { stepOf } from './step-of.ts'
import { addFile, keepPublication, setAnswered, setRegistered, withdrawPublication } from './store.ts'
import { answerClock, extensionTerm, startAnswerClock, stopAnswerClock } from './terms.ts'

/** Shorter words of a name stand in any text. */
const LEAST_NAME = 3

/** An officer registers a request under the institution's own number; its term runs since it was sent. @throws Forbidden, NotFound, RuleBroken */
export async function registerRequest(
  ctx: WriteContext,
  number: number,
  { incomingNumber }: { incomingNumber: string },
): Promise<void> {
  const own = await lockAtDesk(ctx, number)
  stepOf(own.request, 'register', 'officer')
  await setRegistered(ctx.tx, own.request.id, incomingNumber, ctx.now)
  await startAnswerClock(ctx, own.request, dayOf(own.request.sentAt, ctx.timeZone))
  await record(ctx, own, 'register')
  await tellRequester(ctx, own.request, 'registered', { incoming: incomingNumber })
}

/**
 * Extends the law's term once, within it, for a request that is complex or large (Law 148/2023 art. 19). A promise is not extended.
 *
 * @throws Forbidden, NotFound, RuleBroken open-data.requests.changed-meanwhile, .extended-already, lifecycle.extension-after-due
 */
export async function extendRequest(ctx: WriteContext, number: number, { reason, lang }: ExtensionForm): Promise<void> {
  const own = await lockAtDesk(ctx, number)
  const clock = await answerClock(ctx, own.request)
  if (!clock || own.request.state !== 'registered' || own.request.kind !== 'information')
    throw new RuleBroken('open-data.requests.changed-meanwhile')
  if (clock.clock.extensions.length > 0) throw new RuleBroken('open-data.requests.extended-already')
  const decidedOn = dayOf(ctx.now, ctx.timeZone)
  const { length, unit } = extensionTerm(clock.clock.startsOn)
  await extendClock(ctx.tx, ctx.calendar, clock, { length, unit, reason, lang, decidedOn })
  await record(ctx, own, 'extend', { days: length })
  await tellRequester(ctx, own.request, 'extended', { days: length })
}

/** Gives what was asked, or says on which ground it is kept back. @throws Forbidden, NotFound, InvalidInput, RuleBroken */
export async function answerRequest(ctx: WriteContext, number: number, form: AnswerForm): Promise<void> {
  const own = await lockAtDesk(ctx, number)
  const { id } = own.request
  stepOf(own.request, 'answer', 'officer')
  const { outcome, text, lang, outgoingNumber } = form
  const kept = keepsBack(outcome)
  await setAnswered(ctx.tx, id, {
    ...{ outcome, outgoingNumber, lang, now: ctx.now },
    ground: kept ? form.ground : null,
    groundText: kept ? form.groundText : null,
    sealed: sealAnswer(ctx.secrets.vault, id, { text, html: markdownToHtml(text) }),
  })
  for (const file of form.files) {
    const { bytes, type } = await cleanUpload(file, 'files')
    const { sha256, size } = await ctx.files.put(bytes)
    await addFile(ctx.tx, id, { id: newId(ctx.now), name: file.name, type, sha256, size })
  }
  await stopAnswerClock(ctx, own.request)
  await record(ctx, own, 'answer', { outcome, ground: kept ? form.ground : null, files: form.files.length })
  await tellRequester(ctx, own.request, 'answered')
}

/**
 * Makes the outcome public in the officer's own words, where who asked agreed. Again, with other words, replaces it.
 *
 * @throws Forbidden, NotFound, InvalidInput, RuleBroken open-data.requests.not-agreed, open-data.requests.changed-meanwhile
 */
export async function publishOutcome(ctx: WriteContext, number: number, form: PublicationForm): Promise<void> {
  const own = await lockAtDesk(ctx, number)
  if (own.request.state !== 'answered') throw new RuleBroken('open-data.requests.changed-meanwhile')
  if (!own.request.mayPublish) throw new RuleBroken('open-data.requests.not-agreed')
  refuseNamingRequester(ctx, own, form)
  await keepPublication(ctx.tx, own.request.id, { ...form, accountId: own.by.person.accountId, now: ctx.now })
  if (!form.withFiles) await forgetFilesOfErased(ctx.tx, own.request.id)
  await record(ctx, own, 'publish', { withFiles: form.withFiles })
}

/**
 * Takes back what was made public: its words and files go from everybody's sight, that it was there and the reason stay.
 *
 * @throws Forbidden, NotFound, RuleBroken open-data.requests.changed-meanwhile
 */
export async function takeBackOutcome(
  ctx: WriteContext,
  number: number,
  { reason, lang }: { reason: string; lang: Lang | null },
): Promise<void> {
  const own = await lockAtDesk(ctx, number)
  const { id } = own.request
  if (!(await withdrawPublication(ctx.tx, id, { reason, lang, accountId: own.by.person.accountId, now: ctx.now })))
    throw new RuleBroken('open-data.requests.changed-meanwhile')
  await forgetFilesOfErased(ctx.tx, id)
  await record(ctx, own, 'take-back', { reason })
}

/** In whatever words it is made public, nobody learns who asked. @throws InvalidInput next to the field */
function refuseNamingRequester(ctx: WriteContext, { request }: RequestAtDesk, form: PublicationForm): void {
  const asked = unsealRequest(ctx.secrets.vault, request.id, request.sealed)
  if (!asked) return
  const words = [...asked.name.split(/[\s,]+/), asked.postalAddress]
    .map(plain)
    .filter((word) => word.length >= LEAST_NAME)
  const errors = (['title', 'question', 'answer'] as const).flatMap((field) => {
    const said = ` ${plain(form[field])} `
    return words.some((word) => said.includes(` ${word} `))
      ? [{ field, text: { key: 'open-data.requests.publish.names-requester' as const } }]
      : []
  })
  if (errors.length > 0) throw new InvalidInput(errors)
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

function record(
  ctx: WriteContext,
  { request, by }: RequestAtDesk,
  verb: 'register' | 'extend' | 'answer' | 'publish' | 'take-back',
  data: Record<string, unknown> = {},
): Promise<void> {
  return recordAct(ctx.tx, {
    ...{ by, act: `open-data.requests.${verb}`, now: ctx.now },
    subject: { kind: REQUEST, id: String(request.number) },
    data: { from: request.state, ...data },
  })
}
