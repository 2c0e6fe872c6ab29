import { sql } from 'kysely'
import Type from 'typebox'
import type { Db, Tx } from '#kernel/database/database.ts'
import { nullable } from '#kernel/http/nullable.ts'
import type { Lang, Localised } from '#kernel/i18n/lang.ts'

/** What the authority calls an idea in languages other than its author's. */
export type Names = Partial<Record<Lang, string>>

export const Original = nullable(
  Type.Object(
    { title: Type.String(), lang: Type.Enum(['ro', 'ru', 'en']) },
    { description: 'As its author named it, where the title is a translation of the authority' },
  ),
)

/** A title for who reads in a language: the authority's translation where there is one, else what its author wrote. */
export function titleIn(
  { title, lang, names }: { title: string; lang: Lang; names: Names },
  reader: Lang,
): { title: string; lang: Lang; original: { title: string; lang: Lang } | null } {
  const name = names[reader]
  return name === undefined || reader === lang
    ? { title, lang, original: null }
    : { title: name, lang: reader, original: { title, lang } }
}

/** What a project is called in a language: by its author, or by the authority that translated it; null where by nobody. */
export const nameIn = (named: { title: string; lang: Lang; names: Names }, lang: Lang): string | null =>
  lang === named.lang ? named.title : (named.names[lang] ?? null)

/** {@link titleIn} for whoever will read it. */
export function titleInAll(project: { title: string; lang: Lang; names: Names }): Required<Localised> {
  const title = (reader: Lang) => titleIn(project, reader).title
  return { ro: title('ro'), ru: title('ru'), en: title('en') }
}

/** The names of the idea `i` in SQL; none while its words are hidden. */
export const namesOfIdea = sql`CASE WHEN i.hidden_reason IS NULL THEN
  coalesce((SELECT jsonb_object_agg(n.lang, n.title) FROM budgeting.idea_name n WHERE n.idea_id = i.id), '{}') ELSE '{}' END`

export async function namesOf(db: Db | Tx, ideaId: string): Promise<Names> {
  const { rows } = await sql<{ names: Names }>`
    SELECT ${namesOfIdea} AS names FROM budgeting.idea i WHERE i.id = ${ideaId}`.execute(db)
  return rows[0]?.names ?? {}
}

/** All names of an idea; one that is left out is taken away. */
export async function setNames(tx: Tx, ideaId: string, names: Names): Promise<void> {
  await sql`DELETE FROM budgeting.idea_name WHERE idea_id = ${ideaId}`.execute(tx)
  await sql`
    INSERT INTO budgeting.idea_name (idea_id, lang, title) SELECT ${ideaId}, key, value FROM jsonb_each_text(${JSON.stringify(names)}::jsonb)`.execute(
    tx,
  )
}
