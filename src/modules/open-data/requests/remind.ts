import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { composeMail } from '#commons/notices/compose-mail.ts'
import { newToTell } from '#commons/notices/told.ts'
import { transact } from '#kernel/database/transact.ts'
import { eachApart } from '#kernel/each-apart.ts'
import type { Services } from '#kernel/http/context.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import { type Item, type Reader, readersOf } from './remind-store.ts'
import { startMissingClocks } from './start-missing.ts'

/**
 * One mail a day and person, only with what was not told yet. Officers hear of new requests, of terms that end soon and of those that have
 * passed; who asked hears of a term that has passed.
 */
export async function remindOfRequests(services: Services): Promise<void> {
  await startMissingClocks(services)
  const now = services.clock.now()
  await eachApart(await readersOf(services.db, dayOf(now, services.timeZone)), (reader) =>
    transact(services.db, async (tx) => {
      const keys = reader.items.map(({ key }) => key)
      const fresh = await newToTell(tx, reader.mailboxId, keys, now)
      const items = reader.items.filter(({ key }) => fresh.has(key))
      if (items.length > 0) await queueMails(tx, [letter(services, reader, items)], now)
    }),
  )
}

function letter(services: Services, { address, lang, forWhom }: Reader, items: Item[]) {
  const t = services.translate(lang)
  const lines = (['overdue', 'soon', 'new'] as const).flatMap((what) => {
    const some = items.filter((item) => item.what === what)
    if (some.length === 0) return []
    return [
      t(`open-data.requests.remind.${what}`, { count: some.length }),
      ...some.map(({ number }) => t('open-data.requests.number', { number })),
    ]
  })
  const officer = forWhom === 'officer'
  const path = officer ? '/work/data-requests' : `/data/requests/${items[0]?.number}/mine`
  return composeMail(services, {
    to: address,
    lang,
    subject: t('open-data.requests.remind.subject', { count: items.length }),
    paragraphs: lines,
    button: {
      label: t(officer ? 'open-data.requests.mail.open-work' : 'open-data.requests.mail.open'),
      url: `${services.publicUrl}/${lang}${path}`,
    },
    footer: [t(officer ? 'open-data.requests.mail.why-officer' : 'open-data.requests.mail.why')],
  })
}
