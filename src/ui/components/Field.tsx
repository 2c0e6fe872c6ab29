import { type ComponentChildren, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { View } from '#kernel/i18n/view.ts'

/** What every field of a form has. */
export interface FieldProps {
  view: View
  name: string
  label: string
  hint?: ComponentChildren
  /** Already in the reader's language. */
  error?: string | undefined
  /** Fields are required unless said otherwise; the label of the others says that they are optional. */
  required?: boolean | undefined
  /** When an optional field is not optional, such as `ifChosen(…)`; stands in place of "(optional)". */
  requiredWhen?: string | undefined
  /** Part of a search: nothing there is required, and no label needs to say so. */
  inSearch?: boolean | undefined
  /** The label is the question of the page and its h1. */
  big?: boolean | undefined
}

/** Goes before the ids in a form that shares its page with others. */
export const FormScope = createContext('')

/** Id of the field's control, the target of the error summary; called while a component of the form is drawn. */
export function fieldId(name: string): string {
  return `f-${useContext(FormScope)}${name.replace(/[^\w-]/g, '-')}`
}

/** Attributes that tie a control to its hint, error and counter. */
export function controlOf({ name, hint, error, required = true, inSearch }: FieldProps, also?: string) {
  const id = fieldId(name)
  const described = [hint && `${id}-hint`, error && `${id}-error`, also].filter(Boolean).join(' ')
  return {
    id,
    name,
    'aria-describedby': described || undefined,
    'aria-invalid': error ? ('true' as const) : undefined,
    'aria-required': required && !inSearch ? ('true' as const) : undefined,
  }
}

/** Label, hint and error above the control, in this order. */
export function Field({ children, ...field }: FieldProps & { children: ComponentChildren }) {
  const { view, name, label, hint, error, required = true, requiredWhen, inSearch, big } = field
  const id = fieldId(name)
  const words = (
    <label class={big ? 'field-label field-label-big' : 'field-label'} for={id}>
      {label}
      {!required && !inSearch && <OptionalMark view={view} requiredWhen={requiredWhen} />}
    </label>
  )
  return (
    <div class={error ? 'ds-field field field-invalid' : 'ds-field field'}>
      {big ? <h1 class="field-question">{words}</h1> : words}
      <HintAndError id={id} hint={hint} error={error} view={view} />
      {children}
    </div>
  )
}

/** Beside a label: that the field may stay empty, or when it may not. */
export function OptionalMark({ view, requiredWhen }: Pick<FieldProps, 'view' | 'requiredWhen'>) {
  return <span class="field-optional"> {requiredWhen ?? view.t('ui.optional')}</span>
}

/** Words for `requiredWhen`: another field's choices that make this one obligatory; none, none. */
export function ifChosen(view: View, choices: string[]): string | undefined {
  if (choices.length === 0) return undefined
  const { t } = view
  return t('ui.if-chosen', { choices: choices.map((words) => t('ui.quoted', { words })).join(` ${t('ui.or')} `) })
}

interface HintAndErrorProps {
  view: View
  id: string
  hint: ComponentChildren
  error: string | undefined
}

export function HintAndError({ view, id, hint, error }: HintAndErrorProps) {
  return (
    <>
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="ds-validation-message field-error" id={`${id}-error`}>
          <span class="ds-sr-only">{view.t('ui.error')}: </span>
          {error}
        </p>
      )}
    </>
  )
}
