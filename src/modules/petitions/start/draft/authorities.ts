import { sql } from 'kysely'
import { placeLabel } from '#commons/places/label.ts'
import { fold, foldVariants } from '#commons/search/fold.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { FieldError } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang, type Localised } from '#kernel/i18n/lang.ts'
import { canBeAsked } from '../../answering/asked-authorities.ts'

export const authorityKinds = [
  'city-hall',
  'praetor',
  'raion-council',
  'ministry',
  'agency',
  'parliament',
  'other',
] as const
export type AuthorityKind = (typeof authorityKinds)[number]

export interface AuthorityChoice {
  slug: string
  name: string
  kind: AuthorityKind
  place: string
}

/** Authorities that can be asked, by kind and name. @param search each of its words is in the name or place, however spelled */
export async function authorityChoices(ctx: Context, search: string | null): Promise<AuthorityChoice[]> {
  const { rows } = await sql<{ slug: string; name: Localised; kind: string; placeKey: string }>`
    SELECT o.slug, o.name, o.kind, o.place_key AS "placeKey" FROM organisations.organisation o WHERE ${canBeAsked}`.execute(
    ctx.db,
  )
  // Word by word: who types "primaria chisinau" means "Primăria municipiului Chișinău".
  const wanted = fold(search ?? '').split(' ')
  return rows
    .map((row) => ({
      slug: row.slug,
      name: inLang(row.name, ctx.lang),
      kind: authorityKinds.find((kind) => kind === row.kind) ?? 'other',
      place: placeLabel(ctx, row.placeKey),
    }))
    .filter(({ name, place }) =>
      foldVariants(`${name} ${place}`).some((one) => wanted.every((word) => one.includes(word))),
    )
    .sort(
      (a, b) =>
        authorityKinds.indexOf(a.kind) - authorityKinds.indexOf(b.kind) || a.name.localeCompare(b.name, ctx.lang),
    )
}

/** Ids of authorities in the order given; null for one that cannot be asked. */
export async function authorityIds(db: Db | Tx, slugs: string[]): Promise<(string | null)[]> {
  const { rows } = await sql<{ slug: string; id: string }>`
    SELECT o.slug, o.id FROM organisations.organisation o WHERE o.slug = ANY(${slugs}::text[]) AND ${canBeAsked}`.execute(
    db,
  )
  return slugs.map((slug) => rows.find((row) => row.slug === slug)?.id ?? null)
}

/** The authorities that answers name, the first one first. */
export function slugsOf(answers: Partial<Record<'addressee' | 'addressee2' | 'addressee3', string | null>>): string[] {
  return [answers.addressee, answers.addressee2, answers.addressee3].filter((slug): slug is string => Boolean(slug))
}

/** Lists change while somebody writes: an authority ends. */
export function unknownAddressees(ids: (string | null)[]): FieldError[] {
  const gone = ids.indexOf(null)
  const field = gone === 0 ? 'addressee' : `addressee${gone + 1}`
  return gone < 0 ? [] : [{ field, text: { key: 'petitions.start.addressee.unknown' } }]
}
