import { sql } from 'kysely'
import { keyedHash } from '#kernel/config/secrets.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Lang, Localised } from '#kernel/i18n/lang.ts'

export const partKinds = ['answer', 'follow-up', 'clarification', 'answer-file'] as const
export type PartKind = (typeof partKinds)[number]
export type PartField = 'text' | 'translation' | 'correction'

/** Something that stands beside a petition's text and can be hidden by itself. Texts are the original ones, whatever is hidden. */
export interface Part {
  id: string
  kind: PartKind
  /** Null for what the starter wrote. */
  authority: Localised | null
  lang: Lang
  translationLang: Lang | null
  /** Markdown is null where only the HTML was kept; a correction's reason is plain text. */
  texts: Partial<Record<PartField, { markdown: string | null; html: string | null }>>
  /** Of a file. */
  name: string | null
  sha256: string | null
  at: Date
  salt: Buffer
}

/** Everything of a petition that can be hidden beside its text, oldest first. */
export async function partsOf(db: Db | Tx, petitionId: string): Promise<Part[]> {
  const { rows } = await sql<Part>`
    SELECT part.id, part.kind, part.authority, part.lang, part."translationLang", coalesce(o.texts, part.texts) AS texts, part.name, part.sha256,
      part.at, part.salt
    FROM (
      SELECT a.id, 'answer' AS kind, g.name AS authority, a.lang, a.translation_lang AS "translationLang", jsonb_strip_nulls(jsonb_build_object(
          'text', jsonb_build_object('markdown', a.text_markdown, 'html', a.text_html),
          'translation', CASE WHEN a.translation_html IS NOT NULL
            THEN jsonb_build_object('markdown', a.translation_markdown, 'html', a.translation_html) END,
          'correction', CASE WHEN a.correction IS NOT NULL THEN jsonb_build_object('markdown', a.correction) END)) AS texts,
        NULL AS name, NULL AS sha256, a.answered_at AS at, p.text_salt AS salt
      FROM petitions.case_answer a JOIN petitions.case c ON c.id = a.case_id JOIN petitions.petition p ON p.id = c.petition_id
      JOIN organisations.organisation g ON g.id = c.organisation_id WHERE p.id = ${petitionId}
      UNION ALL
      SELECT f.id, 'follow-up', g.name, f.lang, NULL, jsonb_strip_nulls(jsonb_build_object(
          'text', jsonb_build_object('markdown', f.text_markdown, 'html', f.text_html))), NULL, NULL, f.posted_at, p.text_salt
      FROM petitions.case_follow_up f JOIN petitions.case c ON c.id = f.case_id JOIN petitions.petition p ON p.id = c.petition_id
      JOIN organisations.organisation g ON g.id = c.organisation_id WHERE p.id = ${petitionId}
      UNION ALL
      SELECT l.id, 'clarification', NULL, p.lang, NULL, jsonb_build_object(
          'text', jsonb_build_object('markdown', l.markdown, 'html', l.html)), NULL, NULL, l.added_at, l.salt
      FROM petitions.clarification l JOIN petitions.petition p ON p.id = l.petition_id WHERE p.id = ${petitionId}
      UNION ALL
      SELECT f.id, 'answer-file', g.name, p.lang, NULL, '{}'::jsonb, f.name, f.sha256, coalesce(a.answered_at, u.posted_at), p.text_salt
      FROM petitions.case_file f JOIN petitions.case c ON c.id = f.case_id JOIN petitions.petition p ON p.id = c.petition_id
      JOIN organisations.organisation g ON g.id = c.organisation_id
      LEFT JOIN petitions.case_answer a ON a.id = f.answer_id LEFT JOIN petitions.case_follow_up u ON u.id = f.follow_up_id
      WHERE p.id = ${petitionId}
    ) part LEFT JOIN petitions.original_part o ON o.part_id = part.id ORDER BY part.at, part.id`.execute(db)
  return rows
}

/** The Markdown in which a passage can be found, by field. */
export function markdownOf(part: Part): Partial<Record<PartField, string>> {
  return Object.fromEntries(
    Object.entries(part.texts).flatMap(([field, { markdown }]) => (markdown ? [[field, markdown]] : [])),
  )
}

/** The form in which public records know a part: of answers and clarifications the hash of their own entries. */
export function partHash({ kind, id, texts, sha256, salt }: Part): Buffer {
  const text = texts.text?.markdown ?? texts.text?.html ?? ''
  if (kind === 'clarification') return keyedHash(salt, kind, text)
  return keyedHash(salt, kind, id, sha256 ?? text)
}
