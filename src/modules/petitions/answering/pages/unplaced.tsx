import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { ErrorSummary } from '#ui/components/ErrorSummary.tsx'
import { errorsOf } from '#ui/form-state.ts'

/** Says what stood in the way when the form that was sent is no longer on the page: somebody else was faster. */
export function Unplaced({ form, placed, view }: { form: FormState; placed: boolean; view: View }) {
  return placed ? null : <ErrorSummary view={view} errors={errorsOf(form, view)} />
}
