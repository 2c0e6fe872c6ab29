import { composeMail } from '#commons/notices/compose-mail.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import { addressOf, type DataRequest } from './store.ts'

type News = 'sent' | 'registered' | 'extended' | 'answered'

/** Tells who asked that something happened. What was answered stands on the page, not in a letter that lies open in a mailbox. */
export async function tellRequester(
  ctx: WriteContext,
  request: { number: number; mailboxId: string; institution: { name: DataRequest['institution']['name'] } },
  news: News,
  args: { incoming?: string; days?: number } = {},
): Promise<void> {
  const mailbox = await addressOf(ctx.tx, request.mailboxId)
  if (!mailbox) return
  const { address, lang } = mailbox
  const t = ctx.translate(lang)
  const { number } = request
  const institution = inLang(request.institution.name, lang)
  const said = { number, institution, incoming: args.incoming ?? '', days: args.days ?? 0 }
  const mail = composeMail(ctx, {
    to: address,
    lang,
    subject: t(`open-data.requests.mail.${news}.subject`, { number }),
    paragraphs: [t(`open-data.requests.mail.${news}.text`, said)],
    button: {
      label: t('open-data.requests.mail.open'),
      url: `${ctx.publicUrl}/${lang}/data/requests/${number}/mine`,
    },
    footer: [t('open-data.requests.mail.why')],
  })
  await queueMails(ctx.tx, [mail], ctx.now)
}

/** To the official address, in Romanian: that a request waits, and nothing of who asks. */
export async function tellInstitution(
  ctx: WriteContext,
  {
    number,
    institution,
  }: { number: number; institution: { name: DataRequest['institution']['name']; email: string | null } },
): Promise<void> {
  if (institution.email === null) return
  const t = ctx.translate('ro')
  const mail = composeMail(ctx, {
    to: institution.email,
    lang: 'ro',
    subject: t('open-data.requests.mail.new.subject', { number }),
    paragraphs: [t('open-data.requests.mail.new.text', { number })],
    button: { label: t('open-data.requests.mail.open-work'), url: `${ctx.publicUrl}/ro/work/data-requests/${number}` },
    footer: [t('open-data.requests.mail.why-institution')],
  })
  await queueMails(ctx.tx, [mail], ctx.now)
}
