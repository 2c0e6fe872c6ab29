import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { ButtonLink } from '#ui/components/Button.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import type { OwnSignatureView } from '../replies.ts'
import { outcomeLead, SoonerLink } from './held-lead.tsx'
import { OutcomePill, OwnSignature } from './own-signature.tsx'

/** One signature of the person who asks. */
export function OwnSignaturePage({ reply, view, form }: { reply: OwnSignatureView; view: View; form: FormState }) {
  const { t } = view
  const { petition, outcome } = reply
  return (
    <Page view={view} title={t('petitions.receipt.title')} noindex>
      <Wrap>
        <Breadcrumb view={view} crumbs={[{ path: '/account/signatures', label: t('petitions.signing.mine') }]} />
        <Measure>
          <Heading
            title={t(`petitions.receipt.${outcome}`)}
            state={<OutcomePill signature={reply} view={view} />}
            lead={outcomeLead(reply, view)}
          />
          {reply.mayWithdraw && <SoonerLink reply={reply} view={view} />}
          <OwnSignature signature={reply} view={view} form={form} />
          <ButtonLink href={view.href(`/petitions/${petition.number}-${petition.slug}`)} kind="quiet">
            {t('petitions.receipt.back')}
          </ButtonLink>
        </Measure>
      </Wrap>
    </Page>
  )
}
