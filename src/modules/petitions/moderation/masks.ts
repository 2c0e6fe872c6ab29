import { sql } from 'kysely'
import { permit } from '#commons/access/permit.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Db } from '#kernel/database/database.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { documentsOf } from '../start/documents/store.ts'
import { barOf } from './impartial.ts'
import type { Range } from './masked-text.ts'
import { markdownOf, partsOf } from './parts.ts'
import { moderatePetitions } from './permissions.ts'
import type { MaskOrderer, MaskReason } from './reasons.ts'
import type { MasksView, MaskView } from './replies.ts'
import { findModerated } from './store.ts'

interface MaskRow {
  id: string
  target: MaskView['target']
  ranges: Range[]
  documentId: string | null
  partId: string | null
  reason: MaskReason
  orderedBy: MaskOrderer
  reference: string | null
  reply: string | null
  replyBy: string | null
  repliedAt: Date | null
  at: Date
  liftedAt: Date | null
}

/** What is or was hidden in a petition, oldest first. */
export async function masksOf(db: Db, petitionId: string): Promise<MaskRow[]> {
  const { rows } = await sql<MaskRow>`
    SELECT id, target, ranges, document_id AS "documentId", part_id AS "partId", reason, ordered_by AS "orderedBy", order_reference AS reference, reply,
      reply_by AS "replyBy", replied_at AS "repliedAt", masked_at AS at, lifted_at AS "liftedAt"
    FROM petitions.mask WHERE petition_id = ${petitionId} ORDER BY masked_at, id`.execute(db)
  return rows
}

/** What the public learns of it: never the passage, never the person. */
export function publicMask(mask: MaskRow): MaskView {
  const { reply, replyBy, repliedAt } = mask
  return {
    target: mask.target,
    reason: mask.reason,
    orderedBy: mask.orderedBy,
    reference: mask.reference,
    at: mask.at.toISOString(),
    liftedAt: mask.liftedAt?.toISOString() ?? null,
    reply: reply && replyBy && repliedAt ? { text: reply, by: replyBy, at: repliedAt.toISOString() } : null,
  }
}

/** The page where a moderator hides and shows parts: with the whole text, since a passage is given as it stands there. */
export async function showMasks(ctx: Context, { number }: { number: number }): Promise<MasksView> {
  permit(ctx, moderatePetitions)
  const petition = await findModerated(ctx.db, number)
  if (!petition) throw new NotFound()
  const { person } = permit(ctx, moderatePetitions, { placeKey: petition.placeKey })
  const barred = await barOf(ctx.db, person, { petitionId: petition.id }, ctx.now)
  const [masks, documents, parts] = await Promise.all([
    masksOf(ctx.db, petition.id),
    documentsOf(ctx.db, petition.id),
    partsOf(ctx.db, petition.id),
  ])
  const { slug, title, why, lang } = petition
  return {
    petition: { number, slug, title: barred ? `№\u00a0${number}` : title, lang },
    barred,
    text: barred ? null : { title, why },
    documents: barred ? [] : documents,
    parts: barred
      ? []
      : parts.map((part) => ({
          id: part.id,
          kind: part.kind,
          by: part.authority && inLang(part.authority, ctx.lang),
          on: dayOf(part.at, ctx.timeZone),
          lang: part.lang,
          name: part.name,
          texts: Object.values(markdownOf(part)),
          hidden: masks.some(({ partId, liftedAt, ranges }) => partId === part.id && !liftedAt && ranges.length === 0),
        })),
    masks: barred
      ? []
      : masks.map((mask) => {
          const [range] = mask.ranges
          const part = parts.find(({ id }) => id === mask.partId)
          const fields: Partial<Record<Range['field'], string>> = part ? markdownOf(part) : { title, why }
          return {
            ...publicMask(mask),
            id: mask.id,
            passage: range ? (fields[range.field]?.slice(range.start, range.end) ?? null) : null,
            document: documents.find(({ id }) => id === mask.documentId)?.name ?? part?.name ?? null,
          }
        }),
  }
}

/** The same page, found by one of its masks. */
export async function showMaskOf(ctx: Context, { mask }: { mask: string }): Promise<MasksView> {
  permit(ctx, moderatePetitions)
  const { rows } = await sql<{ number: number }>`
    SELECT p.number FROM petitions.mask m JOIN petitions.petition p ON p.id = m.petition_id WHERE m.id = ${mask}`.execute(
    ctx.db,
  )
  if (!rows[0]) throw new NotFound()
  return showMasks(ctx, rows[0])
}
