import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import { InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'
import type { Envelope } from '../budget.ts'
import { envelopesOf } from '../store.ts'
import { type OwnResult, ownResult, tellResult } from './decide-result.ts'
import { resultAnnulled } from './ledger-entries.ts'
import { type ResultRow, resultsOf, setAnnulled, setEnvelopeAnnulled } from './store.ts'

/** In the form: the result of all envelopes. */
export const WHOLE = 0

/**
 * A result is annulled in public, with its reason. The whole of it: the ballots stay, and can be counted again, or the vote is held again. One
 * envelope of it: the others stand, and only that one is voted on again (again/).
 *
 * @param form.envelope position of the envelope, or {@link WHOLE}; may be null where there is one alone
 * @throws RuleBroken budgeting.result.changed-meanwhile, InvalidInput
 */
export async function annulResult(
  ctx: WriteContext,
  number: number,
  { envelope: asked, reason }: { envelope: number | null; reason: string },
): Promise<void> {
  const own = await ownResult(ctx, number)
  if (own.budget.resultState !== 'provisional' && own.budget.resultState !== 'protocol')
    throw new RuleBroken('budgeting.result.changed-meanwhile')
  const envelopes = await envelopesOf(ctx.tx, own.process.id)
  const position = asked ?? (envelopes.length === 1 ? WHOLE : null)
  if (position === null) throw wrong('kernel.form.choose')
  if (position !== WHOLE) return annulOne(ctx, own, envelopes, position, reason)
  // The second vote has that money: voted on once more here, it would be spent twice.
  const results = await resultsOf(ctx.tx, own.process.id)
  if (results.some(({ again, outcome }) => again !== null && outcome.received))
    throw wrong('budgeting.result.annul.held-with-rest')
  await setAnnulled(ctx.tx, own.process.id, reason)
  await tellResult(ctx, own, 'annulled', { reason }, resultAnnulled(number, own.today))
}

async function annulOne(
  ctx: WriteContext,
  own: OwnResult & { today: PlainDay },
  envelopes: Envelope[],
  position: number,
  reason: string,
): Promise<void> {
  const { process, today } = own
  const results = await resultsOf(ctx.tx, process.id)
  const envelope = envelopes.find((one) => one.position === position)
  if (!envelope) throw wrong('kernel.form.choose')
  const refused = whyNotAlone(results, position)
  if (refused) throw wrong(refused)
  await setEnvelopeAnnulled(ctx.tx, envelope.id, reason, ctx.now)
  const data = { envelope: envelope.name, reason }
  await tellResult(ctx, own, 'envelope-annulled', data, resultAnnulled(process.number, today, position))
}

/** What keeps an envelope from being annulled without the others; null when nothing does. */
function whyNotAlone(results: ResultRow[], position: number): MessageKey | null {
  const standing = results.filter(({ annulledReason }) => annulledReason === null)
  if (!standing.some(({ envelope }) => envelope === position)) return 'budgeting.result.annul.already'
  if (standing.length === 1) return 'budgeting.result.annul.last'
  // What it left was spent by the count of the next one, which would stand on money that is not there.
  const next = results[results.findIndex(({ envelope }) => envelope === position) + 1]
  return next?.outcome.received ? 'budgeting.result.annul.passed-on' : null
}

const wrong = (key: MessageKey) => new InvalidInput([{ field: 'envelope', text: { key } }])
