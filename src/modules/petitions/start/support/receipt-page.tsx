import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button, ButtonLink } from '#ui/components/Button.tsx'
import { Details } from '#ui/components/Details.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pill, type Tone } from '#ui/components/Pill.tsx'
import { errorsOf } from '#ui/form-state.ts'
import type { SupportReceiptView } from './replies.ts'

const tones: Record<SupportReceiptView['outcome'], Tone> = {
  counted: 'good',
  'mailbox-full': 'neutral',
  withdrawn: 'neutral',
  'older-text': 'waiting',
}

/** What became of a support; after publication the same link shows the signature. */
export function SupportReceiptPage({ reply, view, form }: { reply: SupportReceiptView; view: View; form: FormState }) {
  const { t } = view
  const { outcome } = reply
  return (
    <Page view={view} title={t('petitions.start.receipt.title')} noindex>
      <Wrap>
        <Measure>
          <Heading
            title={reply.signed ? t('petitions.start.receipt.signed') : t(`petitions.start.receipt.${outcome}`)}
            state={
              <Pill tone={reply.signed ? 'good' : tones[outcome]}>
                {reply.signed ? t('petitions.start.receipt.pill.signed') : t(`petitions.start.receipt.pill.${outcome}`)}
              </Pill>
            }
            lead={
              reply.signed ? t('petitions.start.receipt.lead.signed') : t(`petitions.start.receipt.lead.${outcome}`)
            }
          />
          <p lang={reply.lang}>{reply.title}</p>
          {reply.supportedAt && <p class="soft">{view.dateTime(reply.supportedAt)}</p>}
          {reply.signed && (
            <ButtonLink href={view.href(view.path.replace(/^\/supporters\//, '/signatures/'))}>
              {t('petitions.confirm.to-receipt')}
            </ButtonLink>
          )}
          {reply.published && (
            <ButtonLink href={view.href(`/petitions/${reply.published.number}-${reply.published.slug}`)} kind="quiet">
              {t('petitions.start.support.to-petition')}
            </ButtonLink>
          )}
          {reply.mayWithdraw && (
            <Details summary={t('petitions.start.receipt.withdraw')} open={form.problem !== undefined}>
              <p>{t('petitions.start.receipt.withdraw-text')}</p>
              <Form view={view} action={view.href(`${view.path}/withdrawal`)} errors={errorsOf(form, view)}>
                <Button kind="danger">{t('petitions.start.receipt.withdraw-button')}</Button>
              </Form>
            </Details>
          )}
        </Measure>
      </Wrap>
    </Page>
  )
}
