import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import type { OwnSignatureView } from '../replies.ts'
import { outcomeLead, SoonerLink } from './held-lead.tsx'
import { OutcomePill, OwnSignature } from './own-signature.tsx'

/** One signature of the person who asks. */
export function OwnSignaturePage({ reply, view, form }: { reply: OwnSignatureView; view: View; form: FormState }) {
  const { t } = view
  const { petition, outcome } = reply
  return (
    <ColumnPage
      view={view}
      title={t('petitions.receipt.title')}
      heading={t(`petitions.receipt.${outcome}`)}
      noindex
      crumbs={[{ path: '/account/signatures', label: t('petitions.signing.mine') }]}
      state={<OutcomePill signature={reply} view={view} />}
      lead={outcomeLead(reply, view)}
      close
    >
      {reply.mayWithdraw && <SoonerLink reply={reply} view={view} />}
      <OwnSignature signature={reply} view={view} form={form} />
      <ButtonLink href={view.href(`/petitions/${petition.number}-${petition.slug}`)} kind="quiet">
        {t('petitions.receipt.back')}
      </ButtonLink>
    </ColumnPage>
  )
}
