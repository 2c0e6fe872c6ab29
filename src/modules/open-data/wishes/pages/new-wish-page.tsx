import { LangField } from '#commons/people/lang-field.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { FilterForm, Form } from '#ui/components/Form.tsx'
import { HiddenField } from '#ui/components/OtherFields.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { DatasetRows } from '../../catalogue/find/pages/dataset-rows.tsx'
import { TEXT_MAX, TITLE_MAX } from '../fields.ts'
import type { NewWishView } from '../replies.ts'
import { wishCrumbs } from './crumbs.ts'
import { WishRows } from './wish-rows.tsx'

interface Props {
  reply: NewWishView
  view: View
  form: FormState
}

/** A new wish: what, first; then what is there already; then the rest. */
export function NewWishPage({ reply, view, form }: Props) {
  const { t } = view
  const first = reply.title === null && Object.keys(form.values).length === 0
  return (
    <ColumnPage
      view={view}
      title={t('open-data.wishes.make')}
      noindex
      crumbs={wishCrumbs(view)}
      lead={t(first ? 'open-data.wishes.new.lead' : 'open-data.wishes.new.rest')}
    >
      {first ? <Title reply={reply} view={view} /> : <Rest reply={reply} view={view} form={form} />}
    </ColumnPage>
  )
}

function Title({ reply, view }: Omit<Props, 'form'>) {
  const { t } = view
  return (
    <FilterForm
      view={view}
      action={view.href('/data/wishes/new')}
      label={t('open-data.wishes.make')}
      submit={t('open-data.wishes.new.next')}
    >
      <TextField
        view={view}
        name="title"
        label={t('open-data.wishes.title')}
        hint={t('open-data.wishes.title.hint', { max: TITLE_MAX })}
      />
      {reply.institution !== null && <HiddenField name="institution" value={reply.institution} />}
    </FilterForm>
  )
}

function Rest({ reply, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <>
      {reply.datasets.length > 0 && (
        <Section
          id="datasets"
          title={t('open-data.wishes.new.datasets')}
          note={t('open-data.wishes.new.datasets.note')}
        >
          <DatasetRows items={reply.datasets} view={view} />
        </Section>
      )}
      {reply.similar.length > 0 && (
        <Section id="similar" title={t('open-data.wishes.new.similar')} note={t('open-data.wishes.new.similar.note')}>
          <WishRows items={reply.similar} view={view} />
        </Section>
      )}
      {reply.title !== null && reply.datasets.length + reply.similar.length === 0 && (
        <p>{t('open-data.wishes.new.nothing-alike')}</p>
      )}
      <Form view={view} action={view.href('/data/wishes')} errors={errors} hidden={{ 'idempotency-key': form.key }}>
        <TextField
          view={view}
          name="title"
          label={t('open-data.wishes.title')}
          hint={t('open-data.wishes.title.hint', { max: TITLE_MAX })}
          error={errors?.title}
          value={typed(form, 'title', reply.title ?? '')}
        />
        <TextArea
          view={view}
          name="text"
          label={t('open-data.wishes.text')}
          hint={t('open-data.wishes.text.hint')}
          error={errors?.text}
          value={typed(form, 'text')}
          rows={6}
          limit={TEXT_MAX}
        />
        <Select
          view={view}
          name="institution"
          label={t('open-data.wishes.institution')}
          hint={t('open-data.wishes.institution.hint')}
          required={false}
          error={errors?.institution}
          empty={t('open-data.wishes.institution.unknown')}
          value={typed(form, 'institution', reply.institution ?? '')}
          options={reply.institutions.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
        <LangField view={view} form={form} errors={errors} label={t('open-data.wishes.lang')} />
        <p class="soft">{t('open-data.wishes.new.public')}</p>
        <Button>{t('open-data.wishes.new.button')}</Button>
      </Form>
    </>
  )
}
