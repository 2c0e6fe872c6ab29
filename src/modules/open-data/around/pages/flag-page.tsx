import type { ComponentChildren } from 'preact'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { Button, ButtonLink } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import type { ReuseView } from '../replies.ts'
import { flagReasons, reusePath } from '../reuse.ts'

interface Props {
  reply: ReuseView
  view: View
}

/** A reader says what is wrong with a reuse. No account is needed. */
export function ReuseFlagPage({ reply, view, form }: Props & { form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <Frame reply={reply} view={view} title={t('open-data.around.flag.title')} lead={t('open-data.around.flag.lead')}>
      <Form view={view} action={view.href(`${reusePath(reply)}/flag`)} errors={errors}>
        <Radios
          view={view}
          name="reason"
          label={t('open-data.around.flag.reason')}
          error={errors?.reason}
          value={typed(form, 'reason') || undefined}
          choices={flagReasons.map((value) => ({ value, label: t(`open-data.around.flag-reason.${value}`) }))}
        />
        <Button>{t('open-data.around.flag.button')}</Button>
      </Form>
    </Frame>
  )
}

export function ReuseFlaggedPage({ reply, view }: Props) {
  const { t } = view
  return (
    <Frame reply={reply} view={view} title={t('open-data.around.flagged')} lead={t('open-data.around.flagged.lead')}>
      <ButtonLink kind="quiet" href={view.href(reusePath(reply))}>
        {t('open-data.around.back')}
      </ButtonLink>
    </Frame>
  )
}

function Frame({
  reply,
  view,
  title,
  lead,
  children,
}: Props & { title: string; lead: string; children: ComponentChildren }) {
  return (
    <Page view={view} title={title} noindex>
      <Wrap>
        <Breadcrumb
          view={view}
          crumbs={[
            { path: '/data/reuses', label: view.t('open-data.around.title') },
            { path: reusePath(reply), label: reply.title },
          ]}
        />
        <Measure>
          <Heading title={title} lead={lead} />
          {children}
        </Measure>
      </Wrap>
    </Page>
  )
}
