import { sql } from 'kysely'
import { composeMail } from '#commons/notices/compose-mail.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { inLang, type Lang } from '#kernel/i18n/lang.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import type { Proposal } from './store.ts'

/** Writes to whoever proposed it what the institution answered. @param reason why it is not taken up; null when it is */
export async function tellProposer(ctx: WriteContext, proposal: Proposal, reason: string | null): Promise<void> {
  const { rows } = await sql<{ to: string; lang: Lang }>`
    SELECT address AS to, lang FROM people.mailbox WHERE id = ${proposal.authorMailboxId} AND address IS NOT NULL`.execute(
    ctx.tx,
  )
  const [reader] = rows
  if (!reader) return
  const { to, lang } = reader
  const t = ctx.translate(lang)
  const fate = reason === null ? 'taken' : 'refused'
  const said = { title: proposal.title, institution: inLang(proposal.institution.name, lang) }
  const letter = composeMail(ctx, {
    to,
    lang,
    subject: t(`open-data.proposals.mail.${fate}.subject`, said),
    paragraphs: [
      t(`open-data.proposals.mail.${fate}.text`, said),
      ...(reason === null ? [] : [{ quote: reason, lang: ctx.lang }]),
    ],
    button: { label: t('open-data.proposals.mail.open'), url: `${ctx.publicUrl}/${lang}/data/challenges/proposals` },
    footer: [t('open-data.proposals.mail.why')],
  })
  await queueMails(ctx.tx, [letter], ctx.now)
}
