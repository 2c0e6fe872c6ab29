import type { ComponentChildren } from 'preact'
import type { View } from '#kernel/i18n/view.ts'
import { HintAndError } from './Field.tsx'

export interface FieldsetProps {
  view: View
  /** Id under which hint and error are found; use `fieldId(name)` for a group of choices. */
  id: string
  legend: string
  hint?: ComponentChildren
  error?: string | undefined
  required?: boolean
  big?: boolean
  children: ComponentChildren
}

/** Fields that answer one question together. */
export function Fieldset({ view, id, legend, hint, error, required = true, big, children }: FieldsetProps) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <fieldset class={error ? 'ds-fieldset field-invalid' : 'ds-fieldset'} aria-describedby={described || undefined}>
      <legend class={big ? 'field-label field-label-big' : 'field-label'}>
        {legend}
        {!required && <span class="field-optional"> {view.t('ui.optional')}</span>}
      </legend>
      <HintAndError id={id} hint={hint} error={error} view={view} />
      {children}
    </fieldset>
  )
}
