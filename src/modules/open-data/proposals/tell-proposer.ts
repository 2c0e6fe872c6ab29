import { composeMail } from '#commons/notices/compose-mail.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import { addressOf } from '../requests/store.ts'
import type { Proposal, Refusal } from './store.ts'

/** Writes to whoever proposed it what the institution answered. @param refusal why it is not taken up; null when it is */
export async function tellProposer(ctx: WriteContext, proposal: Proposal, refusal: Refusal | null): Promise<void> {
  const reader = await addressOf(ctx.tx, proposal.authorMailboxId)
  if (!reader) return
  const { address, lang } = reader
  const t = ctx.translate(lang)
  const fate = refusal === null ? 'taken' : 'refused'
  const said = { title: proposal.title, institution: inLang(proposal.institution.name, lang) }
  const letter = composeMail(ctx, {
    to: address,
    lang,
    subject: t(`open-data.proposals.mail.${fate}.subject`, said),
    paragraphs: [
      t(`open-data.proposals.mail.${fate}.text`, said),
      ...(refusal === null ? [] : [{ quote: refusal.reason, lang: refusal.lang ?? ctx.lang }]),
    ],
    button: { label: t('open-data.proposals.mail.open'), url: `${ctx.publicUrl}/${lang}/data/challenges/proposals` },
    footer: [t('open-data.proposals.mail.why')],
  })
  await queueMails(ctx.tx, [letter], ctx.now)
}
