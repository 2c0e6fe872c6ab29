import type { Services } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import type { Mail } from '#kernel/mail/mail.ts'
import { composeMail } from '../compose-mail.ts'
import type { NewsItem } from './followable.ts'
import { digestOffUrl, settingsUrl } from './settings-link.ts'

/** Beyond this nobody reads on. */
const SUBJECTS = 20
const LINES = 5

/** One letter with all that happened, by what it happened to. */
export function digestLetter(
  services: Services,
  reader: { to: string; lang: Lang; mailboxId: string },
  items: NewsItem[],
): Mail {
  const { lang, mailboxId, to } = reader
  const t = services.translate(lang)
  const groups = [...Map.groupBy(items, ({ path }) => path)]
  const titleOf = (item: NewsItem | undefined) => item?.say(lang).title ?? ''
  const paragraphs = groups
    .slice(0, SUBJECTS)
    .flatMap(([path, some]) => [
      { link: titleOf(some[0]), url: `${services.publicUrl}/${lang}${path}` },
      ...some.slice(0, LINES).map((item) => `– ${item.say(lang).text}`),
      ...(some.length > LINES ? [t('notices.following.mail.more-lines', { count: some.length - LINES })] : []),
    ])
  const settings = settingsUrl(services, mailboxId, lang)
  return composeMail(services, {
    to,
    lang,
    subject: t('notices.following.mail.subject', { title: titleOf(items[0]), others: groups.length - 1 }),
    paragraphs: [
      t('notices.following.mail.lead'),
      ...paragraphs,
      ...(groups.length > SUBJECTS ? [t('notices.following.mail.more', { count: groups.length - SUBJECTS })] : []),
    ],
    footer: [t('notices.following.mail.why'), `${t('notices.following.mail.settings')} ${settings}`],
    unsubscribeUrl: digestOffUrl(services, mailboxId, lang),
  })
}
