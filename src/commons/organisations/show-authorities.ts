import { permit } from '#commons/access/permit.ts'
import { basisInWords } from '#commons/lifecycle/basis-in-words.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { allPlaceChoices } from '#commons/places/choices.ts'
import { placeLabel } from '#commons/places/label.ts'
import { settingTitle, valueInWords } from '#commons/settings/words.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { type Authority, authoritiesAfter, countAuthorities, findAuthority } from './authorities.ts'
import { changeAuthorities } from './permission.ts'
import type { AuthorityDeskView, AuthorityList, AuthorityView, NewAuthorityView } from './replies.ts'

const PAGE = 100

export function listPublicAuthorities(ctx: Context, query: { after: string | null }): Promise<AuthorityList> {
  return listAuthorities(ctx, { ...query, ended: false })
}

/** For administrators: also those that ended. */
export function listAllAuthorities(ctx: Context, query: { after: string | null }): Promise<AuthorityList> {
  permit(ctx, changeAuthorities)
  return listAuthorities(ctx, { ...query, ended: true })
}

async function listAuthorities(
  ctx: Context,
  { after, ended }: { after: string | null; ended: boolean },
): Promise<AuthorityList> {
  const [rows, total] = await Promise.all([
    authoritiesAfter(ctx.db, { after, limit: PAGE + 1, ended }),
    countAuthorities(ctx.db, { ended }),
  ])
  const shown = rows.slice(0, PAGE)
  return {
    items: shown.map((row) => ({
      slug: row.slug,
      name: inLang(row.name, ctx.lang),
      kind: row.kind,
      place: { key: row.placeKey, name: ctx.places.find(row.placeKey) ? placeLabel(ctx, row.placeKey) : '' },
      email: row.email,
      endedAt: row.endedAt?.toISOString() ?? null,
    })),
    total,
    next: rows.length > PAGE ? (shown.at(-1)?.slug ?? null) : null,
  }
}

/** What everybody may know of an authority: where it answers and what it promised. */
export async function showAuthority(ctx: Context, { slug }: { slug: string }): Promise<AuthorityView> {
  const authority = await known(ctx, slug)
  const path = ctx.places.find(authority.placeKey) ? ctx.places.path(authority.placeKey) : []
  return {
    slug,
    name: inLang(authority.name, ctx.lang),
    kind: authority.kind,
    place: path.map(({ key, name }) => ({ key, name: inLang(name, ctx.lang) })),
    email: authority.email,
    endedAt: authority.endedAt?.toISOString() ?? null,
    demo: authority.demo,
    promises: await promisesOf(ctx, authority),
  }
}

/** Every setting of which an authority may have a value of its own, as it holds for this one today. */
function promisesOf(ctx: Context, authority: Authority): Promise<AuthorityView['promises']> {
  const t = ctx.translate(ctx.lang)
  const settings = ctx.manifests
    .flatMap((manifest) => manifest.settings ?? [])
    .filter(({ scope }) => scope === 'authority')
  return Promise.all(
    settings.map(async (setting) => {
      const { value, source } = await ctx.settings.on(setting, dayOf(ctx.now, ctx.timeZone), authority.id)
      const basis = source.kind === 'law' ? source.basis : null
      return {
        key: setting.key,
        title: settingTitle(t, setting.key) ?? setting.key,
        value,
        words: valueInWords(t, setting.unit, value),
        own: source.kind === 'authority',
        from: 'from' in source ? source.from : null,
        reason: 'reason' in source ? source.reason : null,
        law: basis && basisInWords(basis, ctx.lang),
      }
    }),
  )
}

export async function showNewAuthority(ctx: Context): Promise<NewAuthorityView> {
  permit(ctx, changeAuthorities)
  return { places: allPlaceChoices(ctx) }
}

/** One authority as an administrator changes it. */
export async function showAuthorityDesk(ctx: Context, { slug }: { slug: string }): Promise<AuthorityDeskView> {
  permit(ctx, changeAuthorities)
  const { kind, name, placeKey, email, endedAt } = await known(ctx, slug)
  return {
    slug,
    kind,
    names: { ro: name.ro, ru: name.ru ?? null, en: name.en ?? null },
    placeKey,
    email,
    endedAt: endedAt?.toISOString() ?? null,
    places: allPlaceChoices(ctx, { chosen: placeKey }),
  }
}

async function known(ctx: Context, slug: string): Promise<Authority> {
  const authority = await findAuthority(ctx.db, slug)
  if (!authority) throw new NotFound()
  return authority
}
