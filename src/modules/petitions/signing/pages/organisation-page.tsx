import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Checkbox } from '#ui/components/Choices.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Section } from '#ui/components/Section.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, fieldsOf, ticked } from '#ui/form-state.ts'
import type { OrganisationFormView } from '../replies.ts'

interface Props {
  reply: OrganisationFormView
  view: View
  form: FormState
}

/** An organisation supports a petition: which one, who speaks for it, by what decision. */
export function OrganisationPage({ reply, view, form }: Props) {
  const { t } = view
  const { petition } = reply
  return (
    <ColumnPage
      view={view}
      title={t('petitions.signing.organisation.title')}
      noindex
      crumbs={[
        { path: '/petitions', label: t('petitions.nav') },
        { path: `/petitions/${petition.number}-${petition.slug}`, label: petition.title },
      ]}
      lead={<span lang={petition.lang}>{petition.title}</span>}
      close
    >
      <Own reply={reply} view={view} />
      <p>{t('petitions.signing.organisation.lead')}</p>
      {reply.takesSignatures ? (
        <OrganisationForm reply={reply} view={view} form={form} />
      ) : (
        <p>{t('petitions.sign.over')}</p>
      )}
    </ColumnPage>
  )
}

function Own({ reply, view }: Omit<Props, 'form'>) {
  const { t } = view
  if (reply.own.length === 0) return null
  return (
    <Section id="own" title={t('petitions.signing.organisation.own')}>
      {reply.own.map(({ id, name, idno, mandate }) => (
        <Form
          key={id}
          view={view}
          action={view.href(`/petitions/${reply.petition.number}/supporting-organisation/withdrawal`)}
          hidden={{ id }}
        >
          <p>
            <strong>{name}</strong> {t('petitions.signing.organisation.line', { idno, mandate })}
          </p>
          <Button kind="quiet">{t('petitions.signing.organisation.withdraw', { name })}</Button>
        </Form>
      ))}
    </Section>
  )
}

function OrganisationForm({ reply, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  return (
    <Form view={view} action={view.href(`/petitions/${reply.petition.number}/supporting-organisation`)} errors={errors}>
      <TextField
        {...field('name')}
        label={t('petitions.signing.organisation.name')}
        hint={t('petitions.signing.organisation.name.hint')}
        autocomplete="organization"
      />
      <TextField
        {...field('idno')}
        label={t('petitions.signing.idno')}
        hint={t('petitions.signing.idno.hint')}
        inputmode="numeric"
        short
      />
      <TextField
        {...field('representative', reply.name ?? '')}
        label={t('petitions.signing.organisation.representative')}
        hint={t('petitions.signing.organisation.representative.hint')}
        autocomplete="name"
      />
      <TextArea
        {...field('mandate')}
        label={t('petitions.signing.organisation.mandate')}
        hint={t('petitions.signing.organisation.mandate.hint')}
        rows={3}
        limit={300}
      />
      <Checkbox
        view={view}
        name="maySpeak"
        label={t('petitions.signing.organisation.may-speak')}
        error={errors?.maySpeak}
        checked={ticked(form, 'maySpeak')}
        required
      />
      <Button>{t('petitions.signing.organisation.button')}</Button>
    </Form>
  )
}
