import type { FormState } from '#kernel/http/endpoint.ts'
import { safePath } from '#kernel/http/local-path.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button, ButtonLink } from '#ui/components/Button.tsx'
import { Details } from '#ui/components/Details.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import { errorsOf } from '#ui/form-state.ts'
import { withNext } from '../next-path.ts'
import { CodeField } from '../pages/code-field.tsx'
import { OneColumn } from '../pages/one-column.tsx'
import type { SecondFactorView, SetUpView } from './endpoints.ts'
import { QrCode } from './qr-code.tsx'

interface Props<R> {
  reply: R
  view: View
  form: FormState
}

/** Asked of officials after the mailed code. */
export function SecondFactorPage({ reply, view, form }: Props<SecondFactorView>) {
  const { t } = view
  const errors = errorsOf(form, view)
  const next = safePath(form.values.next) ?? reply.next
  const title = t('people.second-factor.title')
  if (reply.shown || !reply.hasRoles)
    return (
      <OneColumn view={view} title={title}>
        <Heading
          title={title}
          lead={t(reply.shown ? 'people.second-factor.shown' : 'people.second-factor.not-needed')}
        />
        <ButtonLink href={view.href(next)}>{t('people.sign-in.go-on')}</ButtonLink>
      </OneColumn>
    )
  if (!reply.isSetUp)
    return (
      <OneColumn view={view} title={title}>
        <Heading title={title} lead={t('people.second-factor.set-up-first')} />
        <ButtonLink href={view.href(withNext('/account/second-factor', next))}>
          {t('people.second-factor.to-set-up')}
        </ButtonLink>
      </OneColumn>
    )
  return (
    <OneColumn view={view} title={title}>
      <Heading title={title} lead={t('people.second-factor.lead')} />
      <Form view={view} action={view.href('/sign-in/second-factor')} errors={errors} hidden={{ next }}>
        <CodeField view={view} label={t('people.totp.label')} hint={t('people.totp.hint')} error={errors?.code} />
        <Button>{t('people.second-factor.button')}</Button>
      </Form>
      <Details summary={t('people.second-factor.lost')}>
        <p>{t('people.second-factor.lost-text')}</p>
      </Details>
    </OneColumn>
  )
}

/** Three steps: make a secret, put it into an authenticator, show that it works. */
export function SetUpPage({ reply, view, form }: Props<SetUpView>) {
  const { t } = view
  const errors = errorsOf(form, view)
  const next = safePath(form.values.next) ?? reply.next
  const title = t('people.set-up.title')
  const crumbs = [{ path: '/account', label: t('people.account.title') }]
  if (reply.confirmed)
    return (
      <OneColumn view={view} title={title} crumbs={crumbs}>
        <Heading title={title} lead={t('people.set-up.done')} />
        <p>{t('people.second-factor.lost-text')}</p>
      </OneColumn>
    )
  if (!reply.setUp)
    return (
      <OneColumn view={view} title={title} crumbs={crumbs}>
        <Heading title={title} lead={t('people.set-up.lead')} />
        <p>{t('people.set-up.app')}</p>
        <Form view={view} action={view.href('/account/second-factor')} errors={errors} hidden={{ next }}>
          <Button>{t('people.set-up.start')}</Button>
        </Form>
      </OneColumn>
    )
  return (
    <OneColumn view={view} title={title} crumbs={crumbs}>
      <Heading title={title} lead={t('people.set-up.two-steps')} />
      <Section title={t('people.set-up.scan')} id="scan">
        <QrCode text={reply.setUp.uri} label={t('people.set-up.picture')} />
        <p>{t('people.set-up.by-hand')}</p>
        <p>
          <code class="secret">{reply.setUp.secret}</code>
        </p>
      </Section>
      <Section title={t('people.set-up.confirm')} id="confirm">
        <Form view={view} action={view.href('/account/second-factor/confirmation')} errors={errors} hidden={{ next }}>
          <CodeField view={view} label={t('people.totp.label')} hint={t('people.totp.hint')} error={errors?.code} />
          <Button>{t('people.set-up.confirm-button')}</Button>
        </Form>
      </Section>
      <Notice title={t('people.set-up.keep')}>
        <p>{t('people.second-factor.lost-text')}</p>
      </Notice>
    </OneColumn>
  )
}
