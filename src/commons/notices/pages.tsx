import Type from 'typebox'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button, ButtonLink } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { errorsOf } from '#ui/form-state.ts'

export const FollowView = Type.Object({ title: Type.String(), path: Type.String(), confirmed: Type.Boolean() })
export const UnsubscribeView = Type.Object({ active: Type.Boolean() })

interface Props<R> {
  reply: R
  view: View
  form: FormState
}

/** The page behind the link of a "follow" mail: its button confirms, a visit changes nothing. */
export function FollowPage({ reply, view, form }: Props<Type.Static<typeof FollowView>>) {
  const { t } = view
  const { confirmed } = reply
  return (
    <Page view={view} title={t('notices.follow.title')} noindex>
      <Wrap>
        <Measure>
          <Heading
            title={t(confirmed ? 'notices.follow.confirmed' : 'notices.follow.title')}
            lead={confirmed ? t('notices.follow.confirmed-lead') : t('notices.follow.lead', { title: reply.title })}
          />
          {confirmed ? (
            <ButtonLink href={view.href(reply.path)}>{t('notices.follow.back')}</ButtonLink>
          ) : (
            <Form view={view} action={view.href(view.path)} errors={errorsOf(form, view)}>
              <Button>{t('notices.follow.button')}</Button>
            </Form>
          )}
        </Measure>
      </Wrap>
    </Page>
  )
}

export function UnsubscribePage({ reply, view, form }: Props<Type.Static<typeof UnsubscribeView>>) {
  const { t } = view
  return (
    <Page view={view} title={t('notices.unsubscribe.title')} noindex>
      <Wrap>
        <Measure>
          <Heading
            title={t(reply.active ? 'notices.unsubscribe.title' : 'notices.unsubscribe.done')}
            lead={t(reply.active ? 'notices.unsubscribe.lead' : 'notices.unsubscribe.done-lead')}
          />
          {reply.active && (
            <Form view={view} action={view.href(view.path)} errors={errorsOf(form, view)}>
              <Button>{t('notices.unsubscribe.button')}</Button>
            </Form>
          )}
        </Measure>
      </Wrap>
    </Page>
  )
}
