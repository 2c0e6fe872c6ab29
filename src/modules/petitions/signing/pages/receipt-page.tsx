import { EntryPromiseSection } from '#commons/ledger/pages/entry-promise.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Actions, Button, ButtonLink } from '#ui/components/Button.tsx'
import { Details } from '#ui/components/Details.tsx'
import { ErrorSummary } from '#ui/components/ErrorSummary.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { errorsOf } from '#ui/form-state.ts'
import { petitionPath } from '../../petition.ts'
import type { ReceiptView } from '../../replies.ts'
import { outcomeLead, SoonerLink } from './held-lead.tsx'
import { outcomeTones } from './outcome-tones.ts'
import { ReceiptMailForm } from './receipt-mail-form.tsx'

/** What became of a signature, for the one who holds the link; here it can be taken back. */
export function ReceiptPage({ reply, view, form }: { reply: ReceiptView; view: View; form: FormState }) {
  const { t } = view
  const { petition, outcome } = reply
  return (
    <Page view={view} title={t('petitions.receipt.title')} noindex>
      <Wrap>
        <Measure>
          <Heading
            title={t(`petitions.receipt.${outcome}`)}
            state={<Pill tone={outcomeTones[outcome]}>{t(`petitions.receipt.pill.${outcome}`)}</Pill>}
            lead={outcomeLead(reply, view)}
          />
          {reply.mayWithdraw && <SoonerLink reply={reply} view={view} />}
          {!reply.mayWithdraw && <ErrorSummary view={view} errors={errorsOf(form, view)} />}
          {reply.signedBefore && reply.confirmedOn && (outcome === 'counted' || outcome === 'held') && (
            <p>{t('petitions.receipt.signed-before', { day: view.date(reply.confirmedOn) })}</p>
          )}
          <SummaryList
            view={view}
            rows={[
              { question: t('petitions.petition'), answer: petition.title, lang: petition.lang },
              ...(reply.confirmedOn
                ? [{ question: t('petitions.receipt.day'), answer: view.date(reply.confirmedOn) }]
                : []),
              ...(reply.level
                ? [{ question: t('petitions.receipt.level'), answer: t(`petitions.level.${reply.level}`) }]
                : []),
            ]}
          />
          <p>{t('petitions.receipt.keep')}</p>
          {reply.entry && (
            <EntryPromiseSection
              promise={reply.entry}
              view={view}
              file={`${view.path}/receipt.tlog-proof`}
              mail={<ReceiptMailForm path={view.path} view={view} form={form} />}
            />
          )}
          <Actions>
            <ButtonLink href={view.href(petitionPath(petition))} kind="quiet">
              {t('petitions.receipt.back')}
            </ButtonLink>
            {reply.mayWithdraw && (
              <ButtonLink href={view.href(`${petitionPath(petition)}#share`)} kind="quiet">
                {t('petitions.receipt.share')}
              </ButtonLink>
            )}
          </Actions>
          {reply.mayWithdraw && (
            <Details summary={t('petitions.withdraw.title')} open={form.problem !== undefined}>
              <p>{t('petitions.withdraw.text')}</p>
              <Form view={view} action={view.href(`${view.path}/withdrawal`)} errors={errorsOf(form, view)}>
                <Button kind="danger">{t('petitions.withdraw.button')}</Button>
              </Form>
            </Details>
          )}
        </Measure>
      </Wrap>
    </Page>
  )
}
