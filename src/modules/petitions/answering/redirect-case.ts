import { stopClock } from '#commons/lifecycle/clocks.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { writeAnswer } from './answer-case.ts'
import { findOrganisation, moveCase, stepOf } from './case-store.ts'
import { deliverCase } from './deliver-case.ts'
import { caseStep } from './ledger-entries.ts'
import { tellStarter } from './letters.ts'
import { lockForOfficer } from './permissions.ts'
import { stopPromises } from './promises.ts'
import { recordStep } from './record-step.ts'
import { startLegalClock, stopIfRunning } from './terms.ts'

/**
 * Sends the petition on to the authority whose business it is: this case closes, the other's clock starts on the day of transfer.
 * Signatures stay. Past the law's days it is still done (to keep it would help nobody), and the redirect clock says late.
 *
 * @throws InvalidInput for an unknown authority; RuleBroken petitions.answering.redirect-has-it when it has the petition already
 */
export async function redirectCase(
  ctx: WriteContext,
  caseId: string,
  form: { authority: string; reason: string; lang: Lang },
): Promise<{ to: string }> {
  const { one, hand } = await lockForOfficer(ctx, caseId)
  const to = stepOf(one, 'redirect', hand.role)
  const organisation = await findOrganisation(ctx.tx, form.authority)
  if (!organisation || organisation.id === one.organisationId)
    throw new InvalidInput([{ field: 'authority', text: { key: 'petitions.answering.redirect.unknown' } }])
  const today = dayOf(ctx.now, ctx.timeZone)
  await moveCase(ctx.tx, one, to, { outcome: 'redirected', answeredAt: ctx.now })
  await writeAnswer(
    ctx,
    one,
    {
      outcome: 'redirected',
      text: form.reason,
      lang: form.lang,
      translation: null,
      translationLang: null,
      outgoingNumber: null,
      files: [],
    },
    'officer',
    null,
  )
  await stopIfRunning(ctx, one.id, 'answer', today)
  await stopPromises(ctx, one.id, 'all', today)
  const whose = { caseId: one.id, organisationId: one.organisationId, placeKey: one.organisation.placeKey }
  const redirecting = await startLegalClock(ctx, 'redirect', whose, dayOf(one.registeredAt ?? ctx.now, ctx.timeZone))
  await stopClock(ctx.tx, ctx.calendar, redirecting, today)
  const next = await deliverCase(ctx, {
    petitionId: one.petitionId,
    organisation,
    lodgingId: one.lodgingId as string,
    transferred: one.id,
  })
  if (!next) throw new RuleBroken('petitions.answering.redirect-has-it')
  await recordStep(ctx, one, {
    event: 'answering.redirected',
    data: {},
    hand,
    act: 'petitions.redirect-case',
    entry: caseStep('redirected', one, today, { to: organisation.slug }),
    also: { to: organisation.name },
  })
  await tellStarter(ctx, one, 'redirected', one.organisation.name, { to: organisation.name })
  return { to: next.id }
}
