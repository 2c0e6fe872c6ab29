import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Checkbox, Radios } from '#ui/components/Choices.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, ticked, typed } from '#ui/form-state.ts'
import { wishPath } from '../../wishes/wish.ts'
import { DESCRIPTION_MAX } from '../fields.ts'
import type { NewRequestView } from '../replies.ts'
import { requestKinds } from '../request.ts'

interface Props {
  reply: NewRequestView
  view: View
  form: FormState
}

/** What the law asks of a request, and nothing else; why one asks is nobody's business. */
export function NewRequestPage({ reply, view, form }: Props) {
  const { t } = view
  const title = t('open-data.requests.new')
  return (
    <ColumnPage
      view={view}
      title={title}
      noindex
      crumbs={[
        { path: '/data', label: t('open-data.catalogue.title') },
        { path: '/data/requests', label: t('open-data.requests.room') },
      ]}
      lead={t('open-data.requests.new.lead')}
    >
      <Law reply={reply} view={view} />
      {reply.wish && (
        <p>
          {t('open-data.requests.from-wish')}{' '}
          <a href={view.href(wishPath(reply.wish))} lang={reply.wish.lang}>
            {reply.wish.title}
          </a>
        </p>
      )}
      <RequestFields reply={reply} view={view} form={form} />
    </ColumnPage>
  )
}

function Law({ reply: { law }, view }: Omit<Props, 'form'>) {
  const { t } = view
  return (
    <Notice kind="info" title={t('open-data.requests.law')}>
      <ul>
        <li>{t('open-data.requests.law.term', { days: law.days, extendDays: law.extendDays, basis: law.basis })}</li>
        <li>{t('open-data.requests.law.free', { pages: law.freePages, basis: law.freeBasis })}</li>
        <li>{t('open-data.requests.law.fields', { basis: law.fields })}</li>
        <li>{t('open-data.requests.law.reuse')}</li>
      </ul>
      {!law.verified && <p>{t('open-data.requests.term.unverified')}</p>}
    </Notice>
  )
}

function RequestFields({ reply, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <Form
      view={view}
      action={view.href('/data/requests')}
      errors={errors}
      hidden={{ 'idempotency-key': form.key, ...(reply.wish && { wish: String(reply.wish.number) }) }}
    >
      <Radios
        view={view}
        name="kind"
        label={t('open-data.requests.kind')}
        error={errors?.kind}
        value={typed(form, 'kind', reply.kind ?? 'information')}
        choices={requestKinds.map((value) => ({
          value,
          label: t(`open-data.requests.kind.${value}`),
          hint: t(`open-data.requests.kind.${value}.hint`),
        }))}
      />
      <Select
        view={view}
        name="institution"
        label={t('open-data.requests.institution')}
        error={errors?.institution}
        empty={t('open-data.requests.institution.choose')}
        value={typed(form, 'institution', reply.institution ?? '')}
        options={reply.institutions.map(({ slug, name }) => ({ value: slug, label: name }))}
      />
      <TextArea
        view={view}
        name="description"
        label={t('open-data.requests.description')}
        hint={t('open-data.requests.description.hint')}
        error={errors?.description}
        value={typed(form, 'description', reply.wish ? `${reply.wish.title}\n\n${reply.wish.text}` : '')}
        rows={8}
        limit={DESCRIPTION_MAX}
      />
      <TextField
        view={view}
        name="name"
        label={t('open-data.requests.name')}
        error={errors?.name}
        value={typed(form, 'name', reply.name ?? '')}
        autocomplete="name"
      />
      <TextField
        view={view}
        name="postalAddress"
        label={t('open-data.requests.address')}
        hint={t('open-data.requests.address.hint')}
        error={errors?.postalAddress}
        value={typed(form, 'postalAddress')}
        autocomplete="street-address"
      />
      {reply.email && <p>{t('open-data.requests.email.told', { address: reply.email })}</p>}
      <Checkbox
        view={view}
        name="mayPublish"
        label={t('open-data.requests.may-publish')}
        hint={t('open-data.requests.may-publish.hint')}
        error={errors?.mayPublish}
        checked={ticked(form, 'mayPublish')}
      />
      <p class="soft">{t('open-data.requests.private')}</p>
      <Button>{t('open-data.requests.new.button')}</Button>
    </Form>
  )
}
