import { sql } from 'kysely'
import { personOf } from '#commons/access/permit.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { Forbidden, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { findModerated, type Moderated, textHashOf } from '../moderation/store.ts'
import { type Level, levels, type PetitionState } from '../petition.ts'
import { recordEvent } from '../record-event.ts'
import { addresseeOrganisations, type CaseRow, casesOf, type Organisation } from './case-store.ts'
import { deliverCase } from './deliver-case.ts'
import { lodged } from './ledger-entries.ts'
import { type LodgingData, sealLodging } from './private-data.ts'
import { proveLodging } from './prove-lodging.ts'
import { lodgingLevelOf } from './settings.ts'

export interface OwnPetition {
  id: string
  number: number
  slug: string
  title: string
  lang: 'ro' | 'ru' | 'en'
  whyHtml: string
  state: PetitionState
}

/** A published petition of the person who asks. @throws NotFound, SignInNeeded, Forbidden */
export async function ownPetition(ctx: Context, db: Db | Tx, number: number): Promise<OwnPetition> {
  const person = personOf(ctx)
  const { rows } = await sql<OwnPetition & { starter: string | null; published: boolean }>`
    SELECT id, number, slug, title, lang, why_html AS "whyHtml", state,
      starter_mailbox_id AS starter, published_at IS NOT NULL AS published
    FROM petitions.petition WHERE number = ${number}`.execute(db)
  const petition = rows[0]
  if (!petition?.published) throw new NotFound()
  if (petition.starter !== person.mailboxId) throw new Forbidden()
  return petition
}

/** What lodging would ask at each addressee, for the person who asks. */
export interface AddresseeToLodge {
  organisation: Organisation
  level: Level
  basis: Awaited<ReturnType<typeof lodgingLevelOf>>['basis']
  enough: boolean
  /** Lodged already, or answered before it was. */
  taken: boolean
}

export async function addresseesToLodge(ctx: Context, db: Db | Tx, petitionId: string): Promise<AddresseeToLodge[]> {
  const mine = levels.indexOf(personOf(ctx).level)
  const today = dayOf(ctx.now, ctx.timeZone)
  const cases = await casesOf(db, petitionId)
  const result: AddresseeToLodge[] = []
  for (const organisation of await addresseeOrganisations(db, petitionId)) {
    const { level, basis } = await lodgingLevelOf(ctx, organisation, today)
    const kept = cases.find((one) => one.organisationId === organisation.id)
    const taken = kept !== undefined && kept.state !== 'waiting' && kept.state !== 'promised'
    result.push({ organisation, level, basis, enough: levels.indexOf(level) <= mine, taken })
  }
  return result
}

/**
 * The starter signs the frozen text and puts it before every addressee that this way of signing is enough for; the law's clocks
 * start. Addressees that ask a stronger signature can be added by lodging again with one.
 *
 * @throws RuleBroken petitions.answering.lodging.not-now, .level-needed or .lodged-already
 */
export async function lodgePetition(
  ctx: WriteContext,
  number: number,
  data: LodgingData,
): Promise<{ petition: { number: number; slug: string }; authorities: string[] }> {
  const petition = await ownPetition(ctx, ctx.tx, number)
  const person = personOf(ctx)
  if (!['open', 'closed', 'archived'].includes(petition.state))
    throw new RuleBroken('petitions.answering.lodging.not-now')
  const addressees = await addresseesToLodge(ctx, ctx.tx, petition.id)
  const left = addressees.filter(({ taken }) => !taken)
  if (left.length === 0) throw new RuleBroken('petitions.answering.lodging.lodged-already')
  const reached = left.filter(({ enough }) => enough)
  if (reached.length === 0) throw new RuleBroken('petitions.answering.lodging.level-needed')

  const lodgingId = newId(ctx.now)
  // Public records know the text as it was signed, also where a passage is hidden meanwhile; the authority gets what readers see.
  const textHash = textHashOf((await findModerated(ctx.tx, number)) as Moderated)
  await sql`
    INSERT INTO petitions.lodging (id, petition_id, mailbox_id, level, sealed, text_hash, lodged_at)
    VALUES (${lodgingId}, ${petition.id}, ${person.mailboxId}, ${person.level}, ${sealLodging(ctx.secrets.vault, lodgingId, data)},
      ${textHash}, ${ctx.now})`.execute(ctx.tx)
  const cases: CaseRow[] = []
  for (const { organisation } of reached) {
    const one = await deliverCase(ctx, { petitionId: petition.id, organisation, lodgingId })
    if (!one) continue
    cases.push(one)
    await recordEvent(ctx.tx, {
      petitionId: petition.id,
      kind: 'answering.lodged',
      data: { authority: organisation.name, level: person.level },
      now: ctx.now,
    })
  }
  const delivered = cases.map(({ organisation }) => organisation.slug)
  // Two tabs at once: the other one was first, and its transaction holds.
  if (delivered.length === 0) throw new RuleBroken('petitions.answering.lodging.lodged-already')
  const today = dayOf(ctx.now, ctx.timeZone)
  appendEntries(ctx.tx, [lodged(petition.number, delivered, person.level, textHash, today)], ctx.now)
  await proveLodging(ctx, { petition, mailboxId: person.mailboxId, level: person.level, textHash, cases })
  return { petition: { number: petition.number, slug: petition.slug }, authorities: delivered }
}
