import type { EntryPromise } from '#commons/ledger/replies.ts'
import { composeMail } from '#commons/notices/compose-mail.ts'
import type { Context } from '#kernel/http/context.ts'
import { dayInWords } from '#kernel/i18n/day-in-words.ts'
import type { Mail } from '#kernel/mail/mail.ts'

export interface ReceiptLetter {
  to: string
  title: string
  confirmedOn: string
  promise: EntryPromise
  /** The receipt, once a checkpoint holds the entry. */
  file: { fileName: string; body: Buffer } | null
  /** Where the receipt is, in full. */
  link: { url: string; label: string }
  /** The link itself is the permission: whoever has it can take the signature back. */
  secret: boolean
}

/** What the log promises of a signature, or its receipt as a file. */
export function receiptMail(
  ctx: Pick<Context, 'lang' | 'publicUrl' | 'translate'>,
  { to, title, confirmedOn, promise, file, link, secret }: ReceiptLetter,
): Mail {
  const t = ctx.translate(ctx.lang)
  const index = String(promise.index)
  const mail = composeMail(ctx, {
    to,
    lang: ctx.lang,
    subject: t('petitions.signing.receipt-mail.subject', { title }),
    paragraphs: [
      t('petitions.signing.receipt-mail.what', { title, day: dayInWords(confirmedOn, ctx.lang), index }),
      t('petitions.signing.receipt-mail.hash', { hash: promise.leafHash ?? '' }),
      published(),
      t('petitions.signing.receipt-mail.proves', { url: `${ctx.publicUrl}/${ctx.lang}/ledger/receipt-check` }),
    ],
    button: link,
    footer: [
      t('petitions.signing.receipt-mail.asked'),
      ...(secret ? [t('petitions.signing.receipt-mail.private')] : []),
    ],
  })
  return file ? { ...mail, attachments: [{ fileName: file.fileName, type: 'text/plain', bytes: file.body }] } : mail

  function published(): string {
    if (file) return t('petitions.signing.receipt-mail.published', { file: file.fileName })
    const seconds = promise.withinSeconds
    return promise.state === 'late'
      ? t('petitions.signing.receipt-mail.late', { seconds })
      : t('petitions.signing.receipt-mail.acknowledged', { seconds })
  }
}
