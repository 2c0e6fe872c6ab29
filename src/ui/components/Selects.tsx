import type { ComponentChildren } from 'preact'
import type { Counted } from './Choices.tsx'
import { type FieldProps, fieldId } from './Field.tsx'
import { Fieldset } from './Fieldset.tsx'

export interface SelectsProps extends FieldProps {
  /** Name under which all answers are sent. */
  sendAs: string
  /** Values that are chosen. */
  values: string[]
  /** First entry of each list, with an empty value. */
  empty: string
  counted?: Counted | undefined
  rows: {
    key: string | number
    label: ComponentChildren
    hint?: ComponentChildren
    /** `worth` is what the choice takes of what is counted. */
    options: { value: string; label: string; worth?: number }[]
  }[]
}

/** A short list beside each of several things, all of them one answer: points to give, places to fill. */
export function Selects({ required = true, ...props }: SelectsProps) {
  const { view, name, label, hint, error, sendAs, values, empty, counted, rows } = props
  const id = fieldId(name)
  return (
    <Fieldset legend={label} {...{ view, id: `${id}-group`, hint, error, required }}>
      <div class="choices">
        {rows.map((row, at) => {
          // The error summary leads to the first list.
          const own = at === 0 ? id : `${id}-${at}`
          return (
            <div key={row.key} class="choice choice-select">
              <select
                class="ds-input input"
                id={own}
                name={sendAs}
                aria-describedby={row.hint ? `${own}-hint` : undefined}
                aria-invalid={error ? 'true' : undefined}
              >
                <option value="">{empty}</option>
                {row.options.map((option) => (
                  <option
                    key={option.value}
                    value={option.value}
                    selected={values.includes(option.value)}
                    data-worth={option.worth}
                  >
                    {option.label}
                  </option>
                ))}
              </select>
              <label class="choice-label" for={own}>
                {row.label}
                {row.hint && (
                  <span class="choice-hint" id={`${own}-hint`}>
                    {row.hint}
                  </span>
                )}
              </label>
            </div>
          )
        })}
      </div>
      {counted && (
        <p class="choices-count" data-most={counted.most} data-told={counted.told} data-over={counted.over} />
      )}
    </Fieldset>
  )
}
