import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button, ButtonLink } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { errorsOf } from '#ui/form-state.ts'
import type { SupportConfirmView } from './replies.ts'

/** Opened from the mail. Only the button confirms: mail scanners open links, they press nothing. */
export function ConfirmSupportPage({ reply, view, form }: { reply: SupportConfirmView; view: View; form: FormState }) {
  const { t } = view
  return (
    <Page view={view} title={t('petitions.start.support.confirm')} noindex>
      <Wrap>
        <Measure>
          <Heading title={t('petitions.start.support.confirm')} lead={<span lang={reply.lang}>{reply.title}</span>} />
          {reply.confirmed ? (
            <>
              <p>{t('petitions.start.support.already')}</p>
              <ButtonLink href={view.href(view.path.replace(/\/confirmation$/, ''))}>
                {t('petitions.confirm.to-receipt')}
              </ButtonLink>
            </>
          ) : (
            <>
              <p>{t('petitions.start.support.as', { name: reply.name })}</p>
              <Form view={view} action={view.href(view.path)} errors={errorsOf(form, view)}>
                <Button>{t('petitions.start.support.confirm-button')}</Button>
              </Form>
            </>
          )}
        </Measure>
      </Wrap>
    </Page>
  )
}
