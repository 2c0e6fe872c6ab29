import type { FormState } from '#kernel/http/endpoint.ts'
import { langs } from '#kernel/i18n/lang.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { fieldsOf } from '#ui/form-state.ts'

interface Props {
  view: View
  form: FormState
  errors: Errors | undefined
  /** Of the translation, in characters. */
  limit: number
}

/** What an authority wrote once more in another language, if it likes: the fields `translationLang` and `translation` of a form. */
export function TranslationFields({ view, form, errors, limit }: Props) {
  const { t } = view
  const field = fieldsOf({ view, form, errors })
  return (
    <>
      <Select
        {...field('translationLang')}
        label={t('people.translation.lang')}
        required={false}
        empty={t('people.translation.none')}
        options={langs.map((value) => ({ value, label: t(`people.lang.${value}`), lang: value }))}
      />
      <TextArea
        {...field('translation')}
        label={t('people.translation')}
        hint={t('people.translation.hint')}
        required={false}
        requiredWhen={t('people.translation.when')}
        limit={limit}
      />
    </>
  )
}
