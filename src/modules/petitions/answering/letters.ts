import { sql } from 'kysely'
import { composeMail } from '#commons/notices/compose-mail.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import { inLang, type Lang, type Localised } from '#kernel/i18n/lang.ts'
import { type MessageKey, say, type Translate } from '#kernel/i18n/translator.ts'
import { type Mail, queueMails } from '#kernel/mail/mail.ts'

type Sender = Pick<Services, 'publicUrl' | 'translate'> & { tx: Tx; now: Date }
type StarterNews = 'registered' | 'defects' | 'extended' | 'redirected'

/** Writes to the starter, in the starter's language, what the authority did. Nothing when the mailbox was erased. */
export async function tellStarter(
  ctx: Sender,
  petition: { number: number; slug: string; title: string; starterMailboxId: string | null },
  news: StarterNews,
  authority: Localised,
  more: { args?: Record<string, string | number>; to?: Localised; path?: string } = {},
): Promise<void> {
  const mailbox = petition.starterMailboxId && (await mailboxOf(ctx.tx, petition.starterMailboxId))
  if (!mailbox) return
  const { lang } = mailbox
  const t = ctx.translate(lang)
  const args = {
    title: petition.title,
    authority: inLang(authority, lang),
    ...(more.to && { to: inLang(more.to, lang) }),
    ...more.args,
  }
  await queueMails(
    ctx.tx,
    [
      composeMail(ctx, {
        to: mailbox.address,
        lang,
        subject: sayKey(t, `petitions.answering.mail.${news}.subject`, args),
        paragraphs: [sayKey(t, `petitions.answering.mail.${news}.text`, args)],
        button: {
          label: t('petitions.answering.mail.open'),
          url: `${ctx.publicUrl}/${lang}${more.path ?? `/petitions/${petition.number}-${petition.slug}`}`,
        },
        footer: [t('petitions.answering.mail.why-starter')],
      }),
    ],
    ctx.now,
  )
}

/** To the official address, in Romanian; with the way into the workspace and without personal data. */
export function authorityMail(
  ctx: Pick<Services, 'publicUrl' | 'translate'>,
  to: string,
  news: 'new-case' | 'mended' | 'promised',
  petition: { number: number; title: string },
  caseId: string,
  more: Record<string, string> = {},
): Mail {
  const t = ctx.translate('ro')
  const args = { number: petition.number, title: petition.title, ...more }
  return composeMail(ctx, {
    to,
    lang: 'ro',
    subject: sayKey(t, `petitions.answering.mail.${news}.subject`, args),
    paragraphs: [sayKey(t, `petitions.answering.mail.${news}.text`, args)],
    button: { label: t('petitions.answering.mail.open-case'), url: `${ctx.publicUrl}/ro/work/cases/${caseId}` },
    footer: [t('petitions.answering.mail.why-authority')],
  })
}

function sayKey(t: Translate, key: string, args: Record<string, string | number>): string {
  return say(t, { key: key as MessageKey, args })
}

export async function mailboxOf(db: Db | Tx, id: string): Promise<{ address: string; lang: Lang } | null> {
  const { rows } = await sql<{ address: string | null; lang: Lang }>`
    SELECT address, lang FROM people.mailbox WHERE id = ${id}`.execute(db)
  const row = rows[0]
  return row?.address ? { address: row.address, lang: row.lang } : null
}
