import { composeMail } from '#commons/notices/compose-mail.ts'
import { newToTell } from '#commons/notices/told.ts'
import { roundsOf } from '#commons/processes/again/store.ts'
import type { Phase, Process } from '#commons/processes/process.ts'
import { findPublicPhase, findPublicProcess, lockProcess } from '#commons/processes/store.ts'
import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { dayInWords } from '#kernel/i18n/day-in-words.ts'
import { inLang, type Localised } from '#kernel/i18n/lang.ts'
import type { Job } from '#kernel/jobs/jobs.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import { budgetOf, envelopesOf } from '../store.ts'
import { toldOfAgain } from '../told-keys.ts'
import { type VoterAccount, voterAccounts } from '../vote/voter-accounts.ts'

interface Rounds {
  first: number
  again: number
}

/** Tells everybody who voted the first time, or took a token for it, what of it counts no more and that they vote once more. */
export const tellVoters: Job<Rounds> = {
  name: 'budgeting.tell-voters-again',
  repeat: 'who was told is a row (mailbox, process) written with the letter',
  async run(services, { first, again }) {
    const source = await findPublicProcess(services.db, first)
    const { process, phase } = await findPublicPhase(services.db, again, 'budgeting.vote')
    const reason = (await roundsOf(services.db, process)).of?.reason ?? ''
    const envelopes = await envelopesOf(services.db, process.id)
    const isWhole = envelopes.length === (await envelopesOf(services.db, source.id)).length
    const parts = isWhole ? [] : envelopes.map(({ name }) => name)
    const byToken = (await budgetOf(services.db, process.id)).ballots === 'token'
    for (let after: string | null = null; ; ) {
      const last = await transact(services.db, (tx) =>
        tellBatch(services, tx, source, { process, phase, reason, parts, byToken }, after),
      )
      if (last === null) return
      after = last
    }
  },
}

interface Again {
  process: Process
  phase: Phase
  reason: string
  /** Names of the envelopes that are held again; none where all are: what was chosen in the others stands. */
  parts: Localised[]
  /** Where people vote from their account, a word about tokens would puzzle them. */
  byToken: boolean
}

/** @returns the last mailbox looked at, or null when there are no more */
async function tellBatch(
  services: Services,
  tx: Tx,
  source: Process,
  again: Again,
  after: string | null,
): Promise<string | null> {
  // Given up meanwhile: nobody is asked to vote, and who was is told so. Locked: who gives it up waits, and then tells this batch, too.
  if ((await lockProcess(tx, again.process.number)).state === 'cancelled') return null
  const { voters, last } = await voterAccounts(services, tx, source, { withTokens: true, after })
  const now = services.clock.now()
  const letters = []
  for (const voter of voters)
    if ((await newToTell(tx, voter.mailboxId, [toldOfAgain(again.process.number)], now)).size > 0)
      letters.push(await letter(services, source, again, voter))
  await queueMails(tx, letters, now)
  return last
}

function letter(
  services: Services,
  source: Process,
  { process, phase, reason, parts, byToken }: Again,
  { address, lang }: VoterAccount,
) {
  const t = services.translate(lang)
  const title = inLang(source.title, lang)
  const said = { title, reason, opens: dayInWords(phase.opensOn, lang), closes: dayInWords(phase.closesOn, lang) }
  return composeMail(services, {
    to: address,
    lang,
    subject: t('budgeting.again.mail.subject', { title }),
    paragraphs: [
      parts.length > 0
        ? t('budgeting.again.mail.text-part', {
            ...said,
            envelopes: parts.map((name) => inLang(name, lang)).join(', '),
          })
        : t('budgeting.again.mail.text', said),
      ...(byToken ? [t('budgeting.again.mail.tokens')] : []),
    ],
    button: {
      label: t('budgeting.again.mail.button'),
      url: `${services.publicUrl}/${lang}/processes/${process.number}`,
    },
    footer: [t(byToken ? 'budgeting.again.mail.footer.tokens' : 'budgeting.again.mail.footer')],
  })
}
