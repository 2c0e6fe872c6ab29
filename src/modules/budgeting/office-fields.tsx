import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Select } from '#ui/components/Select.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, fieldsOf } from '#ui/form-state.ts'

interface Props {
  authorities: { id: string; name: string }[]
  view: View
  form: FormState
  /** What stands there where nothing was typed yet. */
  now: { authority: string; office: string }
}

/** Which office: the authority that it belongs to, and its name. */
export function OfficeFields({ authorities, view, form, now }: Props) {
  const { t } = view
  const field = fieldsOf({ view, form, errors: errorsOf(form, view) })
  return (
    <>
      <Select
        {...field('organisation', now.authority)}
        label={t('budgeting.review.authority')}
        options={authorities.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField
        {...field('office', now.office)}
        label={t('budgeting.review.office')}
        hint={t('budgeting.review.office.hint')}
      />
    </>
  )
}
