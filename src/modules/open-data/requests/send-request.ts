import { personOf } from '#commons/access/permit.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { findAuthority } from '#commons/organisations/authorities.ts'
import { InvalidInput, TooMany } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { countAgainst } from '#kernel/http/limits.ts'
import { newId } from '#kernel/ids.ts'
import { findWish } from '../wishes/store.ts'
import type { RequestForm } from './fields.ts'
import { tellInstitution, tellRequester } from './letters.ts'
import { lockOwnRequest } from './permissions.ts'
import { sealRequest } from './sealed.ts'
import { stepOf } from './step-of.ts'
import { addRequest, addressOf, setWithdrawn } from './store.ts'
import { startAnswerClock, stopAnswerClock } from './terms.ts'

/** Requests that one account may send in a day: each costs an office work that the law obliges it to. */
const perDay = { name: 'open-data.request', max: 10, seconds: 86_400 }

/**
 * Asks an institution by law. Only who asks and its officers ever see it; nobody asks why.
 *
 * @throws SignInNeeded, InvalidInput, TooMany
 */
export async function sendRequest(ctx: WriteContext, form: RequestForm): Promise<{ number: number }> {
  const { accountId, mailboxId, level } = personOf(ctx)
  const institution = await findAuthority(ctx.tx, form.institution)
  if (!institution || institution.endedAt)
    throw new InvalidInput([{ field: 'institution', text: { key: 'kernel.form.choose' } }])
  const wait = await countAgainst(ctx.db, perDay, accountId, ctx.now)
  if (wait !== null) throw new TooMany(wait)
  const mailbox = await addressOf(ctx.tx, mailboxId)
  const { name, postalAddress, description, kind, mayPublish } = form
  const id = newId(ctx.now)
  const data = { name, postalAddress, description, email: mailbox?.address ?? '' }
  const number = await addRequest(ctx.tx, {
    ...{ id, kind, mailboxId, level, mayPublish, lang: ctx.lang, now: ctx.now, organisationId: institution.id },
    wishId: form.wish === null ? null : (await findWish(ctx.tx, form.wish)).id,
    sealed: sealRequest(ctx.secrets.vault, id, data),
  })
  await startAnswerClock(ctx, { id, kind, organisationId: institution.id, institution }, dayOf(ctx.now, ctx.timeZone))
  await tellInstitution(ctx, { number, institution })
  await tellRequester(ctx, { number, mailboxId, institution }, 'sent')
  return { number }
}

/** Who asked needs it no more. @throws SignInNeeded, NotFound, RuleBroken open-data.requests.changed-meanwhile */
export async function withdrawRequest(ctx: WriteContext, number: number): Promise<{ number: number }> {
  const request = await lockOwnRequest(ctx, number)
  if (request.state === 'withdrawn') return { number }
  stepOf(request, 'withdraw', 'requester')
  await setWithdrawn(ctx.tx, request.id, ctx.now)
  await stopAnswerClock(ctx, request)
  return { number }
}
