import { sql } from 'kysely'
import { addDays, dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { composeMail } from '#commons/notices/compose-mail.ts'
import { newToTell } from '#commons/notices/told.ts'
import { transact } from '#kernel/database/transact.ts'
import { eachApart } from '#kernel/each-apart.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import { CASE } from './case.ts'

/** How many days before a term ends its people hear of it. */
const SOON_DAYS = 3

interface Item {
  what: 'new' | 'soon' | 'overdue'
  key: string
  number: number
  title: string
  caseId: string
}

interface Reader {
  mailboxId: string
  address: string
  lang: Lang
  forWhom: 'officer' | 'starter'
  items: Item[]
}

/**
 * One mail a day and person, only when there is something not yet told: new cases, terms that end in three days, terms that have
 * passed. Officers hear of their authority's cases, starters of the terms owed to them. What was told is kept with the mail.
 */
export async function sendDigests(services: Services): Promise<void> {
  const now = services.clock.now()
  await eachApart(await readersOf(services, dayOf(now, services.timeZone)), (reader) =>
    transact(services.db, async (tx) => {
      const fresh = await newToTell(
        tx,
        reader.mailboxId,
        reader.items.map(({ key }) => key),
        now,
      )
      const items = reader.items.filter(({ key }) => fresh.has(key))
      if (items.length > 0) await queueMails(tx, [letter(services, reader, items)], now)
    }),
  )
}

async function readersOf(services: Services, today: PlainDay): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    WITH item AS (
      SELECT c.organisation_id, p.starter_mailbox_id, c.id AS case_id, p.number, p.title, 'new' AS what, 'case ' || c.id || ' new' AS key
      FROM petitions.case c JOIN petitions.petition p ON p.id = c.petition_id WHERE c.state IN ('delivered', 'promised')
      UNION ALL
      SELECT c.organisation_id, p.starter_mailbox_id, c.id, p.number, p.title,
        CASE WHEN k.due_on < ${today} THEN 'overdue' ELSE 'soon' END,
        'clock ' || k.id || CASE WHEN k.due_on < ${today} THEN ' overdue ' ELSE ' soon ' END || k.due_on
      FROM lifecycle.clock k JOIN petitions.case c ON c.id::text = k.subject_id JOIN petitions.petition p ON p.id = c.petition_id
      WHERE k.subject_kind = ${CASE} AND k.stopped_on IS NULL AND k.due_on <= ${addDays(today, SOON_DAYS)}
    ), told AS (
      SELECT a.mailbox_id, 'officer' AS for_whom, item.* FROM item
      JOIN access.role r ON r.organisation_id = item.organisation_id AND r.role = 'officer' AND r.ended_at IS NULL
      JOIN people.account a ON a.id = r.account_id AND a.erased_at IS NULL
      UNION ALL
      SELECT item.starter_mailbox_id, 'starter', item.* FROM item WHERE item.starter_mailbox_id IS NOT NULL AND item.what <> 'new'
    )
    SELECT m.id AS "mailboxId", m.address, m.lang, told.for_whom AS "forWhom",
      jsonb_agg(DISTINCT jsonb_build_object('what', what, 'key', key || ' ' || for_whom, 'number', number, 'title', title, 'caseId', case_id)) AS items
    FROM told JOIN people.mailbox m ON m.id = told.mailbox_id
    WHERE m.address IS NOT NULL
    GROUP BY m.id, m.address, m.lang, told.for_whom`.execute(services.db)
  return rows
}

function letter(services: Services, reader: Reader, items: Item[]) {
  const t = services.translate(reader.lang)
  const lines = (['overdue', 'soon', 'new'] as const).flatMap((what) => {
    const some = items.filter((item) => item.what === what)
    return some.length === 0
      ? []
      : [
          t(`petitions.answering.digest.${what}`, { count: some.length }),
          ...some.map(({ number, title }) => `№\u00a0${number} · ${title}`),
        ]
  })
  const officer = reader.forWhom === 'officer'
  const first = items[0] as Item
  return composeMail(services, {
    to: reader.address,
    lang: reader.lang,
    subject: t(`petitions.answering.digest.subject-${reader.forWhom}`, { count: items.length }),
    paragraphs: lines,
    button: {
      label: t(officer ? 'petitions.answering.digest.open-work' : 'petitions.answering.mail.open'),
      url: `${services.publicUrl}/${reader.lang}${officer ? '/work/cases' : `/petitions/${first.number}`}`,
    },
    footer: [t(officer ? 'petitions.answering.digest.why-officer' : 'petitions.answering.mail.why-starter')],
  })
}
