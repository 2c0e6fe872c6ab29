import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import { composeMail } from '#commons/notices/compose-mail.ts'
import { dayInWords } from '#kernel/i18n/day-in-words.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { type MessageKey, say } from '#kernel/i18n/translator.ts'
import type { Mail } from '#kernel/mail/mail.ts'
import type { ActContext } from './act-context.ts'
import { type Decision, type DecisionReason, type MaskReason, refuses } from './reasons.ts'

interface Reader {
  to: string
  lang: Lang
}

/** Tells the starter what was decided, why, and what can be done about it. */
export function decisionMail(
  ctx: Pick<ActContext, 'publicUrl' | 'translate'>,
  letter: {
    starter: Reader
    petition: { number: number; title: string }
    decision: Decision
    reason: DecisionReason | null
    text: string | null
    /** Of a returned text: the last day to send it again. */
    until: PlainDay | null
  },
): Mail {
  const { starter, petition, decision, reason, text, until } = letter
  const t = ctx.translate(starter.lang)
  const path = refuses(decision)
    ? `/petitions/${petition.number}/appeal`
    : decision === 'returned'
      ? `/petitions/${petition.number}/mine`
      : `/petitions/${petition.number}`
  return composeMail(ctx, {
    to: starter.to,
    lang: starter.lang,
    subject: t('petitions.moderation.mail.decision.subject', { title: petition.title }),
    paragraphs: [
      t('petitions.moderation.mail.decision.hello', { title: petition.title }),
      say(t, { key: `petitions.moderation.mail.decision.${decision}` as MessageKey }),
      ...(reason
        ? [
            t('petitions.moderation.mail.decision.reason', {
              reason: say(t, { key: `petitions.moderation.reason.${reason}` as MessageKey }),
            }),
          ]
        : []),
      ...(text ? [text] : []),
      ...(until ? [t('petitions.moderation.mail.decision.until', { until: dayInWords(until, starter.lang) })] : []),
    ],
    button: {
      label: refuses(decision)
        ? t('petitions.moderation.mail.decision.to-appeal')
        : t('petitions.moderation.mail.decision.to-petition'),
      url: `${ctx.publicUrl}/${starter.lang}${path}`,
    },
    footer: [t('petitions.moderation.mail.why')],
  })
}

/** Tells the starter that a part of the text is hidden. */
export function maskMail(
  ctx: Pick<ActContext, 'publicUrl' | 'translate'>,
  letter: { starter: Reader; petition: { number: number; title: string }; reason: MaskReason; maskId: string },
): Mail {
  const { starter, petition } = letter
  const t = ctx.translate(starter.lang)
  return composeMail(ctx, {
    to: starter.to,
    lang: starter.lang,
    subject: t('petitions.moderation.mail.mask.subject', { title: petition.title }),
    paragraphs: [
      t('petitions.moderation.mail.mask.what', {
        title: petition.title,
        reason: say(t, { key: `petitions.moderation.mask-reason.${letter.reason}` as MessageKey }),
      }),
      t('petitions.moderation.mail.mask.appeal'),
    ],
    button: {
      label: t('petitions.moderation.mail.decision.to-appeal'),
      url: `${ctx.publicUrl}/${starter.lang}/petitions/${petition.number}/masks/${letter.maskId}/appeal`,
    },
    footer: [t('petitions.moderation.mail.why')],
  })
}

/** Tells an administrator that something waits past its term and needs a person. No title: the text is not public. */
export function escalationMail(
  ctx: Pick<ActContext, 'publicUrl' | 'translate'>,
  letter: { reader: Reader; number: number; itemId: string; dueOn: string },
): Mail {
  const { reader, number, itemId, dueOn } = letter
  const t = ctx.translate(reader.lang)
  return composeMail(ctx, {
    to: reader.to,
    lang: reader.lang,
    subject: t('petitions.moderation.mail.escalation.subject', { number }),
    paragraphs: [t('petitions.moderation.mail.escalation.what', { number, due: dueOn })],
    button: {
      label: t('petitions.moderation.mail.escalation.button'),
      url: `${ctx.publicUrl}/${reader.lang}/work/moderation/${itemId}`,
    },
    footer: [t('petitions.moderation.mail.escalation.why')],
  })
}
