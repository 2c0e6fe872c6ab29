import { sql } from 'kysely'
import { personBehind } from '#commons/people/person-behind.ts'
import { homeChoices } from '#commons/places/choices.ts'
import { placeLabel } from '#commons/places/label.ts'
import { Gone, NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { addresseesOf } from '../../store.ts'
import { documentsOf } from '../documents/store.ts'
import { documentView } from '../draft/find-draft-step.ts'
import type { SupportConfirmView, SupportReceiptView, SupportView } from './replies.ts'
import { findByLink, findSupportReceipt, findSupportRequest } from './store.ts'
import { takesSupport } from './takes-support.ts'

/** A petition for those who have its private link. @throws NotFound also when it was given up or refused */
export async function findSupport(ctx: Context, { token }: { token: string }): Promise<SupportView> {
  const petition = await findByLink(ctx.db, token)
  if (!petition || ['abandoned', 'refused', 'refused-finally', 'appealed'].includes(petition.state))
    throw new NotFound()
  const [addressees, documents, own] = await Promise.all([
    addresseesOf(ctx.db, petition.id),
    documentsOf(ctx.db, petition.id),
    ownPlace(ctx),
  ])
  const open = takesSupport(petition.state)
  return {
    token,
    title: petition.title,
    lang: petition.lang,
    whyHtml: petition.whyHtml,
    state: petition.state,
    takesSupport: open,
    published: petition.publishedAt ? { number: petition.number, slug: petition.slug } : null,
    addressees: addressees.map(({ name }) => inLang(name, ctx.lang)),
    place: placeLabel(ctx, petition.placeKey),
    starterName: petition.starterName,
    organisation: petition.organisationIdno
      ? {
          name: petition.starterName ?? '',
          idno: petition.organisationIdno,
          mandate: petition.organisationMandate ?? '',
        }
      : null,
    documents: documents
      .filter(({ hidden }) => !hidden)
      .map(({ hidden: _, ...row }) => documentView(row, `/support/${token}/documents`)),
    supporters: petition.supporters,
    needed: petition.needed,
    version: petition.version,
    signedIn: ctx.viewer.accountId !== null,
    name: ctx.viewer.name ?? '',
    ownPlace: own,
    places: open ? homeChoices(ctx, { chosen: own }) : [],
  }
}

export async function findSupportConfirmation(ctx: Context, { token }: { token: string }): Promise<SupportConfirmView> {
  const request = await findSupportRequest(ctx.db, token, ctx.now)
  if (request) {
    const { rows } = await sql<{ title: string; lang: 'ro' | 'ru' | 'en' }>`
      SELECT title, lang FROM petitions.petition WHERE id = ${request.petitionId}`.execute(ctx.db)
    const [petition] = rows
    if (petition) return { ...petition, name: request.name, confirmed: false }
  }
  const receipt = await findSupportReceipt(ctx.db, token)
  if (!receipt) throw new Gone('petitions.link-expired')
  return { title: receipt.title, lang: receipt.lang, name: '', confirmed: true }
}

export async function showSupportReceipt(ctx: Context, { token }: { token: string }): Promise<SupportReceiptView> {
  const receipt = await findSupportReceipt(ctx.db, token)
  if (!receipt) throw new NotFound()
  const counts = receipt.outcome === 'counted' && !receipt.signed
  return {
    title: receipt.title,
    lang: receipt.lang,
    outcome: counts && !receipt.current ? 'older-text' : receipt.outcome,
    signed: receipt.signed,
    published: receipt.publishedAt ? { number: receipt.number, slug: receipt.slug } : null,
    supportedAt: receipt.supportedAt?.toISOString() ?? null,
    mayWithdraw: receipt.supporterId !== null && receipt.publishedAt === null,
  }
}

async function ownPlace(ctx: Context): Promise<string> {
  if (ctx.viewer.accountId === null) return ''
  return (await personBehind(ctx.db, ctx.viewer.accountId)).placeKey ?? ''
}
