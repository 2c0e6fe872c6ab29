import { sql } from 'kysely'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { composeMail } from '#commons/notices/compose-mail.ts'
import { after } from '#kernel/clock.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { dayInWords } from '#kernel/i18n/day-in-words.ts'
import type { Job } from '#kernel/jobs/jobs.ts'
import { type Mail, queueMails } from '#kernel/mail/mail.ts'
import { accountOf } from '../accounts.ts'

/** So long before a token ends its owner is told: a program that stops at night is noticed by nobody. */
const DAYS_BEFORE = 7
const BATCH = 100

interface Ending {
  accountId: string
  name: string
  expiresAt: Date
}

/** Tells owners by mail which of their tokens end soon, each token once. */
export async function tellTokenEnds(services: Services): Promise<void> {
  while ((await tellSome(services)) === BATCH);
}

/** @returns how many tokens were told of */
async function tellSome(services: Services): Promise<number> {
  const now = services.clock.now()
  return transact(services.db, async (tx) => {
    const { rows } = await sql<Ending>`
      UPDATE people.api_token SET end_told_at = ${now} WHERE id IN (
        SELECT t.id FROM people.api_token t JOIN people.account a ON a.id = t.account_id AND a.erased_at IS NULL
        WHERE t.ended_at IS NULL AND t.end_told_at IS NULL AND t.expires_at > ${now} AND t.expires_at <= ${after(now, DAYS_BEFORE * 86_400)}
        ORDER BY t.expires_at LIMIT ${BATCH} FOR UPDATE OF t SKIP LOCKED
      ) RETURNING account_id AS "accountId", name, expires_at AS "expiresAt"`.execute(tx)
    const mails: Mail[] = []
    for (const ending of rows) mails.push(letter(services, ending, await accountOf(tx, ending.accountId)))
    await queueMails(tx, mails, now)
    return rows.length
  })
}

function letter(
  services: Services,
  { name, expiresAt }: Ending,
  { address, lang }: Awaited<ReturnType<typeof accountOf>>,
): Mail {
  const t = services.translate(lang)
  const day = dayInWords(dayOf(expiresAt, services.timeZone), lang)
  return composeMail(services, {
    to: address,
    lang,
    subject: t('people.mail.token-ends.subject', { name }),
    paragraphs: [t('people.mail.token-ends.text', { name, day }), t('people.mail.token-ends.what')],
    button: { label: t('people.mail.token-ends.button'), url: `${services.publicUrl}/${lang}/account/tokens` },
    footer: [t('people.mail.token-ends.footer')],
  })
}

export const tellTokenEndsJob: Job<unknown> = {
  name: 'people.tell-token-ends',
  schedule: '40 5 * * *',
  repeat: 'each token is marked in the transaction that queues its mail',
  run: tellTokenEnds,
}
