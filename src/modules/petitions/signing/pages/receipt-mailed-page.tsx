import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import type { ReceiptMailedView } from '../replies.ts'

/** The receipt was asked for by mail. The address is not shown: the link of this page may be in other hands than the mailbox. */
export function ReceiptMailedPage({ reply, view }: { reply: ReceiptMailedView; view: View }) {
  const { t } = view
  const { petition, path } = reply
  return (
    <Page view={view} title={t('petitions.signing.receipt-mail.sent')} noindex>
      <Wrap>
        <Measure>
          <Heading
            title={t('petitions.signing.receipt-mail.sent')}
            lead={<span lang={petition.lang}>{petition.title}</span>}
          />
          <p>{t('petitions.signing.receipt-mail.sent.where')}</p>
          {view.demo && (
            <p>
              <a href={view.href('/demo/mail')}>{t('petitions.check-mail.demo')}</a>
            </p>
          )}
          <ButtonLink href={view.href(path)} kind="quiet">
            {t('petitions.signing.receipt-mail.back')}
          </ButtonLink>
        </Measure>
      </Wrap>
    </Page>
  )
}
