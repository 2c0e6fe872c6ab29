import { sql } from 'kysely'
import type { Letter } from '#commons/notices/compose-mail.ts'
import type { Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { plainText, shortened } from '#kernel/text/plain-text.ts'
import { showsFiles } from './answer-files.ts'
import type { Outcome } from './case.ts'

/** A mail carries so much of an answer; the page has all of it. */
const MOST = 1500

interface Answer {
  outcome: Outcome
  lang: Lang
  textHtml: string
  translationLang: Lang | null
  translationHtml: string | null
  correction: string | null
}

/**
 * What a mail says of an answer: how it ended, and its words. The newest version as readers may see it when the mail is written, so
 * that nothing is mailed that was mended or hidden meanwhile; nothing of a petition that was taken down. The authority's
 * translation into the reader's language goes before the original.
 */
export async function answerInMail(
  { translate }: Pick<Services, 'translate'>,
  tx: Tx,
  caseId: string,
  reader: Lang,
): Promise<Letter['paragraphs']> {
  const { rows } = await sql<Answer>`
    SELECT a.outcome, a.lang, a.text_html AS "textHtml", a.translation_lang AS "translationLang", a.translation_html AS "translationHtml", a.correction
    FROM petitions.case_answer a JOIN petitions.case c ON c.id = a.case_id JOIN petitions.petition p ON p.id = c.petition_id
    WHERE a.case_id = ${caseId} AND ${showsFiles} ORDER BY a.version DESC LIMIT 1`.execute(tx)
  const answer = rows[0]
  if (!answer) return []
  const t = translate(reader)
  const translated = answer.translationLang === reader && answer.translationHtml !== null
  const words = lines(translated ? (answer.translationHtml as string) : answer.textHtml)
  const quote = shortened(words, MOST)
  const lang = t(`people.lang.in-text.${answer.lang}`)
  return [
    t('petitions.answering.news.outcome', { outcome: answer.outcome }),
    ...(answer.correction ? [t('petitions.answering.news.why-corrected', { correction: answer.correction })] : []),
    t(translated ? 'petitions.answering.news.translated' : 'petitions.answering.news.words', { lang }),
    { quote, lang: translated ? reader : answer.lang },
    t(quote === words ? 'petitions.answering.news.whole' : 'petitions.answering.news.cut'),
  ]
}

/** The words of cleaned HTML, a line for each paragraph, heading and point of a list. */
function lines(html: string): string {
  return html
    .replaceAll(/<li>\s*(?:<p>)?/g, '\n– ')
    .split(/\n|<br\s*\/?>|<\/(?:p|h3|h4|li|ul|ol|blockquote)>/)
    .map(plainText)
    .filter((line) => line !== '')
    .join('\n')
}
