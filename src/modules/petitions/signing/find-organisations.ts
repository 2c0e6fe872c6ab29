import { sql } from 'kysely'
import { moderatedPlaces, permit, personOf } from '#commons/access/permit.ts'
import { recordReading } from '#commons/audit/record.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { assertImpartial } from '../moderation/impartial.ts'
import { takesSignatures } from '../petition.ts'
import { findPetitionRow } from '../store.ts'
import { removingOrganisations } from './remove-organisation.ts'
import type {
  OrganisationFormView,
  OrganisationRemovalView,
  OrganisationsToCheckView,
  OrganisationView,
} from './replies.ts'

const PAGE = 50

/** Organisations that support a petition now, in the order in which they came. */
export async function supportingOrganisations(ctx: Context, petitionId: string): Promise<OrganisationView[]> {
  const { rows } = await sql<OrganisationView>`
    SELECT id, name, idno, mandate FROM petitions.supporting_organisation
    WHERE petition_id = ${petitionId} AND ended_at IS NULL ORDER BY id`.execute(ctx.db)
  return rows
}

/** What is needed to let an organisation support a petition, and for which ones this person spoke already. */
export async function findOrganisationForm(ctx: Context, number: number): Promise<OrganisationFormView> {
  const { mailboxId, name } = personOf(ctx)
  const petition = await publicPetition(ctx, number)
  const { rows } = await sql<OrganisationView>`
    SELECT id, name, idno, mandate FROM petitions.supporting_organisation
    WHERE petition_id = ${petition.id} AND mailbox_id = ${mailboxId} AND ended_at IS NULL ORDER BY id`.execute(ctx.db)
  return {
    petition: refOf(petition),
    takesSignatures: takesSignatures(petition, dayOf(ctx.now, ctx.timeZone)),
    name,
    own: rows,
  }
}

/** One organisation before a moderator decides; that the moderator read who speaks for it is recorded. */
export async function findOrganisationToRemove(
  ctx: Context,
  { number, id }: { number: number; id: string },
): Promise<OrganisationRemovalView> {
  const petition = await findPetitionRow(ctx.db, number)
  const by = permit(ctx, removingOrganisations, petition ? { placeKey: petition.placeKey } : {})
  const { rows } = await sql<OrganisationView & { representative: string | null; mailboxId: string | null }>`
    SELECT id, name, idno, mandate, representative, mailbox_id AS "mailboxId" FROM petitions.supporting_organisation
    WHERE petition_id = ${petition?.id ?? null} AND id = ${id}`.execute(ctx.db)
  if (!petition || !rows[0]) throw new NotFound()
  // Who may not decide has no reason to read who speaks for it.
  await assertImpartial(ctx.db, by.person, { petitionId: petition.id }, ctx.now)
  const { representative, mailboxId, ...organisation } = rows[0]
  const subject = { kind: 'petitions.supporting-organisation', id }
  if (mailboxId)
    await recordReading(ctx.db, { by, mailboxId, subject, purpose: 'petitions.remove-organisation', now: ctx.now })
  return { petition: refOf(petition), organisation, representative }
}

/** Organisations of the petitions that a moderator looks after, newest first. */
export async function listOrganisationsToCheck(
  ctx: Context,
  query: { after: string | null },
): Promise<OrganisationsToCheckView> {
  permit(ctx, removingOrganisations)
  const places = moderatedPlaces(ctx, removingOrganisations)
  const { rows } = await sql<OrganisationView & Petition & { addedAt: Date }>`
    SELECT o.id, o.name, o.idno, o.mandate, o.added_at AS "addedAt", p.number, p.slug, p.title, p.lang
    FROM petitions.supporting_organisation o JOIN petitions.petition p ON p.id = o.petition_id
    WHERE o.ended_at IS NULL AND p.place_key = ANY(${places}::text[]) ${query.after ? sql`AND o.id < ${query.after}` : sql``}
    ORDER BY o.id DESC LIMIT ${PAGE + 1}`.execute(ctx.db)
  const shown = rows.slice(0, PAGE)
  return {
    items: shown.map(({ id, name, idno, mandate, addedAt, ...petition }) => ({
      petition: refOf(petition),
      organisation: { id, name, idno, mandate },
      addedOn: dayOf(addedAt, ctx.timeZone),
    })),
    next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
  }
}

interface Petition {
  number: number
  slug: string
  title: string
  lang: Lang
}

function refOf({ number, slug, title, lang }: Petition): Petition {
  return { number, slug, title, lang }
}

async function publicPetition(ctx: Context, number: number) {
  const petition = await findPetitionRow(ctx.db, number)
  if (!petition?.publishedAt) throw new NotFound()
  return petition
}
