import { LangField } from '#commons/people/lang-field.tsx'
import { TranslationFields } from '#commons/people/translation-fields.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Radios } from '#ui/components/Choices.tsx'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { DateField, FileField } from '#ui/components/OtherFields.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { fieldsOf } from '#ui/form-state.ts'
import { answerOutcomes } from '../case.ts'

export interface FieldsProps {
  view: View
  form: FormState
  errors: Errors | undefined
}

/** One key for the page, one name a form: two forms of a page are two requests. */
export function keyOf(form: FormState, name: string): { 'idempotency-key': string } {
  return { 'idempotency-key': `${form.key.split('.')[0]}.${name}` }
}

export function OutcomeField({ view, form, errors }: FieldsProps) {
  const { t } = view
  const field = fieldsOf({ view, form, errors })
  return (
    <Radios
      {...field('outcome')}
      label={t('petitions.answering.answer.outcome')}
      choices={answerOutcomes.map((outcome) => ({
        value: outcome,
        label: t(`petitions.answering.outcome.${outcome}`),
        hint: t(`petitions.answering.outcome-hint.${outcome}`),
      }))}
    />
  )
}

/** Text, language, optional marked translation, number, files. */
export function AnswerFields({ view, form, errors, filesRequired }: FieldsProps & { filesRequired?: boolean }) {
  const { t } = view
  const field = fieldsOf({ view, form, errors })
  return (
    <>
      <TextAndLang view={view} form={form} errors={errors} label={t('petitions.answering.answer.text')} />
      <TranslationFields view={view} form={form} errors={errors} limit={20_000} />
      <TextField {...field('outgoingNumber')} label={t('petitions.answering.answer.outgoing')} required={false} />
      <FilesField view={view} form={form} errors={errors} required={filesRequired} />
    </>
  )
}

/** What was done or said, and on which day. */
export function FollowUpFields({ today, ...props }: FieldsProps & { today: string }) {
  const { view, form, errors } = props
  const { t } = view
  const field = fieldsOf({ view, form, errors })
  return (
    <>
      <DateField {...field('day', today)} label={t('petitions.answering.follow-up.day')} max={today} />
      <TextAndLang {...props} label={t('petitions.answering.follow-up.text')} />
      <FilesField {...props} />
    </>
  )
}

function TextAndLang({ view, form, errors, label }: FieldsProps & { label: string }) {
  const { t } = view
  const field = fieldsOf({ view, form, errors })
  return (
    <>
      <TextArea
        {...field('text')}
        label={label}
        hint={t('petitions.answering.answer.markdown')}
        rows={10}
        limit={20_000}
      />
      <LangField view={view} form={form} errors={errors} label={t('petitions.answering.answer.lang')} />
    </>
  )
}

function FilesField({ view, errors, required = false }: FieldsProps & { required?: boolean | undefined }) {
  return (
    <FileField
      view={view}
      name="files"
      label={view.t('petitions.answering.answer.files')}
      hint={view.t('petitions.answering.answer.files-hint')}
      required={required}
      error={errors?.files}
      accept="application/pdf,image/jpeg,image/png,image/webp"
      multiple
    />
  )
}
