import { personOf } from '#commons/access/permit.ts'
import { promiseOf } from '#commons/ledger/entry-promise.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { personBehind } from '#commons/people/person-behind.ts'
import { homeChoices } from '#commons/places/choices.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { levels, takesSignatures } from '../petition.ts'
import { findPetitionRow, type PetitionRow } from '../store.ts'
import { recordOfRow } from './record-of-row.ts'
import type { MySignatureView, OwnSignature, OwnSignatureView } from './replies.ts'
import { signerKey, signerPersonKey } from './signer-keys.ts'
import { findStanding, type OwnSignatureRow } from './store.ts'

/** Whether the person who asks has signed a petition, and what is needed to sign it. */
export async function findMySignature(ctx: Context, number: number): Promise<MySignatureView> {
  const person = personOf(ctx)
  const petition = await findPetitionRow(ctx.db, number)
  if (!petition?.publishedAt) throw new NotFound()
  const behind = await personBehind(ctx.db, person.accountId)
  const level = behind.personKey ? person.level : 'email'
  const standing = await findStanding(ctx.db, petition.id, keysOf(ctx, petition, person.mailboxId, behind))
  const open = takesSignatures(petition, dayOf(ctx.now, ctx.timeZone))
  const maySign = open && (!standing || levels.indexOf(standing.level) < levels.indexOf(level))
  const { slug, title, lang } = petition
  return {
    petition: { number: petition.number, slug, title, lang },
    takesSignatures: open,
    signature: standing ? await ownSignatureView(ctx, standing) : null,
    maySign,
    level,
    name: behind.name,
    place: behind.placeKey,
    places: maySign ? homeChoices(ctx, { chosen: behind.placeKey }) : [],
  }
}

/** One signature with its entry in the public log. */
export async function ownSignatureView(ctx: Context, row: OwnSignatureRow): Promise<OwnSignatureView> {
  return { ...ownSignature(ctx, row), entry: await promiseOf(ctx, recordOfRow(row)) }
}

export function ownSignature(ctx: Context, row: OwnSignatureRow): OwnSignature {
  const open = takesSignatures({ state: row.petitionState, closesOn: row.closesOn }, dayOf(ctx.now, ctx.timeZone))
  return {
    id: row.id,
    petition: { number: row.number, slug: row.slug, title: row.title, lang: row.petitionLang },
    outcome: row.endedBy ?? (row.heldUntil ? 'held' : 'counted'),
    checkedBy: row.heldUntil,
    level: row.level,
    name: row.name,
    unit: { key: row.unitKey, name: ctx.places.name(row.unitKey, ctx.lang) },
    showName: row.showName,
    wantsNews: row.wantsNews,
    confirmedOn: row.confirmedOn,
    mayWithdraw: open && row.endedBy === null,
  }
}

function keysOf(
  ctx: Context,
  petition: PetitionRow,
  mailboxId: string,
  { address, name, personKey }: { address: string; name: string | null; personKey: Buffer | null },
) {
  const secret = ctx.secrets.person
  return {
    mailboxId,
    signerKey: name ? signerKey(secret, petition.id, address, name) : null,
    personKey: personKey ? signerPersonKey(secret, petition.id, personKey) : null,
  }
}
