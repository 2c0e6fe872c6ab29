import type { View } from '#kernel/i18n/view.ts'
import { Panel } from '#ui/components/Card.tsx'
import { Details } from '#ui/components/Details.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import type { DemoMail } from './module.ts'

/** Whoever comes from an act looks for one of the newest; fifty whole mails would be a very long page on a phone. */
const OPEN = 5

/** The mail trap: what would have been sent, newest first, with its links ready to follow. */
export function MailPage({ reply, view }: { reply: DemoMail; view: View }) {
  const { t } = view
  return (
    <Page view={view} title={t('demo.mail.title')} noindex>
      <Wrap>
        <Measure>
          <Heading title={t('demo.mail.title')} lead={t('demo.mail.lead')} />
          {reply.items.length === 0 && (
            <EmptyState
              title={t('demo.mail.empty')}
              next={<a href={view.href('/demo/mail')}>{t('demo.mail.reload')}</a>}
            />
          )}
          {reply.items.slice(0, OPEN).map((mail) => (
            <Panel key={mail.id}>
              <h2>{mail.subject}</h2>
              <Mail mail={mail} view={view} />
            </Panel>
          ))}
          {reply.items.length > OPEN && <h2>{t('demo.mail.earlier')}</h2>}
          {reply.items.slice(OPEN).map((mail) => (
            <Details key={mail.id} summary={mail.subject}>
              <Mail mail={mail} view={view} />
            </Details>
          ))}
        </Measure>
      </Wrap>
    </Page>
  )
}

function Mail({ mail, view }: { mail: DemoMail['items'][number]; view: View }) {
  return (
    <>
      <p class="soft">
        {view.t('demo.mail.to', { to: mail.to })} · {view.dateTime(mail.at)}
      </p>
      {mail.text.split('\n\n').map((paragraph, at) => (
        <p key={at}>{withLinks(paragraph)}</p>
      ))}
    </>
  )
}

function withLinks(text: string) {
  return text.split(/(https?:\/\/\S+)/).map((part, at) =>
    at % 2 === 1 ? (
      <a key={at} href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  )
}
