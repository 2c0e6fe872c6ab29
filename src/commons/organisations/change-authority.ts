import { sql } from 'kysely'
import { permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'
import { type AuthorityKind, findAuthority } from './authorities.ts'
import { changeAuthorities } from './permission.ts'

export interface AuthorityForm {
  kind: AuthorityKind
  nameRo: string
  nameRu: string | null
  nameEn: string | null
  place: string
  email: string
}

/** Adds an authority. Its slug is part of addresses and never changes. @throws InvalidInput when it is taken */
export async function addAuthority(ctx: WriteContext, form: AuthorityForm & { slug: string }) {
  const by = permit(ctx, changeAuthorities)
  checkPlace(ctx, form.place)
  const { slug } = form
  const { rows } = await sql`
    INSERT INTO organisations.organisation (id, slug, kind, is_authority, name, place_key, email, created_at)
    VALUES (${newId(ctx.now)}, ${slug}, ${form.kind}, true, ${JSON.stringify(nameOf(form))}::jsonb, ${form.place}, ${form.email}, ${ctx.now})
    ON CONFLICT (slug) DO NOTHING RETURNING id`.execute(ctx.tx)
  if (rows.length === 0) throw new InvalidInput([{ field: 'slug', text: { key: 'organisations.slug.taken' } }])
  await recordAct(ctx.tx, {
    by,
    act: 'organisations.add',
    subject: { kind: 'authority', id: slug },
    data: { after: factsOf(form) },
    now: ctx.now,
  })
  return { slug }
}

export async function changeAuthority(ctx: WriteContext, { slug }: { slug: string }, form: AuthorityForm) {
  const by = permit(ctx, changeAuthorities)
  checkPlace(ctx, form.place)
  const before = await findAuthority(ctx.tx, slug)
  if (!before) throw new NotFound()
  await sql`
    UPDATE organisations.organisation SET kind = ${form.kind}, name = ${JSON.stringify(nameOf(form))}::jsonb,
      place_key = ${form.place}, email = ${form.email}
    WHERE slug = ${slug} AND is_authority`.execute(ctx.tx)
  const { kind, name, placeKey: place, email } = before
  await recordAct(ctx.tx, {
    by,
    act: 'organisations.change',
    subject: { kind: 'authority', id: slug },
    data: { before: { kind, name, place, email }, after: factsOf(form) },
    now: ctx.now,
  })
  return { slug }
}

/** An authority that is no more takes no new petitions; what it answered stays. */
export async function endAuthority(ctx: WriteContext, { slug }: { slug: string }, { reason }: { reason: string }) {
  const by = permit(ctx, changeAuthorities)
  if (!(await findAuthority(ctx.tx, slug))) throw new NotFound()
  const { rows } = await sql`
    UPDATE organisations.organisation SET ended_at = ${ctx.now}
    WHERE slug = ${slug} AND is_authority AND ended_at IS NULL RETURNING id`.execute(ctx.tx)
  if (rows.length === 0) throw new RuleBroken('organisations.ended-already')
  await recordAct(ctx.tx, {
    by,
    act: 'organisations.end',
    subject: { kind: 'authority', id: slug },
    data: { reason },
    now: ctx.now,
  })
  return { slug }
}

function nameOf({ nameRo: ro, nameRu: ru, nameEn: en }: AuthorityForm): Localised {
  return { ro, ...(ru && { ru }), ...(en && { en }) }
}

function factsOf(form: AuthorityForm) {
  return { kind: form.kind, name: nameOf(form), place: form.place, email: form.email }
}

function checkPlace(ctx: WriteContext, place: string): void {
  if (!ctx.places.isInCountry(place)) throw new InvalidInput([{ field: 'place', text: { key: 'places.unknown' } }])
}
