import type { View } from '#kernel/i18n/view.ts'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import type { CheckMailView } from '../../replies.ts'

/** The same for everybody and for every address: it tells nobody who has signed. */
export function CheckMailPage({ reply, view }: { reply: CheckMailView; view: View }) {
  const { t } = view
  const { petition } = reply
  return (
    <Page view={view} title={t('petitions.check-mail.title')} noindex>
      <Wrap>
        <Measure>
          <Heading title={t('petitions.check-mail.title')} lead={t('petitions.check-mail.lead')} />
          <ol>
            <li>{t('petitions.check-mail.step-open')}</li>
            <li>{t('petitions.check-mail.step-button')}</li>
            <li>{t('petitions.check-mail.step-receipt')}</li>
          </ol>
          <Notice title={t('petitions.check-mail.nothing')} level={2}>
            <p>{t('petitions.check-mail.nothing-text', { days: reply.days })}</p>
            <p>
              <a href={view.href(`/petitions/${petition.number}-${petition.slug}`)}>
                {t('petitions.check-mail.again')}
              </a>
            </p>
          </Notice>
          {view.demo && (
            <p>
              <a href={view.href('/demo/mail')}>{t('petitions.check-mail.demo')}</a>
            </p>
          )}
          <p>
            <a href={view.href(`/petitions/${petition.number}-${petition.slug}`)} lang={petition.lang}>
              {petition.title}
            </a>
          </p>
        </Measure>
      </Wrap>
    </Page>
  )
}
