import type { PersonalData } from '#commons/people/data/personal-data.ts'
import type { Context } from '#kernel/http/context.ts'
import { say } from '#kernel/i18n/translator.ts'
import { SENT_MAIL_DAYS } from '#kernel/mail/forget-sent.ts'
import { type Information, writeOut } from './information.ts'
import type { Operator } from './operator.ts'

/** Letters are the kernel's; erasing one's data removes them with the address. */
const letters: Pick<PersonalData, 'what' | 'why' | 'kept'> = {
  what: 'about.privacy.kept.mail',
  why: 'about.privacy.kept.mail.why',
  kept: { key: 'about.privacy.kept.mail.long', args: { days: SENT_MAIL_DAYS } },
}

type Reader = Pick<Context, 'translate' | 'lang' | 'demo' | 'personalData'>

/** How whoever runs the site is reached, in a sentence; what nobody has said yet is told too. */
function reached(ctx: Reader, { name, email, phone, address }: Operator): string {
  const t = ctx.translate(ctx.lang)
  const ways = [name, email, phone, address].filter((way) => way !== null)
  return ways.length > 0 ? t('about.contact.line', { ways: ways.join(', ') }) : t('about.contact.none')
}

export function howItWorks(ctx: Reader, operator: Operator): Information {
  return writeOut(ctx, {
    title: 'about.how.title',
    lead: 'about.how.lead',
    sections: [
      {
        id: 'petition',
        title: 'about.how.petition',
        steps: ['about.how.petition.1', 'about.how.petition.2', 'about.how.petition.3', 'about.how.petition.4'],
      },
      { id: 'answer', title: 'about.how.answer', paragraphs: ['about.how.answer.1', 'about.how.answer.2'] },
      {
        id: 'count',
        title: 'about.how.count',
        points: ['about.how.count.1', 'about.how.count.2', 'about.how.count.3', 'about.how.count.4'],
      },
      { id: 'open', title: 'about.how.open', paragraphs: ['about.how.open.1'] },
      { id: 'who', title: 'about.contact.title', said: [reached(ctx, operator)] },
    ],
  })
}

export function accessibilityStatement(ctx: Reader, operator: Operator): Information {
  return writeOut(ctx, {
    title: 'about.accessibility.title',
    lead: 'about.accessibility.lead',
    sections: [
      { id: 'goal', title: 'about.accessibility.goal', paragraphs: ['about.accessibility.goal.1'] },
      {
        id: 'tested',
        title: 'about.accessibility.tested',
        points: ['about.accessibility.tested.1', 'about.accessibility.tested.2', 'about.accessibility.tested.3'],
      },
      {
        id: 'known',
        title: 'about.accessibility.known',
        points: ['about.accessibility.known.1', 'about.accessibility.known.2'],
      },
      {
        id: 'complain',
        title: 'about.accessibility.complain',
        paragraphs: ['about.accessibility.complain.1', 'about.accessibility.complain.2'],
        said: [reached(ctx, operator)],
      },
    ],
  })
}

export function privacyNotice(ctx: Reader, operator: Operator): Information {
  const t = ctx.translate(ctx.lang)
  return writeOut(ctx, {
    title: 'about.privacy.title',
    lead: 'about.privacy.lead',
    warning: ctx.demo ? 'about.privacy.demo' : undefined,
    sections: [
      {
        id: 'kept',
        title: 'about.privacy.kept',
        table: {
          headers: [t('about.privacy.kept.what'), t('about.privacy.kept.why'), t('about.privacy.kept.long')],
          rows: [...ctx.personalData, letters].map(({ what, why, kept }) => [
            say(t, { key: what }),
            say(t, { key: why }),
            say(t, kept),
          ]),
        },
      },
      {
        id: 'shown',
        title: 'about.privacy.shown',
        points: ['about.privacy.shown.1', 'about.privacy.shown.2', 'about.privacy.shown.3'],
      },
      {
        id: 'rights',
        title: 'about.privacy.rights',
        paragraphs: ['about.privacy.rights.1', 'about.privacy.rights.2', 'about.privacy.rights.3'],
        said: [
          operator.dataContact
            ? t('about.contact.data.line', { contact: operator.dataContact })
            : reached(ctx, operator),
        ],
      },
      {
        id: 'cookies',
        title: 'about.privacy.cookies',
        paragraphs: ['about.privacy.cookies.1', 'about.privacy.cookies.2'],
      },
    ],
  })
}
