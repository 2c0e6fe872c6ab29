import { NotFound } from '#kernel/errors.ts'
import type { Context, Services } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'
import type { NewsSubject } from '../subscriptions.ts'
import { places } from './places.ts'

/** A subject as its room knows it now. */
export interface Followed {
  id: string
  title: string
  /** Language of the title. */
  lang: Lang
  /** Address of its page, without the language. */
  path: string
}

/** A kind of things that people follow; a room declares it. */
export interface Followable {
  /** `<room>.<thing>`: the kind of subject of subscriptions. */
  kind: string
  /** In the address: /follow/<slug>/<key>. */
  slug: string
  /** What such things are called, for lists of what one follows. */
  label: MessageKey
  /** Its news go out one by one (`notices`), not in digests. */
  toldAtOnce?: true
  /** By what stands in the address. Null for what is not there, or not public. */
  find(ctx: Context, key: string): Promise<Followed | null>
  /** By id, for lists; what is not public any more is left out. */
  named(ctx: Context, ids: string[]): Promise<Followed[]>
}

/** One thing that happened, as a digest tells it. */
export interface NewsItem {
  /** Who follows any of these hears of it, once. */
  about: NewsSubject[]
  /** The page on which it stands, without the language. */
  path: string
  at: Date
  /** What it happened to, and what happened. */
  say(lang: Lang): { title: string; text: string }
}

/** What a room tells followers, read from its own rows when digests are made: an act writes nothing for them. */
export interface NewsSource {
  name: string
  /** What happened after `since`, until `until` (included), oldest first; only of what everybody may see. */
  between(services: Services, since: Date, until: Date): Promise<NewsItem[]>
}

declare module '#kernel/module.ts' {
  interface Manifest {
    followable?: Followable[]
    news?: NewsSource[]
  }
}

/** Every kind that can be followed here; places belong to no room. */
export function followables({ manifests }: Pick<Services, 'manifests'>): Followable[] {
  return [places, ...manifests.flatMap(({ followable = [] }) => followable)]
}

/** @throws NotFound for what nobody can follow, and for what is not public */
export async function followedAt(
  ctx: Context,
  at: { kind: string; subject: string },
): Promise<Followed & { kind: string; slug: string; atOnce: boolean }> {
  const one = followables(ctx).find(({ slug }) => slug === at.kind)
  const found = await one?.find(ctx, at.subject)
  if (!one || !found) throw new NotFound()
  return { ...found, kind: one.kind, slug: one.slug, atOnce: one.toldAtOnce ?? false }
}

/** '42' or '42-slug' in an address; null for anything else. */
export function numberOf(key: string): number | null {
  const digits = /^([1-9]\d{0,8})(?:-|$)/.exec(key)?.[1]
  return digits ? Number(digits) : null
}
