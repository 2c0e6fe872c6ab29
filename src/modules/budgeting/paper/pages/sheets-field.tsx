import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { typed } from '#ui/form-state.ts'

interface Props {
  view: View
  form: FormState
  errors: Errors | undefined
  /** What stands in front of each line, to go by. */
  lines: (number | string)[]
}

/** Where sheets are typed, a line each: quick with the number keys alone. */
export function SheetsField({ view, form, errors, lines }: Props) {
  return (
    <TextArea
      view={view}
      name="sheets"
      label={view.t('budgeting.paper.typed')}
      hint={view.t('budgeting.paper.typed.hint')}
      error={errors?.sheets}
      value={typed(form, 'sheets', lines.map((line) => `${line}: `).join('\n'))}
      rows={Math.min(24, Math.max(6, lines.length))}
    />
  )
}
