import { EntryPromiseSection } from '#commons/ledger/pages/entry-promise.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Checkbox } from '#ui/components/Choices.tsx'
import { Details } from '#ui/components/Details.tsx'
import { ErrorSummary } from '#ui/components/ErrorSummary.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { errorsOf } from '#ui/form-state.ts'
import type { OwnSignature as OwnSignatureItem, OwnSignatureView } from '../replies.ts'
import { outcomeTones } from './outcome-tones.ts'
import { ReceiptMailForm } from './receipt-mail-form.tsx'

interface Props {
  signature: OwnSignatureView
  view: View
  form: FormState
}

export function OutcomePill({ signature, view }: { signature: OwnSignatureItem; view: View }) {
  const { outcome } = signature
  return <Pill tone={outcomeTones[outcome]}>{view.t(`petitions.receipt.pill.${outcome}`)}</Pill>
}

/** A signature as its signer sees it: what is known of it, news on or off, and taking it back. */
export function OwnSignature({ signature, view, form }: Props) {
  const { t } = view
  const path = `/account/signatures/${signature.id}`
  return (
    <>
      {!signature.mayWithdraw && <ErrorSummary view={view} errors={errorsOf(form, view)} />}
      <SummaryList
        view={view}
        rows={[
          { question: t('petitions.petition'), answer: signature.petition.title, lang: signature.petition.lang },
          ...(signature.name ? [{ question: t('petitions.name'), answer: signature.name }] : []),
          { question: t('petitions.unit'), answer: signature.unit.name },
          { question: t('petitions.receipt.day'), answer: view.date(signature.confirmedOn) },
          { question: t('petitions.receipt.level'), answer: t(`petitions.level.${signature.level}`) },
          ...(signature.name
            ? [
                {
                  question: t('petitions.signing.shown'),
                  answer: t(signature.showName ? 'petitions.signing.shown.yes' : 'petitions.signing.shown.no'),
                },
              ]
            : []),
        ]}
      />
      <EntryPromiseSection
        promise={signature.entry}
        view={view}
        file={`${path}/receipt.tlog-proof`}
        mail={<ReceiptMailForm path={path} view={view} form={form} />}
      />
      {signature.outcome === 'counted' && (
        <Section id="news" title={t('petitions.signing.news')}>
          <Form view={view} action={view.href(`${path}/news`)}>
            <Checkbox view={view} name="wantsNews" label={t('petitions.wants-news')} checked={signature.wantsNews} />
            <Button kind="quiet">{t('petitions.signing.news.button')}</Button>
          </Form>
        </Section>
      )}
      {signature.mayWithdraw && (
        <Details summary={t('petitions.withdraw.title')} open={form.problem !== undefined}>
          <p>{t('petitions.withdraw.text')}</p>
          <Form view={view} action={view.href(`${path}/withdrawal`)} errors={errorsOf(form, view)}>
            <Button kind="danger">{t('petitions.withdraw.button')}</Button>
          </Form>
        </Details>
      )}
    </>
  )
}
