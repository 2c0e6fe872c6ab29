import { composeMail } from '#commons/notices/compose-mail.ts'
import { newToTell } from '#commons/notices/told.ts'
import type { Phase, Process } from '#commons/processes/process.ts'
import { findPublicPhase } from '#commons/processes/store.ts'
import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { dayInWords } from '#kernel/i18n/day-in-words.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import type { Job } from '#kernel/jobs/jobs.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import type { Project } from '../budget.ts'
import { titleIn } from '../names.ts'
import { projectsOf } from '../store.ts'
import { toldOfVoid } from '../told-keys.ts'
import { type VoterAccount, voterAccounts } from './voter-accounts.ts'

interface Off {
  process: number
  project: number
}

interface TakenOff {
  process: Process
  phase: Phase
  project: Project
}

/**
 * Tells everybody who voted with an account that a project was taken off, so that whoever chose it can cast again. All of them and not only
 * those who chose it: a letter to these alone would say what they chose, to the mail server and in the outbox.
 */
export const tellVoid: Job<Off> = {
  name: 'budgeting.tell-void',
  repeat: 'who was told is a row (mailbox, project) written with the letter',
  async run(services, off) {
    const { process, phase } = await findPublicPhase(services.db, off.process, 'budgeting.vote')
    const project = (await projectsOf(services.db, process.id)).find(({ number }) => number === off.project)
    if (!project) throw new Error(`process ${off.process} has no project ${off.project}`)
    for (let after: string | null = null; ; ) {
      const last = await transact(services.db, (tx) => tellBatch(services, tx, { process, phase, project }, after))
      if (last === null) return
      after = last
    }
  },
}

/** @returns the last mailbox looked at, or null when there are no more */
async function tellBatch(services: Services, tx: Tx, off: TakenOff, after: string | null): Promise<string | null> {
  const { voters, last } = await voterAccounts(services, tx, off.process, { withTokens: false, after })
  const now = services.clock.now()
  const letters = []
  for (const voter of voters)
    if ((await newToTell(tx, voter.mailboxId, [toldOfVoid(off.process.number, off.project.number)], now)).size > 0)
      letters.push(await letter(services, off, voter))
  await queueMails(tx, letters, now)
  return last
}

function letter(services: Services, { process, phase, project }: TakenOff, { address, lang }: VoterAccount) {
  const t = services.translate(lang)
  const title = inLang(process.title, lang)
  return composeMail(services, {
    to: address,
    lang,
    subject: t('budgeting.vote.void-mail.subject', { title }),
    paragraphs: [
      t('budgeting.vote.void-mail.text', {
        title,
        project: titleIn(project, lang).title,
        reason: project.voidReason ?? '',
        day: dayInWords(phase.closesOn, lang),
      }),
    ],
    button: {
      label: t('budgeting.vote.void-mail.button'),
      url: `${services.publicUrl}/${lang}/processes/${process.number}/ballot`,
    },
    footer: [t('budgeting.vote.void-mail.footer')],
  })
}
