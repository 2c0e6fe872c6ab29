import { composeMail } from '#commons/notices/compose-mail.ts'
import { newToTell, type PersonTold, peopleTold } from '#commons/notices/told.ts'
import { roundsOf } from '#commons/processes/again/store.ts'
import { findPublicProcess } from '#commons/processes/store.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { inLang, type Localised } from '#kernel/i18n/lang.ts'
import type { Job } from '#kernel/jobs/jobs.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import { toldOfAgain, toldOfGivenUp } from '../told-keys.ts'

interface GivenUp {
  number: number
  title: Localised
  reason: string
}

/** Tells everybody who was written to about a second vote that it was given up: they were asked to vote once more. */
export const tellGivenUp: Job<{ again: number }> = {
  name: 'budgeting.tell-given-up-again',
  repeat: 'who was told is a row (mailbox, process) written with the letter',
  async run(services, { again }) {
    const process = await findPublicProcess(services.db, again)
    const first = (await roundsOf(services.db, process)).of
    const vote = { number: again, title: first?.title ?? process.title, reason: process.endReason ?? '' }
    for (let after: string | null = null; ; ) {
      const last = await tellBatch(services, vote, after)
      if (last === null) return
      after = last
    }
  },
}

/** @returns the last mailbox looked at, or null when there are no more */
function tellBatch(services: Services, vote: GivenUp, after: string | null): Promise<string | null> {
  const now = services.clock.now()
  return transact(services.db, async (tx) => {
    const people = await peopleTold(tx, toldOfAgain(vote.number), after)
    const letters = []
    for (const person of people)
      if ((await newToTell(tx, person.mailboxId, [toldOfGivenUp(vote.number)], now)).size > 0)
        letters.push(await letter(services, vote, person))
    await queueMails(tx, letters, now)
    return people.at(-1)?.mailboxId ?? null
  })
}

function letter(services: Services, { number, title, reason }: GivenUp, { address, lang }: PersonTold) {
  const t = services.translate(lang)
  return composeMail(services, {
    to: address,
    lang,
    subject: t('budgeting.again.given-up-mail.subject', { title: inLang(title, lang) }),
    paragraphs: [t('budgeting.again.given-up-mail.text', { title: inLang(title, lang), reason })],
    button: {
      label: t('budgeting.again.given-up-mail.button'),
      url: `${services.publicUrl}/${lang}/processes/${number}`,
    },
    footer: [t('budgeting.again.given-up-mail.footer')],
  })
}
