import type { Services } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import type { Mail } from '#kernel/mail/mail.ts'

/** Words of somebody else, lines kept; perhaps in another language than the letter. */
export interface Quote {
  quote: string
  lang: Lang
}

/** A heading that leads to a page. */
export interface Linked {
  link: string
  url: string
}

/** A mail as its writer thinks of it: some paragraphs, one thing to do, why it came. */
export interface Letter {
  to: string
  lang: Lang
  subject: string
  paragraphs: (string | Quote | Linked)[]
  button?: { label: string; url: string }
  /** Below a line: why the person gets this and how to stop it. */
  footer: string[]
  /** A letter with a secret in it: who gets used to links in such letters follows a thief's. */
  withoutLinks?: true
  /** One-click unsubscribe address (RFC 8058), for letters that come without being asked for each time. */
  unsubscribeUrl?: string
}

/**
 * Composes both parts. No picture, no tracking, nothing loaded from anywhere. Every letter ends with where it stands who runs the
 * site: the address itself may change while a letter lies in a mailbox.
 */
export function composeMail(from: Pick<Services, 'publicUrl' | 'translate'>, letter: Letter): Mail {
  const { button, lang } = letter
  const t = from.translate(lang)
  const contact = letter.withoutLinks
    ? t('notices.mail.contact-page', { site: new URL(from.publicUrl).host })
    : t('notices.mail.contact', { url: `${from.publicUrl}/${lang}/contact` })
  const footer = [...letter.footer, contact]
  const text = [
    ...letter.paragraphs.map(plain),
    ...(button ? [`${button.label}:\n${button.url}`] : []),
    '—',
    ...footer,
  ].join('\n\n')
  // Mail programs know no style sheets: the few inline styles here never meet our pages' CSP.
  const html = `<!doctype html><html lang="${letter.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(letter.subject)}</title></head><body style="margin:0;padding:24px;background:#fbfaf6;color:#13213c;font:16px/1.6 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif"><div style="max-width:36rem;margin:0 auto;background:#fff;border:1px solid #d9dfe8;border-radius:10px;padding:24px">${letter.paragraphs.map(marked).join('')}${button ? `<p style="margin:24px 0"><a href="${escapeHtml(button.url)}" style="display:inline-block;background:#0a5a9c;color:#fff;border-radius:10px;padding:12px 22px;font-weight:650;text-decoration:none">${escapeHtml(button.label)}</a></p><p style="font-size:14px;color:#4a5873;word-break:break-all">${escapeHtml(button.url)}</p>` : ''}</div><div style="max-width:36rem;margin:16px auto 0;font-size:14px;color:#4a5873">${footer.map(paragraph).join('')}</div></body></html>`
  return {
    to: letter.to,
    subject: letter.subject,
    text: `${text}\n`,
    html,
    headers: {
      'auto-submitted': 'auto-generated',
      'content-language': letter.lang,
      ...(letter.unsubscribeUrl && {
        'list-unsubscribe': `<${letter.unsubscribeUrl}>`,
        'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
      }),
    },
  }
}

function plain(part: Letter['paragraphs'][number]): string {
  if (typeof part === 'string') return part
  return 'url' in part ? `${part.link}\n${part.url}` : part.quote.replaceAll(/^/gm, '> ')
}

function marked(part: Letter['paragraphs'][number]): string {
  if (typeof part === 'string') return paragraph(part)
  return 'url' in part ? heading(part) : quotation(part)
}

function heading({ link, url }: Linked): string {
  return `<p style="margin:24px 0 8px;font-weight:650"><a href="${escapeHtml(url)}" style="color:#0a5a9c">${escapeHtml(link)}</a></p>`
}

function paragraph(text: string): string {
  return `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`
}

function quotation({ quote, lang }: Quote): string {
  return `<blockquote lang="${lang}" style="margin:0 0 16px;padding:0 0 0 16px;border-left:4px solid #d9dfe8">${quote.split('\n').map(paragraph).join('')}</blockquote>`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
