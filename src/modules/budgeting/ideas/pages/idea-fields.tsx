import { LangField } from '#commons/people/lang-field.tsx'
import { PlaceField } from '#commons/places/place-field.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Checkbox } from '#ui/components/Choices.tsx'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, fieldsOf, ticked } from '#ui/form-state.ts'
import { DeclaredFields } from '../../declared-fields.tsx'
import { categories } from '../../idea.ts'
import { PointFields } from '../../point-fields.tsx'
import { ADDRESS_MAX, ADULT, TEXT_MAX, TITLE_MAX } from '../fields.ts'
import type { NewIdeaView } from '../replies.ts'

interface Props {
  reply: NewIdeaView
  view: View
  form: FormState
}
type Parts = Props & { errors: Errors | undefined }

/** Everything that an idea says, and what its author declares. */
export function IdeaFields({ reply, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  const parts = { reply, view, form, errors }
  return (
    <Form
      view={view}
      action={view.href(`/processes/${reply.process.number}/ideas`)}
      errors={errors}
      hidden={{ 'idempotency-key': form.key }}
    >
      <TextField
        {...field('title', reply.title ?? '')}
        label={t('budgeting.ideas.field.title')}
        hint={t('budgeting.ideas.field.title.hint', { max: TITLE_MAX })}
      />
      <TextArea
        {...field('text')}
        label={t('budgeting.ideas.field.text')}
        hint={t('budgeting.ideas.field.text.hint')}
        rows={10}
        limit={TEXT_MAX}
      />
      <LangField view={view} form={form} errors={errors} label={t('budgeting.ideas.field.lang')} />
      <Select
        {...field('category')}
        label={t('budgeting.ideas.category')}
        empty={t('budgeting.ideas.category.choose')}
        options={categories.map((value) => ({ value, label: t(`budgeting.ideas.category.${value}`) }))}
      />
      {reply.needs.length > 0 && (
        <Select
          {...field('need', reply.need === null ? '' : String(reply.need))}
          label={t('budgeting.ideas.need')}
          hint={t('budgeting.ideas.need.hint')}
          required={false}
          empty={t('budgeting.ideas.need.none')}
          options={reply.needs.map(({ number, text }) => ({ value: String(number), label: `${number}. ${text}` }))}
        />
      )}
      <Where {...parts} />
      <TextField
        {...field('costGuess')}
        label={t('budgeting.ideas.field.cost-guess', { currency: reply.currency })}
        hint={t('budgeting.ideas.field.cost-guess.hint')}
        required={false}
        inputmode="decimal"
        short
      />
      <Declarations {...parts} />
      <p class="soft">{t('budgeting.ideas.new.public')}</p>
      <Button>{t('budgeting.ideas.new.button')}</Button>
    </Form>
  )
}

function Where({ reply, view, form, errors }: Parts) {
  const { t } = view
  const field = fieldsOf({ view, form, errors })
  return (
    <>
      <PlaceField {...field('place')} label={t('budgeting.ideas.field.place')} form={form} places={reply.places} />
      <TextField
        {...field('address')}
        label={t('budgeting.ideas.field.address')}
        hint={t('budgeting.ideas.field.address.hint', { max: ADDRESS_MAX })}
        required={false}
      />
      <PointFields
        view={view}
        form={form}
        map={reply.map}
        action={view.href(`/processes/${reply.process.number}/ideas`)}
      />
    </>
  )
}

/** About the author: nothing of it is public but the name of an adult who wants it shown. */
function Declarations({ reply, view, form, errors }: Parts) {
  const { t } = view
  return (
    <>
      <DeclaredFields asked={reply} view={view} form={form} />
      {reply.name === null ? (
        <p class="soft">{t('budgeting.ideas.show-name.none')}</p>
      ) : (
        <>
          <Checkbox
            view={view}
            name="showName"
            label={t('budgeting.ideas.show-name', { name: reply.name })}
            hint={t('budgeting.ideas.show-name.hint')}
            error={errors?.showName}
            required={false}
            checked={ticked(form, 'showName')}
          />
          {reply.minAge < ADULT && (
            <Checkbox
              view={view}
              name="adult"
              label={t('budgeting.ideas.adult')}
              hint={t('budgeting.ideas.adult.hint')}
              error={errors?.adult}
              required={false}
              checked={ticked(form, 'adult')}
            />
          )}
        </>
      )}
    </>
  )
}
