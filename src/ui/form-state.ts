import type { FormState } from '#kernel/http/endpoint.ts'
import { say } from '#kernel/i18n/translator.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { Errors } from './components/ErrorSummary.tsx'

/** Messages of a failed form by field, in the reader's language; a rule in the way stands for the form as a whole. */
export function errorsOf(form: FormState, view: View): Errors | undefined {
  const lines: [string, string][] = form.errors.map(({ field, text }) => [field, say(view.t, text)])
  if (form.problem) lines.unshift(['', say(view.t, form.problem)])
  return lines.length > 0 ? Object.fromEntries(lines) : undefined
}

/** What was typed into a field, to show again. */
export function typed(form: FormState, name: string, otherwise = ''): string {
  const value = form.values[name]
  return typeof value === 'string' ? value : Array.isArray(value) && typeof value[0] === 'string' ? value[0] : otherwise
}

/** What every field of a form is given: its name, what is wrong with it, and what was typed, else what stands there `now`. */
export function fieldsOf({ view, form, errors }: { view: View; form: FormState; errors: Errors | undefined }) {
  return (name: string, now?: string | null) => ({
    view,
    name,
    error: errors?.[name],
    value: typed(form, name, now ?? ''),
  })
}

export function ticked(form: FormState, name: string, otherwise = false): boolean {
  return Object.keys(form.values).length === 0 ? otherwise : form.values[name] !== undefined
}
