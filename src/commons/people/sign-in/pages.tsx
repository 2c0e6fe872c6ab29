import type { FormState } from '#kernel/http/endpoint.ts'
import { safePath } from '#kernel/http/local-path.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Details } from '#ui/components/Details.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { EmailField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { withNext } from '../next-path.ts'
import { CodeField } from '../pages/code-field.tsx'
import { OneColumn } from '../pages/one-column.tsx'
import type { CodeView, SignInView } from './endpoints.ts'

interface Props<R> {
  reply: R
  view: View
  form: FormState
}

export function SignInPage({ reply, view, form }: Props<SignInView>) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <OneColumn view={view} title={t('people.sign-in.title')}>
      <Heading title={t('people.sign-in.title')} lead={t('people.sign-in.lead')} />
      {reply.signedInAs !== null && (
        <p>
          {reply.signedInAs === ''
            ? t('people.sign-in.already')
            : t('people.sign-in.already-as', { name: reply.signedInAs })}{' '}
          <a href={view.href(reply.next)}>{t('people.sign-in.go-on')}</a>
        </p>
      )}
      <Form view={view} action={view.href('/sign-in')} errors={errors} hidden={{ next: nextOf(form, reply.next) }}>
        <EmailField
          view={view}
          name="email"
          label={t('people.email')}
          hint={t('people.sign-in.email-hint')}
          error={errors?.email}
          value={typed(form, 'email')}
        />
        <Button>{t('people.sign-in.button')}</Button>
      </Form>
      {view.demo && (
        <p>
          <a href={view.href(withNext('/demo/people', nextOf(form, reply.next)))}>{t('people.sign-in.demo')}</a>
        </p>
      )}
    </OneColumn>
  )
}

export function CodePage({ reply, view, form }: Props<CodeView>) {
  const { t } = view
  const errors = errorsOf(form, view)
  const next = nextOf(form, reply.next)
  const again = <a href={view.href(withNext('/sign-in', next))}>{t('people.code.again')}</a>
  return (
    <OneColumn view={view} title={t('people.code.title')}>
      {reply.address === null ? (
        <>
          <Heading title={errors?.[''] ?? t('people.code.none')} lead={t('people.code.none-text')} />
          <p>{again}</p>
        </>
      ) : (
        <>
          <Heading title={t('people.code.title')} lead={t('people.code.lead', { address: reply.address })} />
          <Form view={view} action={view.href('/sign-in/code')} errors={errors} hidden={{ next }}>
            <CodeField
              view={view}
              label={t('people.code.label')}
              hint={t('people.code.hint', { minutes: reply.minutes })}
              error={errors?.code}
            />
            <Button>{t('people.code.button')}</Button>
          </Form>
          <Details summary={t('people.code.nothing')}>
            <p>{t('people.code.nothing-text')}</p>
            <p>{again}</p>
          </Details>
        </>
      )}
      {view.demo && (
        <p>
          <a href={view.href('/demo/mail')}>{t('people.code.demo')}</a>
        </p>
      )}
    </OneColumn>
  )
}

/** After a failed attempt the page is loaded without its query: what the form carried stands. */
function nextOf(form: FormState, otherwise: string): string {
  return safePath(form.values.next) ?? otherwise
}
