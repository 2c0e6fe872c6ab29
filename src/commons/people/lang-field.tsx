import type { FormState } from '#kernel/http/endpoint.ts'
import { langs } from '#kernel/i18n/lang.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { Select } from '#ui/components/Select.tsx'
import { typed } from '#ui/form-state.ts'

interface Props {
  view: View
  form: FormState
  errors: Errors | undefined
  label: string
  /** What stands there before one chooses: the page's own, unless the thing has one. */
  now?: string | undefined
}

/** In which language one writes: the field `lang` of a form. */
export function LangField({ view, form, errors, label, now = view.lang }: Props) {
  return (
    <Select
      view={view}
      name="lang"
      label={label}
      error={errors?.lang}
      value={typed(form, 'lang', now)}
      options={langs.map((value) => ({ value, label: view.t(`people.lang.${value}`), lang: value }))}
    />
  )
}
