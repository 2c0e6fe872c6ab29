import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button, ButtonLink } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { errorsOf } from '#ui/form-state.ts'
import type { ConfirmView } from '../../replies.ts'

/** Opened from the mail. Only the button confirms: mail scanners open links, they press nothing. */
export function ConfirmPage({ reply, view, form }: { reply: ConfirmView; view: View; form: FormState }) {
  const { t } = view
  return (
    <Page view={view} title={t('petitions.confirm.title')} noindex>
      <Wrap>
        <Measure>
          <Heading
            title={t('petitions.confirm.title')}
            lead={<span lang={reply.petition.lang}>{reply.petition.title}</span>}
          />
          {reply.confirmed ? (
            <>
              <p>{t('petitions.confirm.already')}</p>
              <ButtonLink href={view.href(view.path.replace(/\/confirmation$/, ''))}>
                {t('petitions.confirm.to-receipt')}
              </ButtonLink>
            </>
          ) : (
            <>
              <p>{t('petitions.confirm.as', { name: reply.name })}</p>
              <Form view={view} action={view.href(view.path)} errors={errorsOf(form, view)}>
                <Button>{t('petitions.confirm.button')}</Button>
              </Form>
            </>
          )}
        </Measure>
      </Wrap>
    </Page>
  )
}
