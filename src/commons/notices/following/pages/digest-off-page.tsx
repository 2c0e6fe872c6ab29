import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { errorsOf } from '#ui/form-state.ts'
import type { DigestView } from '../replies.ts'

/** Behind the link by which a mail program stops the digests. */
export function DigestOffPage({ reply, view, form }: { reply: DigestView; view: View; form: FormState }) {
  const { t } = view
  const settings = view.path.replace('/digest-off/', '/following/')
  return (
    <Page view={view} title={t('notices.following.off.title')} noindex>
      <Wrap>
        <Measure>
          <Heading
            title={t(reply.on ? 'notices.following.off.title' : 'notices.following.off.done')}
            lead={t(reply.on ? 'notices.following.off.lead' : 'notices.following.off.done-lead')}
          />
          {reply.on && (
            <Form view={view} action={view.href(view.path)} errors={errorsOf(form, view)}>
              <Button>{t('notices.following.off.button')}</Button>
            </Form>
          )}
          <p>
            <a href={view.href(settings)}>{t('notices.following.off.settings')}</a>
          </p>
        </Measure>
      </Wrap>
    </Page>
  )
}
