import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import { composeMail } from '#commons/notices/compose-mail.ts'
import type { Context, Services } from '#kernel/http/context.ts'
import { dayInWords } from '#kernel/i18n/day-in-words.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import type { Mail } from '#kernel/mail/mail.ts'
import { confirmMail } from '../confirm-mail.ts'

type Writer = Pick<Services, 'publicUrl' | 'translate'>
interface Reader {
  to: string
  lang: Lang
}
interface About {
  number: number
  title: string
}

export function supportMail(
  ctx: Pick<Context, 'lang' | 'publicUrl' | 'translate'>,
  letter: { to: string; name: string; title: string; token: string; days: number },
): Mail {
  const t = ctx.translate(ctx.lang)
  const { title, days } = letter
  return confirmMail(ctx, {
    ...letter,
    subject: t('petitions.start.mail.support.subject', { title }),
    paragraphs: [t('petitions.start.mail.support.why', { title }), t('petitions.start.mail.support.how', { days })],
    path: `/supporters/${letter.token}/confirmation`,
  })
}

/** To who supported a text that was changed before it was published. */
export function newTextMail(ctx: Writer, reader: Reader & { name: string }, petition: About & { slug: string }): Mail {
  const t = ctx.translate(reader.lang)
  return composeMail(ctx, {
    to: reader.to,
    lang: reader.lang,
    subject: t('petitions.start.mail.new-text.subject', { title: petition.title }),
    paragraphs: [
      t('petitions.mail.confirm.hello', { name: reader.name }),
      t('petitions.start.mail.new-text.why'),
      petition.title,
      t('petitions.start.mail.new-text.how'),
    ],
    button: {
      label: t('petitions.start.mail.new-text.button'),
      url: `${ctx.publicUrl}/${reader.lang}/petitions/${petition.number}-${petition.slug}`,
    },
    footer: [t('petitions.start.mail.new-text.footer')],
  })
}

/** To the starter whose petition found too few supporters in time. */
export function abandonedMail(ctx: Writer, reader: Reader, petition: About & { days: number; needed: number }): Mail {
  const t = ctx.translate(reader.lang)
  return composeMail(ctx, {
    to: reader.to,
    lang: reader.lang,
    subject: t('petitions.start.mail.abandoned.subject', { title: petition.title }),
    paragraphs: [
      t('petitions.start.mail.abandoned.what', {
        title: petition.title,
        days: petition.days,
        needed: petition.needed,
      }),
      t('petitions.start.mail.abandoned.again'),
    ],
    button: {
      label: t('petitions.start.mail.to-own'),
      url: `${ctx.publicUrl}/${reader.lang}/petitions/${petition.number}/mine`,
    },
    footer: [t('petitions.start.mail.starter-footer')],
  })
}

/** To the starter who did not send a returned petition again. */
export function leftReturnedMail(ctx: Writer, reader: Reader, petition: About & { days: number }): Mail {
  const t = ctx.translate(reader.lang)
  const { title, days, number } = petition
  return composeMail(ctx, {
    to: reader.to,
    lang: reader.lang,
    subject: t('petitions.start.mail.left.subject', { title }),
    paragraphs: [t('petitions.start.mail.left.what', { title, days }), t('petitions.start.mail.left.again')],
    button: {
      label: t('petitions.start.mail.to-own'),
      url: `${ctx.publicUrl}/${reader.lang}/petitions/${number}/mine`,
    },
    footer: [t('petitions.start.mail.starter-footer')],
  })
}

/** To the starter whose petition waits for its first supporters: the private link to hand on. */
export function supportLinkMail(
  ctx: Writer,
  reader: Reader,
  petition: About & { needed: number; until: PlainDay; token: string },
): Mail {
  const t = ctx.translate(reader.lang)
  const { number, title, needed, until, token } = petition
  return composeMail(ctx, {
    to: reader.to,
    lang: reader.lang,
    subject: t('petitions.start.mail.link.subject', { title }),
    paragraphs: [
      t('petitions.start.mail.link.what', { number, title, needed, until: dayInWords(until, reader.lang) }),
      t('petitions.start.mail.link.how'),
      t('petitions.start.mail.link.own', { url: `${ctx.publicUrl}/${reader.lang}/petitions/${number}/mine` }),
    ],
    button: {
      label: t('petitions.start.mail.link.button'),
      url: `${ctx.publicUrl}/${reader.lang}/support/${token}`,
    },
    footer: [t('petitions.start.mail.starter-footer')],
  })
}

/** To the starter whose petition found its supporters: moderators read it now. */
export function supportedMail(
  ctx: Writer,
  reader: Reader,
  petition: About & { needed: number; until: PlainDay },
): Mail {
  const t = ctx.translate(reader.lang)
  const { number, title, needed, until } = petition
  return composeMail(ctx, {
    to: reader.to,
    lang: reader.lang,
    subject: t('petitions.start.mail.supported.subject', { title }),
    paragraphs: [
      t('petitions.start.mail.supported.what', { number, title, needed }),
      t('petitions.start.mail.supported.next', { until: dayInWords(until, reader.lang) }),
    ],
    button: {
      label: t('petitions.start.mail.to-own'),
      url: `${ctx.publicUrl}/${reader.lang}/petitions/${number}/mine`,
    },
    footer: [t('petitions.start.mail.starter-footer')],
  })
}
