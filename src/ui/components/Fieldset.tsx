import type { ComponentChildren } from 'preact'
import type { View } from '#kernel/i18n/view.ts'
import { HintAndError, OptionalMark } from './Field.tsx'

export interface FieldsetProps {
  view: View
  /** Id under which hint and error are found; use `fieldId(name)` for a group of choices. */
  id: string
  legend: string
  hint?: ComponentChildren
  error?: string | undefined
  required?: boolean | undefined
  requiredWhen?: string | undefined
  big?: boolean | undefined
  children: ComponentChildren
}

/** Fields that answer one question together. */
export function Fieldset({
  view,
  id,
  legend,
  hint,
  error,
  required = true,
  requiredWhen,
  big,
  children,
}: FieldsetProps) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  const words = (
    <>
      {legend}
      {!required && <OptionalMark view={view} requiredWhen={requiredWhen} />}
    </>
  )
  return (
    // A border of the fieldset itself would begin at the middle of its legend.
    <div class={error ? 'field-invalid' : undefined}>
      <fieldset class="ds-fieldset" aria-describedby={described || undefined}>
        <legend class="field-label">{big ? <h1 class="field-label-big">{words}</h1> : words}</legend>
        <HintAndError id={id} hint={hint} error={error} view={view} />
        {children}
      </fieldset>
    </div>
  )
}
