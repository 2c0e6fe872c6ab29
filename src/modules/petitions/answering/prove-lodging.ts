import { clocksOf } from '#commons/lifecycle/clocks.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { composeMail } from '#commons/notices/compose-mail.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { dayInWords } from '#kernel/i18n/day-in-words.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import type { Level } from '../petition.ts'
import { CASE } from './case.ts'
import type { CaseRow } from './case-store.ts'
import { clockView } from './case-view.ts'
import { mailboxOf } from './letters.ts'
import { answerTermOn } from './lodging-receipt.ts'

/** Writes to the starter what was lodged, so that it can be proved without us: number, day, authorities, terms, the text's salted hash. */
export async function proveLodging(
  ctx: WriteContext,
  lodging: {
    petition: { number: number; title: string }
    mailboxId: string
    level: Level
    textHash: Buffer
    cases: CaseRow[]
  },
): Promise<void> {
  const mailbox = await mailboxOf(ctx.tx, lodging.mailboxId)
  if (!mailbox) return
  const { lang } = mailbox
  const t = ctx.translate(lang)
  const { number, title } = lodging.petition
  const today = dayOf(ctx.now, ctx.timeZone)
  const ids = lodging.cases.map(({ id }) => id)
  const clocks = (await clocksOf(ctx.tx, ctx.calendar, CASE, ids)).filter(({ name }) => name === 'registration')
  const unverified = (checked: boolean) => (checked ? '' : ` · ${t('petitions.answering.clock.unverified')}`)
  const terms = lodging.cases.flatMap((one) => {
    const authority = inLang(one.organisation.name, lang)
    const kept = clocks.find(({ subject }) => subject.id === one.id)
    if (!kept) return []
    const { dueOn, basis, verified } = clockView(kept, today, lang, authority)
    const day = dayInWords(dueOn ?? today, lang)
    return t('petitions.answering.mail.lodged.authority', { authority, day, basis }) + unverified(verified)
  })
  const { days, unit, basis, verified } = answerTermOn({ lang }, today)
  const letter = composeMail(ctx, {
    to: mailbox.address,
    lang,
    subject: t('petitions.answering.mail.lodged.subject', { number, title }),
    paragraphs: [
      t('petitions.answering.mail.lodged.text', {
        number,
        title,
        day: dayInWords(today, lang),
        level: t(`petitions.level.${lodging.level}`),
      }),
      ...terms,
      t('petitions.answering.receipt.next-answer', { days, unit, basis }) + unverified(verified),
      t('petitions.answering.mail.lodged.fingerprint', { fingerprint: lodging.textHash.toString('base64url') }),
      t('petitions.answering.mail.lodged.keep'),
    ],
    button: {
      label: t('petitions.answering.receipt.open'),
      url: `${ctx.publicUrl}/${lang}/petitions/${number}/lodging-receipt`,
    },
    footer: [t('petitions.answering.mail.why-starter')],
  })
  await queueMails(ctx.tx, [letter], ctx.now)
}
