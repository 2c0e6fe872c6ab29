import type { View } from '#kernel/i18n/view.ts'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { REQUEST_DAYS } from './request-support.ts'

/** The same for every address: it tells nobody who supports. */
export function SupportMailPage({ reply, view }: { reply: { title: string; lang: string }; view: View }) {
  const { t } = view
  return (
    <Page view={view} title={t('petitions.check-mail.title')} noindex>
      <Wrap>
        <Measure>
          <Heading title={t('petitions.check-mail.title')} lead={t('petitions.start.support.mail-lead')} />
          <p lang={reply.lang}>{reply.title}</p>
          <Notice title={t('petitions.check-mail.nothing')} level={2}>
            <p>{t('petitions.start.support.mail-nothing', { days: REQUEST_DAYS })}</p>
          </Notice>
          {view.demo && (
            <p>
              <a href={view.href('/demo/mail')}>{t('petitions.check-mail.demo')}</a>
            </p>
          )}
        </Measure>
      </Wrap>
    </Page>
  )
}
