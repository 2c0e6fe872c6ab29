import { sql } from 'kysely'
import { settingTitle } from '#commons/settings/words.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang, type Localised } from '#kernel/i18n/lang.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'

/** What an act was done to, as an administrator may see it. */
export interface NamedSubject {
  name: string
  /** Without the language; null when there is no page that whoever reads the trail may open. */
  path: string | null
}

/** Names of one kind of subject; a room says in its manifest those of its own. */
export interface ActSubject {
  /** As acts record it, such as 'petitions.case'. */
  kind: string
  /** The kind in words, for a subject that has no name (any more). */
  label: MessageKey
  /** All ids of a page at once; one that is not found is left out. A citizen is never named. */
  find(ctx: Context, ids: string[]): Promise<Map<string, NamedSubject>>
}

declare module '#kernel/module.ts' {
  interface Manifest {
    actSubjects?: ActSubject[]
  }
}

type Subject = { kind: string; id: string }

/** Says of each subject what it is; of one that nobody knows its kind and the end of its id. */
export async function nameSubjects(ctx: Context, subjects: Subject[]): Promise<(subject: Subject) => NamedSubject> {
  const kinds = [...ownSubjects, ...ctx.manifests.flatMap(({ actSubjects = [] }) => actSubjects)]
  const found = new Map<string, Map<string, NamedSubject>>()
  for (const { kind, find } of kinds) {
    const ids = new Set(subjects.filter((one) => one.kind === kind).map(({ id }) => id))
    if (ids.size > 0) found.set(kind, await find(ctx, [...ids]))
  }
  const t = ctx.translate(ctx.lang)
  return ({ kind, id }) => {
    const label = kinds.find((one) => one.kind === kind)?.label
    // The beginning of an id is the time it was made in: those of one minute look alike.
    const short = id.length > 20 ? `…${id.slice(-8)}` : id
    return found.get(kind)?.get(id) ?? { name: `${label ? t(label) : kind} ${short}`, path: null }
  }
}

/** What the commons parts below rooms record acts of. */
const ownSubjects: ActSubject[] = [
  {
    kind: 'account',
    label: 'audit.subject.account',
    // Acts on accounts are about roles: these are officials, whom the page of roles names as well.
    async find(ctx, ids) {
      const { rows } = await sql<{ id: string; name: string }>`
        SELECT id, name FROM people.account WHERE id = ANY(${ids}::uuid[]) AND name IS NOT NULL`.execute(ctx.db)
      return new Map(rows.map(({ id, name }) => [id, { name, path: null }]))
    },
  },
  {
    kind: 'authority',
    label: 'audit.subject.authority',
    async find(ctx, slugs) {
      const { rows } = await sql<{ slug: string; name: Localised }>`
        SELECT slug, name FROM organisations.organisation WHERE slug = ANY(${slugs}::text[])`.execute(ctx.db)
      return new Map(
        rows.map(({ slug, name }) => [slug, { name: inLang(name, ctx.lang), path: `/work/authorities/${slug}` }]),
      )
    },
  },
  {
    kind: 'setting',
    label: 'audit.subject.setting',
    async find(ctx, keys) {
      const t = ctx.translate(ctx.lang)
      const known = new Set(ctx.manifests.flatMap(({ settings = [] }) => settings.map(({ key }) => key)))
      return new Map(
        keys
          .filter((key) => known.has(key))
          .map((key) => [key, { name: settingTitle(t, key) ?? key, path: `/work/settings/${key}` }]),
      )
    },
  },
]
