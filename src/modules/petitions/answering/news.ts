import { sql } from 'kysely'
import { defineNotices } from '#commons/notices/notices.ts'
import { inLang, type Localised } from '#kernel/i18n/lang.ts'
import { type MessageKey, say } from '#kernel/i18n/translator.ts'
import { answerInMail } from './answer-in-mail.ts'

interface About {
  number: number
  slug: string
  title: string
  authority: Localised | null
}

/** What followers hear of and signatories do not: these asked what the authority does. */
const notOfAuthorities = ['clarification', 'closing']

/** News of a petition for its signatories who asked to hear, its starter and whoever follows it. */
export const petitionNews = defineNotices({
  subjectKind: 'petitions.petition',
  jobName: 'petitions.send-news',
  why: 'notices.why',
  kinds: {
    answer: 'petitions.answering.news.answer.kind',
    correction: 'petitions.answering.news.correction.kind',
    'follow-up': 'petitions.answering.news.follow-up.kind',
    hearing: 'petitions.answering.news.hearing.kind',
    finished: 'petitions.answering.news.finished.kind',
    clarification: 'petitions.answering.news.clarification.kind',
    threshold: 'petitions.answering.news.threshold.kind',
    closing: 'petitions.answering.news.closing.kind',
  },
  async actors(db, petitionId, after, limit, kind) {
    const { rows } = await sql<{ mailboxId: string }>`
      (SELECT DISTINCT mailbox_id AS "mailboxId" FROM petitions.signature
        WHERE petition_id = ${petitionId} AND wants_news AND ended_at IS NULL AND ${!notOfAuthorities.includes(kind)}
          ${after ? sql`AND mailbox_id > ${after}` : sql``}
        ORDER BY mailbox_id LIMIT ${limit})
      UNION
      (SELECT starter_mailbox_id FROM petitions.petition
        WHERE id = ${petitionId} AND ${kind !== 'clarification'} AND starter_mailbox_id ${after ? sql`> ${after}` : sql`IS NOT NULL`})
      ORDER BY 1 LIMIT ${limit}`.execute(db)
    return rows.map((row) => row.mailboxId)
  },
  async letter(services, tx, news, lang) {
    const caseId = (news.data.caseId as string | undefined) ?? null
    const tellsAnswer = caseId !== null && (news.kind === 'answer' || news.kind === 'correction')
    const { rows } = await sql<About>`
      SELECT p.number, p.slug, p.title,
        (SELECT o.name FROM petitions.case c JOIN organisations.organisation o ON o.id = c.organisation_id
          WHERE c.id = ${caseId}::uuid) AS authority
      FROM petitions.petition p WHERE p.id = ${news.subjectId}`.execute(tx)
    const about = rows[0] as About
    const t = services.translate(lang)
    const args = {
      ...(news.data as Record<string, string | number>),
      title: about.title,
      authority: about.authority ? inLang(about.authority, lang) : '',
    }
    const part = (name: string) => say(t, { key: `petitions.answering.news.${news.kind}.${name}` as MessageKey, args })
    return {
      subject: part('subject'),
      paragraphs: [part('text'), ...(tellsAnswer ? await answerInMail(services, tx, caseId, lang) : [])],
      button: {
        label: t('petitions.answering.mail.open'),
        url: `${services.publicUrl}/${lang}/petitions/${about.number}-${about.slug}`,
      },
    }
  },
})
