import { officersOf } from '#commons/access/holders.ts'
import { composeMail } from '#commons/notices/compose-mail.ts'
import type { Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import type { Dataset } from '../../dataset.ts'
import { markHeld } from '../store.ts'

/** The day came and the guard has not passed its files: its officers hear of it, once for each day that was chosen. */
export async function tellHeld(services: Services, tx: Tx, dataset: Dataset, now: Date): Promise<void> {
  if (!(await markHeld(tx, dataset.id, now))) return
  const officers = await officersOf(tx, dataset.organisationId)
  const mails = officers.map(({ to, lang }) => {
    const t = services.translate(lang)
    const title = inLang(dataset.title, lang)
    return composeMail(services, {
      to,
      lang,
      subject: t('open-data.catalogue.describe.held.mail.subject', { title }),
      paragraphs: [t('open-data.catalogue.describe.held.mail.text', { title })],
      button: {
        label: t('open-data.catalogue.describe.held.mail.open'),
        url: `${services.publicUrl}/${lang}/work/data/${dataset.name}`,
      },
      footer: [t('open-data.catalogue.describe.held.mail.why')],
    })
  })
  await queueMails(tx, mails, now)
}
