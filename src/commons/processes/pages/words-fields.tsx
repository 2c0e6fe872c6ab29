import { PlaceField } from '#commons/places/place-field.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { fieldsOf } from '#ui/form-state.ts'
import type { NewProcessView } from '../replies.ts'

interface Props {
  view: View
  form: FormState
  errors: Errors | undefined
  places: NewProcessView['places']
  /** What is there already. */
  now?: { title: Localised; summary: Localised; placeKey: string }
}

const langs = [
  ['Ro', 'ro'],
  ['Ru', 'ru'],
  ['En', 'en'],
] as const

/** What a process is called and what it is about, in three languages, and where. */
export function WordsFields({ view, form, errors, places, now }: Props) {
  const { t } = view
  const field = fieldsOf({ view, form, errors })
  return (
    <>
      {langs.map(([suffix, lang]) => (
        <TextField
          key={suffix}
          {...field(`title${suffix}`, now?.title[lang])}
          label={t(`processes.title-in.${lang}`)}
          lang={lang}
          required={lang === 'ro'}
        />
      ))}
      {langs.map(([suffix, lang]) => (
        <TextArea
          key={suffix}
          {...field(`summary${suffix}`, now?.summary[lang])}
          label={t(`processes.summary-in.${lang}`)}
          lang={lang}
          required={lang === 'ro'}
          rows={3}
          limit={600}
        />
      ))}
      <PlaceField
        {...field('place', now?.placeKey)}
        label={t('processes.place')}
        hint={t('processes.place.hint')}
        form={form}
        places={places}
      />
    </>
  )
}
