import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button, ButtonLink } from '#ui/components/Button.tsx'
import { Panel } from '#ui/components/Card.tsx'
import { Checkboxes, Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, fieldsOf } from '#ui/form-state.ts'
import { OneColumn } from '../pages/one-column.tsx'
import type { TokenMade, TokensView } from './endpoints.ts'
import { tokenDays } from './tokens.ts'

export function TokensPage({ reply, view, form }: { reply: TokensView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  return (
    <OneColumn
      view={view}
      title={t('people.tokens.title')}
      crumbs={[{ path: '/account', label: t('people.account.title') }]}
    >
      <Heading title={t('people.tokens.title')} lead={t('people.tokens.lead')} />
      <p>
        <a href={view.href('/developers')}>{t('people.tokens.developers')}</a>
      </p>
      {reply.items.map(({ id, name, scopes, createdAt, expiresAt }) => (
        <Panel key={id}>
          <h2>{name}</h2>
          <p>
            {scopes.length > 0
              ? t('people.tokens.may', { what: scopes.map(({ label }) => label).join('; ') })
              : t('people.tokens.may-nothing')}
          </p>
          <p>{t('people.tokens.times', { from: view.date(createdAt), until: view.date(expiresAt) })}</p>
          <Form view={view} action={view.href(`/account/tokens/${id}/ending`)}>
            <Button kind="quiet">{t('people.tokens.end')}</Button>
          </Form>
        </Panel>
      ))}
      <Section title={t('people.tokens.new')} id="new">
        <Form view={view} action={view.href('/account/tokens')} errors={errors} hidden={{ key: form.key }}>
          <TextField
            {...field('name')}
            label={t('people.tokens.name')}
            hint={t('people.tokens.name-hint')}
            autocomplete="off"
          />
          <Radios
            {...field('days', '90')}
            label={t('people.tokens.days')}
            choices={tokenDays.map((days) => ({
              value: days,
              label: t('people.tokens.days-of', { days: Number(days) }),
            }))}
          />
          {reply.offered.length > 0 && (
            <Checkboxes
              view={view}
              name="scopes"
              label={t('people.tokens.scopes')}
              hint={t('people.tokens.scopes-hint')}
              error={errors?.scopes}
              required={false}
              values={[form.values.scopes ?? []].flat().map(String)}
              choices={reply.offered.map(({ scope, label, hint }) => ({ value: scope, label, hint }))}
            />
          )}
          {reply.confirm && (
            <p>
              {t('people.tokens.scopes-later')}{' '}
              <a href={view.href('/sign-in/second-factor?next=/account/tokens')}>{t('people.tokens.scopes-confirm')}</a>
            </p>
          )}
          <Button>{t('people.tokens.make')}</Button>
        </Form>
      </Section>
    </OneColumn>
  )
}

/** The one time that a token is shown. */
export function NewTokenPage({ reply, view }: { reply: TokenMade; view: View }) {
  const { t } = view
  return (
    <OneColumn view={view} title={t('people.tokens.made')}>
      <Heading title={t('people.tokens.made')} lead={t('people.tokens.made-lead', { name: reply.name })} />
      <p>
        <code class="secret">{reply.token}</code>
      </p>
      <p>
        <code class="secret">Authorization: Bearer {reply.token}</code>
      </p>
      <Notice kind="warning" title={t('people.tokens.keep')}>
        <p>{t('people.tokens.keep-text', { until: view.date(reply.expiresAt) })}</p>
      </Notice>
      <ButtonLink href={view.href('/account/tokens')} kind="quiet">
        {t('people.tokens.back')}
      </ButtonLink>
    </OneColumn>
  )
}
