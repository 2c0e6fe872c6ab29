import { sql } from 'kysely'
import { composeMail } from '#commons/notices/compose-mail.ts'
import { newToTell } from '#commons/notices/told.ts'
import type { Process } from '#commons/processes/process.ts'
import { findPublicPhase } from '#commons/processes/store.ts'
import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { dayInWords } from '#kernel/i18n/day-in-words.ts'
import { inLang, type Lang } from '#kernel/i18n/lang.ts'
import type { Job } from '#kernel/jobs/jobs.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import { projectsOf } from '../store.ts'
import { keysOf } from './voter-keys.ts'

const BATCH = 500

interface Off {
  process: number
  project: number
}

/**
 * Tells everybody who voted with an account that a project was taken off, so that whoever chose it can cast again. All of them and not only
 * those who chose it: a letter to these alone would say what they chose, to the mail server and in the outbox.
 */
export const tellVoid: Job<Off> = {
  name: 'budgeting.tell-void',
  repeat: 'who was told is a row (mailbox, project) written with the letter',
  async run(services, off) {
    const { process } = await findPublicPhase(services.db, off.process, 'budgeting.vote')
    for (let after: string | null = null; ; ) {
      const last = await transact(services.db, (tx) => tellBatch(services, tx, process, off, after))
      if (last === null) return
      after = last
    }
  },
}

interface Account {
  mailboxId: string
  address: string
  lang: Lang
  personKey: Buffer | null
}

/** @returns the last mailbox looked at, or null when there are no more */
async function tellBatch(
  services: Services,
  tx: Tx,
  process: Process,
  { project }: Off,
  after: string | null,
): Promise<string | null> {
  const { rows } = await sql<Account>`
    SELECT m.id AS "mailboxId", m.address, a.lang, a.person_key AS "personKey"
    FROM people.mailbox m JOIN people.account a ON a.mailbox_id = m.id
    WHERE a.erased_at IS NULL AND m.address IS NOT NULL AND (${after}::uuid IS NULL OR m.id > ${after}::uuid)
    ORDER BY m.id LIMIT ${BATCH}`.execute(tx)
  // The ballot knows its voter by keyed hashes alone.
  const keyed = rows.map((row) => ({ row, ...keysOf(services.secrets.person, process.id, row.address, row.personKey) }))
  const keys = keyed.flatMap(({ voterKey, personKey }) => (personKey ? [voterKey, personKey] : [voterKey]))
  const { rows: cast } = await sql<{ key: string }>`
    SELECT encode(voter_key, 'hex') AS key FROM budgeting.ballot
    WHERE process_id = ${process.id} AND replaced_at IS NULL AND voter_key = ANY(${keys}::bytea[])
    UNION SELECT encode(person_key, 'hex') FROM budgeting.ballot
    WHERE process_id = ${process.id} AND replaced_at IS NULL AND person_key = ANY(${keys}::bytea[])`.execute(tx)
  const voted = new Set(cast.map(({ key }) => key))
  const readers = keyed.filter(({ voterKey, personKey }) =>
    [voterKey, personKey].some((key) => key && voted.has(key.toString('hex'))),
  )
  const now = services.clock.now()
  const letters = []
  for (const { row } of readers)
    if ((await newToTell(tx, row.mailboxId, [`budgeting.void ${process.number} ${project}`], now)).size > 0)
      letters.push(await letter(services, tx, process, project, row))
  await queueMails(tx, letters, now)
  return rows.length < BATCH ? null : (rows.at(-1)?.mailboxId ?? null)
}

async function letter(services: Services, tx: Tx, process: Process, number: number, { address, lang }: Account) {
  const { phase } = await findPublicPhase(tx, process.number, 'budgeting.vote')
  const project = (await projectsOf(tx, process.id)).find((one) => one.number === number)
  const t = services.translate(lang)
  const title = inLang(process.title, lang)
  return composeMail(services, {
    to: address,
    lang,
    subject: t('budgeting.vote.void-mail.subject', { title }),
    paragraphs: [
      t('budgeting.vote.void-mail.text', {
        title,
        project: project?.title ?? '',
        reason: project?.voidReason ?? '',
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
